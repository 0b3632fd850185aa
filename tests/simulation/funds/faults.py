"""Planted faults: each breaks one promise about a shop's money in the simulated desk, and a harness must find it.

None touches the product: a fault takes the place of one of the functions that the simulated desk was given.
"""

from collections.abc import Mapping

from tests.simulation.funds.faults_in_moving import MOVING
from tests.simulation.funds.faults_in_paying import PAYING
from tests.simulation.funds.faults_in_writing import WRITING
from tests.simulation.life import Plant

FAULTS: Mapping[str, Plant] = {**MOVING, **PAYING, **WRITING}
"""Each by its name, as the test tells it."""
