"""Read a platform's pack, typed, with its calendar and its words. Each version is read once in a process."""

from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from ombud.calendars.load import CalendarError, ServiceHours, load_calendar
from ombud.core.calendar import Calendar
from ombud.core.policy.pack import Pack
from ombud.core.policy.policy import Policy
from ombud.core.struct import Value
from ombud.packs.faults import PackError, SaidIn
from ombud.packs.homes import SHIPPED, commons_of, names_in, own_folder, root_of
from ombud.packs.lawful import unlawful
from ombud.packs.read import read, typed
from ombud.packs.words import LANGUAGES, Texts, misplaced, words_of

PACKS = SHIPPED


class CalendarWanted(Value, frozen=True):
    """The `[calendar]` table of a pack."""

    table: str
    zone: str
    service_hours: ServiceHours = []


class PackFile(Value, frozen=True):
    """A pack as its file says it, with the places where it does."""

    pack: Pack
    calendar: Calendar
    place: Path
    said_in: SaidIn


class UnknownPackError(LookupError):
    """There is no pack, or no version of it, by this name."""


def load_pack(name: str, folder: Path | None = None, on: date | None = None) -> Policy:
    """The version of this pack that is in force today (or on another day), with its calendar; of `name@version`, as a
    platform's published rules name it, that version."""
    if "@" in name:
        return load_version(name, folder)
    root = folder or root_of(name)
    return _policy(_in_force(name, root, on or _today(name, root)))


def load_version(pack_id: str, folder: Path | None = None) -> Policy:
    """The pack as a stream's `name@version` names it, be it in force, an older one or one that is only announced."""
    return _policy(folder_of(pack_id, folder))


def texts(pack_id: str, folder: Path | None = None) -> Texts:
    """The words of a pack, by `name@version`, or by its name alone for the version in force."""
    root = folder or root_of(pack_id.partition("@")[0])
    place = folder_of(pack_id, root)
    return _texts(place, commons_of(root), _changed(place))


def names(folder: Path | None = None) -> list[str]:
    """The names of all packs there are: in this folder, else those that come with Ombud and one's own."""
    return names_in(folder) if folder else sorted({*names_in(SHIPPED), *names_in(own_folder())})


def versions(name: str, folder: Path | None = None, on: date | None = None) -> list[str]:
    """The ids of all versions of a pack that are kept, the one in force first, then the newest first."""
    root = folder or root_of(name)
    current = load_pack(name, root, on).pack.id
    kept = sorted(map(_pack, _kept(name, root)), key=lambda one: _age(one.version), reverse=True)
    return [current, *(one.id for one in kept if one.id != current)]


def announced(name: str, folder: Path | None = None, on: date | None = None) -> list[Pack]:
    """The versions that are to come into force by the day in their file, the next one first. Own packs have none: what
    comes of them is what a platform published."""
    root = folder or root_of(name)
    if root == own_folder():
        return []
    day = (on or _today(name, root)).isoformat()
    coming = [one for one in map(_pack, _kept(name, root)) if one.in_force_from > day]
    return sorted(coming, key=lambda one: one.in_force_from)


def folder_of(pack_id: str, folder: Path | None = None) -> Path:
    """Where a version of a pack lies; by the name alone, the version in force."""
    name, _, version = pack_id.partition("@")
    root = folder or root_of(name)
    return _place_of(name, version, root) if version else _in_force(name, root, _today(name, root))


def read_pack(place: Path) -> PackFile:
    """The pack in this folder, or a PackError that shows all that doesn't fit its type or the law."""
    said, said_in = read(place / "pack.toml")
    wanted = said.pop("calendar", None)
    if wanted is None:
        raise PackError([said_in.fault((), "the table [calendar] is missing", "table, zone, service_hours")])
    counted = typed(wanted, CalendarWanted, said_in, ("calendar",))
    pack = typed(said, Pack, said_in)
    if faults := list(unlawful(pack, said_in)):
        raise PackError(faults)
    try:
        calendar = load_calendar(counted.table, zone=counted.zone, service_hours=counted.service_hours)
    except CalendarError as wrong:
        key, _, problem = str(wrong).partition(": ")
        raise PackError([said_in.fault(("calendar", key), problem)]) from None
    return PackFile(pack=pack, calendar=calendar, place=place, said_in=said_in)


