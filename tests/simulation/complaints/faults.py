"""Planted faults: each breaks one promise in the simulated desk, and a harness that doesn't find it is blind.

None touches the product: a fault takes the place of one of the functions that the simulated desk was given.
"""

from collections.abc import Mapping

from tests.simulation.complaints.faults_in_deciding import DECIDING
from tests.simulation.complaints.faults_in_time import TIME
from tests.simulation.faults_in_writing import WRITING
from tests.simulation.life import Plant
from tests.simulation.plant import parent_s_version_not_compared, without_message

TELLING: Mapping[str, Plant] = {
    "order's version not compared": parent_s_version_not_compared("order"),
    "ruling without notice": without_message("ruled"),
    "request without notice": without_message("evidence_requested"),
}
FAULTS: Mapping[str, Plant] = {**WRITING, **TELLING, **TIME, **DECIDING}
"""Each by its name, as the test tells it."""
