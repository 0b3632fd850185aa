"""Hands a page to a process that sets it, and takes the PDF back: bounded in time, memory and how many at once."""

import json
import logging
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from threading import BoundedSemaphore
from typing import Literal

from ombud.core.struct import Value
from ombud.portals.common.press.needs import lacking

INSIDE = Path(__file__).with_name("inside.py")
AT_ONCE = 2
"""Setting is one processor's work: more at a time on a small machine only makes everybody wait longer."""
WAIT_SECONDS = 20
WALL_SECONDS = 240
"""Twice what the process may use of a processor: a busy machine shares it out."""
PICTURES_BYTES_MAX = 60_000_000
"""Of thumbnails: some two thousand."""
_presses = BoundedSemaphore(AT_ONCE)
log = logging.getLogger(__name__)

Why = Literal["lacking", "busy", "too-large", "failed"]


class NotPrinted(Exception):
    """There is no PDF: this machine can't, not now, not that much, or it went wrong (the log says how)."""

    def __init__(self, why: Why, told: str = "") -> None:
        super().__init__(f"{why}: {told}" if told else why)
        self.why = why
        self.kind = told.partition(":")[0][:80]
        """What a log may say of it: the error's name, never what stands in the paper."""


class Beside(Value, frozen=True):
    """A file that lies inside the PDF, as PDF/A-3 allows: whoever opens the PDF can save it."""

    name: str
    data: bytes
    media_type: str = "application/json"
    about: str = ""


class Paper(Value, frozen=True):
    """A whole page in our own HTML with its style in it, and what it shows as `our:name`."""

    html: str
    pictures: Mapping[str, bytes] = {}
    """JPEG or PNG by name; made by us, never a stranger's bytes."""
    beside: tuple[Beside, ...] = ()


def pdf(paper: Paper) -> bytes:
    """The page as PDF/A-3u. Raises NotPrinted."""
    if missing := lacking():
        raise NotPrinted("lacking", " ".join(missing))
    if sum(map(len, paper.pictures.values())) > PICTURES_BYTES_MAX:
        raise NotPrinted("too-large")
    if not _presses.acquire(timeout=WAIT_SECONDS):
        raise NotPrinted("busy")
    try:
        return _set(_packed(paper))
    except NotPrinted as problem:
        log.warning("A paper could not be set: %s, %s", problem.why, problem.kind)
        raise
    finally:
        _presses.release()


def _set(order: bytes) -> bytes:
    # Nothing of our own settings reaches the process: it needs no secret and finds none.
    bare = {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C.UTF-8"}
    command = [sys.executable, "-I", str(INSIDE)]
    try:
        done = subprocess.run(command, input=order, capture_output=True, timeout=WALL_SECONDS, check=False, env=bare)
    except subprocess.TimeoutExpired:
        raise NotPrinted("too-large", "it took too long") from None
    if done.returncode < 0:  # ended by a limit it was given
        raise NotPrinted("too-large", f"signal {-done.returncode}")
    if done.returncode or not done.stdout.startswith(b"%PDF-"):
        lines = done.stderr.decode(errors="replace").strip().splitlines()
        raise NotPrinted("failed", lines[-1] if lines else f"exit {done.returncode}")
    return done.stdout


def _packed(paper: Paper) -> bytes:
    """A line of JSON that says what follows and how long each is, then the bytes one after the other."""
    html = paper.html.encode()
    head = {
        "html": len(html),
        "pictures": [[name, len(data)] for name, data in paper.pictures.items()],
        "beside": [[one.name, len(one.data), one.media_type, one.about] for one in paper.beside],
    }
    blobs = (html, *paper.pictures.values(), *(one.data for one in paper.beside))
    return b"".join((json.dumps(head).encode(), b"\n", *blobs))
