"""What the camera or phone wrote down: make, model and times, and where they contradict each other or the picture."""

import re
from datetime import datetime, timedelta

from ombud.lab.finding import Finding
from ombud.lab.picture import Picture
from ombud.lab.provenance.xmp_values import plain
from ombud.lab.tiff import Tiff

VERSION = "1"
_MAKE, _MODEL, _CHANGED, _TAKEN, _DIGITISED = 0x010F, 0x0110, 0x0132, 0x9003, 0x9004
_ARTIST, _COPYRIGHT, _COMMENT = 0x013B, 0x8298, 0x9286
_WIDTH, _HEIGHT, _DAY = 0xA002, 0xA003, 0x001D
# Phones write both times in one go; a minute is enough for the slowest burst.
_AT_ONCE = timedelta(minutes=1)
# GPS says the day in UTC, the camera its own: they may differ by one.
_DAYS_APART = timedelta(days=2)


def look(picture: Picture) -> Finding:
    """What EXIF tells, and what of it can't all be true of a photo straight from the camera."""
    exif = picture.carried.exif
    told = {
        "make": _said(exif, "first", _MAKE),
        "model": _said(exif, "first", _MODEL),
        "taken": _said(exif, "exif", _TAKEN),
        "changed": _said(exif, "first", _CHANGED),
        "artist": _said(exif, "first", _ARTIST),
        "copyright": _said(exif, "first", _COPYRIGHT),
    }
    facts: dict[str, str | int | float | bool | list[str]] = {name: said for name, said in told.items() if said}
    if not exif.tags:
        return Finding(detector="exif", version=VERSION, kind="observed", facts={"absent": True})
    facts["place"] = any(table == "gps" for table, _ in exif.tags)
    if b"Screenshot" in _bytes(exif, _COMMENT)[:40]:
        facts["screenshot"] = True
    against = _contradictions(picture, exif)
    if against:
        facts["contradictions"] = against
    return Finding(
        detector="exif",
        version=VERSION,
        kind="observed",
        strength="weak" if against else "none",
        facts=facts,
    )


def _contradictions(picture: Picture, exif: Tiff) -> list[str]:
    taken, changed = _time(exif, "exif", _TAKEN), _time(exif, "first", _CHANGED)
    digitised = _time(exif, "exif", _DIGITISED)
    found = []
    if taken and changed and changed - taken > _AT_ONCE:
        found.append("changed-after-taken")
    if taken and changed and taken - changed > _AT_ONCE:
        found.append("taken-after-changed")
    if taken and digitised and abs(taken - digitised) > _AT_ONCE:
        found.append("digitised-at-another-time")
    day = _day(exif)
    if taken and day and abs(taken - day) > _DAYS_APART:
        found.append("satellites-say-another-day")
    if _other_size(picture, exif):
        found.append("other-size")
    return found


def _other_size(picture: Picture, exif: Tiff) -> bool:
    """Whether the size that the camera wrote isn't the picture's: it was cut or scaled by what kept the rest."""
    stated = exif.tags.get(("exif", _WIDTH)), exif.tags.get(("exif", _HEIGHT))
    if not all(isinstance(side, int) and side > 0 for side in stated):
        return False
    return sorted(picture.stored_size) != sorted(side for side in stated if isinstance(side, int))


def _said(exif: Tiff, table: str, tag: int) -> str:
    value = exif.tags.get((table, tag))
    return plain(value) if isinstance(value, str) else ""


def _bytes(exif: Tiff, tag: int) -> bytes:
    value = exif.tags.get(("exif", tag))
    return value if isinstance(value, bytes) else b""


def _time(exif: Tiff, table: str, tag: int) -> datetime | None:
    return _parsed(_said(exif, table, tag), "%Y:%m:%d %H:%M:%S")


def _day(exif: Tiff) -> datetime | None:
    return _parsed(_said(exif, "gps", _DAY), "%Y:%m:%d")


def _parsed(text: str, form: str) -> datetime | None:
    """Cameras know no zone: only differences between their own times mean anything."""
    if not re.fullmatch(r"[12][0-9]{3}[:0-9 ]{6,15}", text):
        return None
    try:
        return datetime.strptime(text, form)  # noqa: DTZ007
    except ValueError:
        return None
