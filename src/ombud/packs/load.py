"""Read a platform's pack, typed, with its calendar and its words. Each version is read once in a process."""

from functools import cache
from pathlib import Path
from typing import Any

from ombud.calendars.load import CalendarError, ServiceHours, load_calendar
from ombud.core.calendar import Calendar
from ombud.core.policy.pack import Pack
from ombud.core.policy.policy import Policy
from ombud.core.struct import Value
from ombud.packs.faults import PackError, SaidIn
from ombud.packs.read import read, typed
from ombud.packs.words import LANGUAGES, Texts, misplaced, words_of

PACKS = Path(__file__).parent


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


def load_pack(name: str, folder: Path | None = None) -> Policy:
    """The version of this pack that is in force now, with its calendar."""
    return _policy(folder_of(name, folder or PACKS))


def load_version(pack_id: str, folder: Path | None = None) -> Policy:
    """The pack as a stream's `name@version` names it, be it the current one or an older one."""
    return _policy(folder_of(pack_id, folder or PACKS))


def texts(pack_id: str, folder: Path | None = None) -> Texts:
    """The words of a pack, by `name@version`, or by its name alone for the version in force."""
    return _texts(folder_of(pack_id, folder or PACKS), folder or PACKS)


def names(folder: Path | None = None) -> list[str]:
    """The names of all packs there are."""
    return sorted(path.parent.name for path in (folder or PACKS).glob("*/pack.toml"))


def versions(name: str, folder: Path | None = None) -> list[str]:
    """The ids of all versions of a pack that are kept, the one in force first, then the newest first."""
    root = folder or PACKS
    older = [path.parent.name for path in (root / name / "versions").glob("*/pack.toml")]
    return [load_pack(name, root).pack.id, *(f"{name}@{one}" for one in sorted(older, key=_age, reverse=True))]


@cache
def folder_of(pack_id: str, root: Path = PACKS) -> Path:
    """Where a version of a pack lies: the current one in the pack's own folder, older ones in `versions/`."""
    name, _, version = pack_id.partition("@")
    if name not in names(root):
        raise UnknownPackError(f"there is no pack {name!r}; there is {', '.join(names(root)) or 'none'}")
    if not version or _policy(root / name).pack.version == version:
        return root / name
    if pack_id not in versions(name, root):
        raise UnknownPackError(f"there is no version {pack_id!r}; there is {', '.join(versions(name, root))}")
    return root / name / "versions" / version


def read_pack(place: Path) -> PackFile:
    """The pack in this folder, or a PackError that shows all that doesn't fit its type."""
    said, said_in = read(place / "pack.toml")
    wanted = said.pop("calendar", None)
    if wanted is None:
        raise PackError([said_in.fault((), "the table [calendar] is missing", "table, zone, service_hours")])
    counted = typed(wanted, CalendarWanted, said_in, ("calendar",))
    pack = typed(said, Pack, said_in)
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


@cache
def _policy(place: Path) -> Policy:
    found = read_pack(place)
    return Policy(pack=found.pack, calendar=found.calendar)


@cache
def _texts(place: Path, root: Path) -> Texts:
    return read_texts(place, root)


def _age(version: str) -> tuple[tuple[bool, int, str], ...]:
    """Versions in order: 2025.10 is younger than 2025.9."""
    return tuple((part.isdigit(), int(part) if part.isdigit() else 0, part) for part in version.split("."))
