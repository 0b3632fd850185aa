"""Where the traces of an earlier save are missing, or are in one piece only: a part was changed or put in since.

A JPEG that was saved before keeps traces of that save's grid and steps everywhere. What was painted, pasted or copied
in afterwards doesn't have them at that grid. The first grid is searched at all 64 places, so that a crop between the
two saves hides nothing.
"""

import numpy as np
from numpy.typing import NDArray

from ombud.lab.coefficients import Coefficients
from ombud.lab.edited import first_save, regime
from ombud.lab.edited.first_save import FirstSave
from ombud.lab.edited.places import places
from ombud.lab.edited.strengths import Measured, finding, rates
from ombud.lab.edited.traces import evidence
from ombud.lab.finding import Finding
from ombud.lab.picture import Picture, Pixels

VERSION = "1"
NAME = "double-quantisation"
PIECE = str(max(first_save.RESTS))
"""Found best by taking nearly all of the picture for without it: a piece has what the rest lacks."""


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
    save = believed(first_save.find(first_save.counted(stored)), rates().detectors[NAME].thresholds)
    return "no-first-save" if save is None else laid(picture, save)


def laid(picture: Picture, save: FirstSave) -> Measured:
    """Where the picture differs from the rest, given the first save."""
    stored = picture.coefficients
    assert stored is not None, "a first save is found in coefficients only"
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
    return (told, False) if save.rest == PIECE else (-told, True)


def believed(candidates: list[FirstSave], floors: dict[str, float]) -> FirstSave | None:
    """The likeliest of those that speak louder than chance does in pictures saved once."""
    loud = [save for save in candidates if save.loudness > floors[f"loudness-{save.rest}"]]
    return max(loud, key=lambda save: save.gain, default=None)
