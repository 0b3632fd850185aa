"""How well edited places are found, how often authentic pictures are flagged, and what a look costs.

`python -m bench.lab_edited [detectors]` calibrates on one half of the pictures and writes rates.json; `figures`
measures the other.
"""

import math
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import cv2
import msgspec
import numpy as np
from numpy.typing import NDArray

from bench import lab_edited_peers, lab_edited_said, lab_forgeries
from bench.figure import Figure, Goal
from bench.lab_edited_seen import Seen
from bench.lab_forgeries import Half
from ombud.lab.edited import copy_move, double_quantisation, first_save, foreign_grid, noise, regime, strengths
from ombud.lab.edited.places import Places
from ombud.lab.picture import Picture

DETECTORS = (double_quantisation, foreign_grid, copy_move, noise)
EACH, TWINS = 4, 2
"""Forgeries of a source, and of how many of them the untouched twin is looked at too."""
FRESH_TWINS = slice(EACH, EACH + TWINS)
"""Those whose untouched twins are looked at as well, and never as forgeries."""
RATES = Path(strengths.__file__).with_name("rates.json")
ON = "lab-edited calibration half"
SPARE = 1.5
"""Thresholds lie that far beyond the highest that authentic pictures of the calibration half have. Splits of that half
into two (`bench/lab_edited_spare.py`) say how often a part then flags over a hundredth of the other: 3.4 in a hundred
splits; 4.8 with 1.4, 12.8 with 1.2."""
LOUDER = 1.2
"""The same for how loud a first save seems where there was none."""
WEAK_SHARE = 0.00125
"""What of the authentic pictures of the calibration half may reach `weak` of one detector: a quarter of the hundredth
that all four together may flag, and half of that, since other pictures have their own luck."""
ONLY_WEAK = ("noise",)


def authentic(half: Half, *, every: int = 1) -> Iterator[tuple[str, str, bytes]]:
    """Name, kind and bytes of untouched pictures: twins, ours and syndj's, saved once, as they came, saved again."""
    for source in [one for one in lab_forgeries.sources() if one.half == half][::every]:
        for made in lab_forgeries.forgeries(source, TWINS):
            yield made.name, f"twin {made.regime}", made.twin
        yield source.name, "saved once", lab_forgeries.saved(lab_forgeries.pixels(source), 60 + len(source.name) % 38)
    for path in sorted((lab_forgeries.IMAGES / "syndj").glob("*_a_*.jpg"))[::every]:
        if lab_forgeries.half_of(path.name[:2]) == half:
            yield path.stem, "syndj twin", path.read_bytes()
    for which, path in lab_forgeries.originals()[:: 2 * every]:
        if which == half:
            yield from _as_it_came_and_again(path)


def fresh(half: Half, *, every: int = 1) -> Iterator[tuple[str, str, bytes]]:
    """Untouched pictures that no run had seen until the thresholds were set for all four detectors together: the
    other half of the files as they came, product photos, and twins of forgeries that were never looked at."""
    for source in [one for one in lab_forgeries.sources() if one.half == half][::every]:
        for made in list(lab_forgeries.forgeries(source, FRESH_TWINS.stop))[FRESH_TWINS]:
            yield made.name, f"twin {made.regime}", made.twin
    paths = [path for which, path in lab_forgeries.originals()[1::2] if which == half]
    goods = sorted((lab_forgeries.IMAGES / "grocery_iconic").rglob("*.jpg"))
    for path in [*paths, *(path for path in goods if lab_forgeries.half_of(path.stem) == half)][::every]:
        yield from _as_it_came_and_again(path)


