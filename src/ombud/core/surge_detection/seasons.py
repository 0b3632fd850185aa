"""Which slot of the year, the week and the day a unit falls into."""

from ombud.core.surge_detection.detection import Detection

YEAR = {"week": 52.1775, "day": 365.2425, "hour": 8765.82}
PARTS = 13
"""Slots of a year: four weeks each."""


def slots(unit: int, settings: Detection) -> tuple[int, ...]:
    """The slot in each cycle, the year's first; 1970-01-01, unit 0, was a Thursday."""
    if not settings.season:
        return ()
    length = YEAR[settings.unit]
    year = int((unit % length) / length * PARTS)
    if settings.unit == "week":
        return (year,)
    if settings.unit == "day":
        return year, (unit + 3) % 7
    return year, (unit // 24 + 3) % 7, unit % 24
