"""How far beyond the highest score of authentic pictures a threshold must lie, from the calibration half alone.

`python -m bench.lab_edited_spare` splits that half by sources into two, many times: thresholds from the one part, flags
in the other.
"""

import random
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import cv2

from bench import lab_edited
from ombud.lab.picture import Picture

SPLITS = 3000
ALLOWED = 0.01
"""Of the authentic pictures, all detectors together."""
Scores = Mapping[str, float]
"""By detector; one that abstained isn't there."""


def measured(pictures: Iterable[tuple[str, str, bytes]]) -> dict[str, list[Scores]]:
    """Each picture's scores, by source: twins of one belong to one part."""
    found: dict[str, list[Scores]] = defaultdict(list)
    for name, kind, data in pictures:
        picture = Picture(data)
        made = {detector.NAME: detector.measure(picture) for detector in lab_edited.DETECTORS}
        source = name.rpartition("-")[0] if kind.startswith("twin ") else name
        found[source].append({name: one.places.score for name, one in made.items() if not isinstance(one, str)})
    return found


def flagged(by_source: Mapping[str, Sequence[Scores]], spare: float) -> tuple[float, float]:
    """The share flagged, mean over all splits, and the share of splits in which that was more than is allowed."""
    chance = random.Random(1)
    sources = sorted(by_source)
    shares = []
    for _ in range(SPLITS):
        chance.shuffle(sources)
        half = len(sources) // 2
        one, other = (
            [all_ for source in part for all_ in by_source[source]] for part in (sources[:half], sources[half:])
        )
        least = {name: lab_edited.weakest([all_[name] for all_ in one if name in all_], spare) for name in _names(one)}
        hits = sum(any(score >= least.get(name, score + 1) for name, score in all_.items()) for all_ in other)
        shares.append(hits / len(other))
    return sum(shares) / SPLITS, sum(share > ALLOWED for share in shares) / SPLITS


def _names(scores: Iterable[Scores]) -> set[str]:
    return {name for one in scores for name in one}


if __name__ == "__main__":
    cv2.setNumThreads(1)
    every = measured((*lab_edited.authentic("calibration"), *lab_edited.fresh("calibration")))
    for tenths in range(10, 21):
        mean, over = flagged(every, tenths / 10)
        print(f"spare {tenths / 10}: {mean:.2%} flagged; over {ALLOWED:.0%} in {over:.1%} of splits")
    sys.exit(0)
