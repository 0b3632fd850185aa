"""The one door through which strangers' bytes are decoded: look, cap, hand to a jailed worker, doubt its answer."""

import logging
import re
import signal
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

import msgspec
from msgspec.structs import replace

from ombud.core.refusal import Refusal
from ombud.core.shapes import Shape
from ombud.core.struct import Value
from ombud.vault import refusals
from ombud.vault.isolation import jails
from ombud.vault.isolation.inside import frames
from ombud.vault.isolation.jails import Jail
from ombud.vault.isolation.run import Outcome, run
from ombud.vault.isolation.selftest import SelfTest, prove
from ombud.vault.isolation.sniff import MEDIA_TYPES, STORED_ONLY, Seen, sniff
from ombud.vault.limits import Limits

_LOG = logging.getLogger(__name__)
# Two at a time in each process: two cores, and twice the memory of a worker is what a small server can spare.
_PLACES = threading.BoundedSemaphore(2)
_VARIANT = re.compile(r"page-[1-9][0-9]{0,2}|thumb")


Covers = Mapping[str, tuple[Shape, ...]]
"""Places to be covered, by variant of the picture they are on."""
NOTHING_COVERED: Covers = {}


class Picture(Value, frozen=True):
    """A re-encoded JPEG without metadata. `variant` is `thumb`, or `page-1` (the picture itself), `page-2` …"""

    variant: str
    data: bytes
    width: int
    height: int


class Examined(Value, frozen=True):
    """What a file turned out to be. Width and height are as people see it, upright, in pixels (points for a PDF)."""

    format: str
    media_type: str
    width: int = 0
    height: int = 0
    pages: int = 0
    pictures: tuple[Picture, ...] = ()
    """None for what is stored only."""


class _Head(msgspec.Struct):
    status: str = ""
    used: tuple[int, int] | None = None
    """Kilobytes at the most, and milliseconds of processor time."""
    variant: str = ""
    width: int = 0
    height: int = 0
    pages: int = 0


class Door:
    """Knows, after the first question, whether this machine has a jail that holds, and which."""

    def __init__(self, possible: Callable[[], Iterator[Jail]] = jails.possible) -> None:
        self._possible = possible
        self._lock = threading.Lock()
        self._tests: tuple[SelfTest, ...] | None = None
        self._jail: Jail | None = None

    def self_tests(self, vault: Path) -> tuple[SelfTest, ...]:
        """The self-test of every jail tried, the last of which is in use if it holds; run once in a process."""
        with self._lock:
            if self._tests is None:
                tests = []
                for jail in self._possible():
                    tests.append(prove(jail, vault))
                    if tests[-1].holds:
                        self._jail = jail
                        break
                self._tests = tuple(tests)
                if self._jail is None:
                    _LOG.error("No file is taken, since no jail holds. `ombud doctor` says more. %s", self._tests)
            return self._tests

    def jail(self, vault: Path) -> Jail | None:
        """The jail in use; None means that no file is taken."""
        self.self_tests(vault)
        return self._jail


def examine(data: bytes, jail: Jail | None, limits: Limits, covers: Covers = NOTHING_COVERED) -> Examined | Refusal:
    """What `data` is and looks like, with black over the places of `covers`, or why it isn't taken. Nothing is decoded
    in this process."""
    return measured(data, jail, limits, covers)[0]


def measured(
    data: bytes, jail: Jail | None, limits: Limits, covers: Covers = NOTHING_COVERED
) -> tuple[Examined | Refusal, Outcome | None]:
    """The same, and how the worker ended and what it used; None where none was asked."""
    if jail is None:
        return refusals.ISOLATION_MISSING, None
    seen = sniff(data)
    if isinstance(seen, Refusal):
        return seen, None
    if refusal := _over(seen, data, limits):
        return refusal, None
    if seen.format in STORED_ONLY:
        return Examined(format=seen.format, media_type=MEDIA_TYPES[seen.format]), None
    if not _PLACES.acquire(timeout=limits.wall_seconds):
        return refusals.BUSY, None
    try:
        asked = {**msgspec.to_builtins(limits), "format": seen.format, "covers": msgspec.to_builtins(covers)}
        task = frames.pack(asked, data)
        outcome = run(jail, task, seconds=limits.wall_seconds, answer_bytes_max=limits.answer_bytes_max)
    finally:
        _PLACES.release()
    return _refused(outcome) or _read(seen, outcome.answer, limits), _with_use(outcome)


