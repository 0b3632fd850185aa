"""Where packs lie: those that come with Ombud, and an installation's own in a folder outside the package."""

import os
from functools import cache
from pathlib import Path

SHIPPED = Path(__file__).parent


def own_folder() -> Path:
    """`OMBUD_PACKS`, else `packs/` in the data folder; asked each time, since settings are read after this module."""
    if given := os.environ.get("OMBUD_PACKS"):
        return Path(given).resolve()
    data = os.environ.get("OMBUD_DATA")
    return (Path(data) if data else SHIPPED.parents[2] / ".data").resolve() / "packs"


@cache
def shipped() -> frozenset[str]:
    """The names of the packs that come with Ombud."""
    return frozenset(names_in(SHIPPED))


def names_in(root: Path) -> list[str]:
    """The names of the packs in one folder."""
    return sorted(path.parent.name for path in root.glob("*/pack.toml"))


def root_of(name: str) -> Path:
    """The folder that the pack of this name lies in. A shipped pack goes before one of one's own of the same name:
    cases run under it. `ombud pack check` says where that is so."""
    if name in shipped():
        return SHIPPED
    own = own_folder()
    return own if (own / name / "pack.toml").is_file() else SHIPPED


def is_own(name: str) -> bool:
    """Whether it is one of the installation's own packs."""
    return root_of(name) != SHIPPED


def shadowed() -> list[str]:
    """Own packs that are never used, because one that comes with Ombud has the same name."""
    return [name for name in names_in(own_folder()) if name in shipped()]


def commons_of(root: Path) -> Path:
    """The folder whose `common/` holds the words that packs share: own packs use the shipped ones."""
    return root if (root / "common").is_dir() else SHIPPED
