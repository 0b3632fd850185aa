"""Which folder and which system user our own PostgreSQL gets, changing no folder that we didn't make."""

import hashlib
import os
import pwd
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from ombud.site.postgres.problem import PostgresProblem

ROOTS_FOLDER = Path("/var/lib/ombud")
SOCKET_PATH_MAX = 100
"""The kernel allows 107 bytes for a socket's whole name; PostgreSQL adds its own file name to the folder's."""


class AsUser(TypedDict, total=False):
    """What subprocess needs to run a program as another user."""

    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True, kw_only=True)
class System:
    """The system user that PostgreSQL runs as; it refuses to run as root."""

    name: str
    uid: int
    gid: int
    other: bool
    """True where that is not ourselves, so that folders must be given to it."""

    def as_that_user(self) -> AsUser:
        """The arguments that make subprocess drop to that user with no groups of ours left."""
        return AsUser(user=self.uid, group=self.gid, extra_groups=[]) if self.other else AsUser()


def system_user() -> System:
    """Ourselves, or where we are root the first there is of those that own little."""
    if os.geteuid() != 0:
        return System(name=str(os.geteuid()), uid=os.geteuid(), gid=os.getegid(), other=False)
    for name in ("postgres", "ombud", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return System(name=name, uid=entry.pw_uid, gid=entry.pw_gid, other=True)
    raise PostgresProblem("PostgreSQL doesn't run as root: make a system user named ombud (useradd --system ombud).")


def standing_place(checkout: Path, data: Path) -> Path:
    """The folder of this checkout's own PostgreSQL: in the data folder, or for root where another user can enter.

    A data folder that isn't the checkout's own has a PostgreSQL of its own too.
    """
    if os.geteuid() != 0:
        return data / "postgres"
    whose = checkout if data == checkout / ".data" else data
    return ROOTS_FOLDER / hashlib.sha256(str(whose.resolve()).encode()).hexdigest()[:12]


def made_folder(folder: Path, *, mode: int, system: System | None = None) -> Path:
    """Make a folder with that mode and owner whatever the umask says; one already there is left as it is."""
    if not folder.exists():
        folder.parent.mkdir(parents=True, exist_ok=True, mode=0o755)
        folder.mkdir(mode=mode)
        folder.chmod(mode)
        if system is not None and system.other:
            os.chown(folder, system.uid, system.gid)
    return folder


def socket_folder(folder: Path) -> Path:
    """Where the socket lies: beside the data, or in a short place of its own where that name would be too long."""
    beside = folder / "run"
    if len(str(beside)) + len("/.s.PGSQL.5432.lock") <= SOCKET_PATH_MAX:
        return beside
    short = hashlib.sha256(str(folder).encode()).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"ombud-{os.geteuid()}-{short}"
