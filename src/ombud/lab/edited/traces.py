"""How much likelier each block is with a given first save than without.

A lively block takes more of the second save's rounding than a smooth one, and its values lie wider in any case. Both
are therefore learned for blocks of a kind: noise around the multiples, and how values lie at grids that never were.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from ombud.lab.coefficients import Coefficients
from ombud.lab.edited import combs
from ombud.lab.edited.blocks import MODES, Numbers, at_grid, bands, colours, cut_off, pixels
from ombud.lab.edited.first_save import BLOCKS, FirstSave, envelope

DOUBT = 0.02
"""However unlikely a value, one coefficient counts 50 to 1 at most: steps may be misjudged, pixels cut off."""
REST = 0.3
KINDS_MAX = 4
KIND_BLOCKS = 250
"""Fewer blocks of a kind don't tell how their values lie."""
OTHERS = ((1, 3), (2, 6), (3, 1), (5, 2), (6, 5), (7, 4))
"""Grids relative to the first save's from which it is learned how values lie without a save."""
_CHUNK = 64
Logs = dict[tuple[int, int], NDArray[np.float32]]


def evidence(stored: Coefficients, save: FirstSave) -> Numbers:
    """(rows, columns) of the first save's grid, in nats."""
    lively = _lively(stored, save)
    count = int(np.clip(lively.size // KIND_BLOCKS, 1, KINDS_MAX))
    kinds = np.searchsorted(np.quantile(lively, np.linspace(0, 1, count + 1)[1:-1]), lively)
    logs = _logs(stored, save, kinds, count)
    differences = colours(stored)
    found = []
    for first, light, values in _chunks(stored, save, [(0, stored.luma.shape[0])]):
        kind = kinds[first : first + len(values)]
        told = np.zeros(values.shape[:2], dtype=np.float32)
        for (which, at), table in logs.items():
            middle = len(table) // 2
            here = kind == which
            off = values[:, :, at][here]
            told[here] += np.where(np.abs(off) <= middle, table[np.clip(off + middle, 0, 2 * middle)], 0.0)
        those = tuple(one[first : first + light.shape[0] // 8] for one in differences)
        found.append(np.where(cut_off(light, those, save.down, save.across), np.float32(0), told))
    whole = np.concatenate(found)
    for which in range(count):
        # Faint traces leave smooth or dark places without any: what half of a kind shows is no sign of an edit.
        whole[kinds == which] -= min(0.0, float(np.median(whole[kinds == which])))
    return whole


def _lively(stored: Coefficients, save: FirstSave) -> Numbers:
    """(rows, columns) of the first save's grid: how many frequencies the stored blocks that it lies on have."""
    counts = (stored.luma != 0).sum(axis=(2, 3)).astype(np.float32)
    if save.down:
        counts = (counts[:-1] * (8 - save.down) + counts[1:] * save.down) / 8
    if save.across:
        counts = (counts[:, :-1] * (8 - save.across) + counts[:, 1:] * save.across) / 8
    return np.asarray(counts, dtype=np.float32)


def _chunks(
    stored: Coefficients, save: FirstSave, parts: list[tuple[int, int]]
) -> Iterator[tuple[int, Numbers, NDArray[np.int64]]]:
    """The row at which it begins, pixels, and (rows, columns, modes) whole numbers at the first save's grid."""
    rows = stored.luma.shape[0]
    for begin, end in parts:
        for first in range(begin, end, _CHUNK):
            last = min(first + _CHUNK, end)
            light = pixels(stored, first, min(last + 1, rows) if save.down else last)
            if save.down or save.across:
                values = np.rint(at_grid(light, save.down, save.across)).astype(np.int64)
            else:
                part = stored.luma[first:last]
                values = np.stack([part[:, :, down, across] for down, across in MODES], axis=2).astype(np.int64)
            if len(values):
                yield first, light, values


def _logs(stored: Coefficients, save: FirstSave, kinds: NDArray[np.int64], count: int) -> Logs:
    """For each kind and mode by value: the log of how much likelier with that save."""
    shifted = bool(save.down or save.across)
    table = stored.luma_table.astype(np.int64)
    own, never = _counted(stored, save, kinds, count)
    found: Logs = {}
    for kind in range(count):
        for at, step in save.steps.items():
            second = int(table[MODES[at]])
            if at == 0:
                ratios = (combs.shifted_mean() if shifted else combs.aligned_mean(second))[:, step - 2]
            elif shifted:
                ratios = combs.shifted_by(envelope(never[kind, at]), step)
            else:
                ratios = combs.aligned_by(envelope(never[kind, at]), second, step)
            reach = len(ratios) // 2
            middle = own.shape[2] // 2
            gains = own[kind, at, middle - reach : middle + reach + 1] @ np.log((1 - REST) * ratios + REST)
            best = int(gains.argmax())
            if gains[best] <= 0:
                continue
            ratio = ratios[:, best]
            logs = np.log(((1 - DOUBT) * ratio + DOUBT) / ((1 - DOUBT) + DOUBT * ratio))
            if at:
                # What the first save made 0 lies near 0, as does anything smooth: no sign of that save.
                apart = np.abs(np.arange(len(logs)) - reach) * (1 if shifted else second)
                logs = np.where(apart < step / 2, np.minimum(logs, 0), logs)
            found[kind, at] = logs.astype(np.float32)
    return found


def _counted(
    stored: Coefficients, save: FirstSave, kinds: NDArray[np.int64], count: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """(kinds, modes, values): at the first save's grid, and at grids that never were."""
    wide = combs.MEAN_REACH + 1
    own = np.zeros((count, len(MODES), 2 * wide + 1))
    never = np.zeros((count, len(MODES), 2 * combs.REACH + 1))
    for first, light, values in _chunks(stored, save, bands(stored.luma.shape[0], stored.luma.shape[1], BLOCKS)):
        _tally(own, values, kinds[first : first + len(values)], wide)
        for down, across in OTHERS:
            others = np.rint(at_grid(light, (save.down + down) % 8, (save.across + across) % 8)).astype(np.int64)
            rows, columns = (min(one) for one in zip(others.shape[:2], kinds[first:].shape, strict=True))
            _tally(never, others[:rows, :columns], kinds[first : first + rows, :columns], combs.REACH)
    return own, never


def _tally(into: NDArray[np.float64], values: NDArray[np.int64], kinds: NDArray[np.int64], reach: int) -> None:
    for kind in range(len(into)):
        chosen = values[kinds == kind]
        for at in range(len(MODES)):
            those = chosen[:, at]
            those = those[np.abs(those) <= reach]
            into[kind, at] += np.bincount(those + reach, minlength=2 * reach + 1)