def _as_it_came_and_again(path: Path) -> Iterator[tuple[str, str, bytes]]:
    data = path.read_bytes()
    yield path.stem, "as it came", data
    cut = lab_forgeries.opened(data)[len(data) % 8 :, len(data) // 8 % 8 :]
    yield path.stem, "cropped and saved again", lab_forgeries.saved(cut, 70 + len(data) % 28)


def calibrate(names: Sequence[str]) -> None:
    """Write the rates of these detectors, from the calibration half alone."""
    untouched = (*authentic("calibration"), *fresh("calibration"))
    pictures = [(name, kind, Picture(data)) for name, kind, data in untouched]
    found = dict(strengths.rates().detectors)
    for detector in DETECTORS:
        if detector.NAME not in names:
            continue
        if detector is double_quantisation:
            found[detector.NAME] = _double_quantisation(pictures)
            continue
        measured = [detector.measure(picture) for _, _, picture in pictures]
        steps = _steps([one.places.score for one in measured if not isinstance(one, str)])
        if detector.NAME in ONLY_WEAK:
            steps = {"weak": steps["weak"]}
        found[detector.NAME] = strengths.Detector(detector.VERSION, steps)
    written = msgspec.json.format(msgspec.json.encode(strengths.Rates(ON, found)), indent=2)
    RATES.write_bytes(written + b"\n")


def _double_quantisation(pictures: Sequence[tuple[str, str, Picture]]) -> strengths.Detector:
    """First how loud a first save seems in pictures without one, then the scores where one is believed."""
    loud: dict[str, float] = {f"loudness-{rest}": 0.0 for rest in first_save.RESTS}
    candidates = []
    for name, kind, picture in pictures:
        stored = picture.coefficients
        those = [] if stored is None or regime.why_not(picture) else first_save.find(first_save.counted(stored))
        candidates.append((picture, those))
        if kind in ("saved once", "twin piece", "twin rescaled") or (kind == "syndj twin" and "social" in name):
            for save in those:
                loud[f"loudness-{save.rest}"] = max(loud[f"loudness-{save.rest}"], save.loudness)
    loud = {name: round(LOUDER * value, 4) for name, value in loud.items()}
    # No piece of these was pasted: what seems one is a first save of the whole, too faint to be told from it.
    piece = f"loudness-{double_quantisation.PIECE}"
    seeming = [double_quantisation.believed(those, loud) for _, those in candidates]
    faint = [save.loudness for save in seeming if save is not None and save.rest == double_quantisation.PIECE]
    loud[piece] = round(max([loud[piece], *(LOUDER * one for one in faint)]), 4)
    believed = [(picture, double_quantisation.believed(those, loud)) for picture, those in candidates]
    scores = [double_quantisation.laid(picture, save).places.score for picture, save in believed if save is not None]
    return strengths.Detector(double_quantisation.VERSION, _steps(scores), loud)


def weakest(scores: Sequence[float], spare: float) -> float:
    """The score from which on something is `weak`, from those of authentic pictures."""
    ordered = sorted(scores, reverse=True)
    return min(max(spare * ordered[int(WEAK_SHARE * len(ordered))], 5.0), spare * max(ordered[0], 5.0))


def _steps(scores: list[float]) -> dict[str, strengths.Step]:
    """From the scores of authentic pictures: `weak` few reach, `clear` none did, `strong` is far beyond all."""
    ordered = sorted(scores, reverse=True)
    most = max(ordered[0], 5.0)
    levels = {"weak": weakest(scores, SPARE), "clear": SPARE * most, "strong": 2 * most}
    return {
        name: strengths.Step(math.ceil(level * 10) / 10, sum(one >= level for one in scores), len(scores))
        for name, level in levels.items()
    }


def scored(*, every: int = 1) -> list[Seen]:
    """All of the score half."""
    seen: list[Seen] = []
    for source in [one for one in lab_forgeries.sources() if one.half == "score"][::every]:
        seen += [
            _look(made.name, made.kind, made.regime, made.first, made.second, made.edited, made.mask)
            for made in lab_forgeries.forgeries(source, EACH)
        ]
    untouched = (*authentic("score", every=every), *fresh("score", every=every))
    seen += [_look(name, kind, "", 0, 0, data, None) for name, kind, data in untouched]
    shared = sorted((lab_forgeries.IMAGES / "syndj").glob("*_t_*.jpg"))[::every]
    return seen + [_look_at_shared(path) for path in shared if lab_forgeries.half_of(path.name[:2]) == "score"]


def _look_at_shared(path: Path) -> Seen:
    parts = path.stem.split("_")
    kind, first, second = "_".join(parts[2:-3]), int(parts[-2][1:]), int(parts[-1])
    mask = cv2.imread(str(path.with_name(path.stem + "_mask.png")), cv2.IMREAD_GRAYSCALE)
    assert mask is not None
    if kind == "splice_social":
        where = "rescaled"
    elif second <= first:
        where = "coarser"
    else:
        where = "aligned" if parts[1] in ("0", "2") else "shifted"
    return _look(path.stem, f"syndj {kind}", where, first, second, path.read_bytes(), mask > 0)


def _look(
    name: str, kind: str, where: str, first: int, second: int, data: bytes, mask: NDArray[np.bool_] | None
) -> Seen:
    picture = Picture(data)
    seen = Seen(name, kind, where, first, second, mask is not None, {})
    for detector in DETECTORS:
        made = detector.measure(picture)
        if isinstance(made, str):
            seen.scores[detector.NAME] = made
            continue
        seen.scores[detector.NAME] = made.places.score
        if mask is not None and detector is not copy_move:
            seen.area[detector.NAME] = area(_full(made.places, mask.shape), mask)
    if mask is not None:
        seen.area["error-levels"] = area(lab_edited_peers.error_levels(data), mask)
        if picture.coefficients is not None:
            seen.area["stored-grid"] = area(_spread(lab_edited_peers.stored_grid(data), 8, mask.shape), mask)
    return seen


def area(told: NDArray[np.float32], mask: NDArray[np.bool_]) -> float:
    """Of the curve of pixels rightly against wrongly taken for edited; ties count half."""
    values, counts = np.unique(told, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[np.searchsorted(values, told.ravel())]
    inside = mask.ravel()
    count = int(inside.sum())
    return float((ranks[inside].sum() - count * (count + 1) / 2) / (count * (inside.size - count)))


def _full(places: Places, shape: tuple[int, ...]) -> NDArray[np.float32]:
    moved = np.pad(_spread(places.soft, places.block, (10_000, 10_000), pad=False),
                   ((places.top, 0), (places.left, 0)), mode="edge")  # fmt: skip
    return _spread(moved, 1, shape)


def _spread(field: NDArray[np.float32], block: int, shape: tuple[int, ...], *, pad: bool = True) -> NDArray[np.float32]:
    large = field.repeat(block, 0).repeat(block, 1)[: shape[0], : shape[1]]
    more = [(0, max(0, shape[axis] - large.shape[axis])) for axis in (0, 1)]
    return np.pad(large, more, mode="edge") if pad else large


def figures(*, quick: bool = False) -> list[Figure]:
    """Those of the score half; in full also written to docs/lab.md."""
    cv2.setNumThreads(1)
    seen = scored(every=24 if quick else 1)
    costs = _costs(quick=quick)
    if not quick:
        lab_edited_said.write(seen, costs)
    own = [one for one in seen if one.edited]
    made: list[Figure] = []
    for where, bound in (("aligned", 0.95), ("shifted", 0.85)):
        those = [one for one in own if one.regime == where]
        areas = [one.area[double_quantisation.NAME] for one in those if double_quantisation.NAME in one.area]
        peer = [one.area["stored-grid"] for one in those if double_quantisation.NAME in one.area]
        if areas:
            how = f"{len(areas)} forgeries of {len(those)}, the others abstained from; peer: the stored grid alone"
            made.append(
                Figure(
                    f"lab-edited-{where}",
                    float(np.mean(areas)),
                    "pixel AUC",
                    peer=float(np.mean(peer)),
                    goal=Goal("value", ">=", bound),
                    how=how,
                )
            )
    untouched = [one for one in seen if not one.edited]
    flagged = sum(any(said in strengths.ORDER for said in one.said.values()) for one in untouched)
    how = f"{flagged} of {len(untouched)} by any of the four detectors at any strength"
    made.append(
        Figure("lab-edited-flagged", 100 * flagged / len(untouched), "%", goal=Goal("value", "<=", 1.0), how=how)
    )
    off = sum(one.said[double_quantisation.NAME].startswith("-") for one in seen)
    made.append(Figure("lab-edited-abstained", 100 * off / len(seen), "%", how="double quantisation, all pictures"))
    made.append(Figure("lab-edited-cost", sum(costs.values()), "CPU s a picture", how=f"12 megapixels: {costs}"))
    return made


def _costs(*, quick: bool) -> dict[str, float]:
    """Processor seconds of each detector on one JPEG of twelve megapixels (one, if quick), made by enlarging."""
    photo = lab_forgeries.pixels(next(one for one in lab_forgeries.sources() if one.name == "bridge"))
    size = (1200, 800) if quick else (4000, 3000)
    data = lab_forgeries.saved(np.asarray(cv2.resize(photo, size, interpolation=cv2.INTER_CUBIC), dtype=np.uint8), 92)
    found = {}
    for detector in DETECTORS:
        picture = Picture(data)
        start = time.process_time()
        detector.measure(picture)
        found[detector.NAME] = round(time.process_time() - start, 2)
    return found


if __name__ == "__main__":
    cv2.setNumThreads(1)
    calibrate(sys.argv[1:] or [detector.NAME for detector in DETECTORS])
    sys.exit(0)
