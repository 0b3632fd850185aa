"""How each turn begins: its deadline, and the event that says so. Verbs and the passing of time share these."""

from datetime import datetime, timedelta

from msgspec.structs import replace

from ombud.core.complaint.events import ComplaintEvent
from ombud.core.complaint.events.filing import ComplaintAdmitted, ComplaintClosed
from ombud.core.complaint.events.intervention import Ground, PlatformSteppedIn
from ombud.core.complaint.events.talk import Obligation, Settled
from ombud.core.complaint.state import Complaint, Request
from ombud.core.deadlines import Deadline
from ombud.core.money import Terms
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.words import NOTHING, Kept


def admitted(by: Actor, at: datetime, policy: Policy) -> ComplaintAdmitted:
    """The complaint is with the shop; its time to answer starts."""
    windows = policy.pack.windows
    return ComplaintAdmitted(
        by=by,
        at=at,
        answer=policy.deadline("answer", "merchant", windows.answer, at),
        negotiation=policy.deadline("negotiation", "both", windows.negotiation, at),
    )


def choice(policy: Policy, at: datetime) -> Deadline:
    """The consumer's turn: take it, talk on, or ask the platform."""
    return policy.deadline("choice", "consumer", policy.pack.windows.choice, at)


def stepped_in(by: Actor, at: datetime, ground: Ground, policy: Policy, words: Kept = NOTHING) -> PlatformSteppedIn:
    """The platform's turn: to rule."""
    ruling = policy.deadline("ruling", "platform", policy.pack.windows.ruling, at)
    return PlatformSteppedIn(by=by, at=at, ground=ground, ruling=ruling, words=words)


def settled(by: Actor, at: datetime, terms: Terms, policy: Policy) -> tuple[ComplaintEvent, ...]:
    """What was agreed is owed from now on; where nothing is owed the case ends."""
    if terms.remedy == "none":
        return (ComplaintClosed(by=by, at=at, how="settled"),)
    obligation = Obligation(terms=terms, on="merchant", ground="settlement", since=at)
    return (Settled(by=by, at=at, obligation=obligation, deadline=owed(obligation, policy, at)),)


def owed(obligation: Obligation, policy: Policy, at: datetime, *, goods_sent: bool = False) -> Deadline:
    """Whose act carries the obligation out first, and by when: goods go back before the money does."""
    windows = policy.pack.windows
    if obligation.terms.remedy == "return_refund" and not goods_sent:
        return policy.deadline("goods", "consumer", windows.goods, at)
    if obligation.on == "platform":
        return policy.deadline("advance", "platform", windows.advance, at)
    span = windows.settlement if obligation.ground == "settlement" else windows.execution
    return policy.deadline("execution", "merchant", span, at)


def resumed(complaint: Complaint, policy: Policy, at: datetime) -> tuple[Deadline, ...]:
    """The deadlines of a complaint that goes on where it was."""
    windows = policy.pack.windows
    if complaint.intervened:
        return (policy.deadline("ruling", "platform", windows.ruling, at),)
    talk = policy.deadline("negotiation", "both", windows.negotiation, at)
    if complaint.answered:
        return (choice(policy, at), talk)
    return (policy.deadline("answer", "merchant", windows.answer, at), talk)


def next_id(prefix: str, before: int) -> str:
    """The id of the next offer or request of a case: o1, o2, …"""
    return f"{prefix}{before + 1}"


def moved(deadline: Deadline, due_at: datetime, *, provisional: bool, calendar: str) -> Deadline:
    """The same deadline at another instant, its reminder as long before it as it was."""
    remind_at = deadline.remind_at + (due_at - deadline.due_at) if deadline.remind_at else None
    return replace(deadline, due_at=due_at, remind_at=remind_at, provisional=provisional, calendar=calendar)


def more_time(request: Request, policy: Policy, at: datetime) -> Deadline:
    """A request's deadline after more time was granted: the pack's span from now, never less than what was left."""
    fresh = policy.deadline("evidence", request.of, policy.pack.windows.more_time, at, about=request.id)
    back = given_back(request, at)
    return fresh if fresh.due_at >= back.due_at else back


def given_back(request: Request, at: datetime) -> Deadline:
    """A request's deadline after an excuse was refused: the time that was left when it was given."""
    due_at = at + timedelta(seconds=request.left)
    return Deadline(kind="evidence", on=request.of, from_at=at, due_at=due_at, about=request.id)
