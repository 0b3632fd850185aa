"""What a reader is told of a penalty: where it stands in one word, whose turn it is, by when, and what follows."""

from datetime import datetime
from typing import Literal

from ombud.core.deadlines import Deadline
from ombud.core.penalty.state import Penalty
from ombud.core.people import Member, Party, can
from ombud.core.struct import Value

Status = Literal[
    "proposed", "dropped", "not-open", "can-appeal", "begun", "in-review", "question", "condition", "condition-check",
    "incomplete", "revoked", "partly", "rejected", "closed", "lifted", "not-appealable",
]  # fmt: skip
OPEN: tuple[Status, ...] = ("can-appeal", "begun", "incomplete", "question", "condition")
"""Where the shop can do something before a window closes."""
REVIEWING: tuple[Status, ...] = ("in-review", "condition-check")
UNTOLD = ("measure", "appeal-opens", "prepared")
"""Deadlines of the clock alone: nobody's turn."""
Tab = Literal["open", "review", "closed"]


def status_of(penalty: Penalty, at: datetime) -> Status:
    """Where it stands at this instant, right even if no timer ran."""
    if penalty.stage in ("proposed", "dropped", "revoked", "lifted"):
        return penalty.stage
    if penalty.terms is None:
        return "not-appealable"
    if penalty.appeal == "granted":
        return "condition-check" if penalty.condition_met else "condition"
    if penalty.appeal == "review":
        return "question" if penalty.open_question else "in-review"
    closes_at = penalty.closes_at
    over = closes_at is not None and at >= closes_at
    if penalty.outcome and (over or penalty.attempts >= penalty.terms.attempts_max):
        return "partly" if penalty.outcome == "part" else "rejected"
    if over or penalty.appeal == "closed":
        return "closed"
    if at < penalty.terms.opens_at:
        return "not-open"
    if penalty.appeal == "incomplete":
        return "incomplete"
    return "begun" if penalty.appeal == "begun" else "can-appeal"


def tab_of(penalty: Penalty) -> Tab:
    """Under which heading of the shop's list it stands: by what is recorded, so that it can be counted."""
    if any(one.on == "merchant" for one in penalty.deadlines) or (penalty.unread and penalty.in_force):
        return "open"
    return "review" if penalty.under_review else "closed"


def turn_of(penalty: Penalty) -> Party | None:
    """Whom it waits for: the shop, the platform, or nobody."""
    due = nearest(penalty)
    return None if due is None else ("merchant" if due.on == "merchant" else "platform")


def nearest(penalty: Penalty, party: Party | None = None) -> Deadline | None:
    """The deadline that matters: a review before a window, a party's own before the other's."""
    due = [one for one in penalty.deadlines if one.kind not in UNTOLD]
    own = [one for one in due if party is not None and one.on == party]
    return min(own or due, key=lambda one: one.due_at, default=None)


def lapse_code(deadline: Deadline) -> str:
    """A stable code for what follows if nobody acts before this deadline."""
    codes: dict[str, str] = {
        "appeal": "appeal-closes",
        "question": "review-goes-on",
        "condition": "appeal-rejected",
        "appeal-opens": "appeal-opens",
        "prepared": "appeal-sent",
        "measure": "measure-changes",
    }
    return codes.get(deadline.kind, "escalates-to-senior")


def unhandled(penalty: Penalty, by: Member, at: datetime) -> bool:
    """Whether the pop-up still speaks of it to this member: not opened by them, or appeal open and not begun."""
    if not penalty.in_force or by.shop != penalty.shop or not can(by, "appeal"):
        return False
    if by.id not in penalty.opened_by:
        return True
    return status_of(penalty, at) == "can-appeal" and not penalty.declined


class Step(Value, frozen=True):
    """One part of the bar at the head of a notice."""

    step: Literal["imposed", "appeal", "review", "result"]
    state: Literal["done", "current", "ahead", "skipped"]


def steps(penalty: Penalty, at: datetime) -> tuple[Step, ...]:
    """The bar: told, appealed, under review, decided; what can't or didn't happen is skipped."""
    status = status_of(penalty, at)
    appealed = penalty.submissions > 0
    if status in ("can-appeal", "begun", "incomplete", "not-open"):
        states = ("done", "current", "ahead", "ahead")
    elif status in (*REVIEWING, "question", "condition"):
        states = ("done", "done", "current", "ahead")
    else:
        past = "done" if appealed else "skipped"
        states = ("done", past, past, "current")
    names: tuple[Literal["imposed", "appeal", "review", "result"], ...] = ("imposed", "appeal", "review", "result")
    return tuple(Step(step=name, state=state) for name, state in zip(names, states, strict=True))  # type: ignore[arg-type]
