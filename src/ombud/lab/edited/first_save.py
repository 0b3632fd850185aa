"""Finds the grid and the steps of a save before the last: in nearly all of the picture, or in a piece of it."""

import cv2
import msgspec
import numpy as np
from numpy.typing import NDArray

from ombud.lab.coefficients import Coefficients
from ombud.lab.edited import combs
from ombud.lab.edited.blocks import MODES, WAVES, Numbers, bands, pixels

BLOCKS = 48_000
"""Of larger pictures evenly spread bands are searched, three megapixels in all."""
RESTS = (0.3, 0.7, 0.95)
"""How much of the picture may be without the first save's traces: an edited part, flat parts too, all but a piece."""
STANDARD = np.array(
    [
        [16, 11, 10, 16, 24, 40, 51, 61],
        [12, 12, 14, 19, 26, 58, 60, 55],
        [14, 13, 16, 24, 40, 57, 69, 56],
        [14, 17, 22, 29, 51, 87, 80, 62],
        [18, 22, 37, 56, 68, 109, 103, 77],
        [24, 35, 55, 64, 81, 104, 113, 92],
        [49, 64, 78, 87, 103, 121, 120, 101],
        [72, 92, 95, 98, 112, 100, 103, 99],
    ]
)
"""ITU-T T.81, table K.1."""
QUALITIES = tuple(range(30, 99))


class FirstSave(msgspec.Struct, frozen=True, kw_only=True):
    """A save before the last, as the coefficients show it."""

    down: int
    across: int
    """Where its grid begins in the stored picture, 0 to 7."""
    quality: int
    """Of the standard tables; 0 where the steps are of no such table."""
    steps: dict[int, int]
    """By the place in MODES; only modes that show it."""
    gain: float
    """How much better than never, in nats a block searched."""
    rest: str
    """Which of RESTS it was found with, as a key."""
    rival: float
    """What the best grid that shares neither rows nor columns with this one gains, as a share of this gain."""

    @property
    def loudness(self) -> float:
        """How sure it is that there was such a save: what chance has doesn't stand alone or shows in few modes."""
        return self.gain * max(0.0, 1 - self.rival) * max(0, len(self.steps) - 6) / (len(MODES) - 6)


class Histograms(msgspec.Struct, frozen=True):
    """What the search counts once: for each mode, of each of the 64 grids how often each value comes."""

    mean: NDArray[np.float64]
    others: list[NDArray[np.float64]]
    stored: list[NDArray[np.float64]]
    """The quantised values themselves, of each mode."""
    table: NDArray[np.int64]
    blocks: int


