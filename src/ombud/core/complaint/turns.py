"""How each turn begins: its deadline, and the event that says so. Verbs and the passing of time share these."""

from datetime import datetime, timedelta
from typing import Literal

from msgspec.structs import replace

from ombud.core.complaint import replies
from ombud.core.complaint.events import ComplaintEvent
from ombud.core.complaint.events.doubt import LiabilityAdjusted
from ombud.core.complaint.events.execution import ExecutionVerified
from ombud.core.complaint.events.filing import ComplaintAdmitted, ComplaintClosed
from ombud.core.complaint.events.intervention import Ground, PlatformSteppedIn
from ombud.core.complaint.events.ruling import ReviewDecided, Ruled, Ruling
from ombud.core.complaint.events.talk import Obligation, Settled
from ombud.core.complaint.state import Complaint, Request
from ombud.core.deadlines import Deadline
from ombud.core.money import REFUNDS, RemedyKind, Terms
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.words import NOTHING, Kept

MONEY: tuple[RemedyKind, ...] = (*REFUNDS, "compensation")
"""Remedies that are paid."""


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


def outstanding(terms: Terms, complaint: Complaint) -> Terms:
    """What is left to do of some terms, given the money that has already reached the consumer."""
    if terms.remedy not in MONEY or not complaint.given:
        return terms
    left = max(0, terms.amount - complaint.given)
    return replace(terms, amount=left) if left else Terms(remedy="none")


def obliged(
    ruling: Ruling, ground: Literal["ruling", "review"], complaint: Complaint, at: datetime
) -> Obligation | None:
    """What the shop owes under a ruling, if anything is left to do."""
    terms = outstanding(ruling.terms, complaint)
    return None if terms.remedy == "none" else Obligation(terms=terms, on="merchant", ground=ground, since=at)


def ruled(
    by: Actor, at: datetime, ruling: Ruling, complaint: Complaint, policy: Policy, *, decided_by: str
) -> tuple[ComplaintEvent, ...]:
    """The ruling stands: what it orders is owed from now on; where nothing is owed the case ends."""
    obligation = obliged(ruling, "ruling", complaint, at)
    event = Ruled(
        by=by,
        at=at,
        ruling=ruling,
        review_until=policy.end(policy.pack.windows.review_ask, at),
        decided_by=decided_by,
        obligation=obligation,
        deadline=owed(obligation, policy, at, goods_sent=complaint.goods_sent) if obligation else None,
    )
    return (event,) if obligation else (event, ComplaintClosed(by=by, at=at, how="ruled"))


def replaced(
    by: Actor, at: datetime, ruling: Ruling, complaint: Complaint, policy: Policy, *, words: Kept
) -> tuple[ComplaintEvent, ...]:
    """A review put another ruling in the place of the old one: what is owed now, and what was paid too much."""
    obligation = obliged(ruling, "review", complaint, at)
    event = ReviewDecided(
        by=by,
        at=at,
        upheld=False,
        words=words,
        ruling=ruling,
        obligation=obligation,
        deadline=owed(obligation, policy, at, goods_sent=complaint.goods_sent) if obligation else None,
        recoup=overpaid(ruling, complaint),
    )
    return (event,) if obligation else (event, ComplaintClosed(by=by, at=at, how="ruled"))


def adjusted(
    by: Actor, at: datetime, ruling: Ruling, complaint: Complaint, policy: Policy, *, decided_by: str, report: str
) -> tuple[ComplaintEvent, ...]:
    """Evidence was found fake, and other liability takes the place of what was decided: what is owed now, and what was
    paid too much. It can be reviewed as a ruling can."""
    obligation = obliged(ruling, "review", complaint, at)
    event = LiabilityAdjusted(
        by=by,
        at=at,
        ruling=ruling,
        old=complaint.ruling,
        report=report,
        decided_by=decided_by,
        review_until=policy.end(policy.pack.windows.review_ask, at),
        obligation=obligation,
        deadline=owed(obligation, policy, at, goods_sent=complaint.goods_sent) if obligation else None,
        recoup=overpaid(ruling, complaint),
    )
    return (event,) if obligation else (event, ComplaintClosed(by=by, at=at, how="ruled"))


def overpaid(ruling: Ruling, complaint: Complaint) -> int:
    """What has reached the consumer beyond what a ruling gives them and they don't owe back already, minor units."""
    due = ruling.terms.amount if ruling.terms.remedy in MONEY else 0
    return max(0, complaint.given - complaint.recoup - due)


def afresh(complaint: Complaint, policy: Policy, at: datetime) -> Deadline | None:
    """The deadline under which a case goes on that was looked at again and stays as it is; None where it was closed."""
    if complaint.before_review == "closed" or complaint.obligation is None:
        return None
    if complaint.before_review == "verifying":
        return policy.deadline("verification", "platform", policy.pack.windows.verification, at)
    return owed(complaint.obligation, policy, at, goods_sent=complaint.goods_sent)


def finished(by: Actor, at: datetime, obligation: Obligation) -> ComplaintClosed:
    """What was owed is done."""
    if obligation.on == "platform":
        return ComplaintClosed(by=by, at=at, how="advanced")
    return ComplaintClosed(by=by, at=at, how="settled" if obligation.ground == "settlement" else "executed")


def paid_ahead(by: Actor, at: datetime, complaint: Complaint, amount: int) -> tuple[ComplaintEvent, ...]:
    """The payments say that money which the platform pays in the shop's place has left: no better proof is needed."""
    owed = complaint.obligation
    if owed is None or owed.on != "platform" or complaint.stage == "closed":
        return ()
    verified = ExecutionVerified(by=by, at=at, amount=amount)
    if complaint.stage == "platform" or amount < owed.terms.amount:
        return (verified,)
    return (verified, finished(by, at, owed))


def resumed(complaint: Complaint, policy: Policy, at: datetime) -> tuple[Deadline, ...]:
    """The deadlines of a complaint that goes on where it was."""
    windows = policy.pack.windows
    if not complaint.admitted:
        return (policy.deadline("admission", "platform", windows.admission, at),)
    if complaint.intervened:
        cut_off = (replies.deadline(one.side, policy, at) for one in complaint.replies if one.open)
        return (policy.deadline("ruling", "platform", windows.ruling, at), *cut_off)
    talk = policy.deadline("negotiation", "both", windows.negotiation, at)
    if complaint.answered:
        return (choice(policy, at), talk)
    return (policy.deadline("answer", "merchant", windows.answer, at), talk)


def next_id(prefix: str, before: int) -> str:
    """The id of the next offer or request of a case: o1, o2, …"""
    return f"{prefix}{before + 1}"


def more_time(request: Request, policy: Policy, at: datetime) -> Deadline:
    """A request's deadline after more time was granted: the pack's span from now, never less than what was left."""
    fresh = policy.deadline("evidence", request.of, policy.pack.windows.more_time, at, about=request.id)
    back = given_back(request, at)
    return fresh if fresh.due_at >= back.due_at else back


def given_back(request: Request, at: datetime) -> Deadline:
    """A request's deadline after an excuse was refused: the time that was left when it was given."""
    due_at = at + timedelta(seconds=request.left)
    return Deadline(kind="evidence", on=request.of, from_at=at, due_at=due_at, about=request.id)
