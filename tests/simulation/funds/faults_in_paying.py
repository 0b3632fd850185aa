"""Planted faults in what is paid ahead, confirmed, taken back, and told to its case."""

from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from ombud.core.complaint.state import Complaint
from ombud.core.complaint.turns import paid_ahead
from ombud.core.fund import moves as moving
from ombud.core.fund.events import PaymentCancelled, PaymentMismatched, PaymentOrdered
from ombud.core.fund.state import Fund
from ombud.desk.decide import Decided, happened
from ombud.desk.purse import Purse
from tests.simulation.desk import Desk
from tests.simulation.funds.plant import Events, each, follows, moves
from tests.simulation.life import Plant


def _executed_all_the_same(event: Any, fund: Fund | None) -> Events:
    """Only the number has to fit."""
    payment = fund.payment(event.payment) if isinstance(event, PaymentMismatched) and fund else None
    return (moving.executed(event.by, event.at, payment),) if payment else (event,)


def _debt_stays(event: Any, _fund: Fund | None) -> Events:
    """What the platform lent for a payment that never left is owed all the same."""
    if not isinstance(event, PaymentCancelled):
        return (event,)
    entries = tuple(replace(one, credit="available") if one.credit == "owed" else one for one in event.entries)
    return (replace(event, entries=entries),)


def _lent_first(event: Any, fund: Fund | None) -> Events:
    """The platform lends what the shop's own money would have paid."""
    if not isinstance(event, PaymentOrdered) or fund is None:
        return (event,)
    return (replace(event, entries=tuple(replace(one, debit="owed") for one in event.entries)),)


def _to_somebody_else(event: Any, _fund: Fund | None) -> Events:
    """The money goes to whom nothing is owed."""
    return (replace(event, consumer="otto"),) if isinstance(event, PaymentOrdered) else (event,)


def _not_in_review(case: Any) -> Any:
    """Nobody looks whether a review is waited for."""
    return replace(case, review=None) if isinstance(case, Complaint) else case


def _shop_s_own(case: Any) -> Any:
    """What the shop owes is paid ahead at once, before its time is over."""
    if not isinstance(case, Complaint) or case.obligation is None or case.obligation.on == "platform":
        return case
    return replace(case, obligation=replace(case.obligation, on="platform"), loss=case.obligation.terms.amount)


def case_not_told(desk: Desk) -> None:
    """A payment leaves, and the case knows nothing of it."""
    desk.told = lambda _purse, _decided: None


def closed_on_a_mismatch(desk: Desk) -> None:
    """Whatever the payments tell of closes the case."""
    told = desk.told

    def told_anyway(purse: Purse, decided: Decided) -> Decided | None:
        event = decided.events[0]
        payment = decided.loaded.state.payment(event.payment) if isinstance(event, PaymentMismatched) else None
        case = desk.memory.stream(payment.cause.id) if payment else None
        if payment is None or case is None:
            return told(purse, decided)
        events = paid_ahead(event.by, event.at, case.state, payment.amount)
        return happened(case, events) if events else None

    desk.told = told_anyway


PAYING: Mapping[str, Plant] = {
    "paid again what has left": follows(fund=lambda fund: replace(fund, paid=())),
    "a number stands for two payments": follows(fund=lambda fund: replace(fund, cancelled=())),
    "a mismatch is executed": moves(each(_executed_all_the_same)),
    "a mismatch closes the case": closed_on_a_mismatch,
    "a debt outlives its payment": moves(each(_debt_stays)),
    "lent although it was there": moves(each(_lent_first)),
    "paid to somebody else": moves(each(_to_somebody_else)),
    "paid while a review is waited for": follows(case=_not_in_review),
    "paid before the shop's time is over": follows(case=_shop_s_own),
    "a case isn't told of its payment": case_not_told,
}
"""Each by its name."""
