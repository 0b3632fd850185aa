"""Compiles the message catalogues with Babel, only those that changed; no gettext tools are needed."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

SOURCE = Path(__file__).resolve().parents[1]


def compile_catalogues(source: Path = SOURCE) -> list[Path]:
    """Write each stale or missing .mo beside its .po and return those written."""
    return [_compiled(po) for po in _catalogues(source) if _stale(po)]


def _catalogues(source: Path) -> Iterator[Path]:
    yield from sorted(source.rglob("LC_MESSAGES/*.po"))


def _stale(po: Path) -> bool:
    mo = po.with_suffix(".mo")
    return not mo.exists() or mo.stat().st_mtime_ns < po.stat().st_mtime_ns


def _compiled(po: Path) -> Path:
    with po.open("rb") as file:
        catalogue = read_po(file, locale=po.parents[1].name)
    half = po.with_suffix(f".mo.{os.getpid()}")
    with half.open("wb") as file:
        write_mo(file, catalogue)
    return half.replace(po.with_suffix(".mo"))


if __name__ == "__main__":
    for written in compile_catalogues():
        print(f"Compiled {written.relative_to(SOURCE)}")
    sys.exit(0)
