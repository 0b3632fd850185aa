"""All detectors over one picture: found by one loop over their folders, each by itself and in no other's way."""

import importlib
import logging
import pkgutil
from collections.abc import Collection, Iterator
from functools import cache
from types import ModuleType
from typing import Any, NamedTuple, Protocol, cast

from ombud.lab import edited, provenance
from ombud.lab.finding import Finding
from ombud.lab.picture import NotAPicture, Picture, Pixels

_LOG = logging.getLogger(__name__)
FAILED = "failed"
"""The code of a detector that met something it wasn't made for: it says nothing, and the others still speak."""


class Detector(Protocol):
    """What a module has to offer to be one; `map_of` besides where it can draw what it saw."""

    VERSION: str

    def look(self, picture: Picture) -> Finding: ...


class Seen(NamedTuple):
    """One finding, and a map of it to lie over the upright picture: 0 as the rest, 255 certainly otherwise."""

    finding: Finding
    overlay: Pixels | None = None


@cache
def detectors() -> tuple[tuple[str, Detector], ...]:
    """Name and module of each: what the file says of itself first, since it costs nothing."""
    found = []
    for folder in (provenance, edited):
        for module in sorted(one.name for one in pkgutil.iter_modules(folder.__path__)):
            loaded = importlib.import_module(f"{folder.__name__}.{module}")
            if hasattr(loaded, "look") and hasattr(loaded, "VERSION"):
                found.append((module.replace("_", "-"), cast("Detector", loaded)))
    return tuple(found)


def screen(picture: Picture, names: Collection[str] = ()) -> Iterator[Seen]:
    """What each detector says, in order; only those of `names` where there are any."""
    for name, detector in detectors():
        if not names or name in names:
            yield _asked(name, detector, picture)


def _asked(name: str, detector: Detector, picture: Picture) -> Seen:
    try:
        finding = detector.look(picture)
        draws: Any = getattr(cast("ModuleType", detector), "map_of", None)
        overlay = draws(picture) if draws is not None and finding.strength != "none" else None
        return Seen(finding, overlay)
    except (MemoryError, KeyboardInterrupt):
        raise
    except NotAPicture:
        return Seen(_silent(name, detector, "unreadable"))
    except Exception:  # noqa: BLE001  one detector's fault is no reason to hide what the others found
        _LOG.debug("The detector %s failed", name, exc_info=True)
        return Seen(_silent(name, detector, FAILED))


def _silent(name: str, detector: Detector, why: str) -> Finding:
    return Finding(detector=name, version=detector.VERSION, kind="derived", not_applicable=why)
