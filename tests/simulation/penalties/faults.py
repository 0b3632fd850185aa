"""Planted faults: each breaks one promise about penalties in the simulated desk, and a harness must find it.

None touches the product: a fault takes the place of one of the functions that the simulated desk was given.
"""

from collections.abc import Mapping

from tests.simulation.complaints.faults_in_deciding import rights_not_looked_at
from tests.simulation.faults_in_writing import WRITING
from tests.simulation.life import Plant
from tests.simulation.penalties.faults_in_appeals import APPEALS
from tests.simulation.penalties.faults_in_effects import EFFECTS
from tests.simulation.penalties.faults_in_time import TIME

FAULTS: Mapping[str, Plant] = {
    **WRITING,
    **EFFECTS,
    **APPEALS,
    **TIME,
    "rights not looked at": rights_not_looked_at,
}
"""Each by its name, as the test tells it."""
