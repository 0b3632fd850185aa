"""The lab's door: a picture is screened in a jailed worker, and what comes back is doubted."""

import importlib.util
import logging
import re
import signal
import struct
import zlib
from collections.abc import Callable, Iterator
from functools import cache

import msgspec
from django.conf import settings

from ombud.core.struct import Value
from ombud.lab.finding import WHOLE, Finding, Region
from ombud.vault.isolation import jails
from ombud.vault.isolation.decode import Door
from ombud.vault.isolation.inside import frames
from ombud.vault.isolation.run import Outcome, run
from ombud.vault.store import vault_root

_LOG = logging.getLogger(__name__)
NEEDS = ("numpy", "cv2", "simplejpeg", "jpeglib", "pdqhash")
WORDS_NEED = (*NEEDS, "rapidocr", "onnxruntime")
_NAME, _FACT = re.compile(r"[a-z][a-z0-9-]{0,39}"), re.compile(r"[A-Za-z][A-Za-z0-9_]{0,39}")
_FINDINGS_MAX, _REGIONS_MAX, _FACTS_MAX, _LIST_MAX, _TEXT_MAX = 40, 200, 40, 50, 1_000
_OVERLAY_SIDE, _KEPT_MAX = 512, 500_000
# The colour that lies over what a detector saw: strong, and never whole, so that the picture stays visible.
_RED, _ALPHA_MAX = (214, 30, 60), 190


class LabLimits(Value, frozen=True):
    """More than decoding for people needs: it happens once a picture, beside everything, and nobody waits for it."""

    memory_bytes: int = 2_000_000_000
    """Of address space; the libraries alone take up a third of it, and little of that stands in memory."""
    cpu_seconds: int = 90
    wall_seconds: int = 240
    answer_bytes_max: int = 8_000_000


class Told(Value, frozen=True):
    """One finding and, where its detector drew something, a PNG that is clear where nothing was seen."""

    finding: Finding
    overlay: bytes = b""


class Screened(Value, frozen=True):
    """Everything about one picture."""

    findings: tuple[Told, ...]
    description: bytes
    """What a gallery keeps of it: still to be doubted by whoever reads it."""
    goods: bytes
    """What its likeness to goods is measured with; the same holds."""


class Unscreened(Value, frozen=True):
    """Why there is nothing: `not-installed`, `isolation-missing`, `too-long`, `too-much-memory`, `failed`, or what the
    picture is: `unknown-format`, `too-large`, `broken`."""

    code: str


class _Head(msgspec.Struct):
    status: str = ""
    part: str = ""
    steps: int = 0
    width: int = 0
    height: int = 0


def installed(needs: tuple[str, ...] = NEEDS) -> bool:
    """Whether the lab's packages are here."""
    return all(importlib.util.find_spec(name) is not None for name in needs)


def screen(
    data: bytes, progress: Callable[[int, int], None] | None = None, limits: LabLimits | None = None
) -> Screened | Unscreened:
    """What the lab finds on a picture, decoded elsewhere; `progress` hears how many of how many steps are done."""
    if not installed():
        return Unscreened(code="not-installed")
    return _done("lab", jails.LAB, data, limits or LabLimits(), _counting(progress) if progress else None)


def read_words(data: bytes, limits: LabLimits | None = None) -> Told:
    """The numbers on a picture, read by a worker of its own with the reader's models; also where that can't be done."""
    if not installed(WORDS_NEED):
        return Told(finding=_unread("not-installed"))
    told = _done("words", (*jails.LAB, *jails.READER), data, limits or LabLimits(), None)
    return Told(finding=_unread(told.code)) if isinstance(told, Unscreened) else told.findings[0]


def _unread(why: str) -> Finding:
    return Finding(detector="words-on-it", version="1", kind="derived", not_applicable=why)


def _done(
    kind: str, packages: tuple[str, ...], data: bytes, limits: LabLimits, heard: Callable[[bytearray], None] | None
) -> Screened | Unscreened:
    """What a worker of this kind answered."""
    names = tuple(getattr(settings, "OMBUD_JAILS", ("bubblewrap", "landlock")))
    jail = _door(names, packages).jail(vault_root())
    if jail is None:
        return Unscreened(code="isolation-missing")
    task = {"format": kind, "memory_bytes": limits.memory_bytes, "cpu_seconds": limits.cpu_seconds}
    outcome = run(
        jail,
        frames.pack(task, data),
        seconds=limits.wall_seconds,
        answer_bytes_max=limits.answer_bytes_max,
        heard=heard,
    )
    return _ended(outcome) or read(outcome.answer)


@cache
def _door(names: tuple[str, ...], packages: tuple[str, ...]) -> Door:
    return Door(lambda: (jail for jail in jails.possible(packages) if jail.name in names))


