"""What the desk brings to a report of fake evidence: the case it is linked to, and what it knows of the picture."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from msgspec.structs import replace

from ombud.core.complaint.doubts import follow
from ombud.core.complaint.events import ComplaintEvent
from ombud.core.complaint.events.talk import TalkAttached
from ombud.core.complaint.state import Complaint
from ombud.core.conversation.excerpt import Excerpt
from ombud.core.evidence_report.conclude import ConcludeEvidenceReport
from ombud.core.evidence_report.events import Accused, EvidenceReportBeyondCap
from ombud.core.order.state import Order
from ombud.core.people import System
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.words import Words
from ombud.desk.commit import Batch
from ombud.desk.decide import Decided, Loaded, after, happened, time_passes
from ombud.desk.decode import all_words
from ombud.desk.load import load, load_many, stream_id
from ombud.ledger.connection import Connection

SOFTWARE = System(id="ombud")
FILE, CONCLUDE = "evidence_report.file", "evidence_report.conclude"
LINKS = (FILE, CONCLUDE)
"""What changes the linked case, too."""
GROUNDLESS = """
SELECT groundless_at FROM evidence_report_row
WHERE platform = %s AND shop = %s AND groundless_at IS NOT NULL ORDER BY groundless_at DESC LIMIT 50
"""
HELD = "SELECT sha256, media_type FROM evidence_file WHERE platform = %s AND id = %s AND NOT quarantined"


def with_case(connection: Connection, platform: int, loaded: Loaded, fields: Mapping[str, Any]) -> Loaded | None:
    """The stream with the case it is linked to, where there is one; None where a case is named that isn't one of it."""
    if loaded.state is not None:
        id = loaded.state.complaint
        return loaded._replace(ground=load(connection, platform, "complaint", id)[0]) if id else loaded
    order = loaded.parent.state if loaded.parent else None
    if not isinstance(order, Order):
        return None
    cases = cases_of(connection, platform, order)
    named = fields.get("complaint") or ""
    if named and named not in cases:
        return None
    ground = _chosen(cases, str(named), str(fields.get("file", "")))
    return loaded._replace(ground=ground) if ground else loaded


def cases_of(connection: Connection, platform: int, order: Order) -> dict[str, Loaded]:
    """The cases about this order that its shop knows of, the newest last."""
    found = load_many(connection, platform, [one.id for one in order.complaints])
    known = (found[one.id] for one in order.complaints if one.id in found)
    return {one.id: one for one in known if one.state.admitted or one.state.intervened}


def _chosen(cases: Mapping[str, Loaded], named: str, file: str) -> Loaded | None:
    """The case that is named, else the newest in which the picture lies, else the newest."""
    holds = [one for one in cases.values() if one.state.exhibit(file) is not None]
    if named:
        return next((one for one in holds if one.id == named), cases[named])
    return next(reversed(holds or list(cases.values())), None)


def stamps(
    connection: Connection, platform: int, verb: str, loaded: Loaded, fields: Mapping[str, Any]
) -> dict[str, Any]:
    """What the desk fills into a report that is filed, besides who, when and which number."""
    if verb != FILE or loaded.parent is None:
        return {}
    order: Order = loaded.parent.state
    found = connection.execute(GROUNDLESS, (platform, order.facts.shop)).fetchall()
    case: Complaint | None = loaded.ground.state if loaded.ground else None
    return {
        "accused": accused_of(connection, platform, order, case, str(fields.get("file", ""))),
        "groundless_at": tuple(at for (at,) in found),
    }


def accused_of(
    connection: Connection, platform: int, order: Order, case: Complaint | None, file: str
) -> Accused | None:
    """A picture that the order's consumer put into this case or into the talk; None where there is no such one."""
    exhibit = case.exhibit(file) if case else None
    if exhibit is not None:
        if exhibit.side != "consumer" or not exhibit.media_type.startswith("image/"):
            return None
        return Accused(file=file, place="complaint", sha256=exhibit.sha256, media_type=exhibit.media_type)
    talk, _before = load(connection, platform, "conversation", stream_id("conversation", order.id))
    if talk.state is None or talk.state.sender_of(file) != "consumer":
        return None
    try:
        held = connection.execute(HELD, (platform, UUID(file))).fetchone()
    except ValueError:  # an id that is no UUID
        return None
    if held is None or not held[1].startswith("image/"):
        return None
    return Accused(file=file, place="conversation", sha256=held[0], media_type=held[1])


def carried(
    decided: Decided, command: Any, policy: Policy, batch: Batch, whole_talk: Callable[[str], Excerpt | None]
) -> Decided | Refusal | None:
    """What the report means for the linked case, whose own time passes first; `batch` has left its order as it is now.

    `policy` is the case's own; `whole_talk` looks up all that was said about an order.
    """
    ground = decided.loaded.ground
    if ground is None:
        return None
    ground = ground._replace(parent=_as_left(ground.parent, batch))
    at: datetime = decided.events[-1].at
    passed = time_passes(ground, policy, at)
    now = after(passed) if passed else ground
    case = replace(now.state, order=now.parent.state if now.parent else None)
    found = command.adjusted if isinstance(command, ConcludeEvidenceReport) else None
    made: list[ComplaintEvent] = []
    for event in decided.events:
        outcome = follow(event, decided.state, found, case, policy)
        if isinstance(outcome, Refusal):
            return outcome
        made += outcome
        if isinstance(event, EvidenceReportBeyondCap):
            made += _with_talk(whole_talk(case.order_id), case, at)
    return happened(ground, (*(passed.events if passed else ()), *made)) if made else None


def _with_talk(excerpt: Excerpt | None, case: Complaint, at: datetime) -> tuple[TalkAttached, ...]:
    """All that was said about the order, put into the case by the platform itself unless it lies there already."""
    known = {(one.excerpt.first, one.excerpt.last) for one in case.talks}
    if excerpt is None or (excerpt.first, excerpt.last) in known:
        return ()
    talk = f"t{len(case.talks) + 1}"
    return (TalkAttached(by=SOFTWARE, at=at, talk=talk, side="merchant", excerpt=excerpt),)


def own_words(command: Any) -> tuple[Words, ...]:
    """The words that lie beside the report itself: those of an adjustment lie beside the case it changes."""
    if isinstance(command, ConcludeEvidenceReport):
        command = replace(command, adjusted=None)
    return tuple(all_words(command))


def words_of_case(command: Any) -> tuple[Words, ...]:
    """The words that lie beside the linked case: why its evidence was found fake, and the grounds of an adjustment."""
    if not isinstance(command, ConcludeEvidenceReport):
        return ()
    return (command.words, *all_words(command.adjusted))


def _as_left(loaded: Loaded | None, batch: Batch) -> Loaded | None:
    """A stream as this batch leaves it."""
    left = next((one for one in batch.streams if loaded is not None and one.id == loaded.id), None)
    if left is None:
        return loaded
    return Loaded(left.kind, left.id, left.version, left.state, left.head, left.pack, None, left.next_due_at)
