"""What of everything that happens adds to a shop's series, and by whom; and what else the week's tallies take."""

import re
from typing import Any

from ombud.core.complaint.events.execution import ExecutionProved
from ombud.core.complaint.events.filing import ComplaintAdmitted, ComplaintClosed, ComplaintReopened
from ombud.core.complaint.events.ruling import ReviewDecided, Ruled
from ombud.core.complaint.events.talk import ComplaintAnswered
from ombud.core.complaint.events.work import DeadlineLapsed, TurnEscalated
from ombud.core.order.events import OrderUrged
from ombud.core.policy.surge import Counted
from ombud.core.public_item.events import PublicItemRecorded
from ombud.core.report.events import ReportConcluded, ReportFiled
from ombud.core.struct import Value

SHOPS_TURNS = ("answer", "execution")
"""Turns of a shop that it can miss; what it offers of itself is no duty."""
COUNTED: tuple[type[Any], ...] = (ComplaintAdmitted, ReportFiled, OrderUrged, PublicItemRecorded)
"""A complaint counts once it is accepted: what is turned away at the door was never one about the shop."""
TALLIED: tuple[type[Any], ...] = (
    *COUNTED, ComplaintClosed, ComplaintReopened, Ruled, ReviewDecided, TurnEscalated, DeadlineLapsed,
    ComplaintAnswered, ExecutionProved, ReportConcluded,
)  # fmt: skip
AUTHOR = re.compile(r"https?://(?P<host>[^/?#]+)/+(?P<name>[^/?#]+)/+[^/?#]")
"""A place that is followed by something of somebody's there."""
TYPES = frozenset(one.__struct_config__.tag for one in TALLIED)
"""By the name under which the record has them."""


class Count(Value, frozen=True):
    """One thing that adds to a series."""

    kind: Counted
    shop: str
    part: str
    """Which of the shop's series besides the whole: `complaints:not-delivered`."""
    who: str
    """The account, or the address at which it stands in public."""
    keys: tuple[str, ...] = ()
    """What it shares with others by itself."""


class Tally(Value, frozen=True):
    """One thing that the week's figures take."""

    what: str
    of: str = ""


def count_of(event: Any, state: Any) -> Count | None:
    """What an event adds to a shop's series; `state` is its thing as it is now. None where it adds nothing."""
    match event:
        case ComplaintAdmitted():
            return Count(
                kind="complaints", shop=state.shop, part=f"complaints:{state.reason}", who=f"consumer:{state.consumer}"
            )
        case ReportFiled():
            return Count(
                kind="reports", shop=event.shop, part=f"reports:{event.about}", who=f"consumer:{event.consumer}"
            )
        case OrderUrged() if state.facts.shop and state.facts.consumer:
            return Count(kind="urges", shop=state.facts.shop, part="urges", who=f"consumer:{state.facts.consumer}")
        case PublicItemRecorded():
            return Count(
                kind="public-items", shop=event.shop, part="public-items", who=f"link:{event.link}",
                keys=_author(event.link),
            )  # fmt: skip
        case _:
            return None


def turn_of(event: Any) -> str:
    """Whether a turn of the shop was `missed` or `answered`; empty where it is neither."""
    match event:
        case DeadlineLapsed(kind=kind) if kind in SHOPS_TURNS:
            return "missed"
        case ComplaintAnswered() | ExecutionProved():
            return "answered"
        case _:
            return ""


def tallies_of(event: Any, state: Any) -> tuple[Tally, ...]:
    """What an event adds to the figures of its week."""
    match event:
        case ComplaintAdmitted():
            return (Tally(what="filed"), Tally(what="reason", of=state.reason))
        case ComplaintClosed() if state.admitted:
            return (Tally(what="closed"), Tally(what="how", of=event.how))
        case ComplaintReopened() if state.admitted:
            return (Tally(what="reopened"),)
        case Ruled():
            return (Tally(what="reviewer", of=event.decided_by),)
        case ReviewDecided() | ReportConcluded():
            return (Tally(what="reviewer", of=event.by.id),)
        case TurnEscalated():
            return (Tally(what="late"),)
        case DeadlineLapsed(kind=kind) if kind in SHOPS_TURNS:
            return (Tally(what="missed"),)
        case ReportFiled():
            return (Tally(what="reports"),)
        case OrderUrged():
            return (Tally(what="urges"),)
        case PublicItemRecorded():
            return (Tally(what="public-items"),)
        case _:
            return ()


def _author(link: str) -> tuple[str, ...]:
    """Who wrote it, as far as its address says: most places put the account first. Ten posts of one are one voice."""
    found = AUTHOR.match(link)
    return (f"author:{found['host'].lower()}/{found['name']}",) if found else ()
