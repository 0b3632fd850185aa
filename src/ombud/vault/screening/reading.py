"""What is known of a file by its screening: how far it is, and each finding with where it can be seen."""

from datetime import datetime
from typing import Literal
from uuid import UUID

import msgspec

from ombud.core.struct import Value
from ombud.lab.finding import Finding
from ombud.ledger.connection import rows
from ombud.vault.screening.overlays import signed_overlay_url

State = Literal["none", "waiting", "running", "done", "failed"]
"""`none`: nobody asked for it, as for a PDF, or a file from before there were screenings."""
ONE = "SELECT state, done, of, problem, asked_at, ended_at FROM screening WHERE platform = %s AND file = %s"
FOUND = """
SELECT detector, finding, overlay, at FROM screening_finding WHERE platform = %s AND file = %s ORDER BY detector
"""
_read = msgspec.json.Decoder(Finding).decode


class Found(Value, frozen=True):
    """One finding; its `matches` name files of the same platform by their ids."""

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
    return Screening(
        state=state,
        done=done,
        of=of,
        problem=problem,
        asked_at=asked_at,
        ended_at=ended_at,
        findings=tuple(
            Found(
                finding=_read(bytes(finding)),
                at=at,
                overlay=signed_overlay_url(platform, file, detector, person) if overlay else "",
            )
            for detector, finding, overlay, at in rows(FOUND, (platform, file))
        ),
    )