def _counting(progress: Callable[[int, int], None]) -> Callable[[bytearray], None]:
    """Hears the answer grow and says how many steps of it are there."""
    said = -1

    def heard(answer: bytearray) -> None:
        nonlocal said
        steps = done = 0
        for head in _heads(answer):
            steps = min(head.steps, 100) or steps
            done += head.part in ("finding", "description", "goods")
        if steps and done != said:
            said = done
            progress(min(done, steps), steps)

    return heard


def _heads(answer: bytearray) -> Iterator[_Head]:
    """The heads of all frames that have come whole."""
    at = 0
    while at + 8 <= len(answer):
        head, body = struct.unpack_from(">II", answer, at)
        if at + 8 + head + body > len(answer):
            return
        try:
            yield msgspec.json.decode(bytes(answer[at + 8 : at + 8 + head]), type=_Head)
        except msgspec.DecodeError:
            return
        at += 8 + head + body


def _ended(outcome: Outcome) -> Unscreened | None:
    ended_by = outcome.code - 128 if outcome.code > 128 else -outcome.code
    if outcome.too_long or ended_by == signal.SIGXCPU:
        return Unscreened(code="too-long")
    if outcome.code != 0:
        _LOG.warning("A screening's worker ended with %s: %s", outcome.code, outcome.complaint[-500:])
        return Unscreened(code="failed")
    return None


def read(answer: bytes) -> Screened | Unscreened:
    """The worker's answer, which may be a hostile file's by now: only what we asked for is taken from it."""
    findings: list[Told] = []
    kept: dict[str, bytes] = {}
    try:
        for text, body in frames.unpack(answer):
            head = msgspec.json.decode(text, type=_Head)
            if head.status not in ("", "ok"):
                known = {"memory": "too-much-memory"}
                return Unscreened(
                    code=known.get(head.status, head.status if _NAME.fullmatch(head.status) else "failed")
                )
            if head.part == "finding":
                findings.append(Told(finding=msgspec.json.decode(body, type=Finding)))
            elif head.part == "overlay" and findings and _fits(head, body):
                findings[-1] = Told(finding=findings[-1].finding, overlay=png(head.width, head.height, body))
            elif head.part in ("description", "goods", "end"):
                kept[head.part] = body
    except (ValueError, msgspec.MsgspecError):
        return Unscreened(code="failed")
    whole = "end" in kept and all(len(one) <= _KEPT_MAX for one in kept.values())
    whole = whole and 0 < len(findings) <= _FINDINGS_MAX
    if not whole or not all(believable(one.finding) for one in findings):
        return Unscreened(code="failed")
    return Screened(findings=tuple(findings), description=kept.get("description", b""), goods=kept.get("goods", b""))


def believable(finding: Finding) -> bool:
    """Whether it is one that a detector of ours could have made: names, places within the picture, short texts."""
    return (
        _NAME.fullmatch(finding.detector) is not None
        and len(finding.version) <= 20
        and (not finding.not_applicable or _NAME.fullmatch(finding.not_applicable) is not None)
        and not finding.matches
        and len(finding.regions) <= _REGIONS_MAX
        and all(_within(one) for one in finding.regions)
        and len(finding.facts) <= _FACTS_MAX
        and all(_FACT.fullmatch(name) and _short(value) for name, value in finding.facts.items())
        and (finding.rate is None or (0 <= finding.rate.alarms <= finding.rate.of and len(finding.rate.on) <= 200))
    )


def _within(one: Region) -> bool:
    return (
        min(one.left, one.top) >= 0
        and min(one.width, one.height) >= 0
        and one.left + one.width <= WHOLE
        and one.top + one.height <= WHOLE
        and 0 <= one.score <= 100
    )


def _short(value: object) -> bool:
    if isinstance(value, list):
        return len(value) <= _LIST_MAX and all(len(one) <= _TEXT_MAX for one in value)
    return not isinstance(value, str) or len(value) <= _TEXT_MAX


def _fits(head: _Head, body: bytes) -> bool:
    sides = head.width, head.height
    return min(sides) >= 1 and max(sides) <= _OVERLAY_SIDE and len(body) == head.width * head.height


def png(width: int, height: int, heat: bytes) -> bytes:
    """A PNG of one colour, as opaque as each of `heat`'s bytes says: made here, so that no stranger's bytes are."""
    rows = b"".join(b"\0" + heat[at : at + width] for at in range(0, width * height, width))
    colours, alphas = bytes(_RED) * 256, bytes(one * _ALPHA_MAX // 255 for one in range(256))
    head = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"PLTE", colours), (b"tRNS", alphas), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body)) for name, body in chunks
    )
