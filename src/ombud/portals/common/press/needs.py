"""What this machine lacks for setting pages: libraries of the system, and type for both forms of Chinese."""

import ctypes
import subprocess
from functools import cache

LIBRARIES = {
    "libgobject-2.0.so.0": "libglib2.0-0",
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz.so.0": "libharfbuzz0b",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
    "libfontconfig.so.1": "libfontconfig1",
}
"""What WeasyPrint loads, and the Debian package that has it. Without the subsetter whole fonts would be embedded: 20 MB
for a letter."""
TYPE = {"zh-cn": "fonts-noto-cjk", "zh-tw": "fonts-noto-cjk"}
"""Languages whose signs must be there to be drawn, and a package that has them. Latin type is our own."""


@cache
def lacking() -> tuple[str, ...]:
    """Debian packages to install; empty where pages can be set. Asked once in a process."""
    return tuple(dict.fromkeys((*libraries_lacking(), *type_lacking())))


def libraries_lacking() -> tuple[str, ...]:
    """Packages of the libraries that can't be loaded."""
    return tuple(package for name, package in LIBRARIES.items() if not _loads(name))


def type_lacking() -> tuple[str, ...]:
    """Packages of type without which Chinese would be boxes; fontconfig's own where it can't be asked."""
    missing = []
    for language, package in TYPE.items():
        try:
            command = ["fc-list", "--format=%{family}\n", f":lang={language}"]
            found = subprocess.run(command, capture_output=True, text=True, check=False, timeout=20).stdout.strip()
        except (OSError, subprocess.TimeoutExpired):
            return ("fontconfig", *dict.fromkeys(TYPE.values()))
        missing += [] if found else [package]
    return tuple(dict.fromkeys(missing))


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True
