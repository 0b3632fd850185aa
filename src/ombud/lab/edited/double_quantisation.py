"""Where the traces of an earlier save are missing, or are in one piece only: a part was changed or put in since.

A JPEG that was saved before keeps traces of that save's grid and steps everywhere. What was painted, pasted or copied
in afterwards doesn't have them at that grid. The first grid is searched at all 64 places, so that a crop between the
two saves hides nothing.
"""

import numpy as np
from numpy.typing import NDArray

from ombud.lab.edited import combs, first_save, regime
from ombud.lab.edited.blocks import MODES, Numbers, at_grid, cut_off, pixels
from ombud.lab.edited.first_save import FirstSave
from ombud.lab.edited.places import places
from ombud.lab.edited.strengths import Measured, finding, threshold
from ombud.lab.finding import Finding
from ombud.lab.picture import Coefficients, Picture, Pixels

VERSION = "1"
NAME = "double-quantisation"
PIECE = str(max(first_save.RESTS))
"""Found best by taking nearly all of the picture for without it: a piece has what the rest lacks."""
DOUBT = 0.02
"""However unlikely a value, one coefficient counts 50 to 1 at most: steps may be misjudged, pixels cut off."""
_CHUNK = 64


def look(picture: Picture) -> Finding:
    """Its regions lack what the rest has, or have what the rest lacks; the facts say which and what was found."""
    return finding(NAME, VERSION, measure(picture))


def map_of(picture: Picture) -> Pixels:
    """Upright, a pixel a block: 0 as the rest, 255 certainly otherwise; a single 0 where nothing can be said."""
    seen = measure(picture)
    return np.zeros((1, 1), dtype=np.uint8) if isinstance(seen, str) else seen.places.heat


def measure(picture: Picture) -> Measured | str:
    """Where, how sure and from what; or the code of why nothing can be said."""
    stored = picture.coefficients
    if (why := regime.why_not(picture)) or stored is None:
        return why or picture.why_no_coefficients
    save = believed(first_save.find(first_save.counted(stored)))
    if save is None:
        return "no-first-save"
    field, missing = suspicion(stored, save)
    return Measured(
        places=places(picture, field, top=save.down, left=save.across),
        facts={
            "first_quality": save.quality,
            "grid_left": save.across,
            "grid_top": save.down,
            "traces": "missing" if missing else "in-a-piece",
        },
    )


def suspicion(stored: Coefficients, save: FirstSave) -> tuple[NDArray[np.float32], bool]:
    """(rows, columns) of the first save's grid in nats, high where a block isn't as the rest; whether it lacks it."""
    told = evidence(stored, save)
    field, missing = (told, False) if save.rest == PIECE else (-told, True)
    # Faint traces leave flat places without any: what half of the picture shows is no sign of an edit.
    return field - max(0.0, float(np.median(field))), missing


def evidence(stored: Coefficients, save: FirstSave) -> Numbers:
    """(rows, columns) of the first save's grid: how much likelier in nats each block is with that save."""
    tables = _logs(save, stored.luma_table.astype(np.int64))
    rows = stored.luma.shape[0]
    found = []
    for first in range(0, rows, _CHUNK):
        last = min(first + _CHUNK, rows)
        light = pixels(stored, first, min(last + 1, rows) if save.down else last)
        if save.down or save.across:
            values = np.rint(at_grid(light, save.down, save.across)).astype(np.int64)
        else:
            part = stored.luma[first:last]
            values = np.stack([part[:, :, down, across] for down, across in MODES], axis=2).astype(np.int64)
        told = np.zeros(values.shape[:2], dtype=np.float32)
        for at, logs in tables.items():
            middle = len(logs) // 2
            off = values[:, :, at]
            told += np.where(np.abs(off) <= middle, logs[np.clip(off + middle, 0, 2 * middle)], 0.0)
        found.append(np.where(cut_off(light, save.down, save.across), np.float32(0), told))
    return np.concatenate(found)


def believed(candidates: list[FirstSave]) -> FirstSave | None:
    """The likeliest of those that speak louder than chance does in pictures saved once."""
    loud = [save for save in candidates if save.loudness > threshold(NAME, f"loudness-{save.rest}")]
    return max(loud, key=lambda save: save.gain, default=None)


def _logs(save: FirstSave, table: NDArray[np.int64]) -> dict[int, NDArray[np.float32]]:
    """For each mode by value: the log of how much likelier with that save."""
    shifted = bool(save.down or save.across)
    found = {}
    for at, step in save.steps.items():
        second = int(table[MODES[at]])
        if at == 0:
            ratios = combs.shifted_mean() if shifted else combs.aligned_mean(second)
        elif shifted:
            ratios = combs.shifted(save.envelopes[at])
        else:
            ratios = combs.aligned(save.envelopes[at], second)
        ratio = ratios[:, step - 2, save.noises[at]]
        logs = np.log(((1 - DOUBT) * ratio + DOUBT) / ((1 - DOUBT) + DOUBT * ratio))
        if at:
            # A value that the first save made 0 lies near 0, as do those of anything smooth: no sign of that save.
            apart = np.abs(np.arange(len(logs)) - len(logs) // 2) * (1 if shifted else second)
            logs = np.where(apart < step / 2, np.minimum(logs, 0), logs)
        found[at] = logs.astype(np.float32)
    return found