def too_large(size: int, most: int) -> Refusal:
    """The refusal for a file of `size` bytes; megabytes are rounded up, so that it never says 20 of 20."""
    return refusals.TOO_LARGE.given(megabytes=-(-size // 1_000_000), megabytes_max=most // 1_000_000)


def bytes_max(kind: str, limits: Limits) -> int:
    """How many bytes a file of this format may have."""
    if kind in STORED_ONLY:
        return limits.video_bytes_max
    return {"pdf": limits.pdf_bytes_max, "jpeg": limits.jpeg_bytes_max}.get(kind, limits.picture_bytes_max)


def _over(seen: Seen, data: bytes, limits: Limits) -> Refusal | None:
    most = bytes_max(seen.format, limits)
    if len(data) > most:
        return too_large(len(data), most)
    return _too_many_pixels(seen.format, seen.width, seen.height, limits)


def _too_many_pixels(kind: str, width: int, height: int, limits: Limits) -> Refusal | None:
    most = limits.jpeg_pixels_max if kind == "jpeg" else limits.pixels_max
    if width * height <= most:
        return None
    return refusals.TOO_MANY_PIXELS.given(width=width, height=height, pixels_max=most)


def _refused(outcome: Outcome) -> Refusal | None:
    ended_by = outcome.code - 128 if outcome.code > 128 else -outcome.code
    if outcome.too_long or ended_by == signal.SIGXCPU:
        return refusals.TOOK_TOO_LONG
    if outcome.code != 0:
        return refusals.DECODER_FAILED
    return None


def _read(seen: Seen, answer: bytes, limits: Limits) -> Examined | Refusal:
    """The worker's answer, which may be a hostile file's by now: only what we asked for is taken from it."""
    try:
        told = [(msgspec.json.decode(head, type=_Head), body) for head, body in frames.unpack(answer)]
    except (ValueError, msgspec.DecodeError):
        return refusals.DECODER_FAILED
    told = [one for one in told if not one[0].used]
    for head, _ in told:
        if head.status not in ("", "ok"):
            return _said(seen, head, limits)
    if len(told) < 3 or told[0][0].status != "ok":
        return refusals.DECODER_FAILED
    pictures = tuple(_picture(head, body) for head, body in told[1:])
    if not all(_as_asked(picture, limits) for picture in pictures):
        return refusals.DECODER_FAILED
    first = told[0][0]
    return Examined(
        format=seen.format,
        media_type=MEDIA_TYPES[seen.format],
        width=first.width,
        height=first.height,
        pages=first.pages,
        pictures=pictures,
    )


def _with_use(outcome: Outcome) -> Outcome:
    """With what the worker said last: what it used."""
    with suppress(ValueError, msgspec.DecodeError):
        for head, _ in frames.unpack(outcome.answer):
            if (used := msgspec.json.decode(head, type=_Head).used) is not None:
                return replace(outcome, peak_bytes=used[0] * 1024, cpu_seconds=used[1] / 1000)
    return outcome


def _said(seen: Seen, head: _Head, limits: Limits) -> Refusal:
    if head.status == "too-many-pixels":
        return _too_many_pixels(seen.format, head.width, head.height, limits) or refusals.DECODER_FAILED
    known = {"broken": refusals.BROKEN_FILE, "locked": refusals.PDF_LOCKED, "memory": refusals.NEEDS_TOO_MUCH_MEMORY}
    return known.get(head.status, refusals.DECODER_FAILED)


def _picture(head: _Head, body: bytes) -> Picture:
    return Picture(variant=head.variant, data=body, width=head.width, height=head.height)


def _as_asked(picture: Picture, limits: Limits) -> bool:
    side = limits.thumb_side if picture.variant == "thumb" else limits.long_side
    stated = sniff(picture.data)
    return (
        _VARIANT.fullmatch(picture.variant) is not None
        and stated == Seen(format="jpeg", width=picture.width, height=picture.height)
        and max(picture.width, picture.height) <= side
    )
