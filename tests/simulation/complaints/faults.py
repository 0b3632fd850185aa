"""Planted faults: each breaks one promise in the simulated desk, and a harness that doesn't find it is blind.

None touches the product: a fault takes the place of one of the functions that the simulated desk was given.
"""

from collections.abc import Mapping

from tests.simulation.complaints.faults_in_deciding import DECIDING
from tests.simulation.complaints.faults_in_time import TIME
from tests.simulation.complaints.faults_in_writing import WRITING
from tests.simulation.life import Plant

FAULTS: Mapping[str, Plant] = {**WRITING, **TIME, **DECIDING}
"""Each by its name, as the test tells it."""
