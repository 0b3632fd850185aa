"""The two kinds of jail and the command that starts a worker in each."""

import importlib.util
import os
import platform
import shutil
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path

from ombud.core.struct import Value
from ombud.vault.isolation.inside import landlock
from ombud.vault.isolation.inside.fonts import FONT

_INSIDE = Path(__file__).parent / "inside"
_DECODERS = ("PIL", "pypdfium2", "pypdfium2_raw", "pypdfium2_cfg")
_BOOTSTRAP = "import sys; sys.path[:0] = {paths!r}; from inside import worker; worker.main()"
_ROOM = "/jail"


class Jail(Value, frozen=True):
    """A way to start a worker: task on standard input, frames on standard output."""

    name: str
    command: tuple[str, ...]


def possible() -> Iterator[Jail]:
    """The jails this machine might offer, the better one first; the self-test says which of them hold."""
    if (
        sys.platform != "linux"
        or importlib.util.find_spec("PIL") is None
        or importlib.util.find_spec("pypdfium2") is None
    ):
        return
    if program := shutil.which("bwrap"):
        yield bubblewrap(program)
    if landlock.version() > 0:
        yield bare()


def bubblewrap(program: str, bootstrap: str = _BOOTSTRAP) -> Jail:
    """Namespaces of its own, an empty root with only interpreter, libraries and decoders, all read-only.

    Each piece is mounted by itself, so a checkout or an interpreter below a folder that others can't enter works:
    whoever starts the worker has to reach them, the one inside has not.
    """
    python = os.path.realpath(sys.executable)
    walls = [
        *(program, "--unshare-all", "--unshare-user", "--uid", "65534", "--gid", "65534", "--disable-userns"),
        *("--cap-drop", "ALL", "--die-with-parent", "--new-session", "--clearenv", "--setenv", "LC_ALL", "C.UTF-8"),
    ]
    for path in _system_libraries():
        how, what = ("--symlink", path.readlink()) if path.is_symlink() else ("--ro-bind", path)
        walls += [how, str(what), str(path)]
    for path in _interpreter_files(python):
        walls += ["--ro-bind", str(path), str(path)]
    packages = Path(sysconfig.get_path("stdlib")) / "site-packages"
    if packages.is_dir():
        walls += ["--tmpfs", str(packages)]
    for path in [_INSIDE, *_decoders()]:
        walls += ["--ro-bind", str(path), f"{_ROOM}/{path.name}"]
    walls += ["--remount-ro", "/", "--chdir", "/", "--"]
    return Jail(name="bubblewrap", command=(*walls, *_python(python, bootstrap, [_ROOM], "bwrap")))


def bare(bootstrap: str = _BOOTSTRAP) -> Jail:
    """No walls from outside: the worker gives up root, all files and nearly all system calls by itself."""
    python = os.path.realpath(sys.executable)
    folders = dict.fromkeys(str(path.parent) for path in [_INSIDE, *_decoders()])
    return Jail(name="landlock", command=_python(python, bootstrap, list(folders), "bare"))


def _python(python: str, bootstrap: str, paths: list[str], walls: str) -> tuple[str, ...]:
    return (python, "-I", "-S", "-B", "-c", bootstrap.format(paths=paths), walls)


def _system_libraries() -> Iterator[Path]:
    """Of the machine's own files those that interpreter and decoders load, the font for Chinese letters among them."""
    triplet = sysconfig.get_config_var("MULTIARCH") or f"{platform.machine()}-linux-gnu"
    shared = Path("/usr/lib") / triplet
    yield shared if shared.is_dir() else Path("/usr/lib")
    for path in (Path("/usr/lib64"), Path("/lib"), Path("/lib64"), Path("/etc/ld.so.cache"), Path(FONT)):
        if path.exists():
            yield path


def _interpreter_files(python: str) -> Iterator[Path]:
    yield Path(python)
    yield Path(sysconfig.get_path("stdlib"))
    if sys.base_prefix != "/usr":
        yield from (Path(sys.base_prefix) / "lib").glob("libpython3*.so*")


def _decoders() -> Iterator[Path]:
    for name in _DECODERS:
        found = importlib.util.find_spec(name)
        if found is not None and found.submodule_search_locations:
            yield Path(found.submodule_search_locations[0])
            if name == "PIL":
                beside = Path(found.submodule_search_locations[0]).parent / "pillow.libs"
                if beside.is_dir():
                    yield beside
