"""The two kinds of jail and the command that starts a worker in each."""

import importlib.util
import os
import platform
import shutil
import sys
import sysconfig
from collections.abc import Iterator, Sequence
from pathlib import Path

import ombud
from ombud.core.struct import Value
from ombud.vault.isolation.inside import landlock
from ombud.vault.isolation.inside.fonts import FONT

_INSIDE = Path(__file__).parent / "inside"
_LAB_ITSELF = tuple(Path(ombud.__path__[0], name) for name in ("__init__.py", "lab"))
_LIBRARIES = {
    "PIL": "pillow.libs",
    "numpy": "numpy.libs",
    "cv2": "opencv_python_headless.libs",
    "shapely": "shapely.libs",
}
_DECODERS = ("PIL", "pypdfium2", "pypdfium2_raw", "pypdfium2_cfg")
LAB = ("numpy", "cv2", "simplejpeg", "jpeglib", "pdqhash", "c2pa", "msgspec")
"""What the lab stands on; `c2pa` may be missing."""
READER = (
    *("rapidocr", "onnxruntime", "omegaconf", "antlr4", "yaml", "shapely", "pyclipper", "colorlog", "tqdm", "six"),
    *("requests", "urllib3", "idna", "certifi", "charset_normalizer", "attr", "typing_extensions", "flatbuffers"),
    *("packaging", "google", "coloredlogs", "humanfriendly", "sympy", "mpmath"),
)
"""What the reader of numbers on screenshots stands on besides; which of these it has depends on its version."""
_BOOTSTRAP = "import sys; sys.path[:0] = {paths!r}; from inside import worker; worker.main()"
_ROOM = "/jail"


class Jail(Value, frozen=True):
    """A way to start a worker: task on standard input, frames on standard output."""

    name: str
    command: tuple[str, ...]


def possible(more: Sequence[str] = ()) -> Iterator[Jail]:
    """The jails this machine might offer, the better one first; the self-test says which of them hold. `more` are
    packages needed inside besides the decoders; with them the lab itself is there too."""
    if (
        sys.platform != "linux"
        or importlib.util.find_spec("PIL") is None
        or importlib.util.find_spec("pypdfium2") is None
    ):
        return
    if program := shutil.which("bwrap"):
        yield bubblewrap(program, more=more)
    if landlock.version() > 0:
        yield bare()


def bubblewrap(program: str, bootstrap: str = _BOOTSTRAP, more: Sequence[str] = ()) -> Jail:
    """Namespaces of its own, an empty root with only interpreter, libraries and decoders, all read-only.

    Each piece is mounted by itself, so a checkout or an interpreter below a folder that others can't enter works:
    whoever starts the worker has to reach them, the one inside has not.
    """
    python = os.path.realpath(sys.executable)
    walls = [
        *(program, "--unshare-all", "--unshare-user", "--uid", "65534", "--gid", "65534", *_no_further()),
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
    for path in [_INSIDE, *_decoders(more)]:
        walls += ["--ro-bind", str(path), f"{_ROOM}/{path.name}"]
    for path in _LAB_ITSELF if more else ():
        walls += ["--ro-bind", str(path), f"{_ROOM}/ombud/{path.name}"]
    walls += ["--remount-ro", "/", "--chdir", "/", "--"]
    return Jail(name="bubblewrap", command=(*walls, *_python(python, bootstrap, [_ROOM], "bwrap")))


def _no_further() -> Iterator[str]:
    """No namespaces inside of these. It is a setting below /proc/sys, which ProtectKernelTunables of systemd makes
    read-only: there the filter of system calls alone keeps the one inside from it."""
    if not os.statvfs("/proc/sys").f_flag & os.ST_RDONLY:
        yield "--disable-userns"


def bare(bootstrap: str = _BOOTSTRAP) -> Jail:
    """No walls from outside: the worker gives up root, all files and nearly all system calls by itself."""
    python = os.path.realpath(sys.executable)
    ours = _INSIDE, _LAB_ITSELF[0].parent  # the lab imports itself by its whole name
    folders = dict.fromkeys(str(path.parent) for path in [*ours, *_decoders()])
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


def _decoders(more: Sequence[str] = ()) -> Iterator[Path]:
    """The packages' folders, and the libraries of their own that some wheels keep beside them."""
    for name in (*_DECODERS, *more):
        found = importlib.util.find_spec(name)
        if found is not None and found.origin and not found.submodule_search_locations:
            yield Path(found.origin)
        elif found is not None and found.submodule_search_locations:
            folder = Path(found.submodule_search_locations[0])
            yield folder
            if name in _LIBRARIES and (beside := folder.parent / _LIBRARIES[name]).is_dir():
                yield beside
