"""Planted faults: each breaks one promise about evidence in the simulated desk or on its shelf, and must be found.

None touches the product: a fault takes the place of one of the functions that the simulated desk was given.
"""

from collections.abc import Mapping

from tests.simulation.evidence.faults_in_keeping import KEEPING
from tests.simulation.evidence.faults_in_reports import REPORTS
from tests.simulation.evidence.faults_of_files import FILES
from tests.simulation.life import Plant

FAULTS: Mapping[str, Plant] = {**FILES, **REPORTS, **KEEPING}
"""Each by its name, as the test tells it."""
