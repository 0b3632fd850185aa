"""A pack of one's own: made from an existing one, valid at once, and kept version by version."""

import re
import shutil
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

from ombud.packs.checks.head import VERSION
from ombud.packs.homes import SHIPPED, is_own, own_folder, shipped
from ombud.packs.load import folder_of, read_pack
from ombud.packs.words import LANGUAGES

NAME = r"[a-z0-9]+(?:-[a-z0-9]+)*"
NAME_SIGNS_MAX = 40
"""A stream holds name and version together in one short column."""
FIRST_VERSION = "1"
FILES = ("pack.toml", "examples.toml", *(f"texts.{lang}.toml" for lang in LANGUAGES))


class OwnPackError(ValueError):
    """A pack of one's own can't be made or kept like this. The sentence says what would do."""


def new(wanted: str, source: str, today: date) -> Path:
    """Make a pack from an existing one, or with `name@version` a new version of one's own; returns its folder.

    The version made before is kept in `versions/`. Nothing applies by being made: a platform publishes it.
    """
    name, _, version = wanted.partition("@")
    from_place = own_folder() / source if is_own(source) else folder_of(source)
    _nameable(name)
    if version and not re.fullmatch(VERSION, version):
        raise OwnPackError(f"{version!r} is no version; write numbers with dots, such as {name}@2")
    home = own_folder() / name
    if (home / "pack.toml").exists():
        _again(name, version)
        keep(name)
    data = {file: (from_place / file).read_text("utf-8") for file in FILES}
    was = read_pack(from_place).pack.name
    home.mkdir(parents=True, exist_ok=True)
    for file, text in data.items():
        said = _headed(text, name, version or FIRST_VERSION, today) if file == "pack.toml" else text
        if file.startswith("texts.") and was != name:
            said = _named(said, name, was, file)
        (home / file).write_text(said, "utf-8")
    return home


def keep(name: str) -> Path:
    """Put what lies in an own pack's folder under `versions/`, where it is never changed again; returns that folder.

    Kept already and the same: nothing to do. Kept already and changed since: refused.
    """
    home = own_folder() / name
    version = read_pack(home).pack.version
    place = home / "versions" / version
    if not place.exists():
        half = place.with_name(f".{version}")
        shutil.rmtree(half, ignore_errors=True)
        half.mkdir(parents=True)
        for file in FILES:
            shutil.copyfile(home / file, half / file)
        half.rename(place)
    elif changed_since_kept(home, version):
        raise OwnPackError(
            f"{name}@{version} was kept as it was, and {home} was changed since; "
            f"take the change back, or make a version of its own with ombud pack new {name}@… --from {name}@{version}"
        )
    return place


def kept(pack_id: str) -> Path:
    """The folder of a version that is to apply; an own one is kept from now on. Raises UnknownPackError."""
    name, _, version = pack_id.partition("@")
    place = folder_of(pack_id)
    return keep(name) if is_own(name) and read_pack(own_folder() / name).pack.version == version else place


def changed_since_kept(home: Path, version: str) -> bool:
    """Whether the pack in this folder was changed although its version is kept already, and so is read no more."""
    place = home / "versions" / version
    return place.exists() and fingerprint(place) != fingerprint(home)


def fingerprint(place: Path) -> str:
    """SHA-256 over the files of one version, hex: what was published is recorded by it."""
    told = sha256()
    for file in FILES:
        body = (place / file).read_bytes() if (place / file).exists() else b""
        told.update(f"{file} {len(body)}\n".encode() + body)
    return told.hexdigest()


def _nameable(name: str) -> None:
    if not re.fullmatch(NAME, name) or len(name) > NAME_SIGNS_MAX:
        raise OwnPackError(
            f"{name!r} is no name of a pack; write small letters and digits joined by -, such as my-shop"
        )
    if name in shipped():
        raise OwnPackError(f"the pack {name} comes with Ombud and stays as it is; give yours another name")
    if (SHIPPED / name).exists():
        raise OwnPackError(f"{name!r} is taken by Ombud itself; give your pack another name")


def _again(name: str, version: str) -> None:
    """What must hold where there is such a pack already."""
    now = read_pack(own_folder() / name).pack.version
    if not version:
        raise OwnPackError(
            f"there is a pack {name} of yours already, in {own_folder() / name}; change it there, "
            f"or make a new version with ombud pack new {name}@… --from {name}@{now}"
        )
    known = {now, *(path.name for path in (own_folder() / name / "versions").glob("*"))}
    if version in known:
        raise OwnPackError(f"there is a version {name}@{version} already; take a number that isn't {_listed(known)}")


def _listed(versions: set[str]) -> str:
    return ", ".join(sorted(versions))


def _headed(text: str, name: str, version: str, today: date) -> str:
    """The head of the data file in the new pack's name. The days are a proposal: publishing says which day counts."""
    days = {"announced_on": today, "in_force_from": today + timedelta(days=15)}
    for key, value in {"name": name, "version": version, **days}.items():
        line = f'{key} = "{value}"'
        text, found = re.subn(rf'(?m)^{key} = "[^"]*"', line, text, count=1)
        assert found, f"every shipped pack says its {key}"
    return text


def _named(text: str, name: str, was: str, file: str) -> str:
    """The words under a name that can be told from that of the pack they come from, in their comment too."""
    text = re.sub(rf"\A(#.*?\b){re.escape(was)}\b", rf"\g<1>{name}", text)
    opens, closes = ("（", "）") if ".zh-" in file else (" (", ")")
    return re.sub(r'(?m)^(\[pack\]\nname = "[^"]*)"', rf'\1{opens}{name}{closes}"', text, count=1)
