"""Read a platform's pack, typed and checked, with its calendar and its words. Each is read once in a process."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from ombud.calendars.load import load_calendar
from ombud.core.policy.pack import Pack
from ombud.core.policy.policy import Policy
from ombud.packs.words import LANGUAGES, Texts, words_of

PACKS = Path(__file__).parent


def load_pack(name: str, folder: Path | None = None) -> Policy:
    """The version of this pack that is in force now, with its calendar."""
    return _policy((folder or PACKS) / name)


def load_version(pack_id: str, folder: Path | None = None) -> Policy:
    """The pack as a stream's `name@version` names it, be it the current one or an older one."""
    return _policy(folder_of(pack_id, folder or PACKS))


def texts(pack_id: str, folder: Path | None = None) -> Texts:
    """The words of a pack, by `name@version` or by its name alone for the version in force."""
    root = folder or PACKS
    return _texts(folder_of(pack_id, root) if "@" in pack_id else root / pack_id, root)


def folder_of(pack_id: str, root: Path = PACKS) -> Path:
    """Where a version of a pack lies: the current one in the pack's own folder, older ones in `versions/`."""
    name, _, version = pack_id.partition("@")
    if _policy(root / name).pack.version == version:
        return root / name
    return root / name / "versions" / version


def names(folder: Path | None = None) -> list[str]:
    """The names of all packs there are."""
    return sorted(path.parent.name for path in (folder or PACKS).glob("*/pack.toml"))


@cache
def _policy(place: Path) -> Policy:
    said = tomllib.loads((place / "pack.toml").read_text("utf-8"))
    wanted = said.pop("calendar")
    calendar = load_calendar(wanted.pop("table"), **wanted)
    return Policy(pack=msgspec.convert(said, Pack), calendar=calendar)


@cache
def _texts(place: Path, root: Path) -> Texts:
    pack = _policy(place).pack
    said = {lang: words_of(pack, _read(root / "common", lang), _read(place, lang)) for lang in LANGUAGES}
    return Texts(pack.id, said)


def _read(place: Path, lang: str) -> dict[str, Any]:
    path = place / f"texts.{lang}.toml"
    if not path.exists():
        return _read(place, "en")
    return tomllib.loads(path.read_text("utf-8"))