def steps_of(quality: int) -> NDArray[np.int64]:
    """The standard table of a quality, as the reference encoder scales it."""
    scale = 5000 // quality if quality < 50 else 200 - 2 * quality
    return np.asarray(np.clip((STANDARD * scale + 50) // 100, 1, 255), dtype=np.int64)


def counted(stored: Coefficients) -> Histograms:
    """Count all values at all 64 grids."""
    rows, columns = stored.luma.shape[:2]
    table = stored.luma_table.astype(np.int64)
    mean = np.zeros((64, 2 * combs.MEAN_REACH + 1))
    others = [np.zeros((64, 2 * combs.REACH + 1)) for _ in MODES]
    quantised = [np.zeros(2 * _reach(table, at) + 1) for at in range(len(MODES))]
    blocks = 0
    for first, last in bands(rows, columns, BLOCKS):
        light = pixels(stored, first, last)
        blocks += (last - first) * columns
        for at, (down, across) in enumerate(MODES):
            everywhere = _dense(light, down, across)
            if at == 0:
                mean += _tally(everywhere, combs.MEAN_REACH, 984)
            else:
                others[at] += _tally(everywhere, combs.REACH, combs.REACH)
            reach = _reach(table, at)
            values = stored.luma[first:last, :, down, across].ravel().astype(np.int64)
            within = 984 // int(table[0, 0]) if at == 0 else reach
            values = values[np.abs(values) <= within] + reach
            quantised[at] += np.bincount(values, minlength=2 * reach + 1)
    return Histograms(mean, others, quantised, table, blocks)


def find(seen: Histograms) -> list[FirstSave]:
    """The most likely first save for each of RESTS; none where nothing speaks for one."""
    gains = np.empty((len(RESTS), 64, len(MODES), len(combs.STEPS)))
    for at, (down, across) in enumerate(MODES):
        second = int(seen.table[down, across])
        if at == 0:
            ratios, own = combs.shifted_mean()[:, :, 1::2], combs.aligned_mean(second)
            counts = seen.mean
        else:
            counts = seen.others[at]
            inner = [8 * one + other for one in range(1, 8) for other in range(1, 8)]
            never = envelope(counts[inner].sum(axis=0))
            ratios, own = combs.shifted(never), combs.aligned(never, second)
        for which, rest in enumerate(RESTS):
            gains[which, :, at] = _best(counts, ratios, rest)
            gains[which, 0, at] = _best(seen.stored[at][None], own, rest)
    found = []
    for which in range(len(RESTS)):
        grid, quality, total, rival, steps = _chosen(gains[which], seen.table)
        shown = {at: step for at, step in steps.items() if gains[which, grid, at, step - 2] > 10}
        if total > 0 and shown:
            found.append(
                FirstSave(
                    down=grid // 8,
                    across=grid % 8,
                    quality=quality,
                    steps=shown,
                    gain=float(total / seen.blocks),
                    rest=str(RESTS[which]),
                    rival=float(max(rival, 0) / total),
                )
            )
    return found


def _chosen(gains: NDArray[np.float64], table: NDArray[np.int64]) -> tuple[int, int, float, float, dict[int, int]]:
    """The best grid with the steps of a standard table, or with steps of its own where those are far better."""
    tables = [steps_of(quality) for quality in QUALITIES]
    sums = np.zeros((64, len(QUALITIES)))
    for which, steps in enumerate(tables):
        for at, mode in enumerate(MODES):
            if steps[mode] in combs.STEPS:
                sums[:, which] += gains[:, at, steps[mode] - 2]
    low = [mode for mode in MODES if mode != (0, 0)]
    floor = np.mean([table[mode] for mode in low]) * 1.02
    # Where the grids differ, steps finer than the last save's are drowned in its rounding: what looks like them is
    # the last save itself, seen from half a block away.
    finer = np.array([np.mean([steps[mode] for mode in low]) < floor for steps in tables])
    sums[1:, finer] = -np.inf
    free = gains.max(axis=2).sum(axis=1)
    best = sums.max(axis=1)
    alike = _without_leaks(best)
    grid = int(alike.argmax())
    quality = QUALITIES[int(sums[grid].argmax())]
    apart = [at for at in range(64) if at // 8 != grid // 8 and at % 8 != grid % 8]
    rival = float(alike[apart].max())
    own = {at: int(gains[grid, at].argmax()) + 2 for at in range(len(MODES))}
    if free[grid] - 6 * len(MODES) > 1.15 * best[grid] and (grid == 0 or _coarser(own, floor)):
        return grid, 0, float(alike[grid] - best[grid] + free[grid]), rival, own
    standard = steps_of(quality)
    return (
        grid,
        quality,
        float(alike[grid]),
        rival,
        {at: int(standard[mode]) for at, mode in enumerate(MODES) if standard[mode] in combs.STEPS},
    )


def _coarser(own: dict[int, int], floor: float) -> bool:
    return float(np.mean([step for at, step in own.items() if at])) >= floor


def _without_leaks(best: NDArray[np.float64]) -> NDArray[np.float64]:
    """A grid that shares its rows or columns with the last one shows some of the last save, its mirror as much."""
    found = best.copy()
    for turn in (8, 1):
        for off in range(1, 8):
            if off == 4:  # its own mirror: where half of either block lies in it the leak is largest
                found[off * turn] -= 4 * max(0.0, *(best[other * turn] for other in (2, 3, 5, 6)))
            else:
                found[off * turn] -= 1.2 * max(0.0, best[(8 - off) * turn])
    return found


def _best(counts: NDArray[np.float64], ratios: NDArray[np.float64], rest: float) -> NDArray[np.float64]:
    """(grids, steps): the gain with the best noise."""
    logs = np.log(((1 - rest) * ratios + rest).astype(np.float32)).reshape(len(ratios), -1)
    sums = counts.astype(np.float32) @ logs
    return np.asarray(sums.reshape(len(counts), *ratios.shape[1:]).max(axis=2), dtype=np.float64)


def envelope(counts: NDArray[np.float64]) -> NDArray[np.float64]:
    """How values would lie if nothing had been saved, from a histogram of grids that share nothing with the last."""
    smooth = np.convolve(counts + counts[::-1], [0.125, 0.25, 0.125], "same") + 1e-4 * (counts.sum() / len(counts) + 1)
    return np.asarray(smooth / smooth.sum())


def _dense(light: Numbers, down: int, across: int) -> Numbers:
    """One wave at every pixel; only whole periods of 8 are kept."""
    found = cv2.sepFilter2D(light, cv2.CV_32F, WAVES[across], WAVES[down], anchor=(0, 0))
    rows, columns = light.shape[0] // 8 - 1, light.shape[1] // 8 - 1
    return np.asarray(found[: rows * 8, : columns * 8], dtype=np.float32)


def _tally(everywhere: Numbers, reach: int, within: int) -> NDArray[np.float64]:
    """(64 grids, values)."""
    rows, columns = everywhere.shape[0] // 8, everywhere.shape[1] // 8
    values = np.rint(everywhere).astype(np.int32)
    grids = (np.arange(8)[:, None] * 8 + np.arange(8)[None]).astype(np.int32) * (2 * reach + 1) + reach
    places = (values.reshape(rows, 8, columns, 8) + grids[None, :, None, :]).ravel()
    kept = places[np.abs(values.ravel()) <= within]
    return np.bincount(kept, minlength=64 * (2 * reach + 1)).reshape(64, -1).astype(np.float64)


def _reach(table: NDArray[np.int64], at: int) -> int:
    second = int(table[MODES[at]])
    return combs.MEAN_REACH // second + 1 if at == 0 else combs.REACH // second
