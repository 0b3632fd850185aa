"""Whether a count series has surged over what is normal for it: pure, streaming, one small state a series.

    series = add(series, unit_of(event))            # each event, as it comes
    now = reading_now(series, settings)             # an alarm needn't wait for the unit's end
    series, reading = close(series, unit, settings) # when a unit is over
    for key in many(readings, rate): ...            # which of many series alarm together

Units are whole numbers that never go backwards: weeks, days or hours since 1970-01-01 in the platform's zone. The
method, its sources and what was measured of it are in docs/surge.md.
"""

from ombud.core.surge_detection.crowd import Crowd, independent, joined
from ombud.core.surge_detection.detection import Detection, Unit
from ombud.core.surge_detection.many import many
from ombud.core.surge_detection.reading import Reading
from ombud.core.surge_detection.series import Series, add, close, reading_now

__all__ = [
    "Crowd", "Detection", "Reading", "Series", "Unit", "add", "close", "independent", "joined", "many", "reading_now",
]  # fmt: skip
