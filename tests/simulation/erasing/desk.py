"""The desk of one order, with the worker that erases: what it does can be replaced, so that faults can be planted."""

from tests.simulation.erasing.eraser import Eraser
from tests.simulation.evidence.desk import EvidenceDesk


class ErasingDesk(EvidenceDesk):
    """Besides, who erases."""

    eraser: Eraser
