"""What is known of a file by its screening: how far it is, and each finding with where it can be seen."""

from datetime import datetime
from typing import Literal
from uuid import UUID

import msgspec
from msgspec.structs import replace

from ombud.core.struct import Value
from ombud.lab.finding import WHOLE, Finding, Match, Region
from ombud.ledger.connection import rows
from ombud.vault.screening.overlays import signed_overlay_url

State = Literal["none", "waiting", "running", "done", "failed"]
"""`none`: nobody asked for it, as for a PDF, or a file from before there were screenings."""
ONE = "SELECT state, done, of, problem, asked_at, ended_at FROM screening WHERE platform = %s AND file = %s"
FOUND = """
SELECT detector, finding, overlay, at FROM screening_finding WHERE platform = %s AND file = %s ORDER BY detector
"""
LATER = "SELECT file::text, match FROM screening_match WHERE platform = %s AND source = %s ORDER BY file LIMIT 50"
SEEN = "seen-before"
_read = msgspec.json.Decoder(Finding).decode
_read_match = msgspec.json.Decoder(Match).decode


class Found(Value, frozen=True):
    """One finding; its `matches` name files of the same platform by their ids, also such as were screened later."""

    finding: Finding
    at: datetime
    overlay: str = ""
    """A signed link to a small picture that lies over the whole one, clear where nothing is; empty where there is none,
    as where the finding's regions say it all."""


class Screening(Value, frozen=True):
    """A file's screening. That it failed, or isn't over, says nothing of the file, which stays as visible as it was."""

    state: State = "none"
    done: int = 0
    """Steps that are behind it, of `of`."""
    of: int = 0
    problem: str = ""
    """Why it failed, a code: `not-installed`, `isolation-missing`, `too-long`, `too-large`, `broken`, `interrupted`."""
    findings: tuple[Found, ...] = ()
    """What was found so far, by detector: also while it runs, and by an earlier one while it waits to be made anew."""
    asked_at: datetime | None = None
    ended_at: datetime | None = None


def findings_of(platform: int, file_id: str | UUID, person: str = "") -> Screening:
    """The screening of one file of this platform, for staff; `person` is whom the links are for.

    Whoever calls has made sure that the reader may see the file. It never raises: an id that is none has no screening.
    """
    try:
        file = UUID(str(file_id))
    except ValueError:
        return Screening()
    found = rows(ONE, (platform, file))
    if not found:
        return Screening()
    state, done, of, problem, asked_at, ended_at = found[0]
    findings = [
        Found(
            finding=_read(bytes(finding)),
            at=at,
            overlay=signed_overlay_url(platform, file, detector, person) if overlay else "",
        )
        for detector, finding, overlay, at in rows(FOUND, (platform, file))
    ]
    return Screening(
        state=state,
        done=done,
        of=of,
        problem=problem,
        asked_at=asked_at,
        ended_at=ended_at,
        findings=tuple(_with_later(platform, file, one) if one.finding.detector == SEEN else one for one in findings),
    )


def _with_later(platform: int, file: UUID, seen: Found) -> Found:
    """With the pictures that were screened after it and show the same, as they lie on this one: an original may well be
    put forward only once somebody doubts the copy."""
    finding = seen.finding
    known = {one.source for one in finding.matches}
    later = [(id, _read_match(bytes(kept))) for id, kept in rows(LATER, (platform, file)) if id not in known]
    if not later:
        return seen
    turned = tuple(back(one, id) for id, one in later)
    if finding.strength in ("clear", "strong"):
        return replace(seen, finding=replace(finding, matches=(*finding.matches, *turned)))
    # What was weak, or nothing, is a copy after all: the rate was that of another strength.
    changed = replace(finding, matches=turned, strength="clear", rate=None, not_applicable="")
    return replace(seen, finding=changed)


def back(match: Match, source: str) -> Match:
    """The same match seen from the other picture, which `source` names."""
    inverse = inverted(match.matrix)
    return Match(
        source=source,
        inliers=match.inliers,
        mirrored=match.mirrored,
        matrix=inverse,
        differs=tuple(laid(one, inverse) for one in match.differs) if inverse else (),
    )


def inverted(matrix: tuple[float, ...]) -> tuple[float, ...]:
    """Six numbers that lead back; nothing where nothing does."""
    if len(matrix) != 6:
        return ()
    a, b, c, d, e, f = matrix
    size = a * e - b * d
    if abs(size) < 1e-9:
        return ()
    return e / size, -b / size, (b * f - c * e) / size, -d / size, a / size, (c * d - a * f) / size


def laid(place: Region, matrix: tuple[float, ...]) -> Region:
    """The place on the other picture, as the upright rectangle around it."""
    a, b, c, d, e, f = matrix
    corners = [(x, y) for x in (place.left, place.left + place.width) for y in (place.top, place.top + place.height)]
    across = [min(max(round(a * x + b * y + c), 0), WHOLE) for x, y in corners]
    down = [min(max(round(d * x + e * y + f), 0), WHOLE) for x, y in corners]
    return replace(
        place, left=min(across), top=min(down), width=max(across) - min(across), height=max(down) - min(down)
    )