def read_words(place: Path, lang: str) -> tuple[dict[str, Any], SaidIn]:
    """A folder's words in one language, as nested tables."""
    said, said_in = read(place / f"texts.{lang}.toml")
    if faults := [said_in.fault(way, "it isn't words", 'a text, in " "') for way in misplaced(said)]:
        raise PackError(faults)
    return said, said_in


def read_texts(place: Path, root: Path) -> Texts:
    """The words of the pack in this folder, joined with those that all packs share."""
    pack = read_pack(place).pack
    said = {
        lang: words_of(pack, read_words(root / "common", lang)[0], read_words(place, lang)[0]) for lang in LANGUAGES
    }
    return Texts(pack.id, said)


def _kept(name: str, root: Path) -> tuple[Path, ...]:
    """The folders of all versions: those in `versions/`, which are never changed again, and the pack's own folder,
    unless what lies there was kept under its version meanwhile."""
    if name not in names_in(root):
        known = names_in(root) if root not in (SHIPPED, own_folder()) else names()
        raise UnknownPackError(f"there is no pack {name!r}; there is {', '.join(known) or 'none'}")
    kept = tuple(sorted(path.parent for path in (root / name / "versions").glob("*/pack.toml")))
    newest = _policy(root / name).pack.version
    return kept if newest in {place.name for place in kept} else (root / name, *kept)


def _place_of(name: str, version: str, root: Path) -> Path:
    return _found(name, version, root, _changed(root / name))


@cache
def _found(name: str, version: str, root: Path, _changed_at: int) -> Path:
    for place in _kept(name, root):
        if _policy(place).pack.version == version:
            return place
    wanted = f"{name}@{version}"
    raise UnknownPackError(f"there is no version {wanted!r}; there is {', '.join(versions(name, root))}")


def _in_force(name: str, root: Path, on: date) -> Path:
    return _begun_last(name, root, on, _changed(root / name))


@cache
def _begun_last(name: str, root: Path, on: date, _changed_at: int) -> Path:
    """The version that came into force last; before the first of them, that one: a platform is never without rules.

    Of an own pack that is its first version: later ones apply where and when they were published, not by lying there.
    """
    kept = _kept(name, root)
    if root == own_folder():
        return min(kept, key=lambda place: _age(_pack(place).version))
    since = {place: date.fromisoformat(_pack(place).in_force_from) for place in kept}
    begun = [place for place in since if since[place] <= on]
    return max(begun, key=since.__getitem__) if begun else min(since, key=since.__getitem__)


def _today(name: str, root: Path) -> date:
    """The day it is where the pack counts its days."""
    return datetime.now(_zone(name, root)).date()


@cache
def _zone(name: str, root: Path) -> ZoneInfo:
    return ZoneInfo(_policy(_kept(name, root)[0]).calendar.zone)


def _pack(place: Path) -> Pack:
    return _policy(place).pack


def _policy(place: Path) -> Policy:
    return _policy_at(place, _changed(place))


@cache
def _policy_at(place: Path, _changed_at: int) -> Policy:
    found = read_pack(place)
    return Policy(pack=found.pack, calendar=found.calendar)


@cache
def _texts(place: Path, root: Path, _changed_at: int) -> Texts:
    return read_texts(place, root)


def _changed(place: Path) -> int:
    """When a file of an own pack was changed last: such a pack is written while servers run. What comes with Ombud, and
    a version that is kept, never changes."""
    if place.parent.name == "versions" or str(place).startswith(str(SHIPPED)):
        return 0
    return max((path.stat().st_mtime_ns for path in (*place.glob("*.toml"), *place.glob("versions"))), default=0)


def _age(version: str) -> tuple[tuple[bool, int, str], ...]:
    """Versions in order: 2025.10 is younger than 2025.9."""
    return tuple((part.isdigit(), int(part) if part.isdigit() else 0, part) for part in version.split("."))
