"""What decisions about cases mean for a shop's money.

Not event by event but by what stands afterwards: what a penalty or a ruling keeps back now is compared with what the
fund keeps back for it, and the difference is moved. So each is undone exactly by what imposed it, and by nothing else.
"""

from datetime import datetime
from typing import Any

from ombud.core.complaint.state import Complaint
from ombud.core.complaint.turns import MONEY
from ombud.core.fund import moves
from ombud.core.fund.events import Cause, Entry, FundEvent, HoldForfeited
from ombud.core.fund.names import case_id, fund_id
from ombud.core.fund.rungs import rules_of
from ombud.core.fund.settle import opened
from ombud.core.fund.state import Fund
from ombud.core.penalty.state import Penalty
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy

Case = Complaint | Penalty


def fund_of(case: Any, policy: Policy) -> str:
    """The id of the fund that a case may move money in; blank where it moves none."""
    if policy.pack.funds is None:
        return ""
    if isinstance(case, Penalty):
        holds = any(one.kind == "funds-held" for one in case.imposition.measures)
        return fund_id(case.shop, currency_of(case, policy)) if holds and case.imposed else ""
    if isinstance(case, Complaint) and (case.ruling is not None or case.loss):
        return fund_id(case.shop, case.currency)
    return ""


def currency_of(penalty: Penalty, policy: Policy) -> str:
    """The currency in which a penalty holds: that of its orders, else the platform's first."""
    of_orders = {one.currency for one in penalty.imposition.orders}
    return of_orders.pop() if len(of_orders) == 1 else policy.pack.currencies[0]


def follow(case: Case, fund: Fund | None, by: Actor, at: datetime, policy: Policy) -> tuple[FundEvent, ...]:
    """What moves in the fund because a case stands as it does now."""
    begun = opened(by, at, fund_of(case, policy), fund)
    now = moves.after_all(fund, begun)
    its = _of_penalty(case, now, by, at) if isinstance(case, Penalty) else _of_complaint(case, now, by, at, policy)
    if not its:
        return ()
    return (*begun, *its, *moves.distributed(by, at, moves.after(now, its)))


def _of_penalty(penalty: Penalty, fund: Fund, by: Actor, at: datetime) -> tuple[FundEvent, ...]:
    """A hold for each measure of this penalty that is on and holds funds; none of its other holds is left."""
    made: list[FundEvent] = []
    on = {f"{penalty.id}:{one.id}": one for one in penalty.on if one.kind == "funds-held"}
    for hold in fund.holds:
        if hold.cause.kind == "penalty" and hold.cause.id == penalty.id and hold.id not in on:
            back = () if _over(penalty, hold.cause.about) else moves.returned(by, at, hold)
            made += [*back, moves.released(by, at, hold)]
    for id, measure in on.items():
        standing = fund.hold(id)
        cause = Cause(kind="penalty", id=penalty.id, number=penalty.number, about=measure.code)
        if standing is None:
            wanted = None if measure.whole else measure.amount
            made.append(moves.held(by, at, id, cause, wanted, moves.after(fund, tuple(made))))
        elif taken := min(penalty.forfeited.get(measure.id, 0) - standing.forfeited, standing.kept):
            entries = (Entry(debit="held", credit="forfeited", amount=taken),)
            made.append(HoldForfeited(by=by, at=at, hold=id, cause=cause, entries=entries))
    return tuple(made)


def _over(penalty: Penalty, measure: str) -> bool:
    """Whether a measure was right and its time is over; one that was lifted or revoked gives back what it took."""
    return any(one.terms.code == measure and one.ended == "time" for one in penalty.measures)


def _of_complaint(complaint: Complaint, fund: Fund, by: Actor, at: datetime, policy: Policy) -> tuple[FundEvent, ...]:
    """What a ruling orders is held until it is carried out; on the ladder's step the platform pays it ahead.

    While a review is waited for nothing more is paid; what was ordered before it was asked for may leave.
    """
    id, rules = case_id(complaint.id), rules_of(policy)
    cause = Cause(kind="complaint", id=complaint.id, number=complaint.number)
    amount, ahead = _ordered(complaint)
    waits = bool(complaint.adjusting) or (complaint.review is not None and complaint.review.state == "asked")
    made: list[FundEvent] = []
    payment = fund.payment_for(complaint.id)
    if payment is not None and not ahead:
        done = complaint.stage == "closed" and complaint.how == "advanced"
        made.append(moves.executed(by, at, payment) if done else moves.cancelled(by, at, payment, fund))
    elif ahead and not waits and payment is None and not fund.paid_for(complaint.id):
        number = fund.next_payment(complaint.id)
        paid = moves.ordered(by, at, number, cause, complaint.consumer, amount, rules.covers, fund)
        made += [paid] if paid else []
    now = moves.after(fund, tuple(made))
    # What isn't paid ahead for want of money, or waits for a review, is kept back as it comes in.
    paid_ahead = ahead and (now.payment_for(complaint.id) is not None or now.paid_for(complaint.id))
    wanted = amount if rules.hold_ruling and not paid_ahead else 0
    hold = now.hold(id)
    if hold is not None and hold.wanted != wanted:
        ended = moves.released(by, at, hold)
        made.append(ended)
        hold, now = None, moves.after(now, (ended,))
    if hold is None and wanted:
        made.append(moves.held(by, at, id, cause, wanted, now))
    return tuple(made)


def _ordered(complaint: Complaint) -> tuple[int, bool]:
    """How much money a ruling still orders the shop to pay, minor units, and whether the platform pays it ahead."""
    owed = complaint.obligation
    if owed is None or complaint.stage == "closed" or owed.ground == "settlement" or owed.terms.remedy not in MONEY:
        return (0, False)
    return (owed.terms.amount, owed.on == "platform" and complaint.loss > 0)
