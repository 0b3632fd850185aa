"""Which of many series alarm, when all are looked at together."""

from collections.abc import Hashable, Sequence
from typing import TypeVar

from ombud.core.surge_detection.reading import Reading

Key = TypeVar("Key", bound=Hashable)


def many(readings: Sequence[tuple[Key, Reading]], rate: float) -> list[Key]:
    """The keys that alarm, strongest first: of all alarms so raised, at most `rate` are false on the average.

    Benjamini and Hochberg (1995, JRSS B 57, 289-300): with the p-values in order, all up to the last i-th that is at
    most i/m * rate. It holds where the readings are independent or positively dependent (Benjamini and Yekutieli
    2001), as shops are that share a bad day. Where nothing is wrong anywhere, `rate` is the chance of a single alarm
    in the whole unit. Series without enough history aren't looked at, and don't count in m. One reading a series.
    """
    looked = sorted(
        (reading.p_value, -reading.score, place)
        for place, (_, reading) in enumerate(readings)
        if reading.enough_history
    )
    last = 0
    for i, (p_value, _, _) in enumerate(looked, 1):
        if p_value <= i / len(looked) * rate:
            last = i
    return [readings[place][0] for _, _, place in looked[:last]]
