"""The platform penalises a shop for a violation of its catalogue.

Who:    a reviewer, or the platform's own software through its key.
When:   at any time; the same order isn't penalised twice for one kind of violation while the first penalty stands.
Event:  PenaltyImposed; PenaltyProposed where its measures need a second person.
Next:   desk/reactions.py, under PenaltyImposed.
"""

from datetime import datetime
from typing import Literal

from ombud.core.command import Command
from ombud.core.complaint.state import Complaint
from ombud.core.files import File
from ombud.core.penalty import draw
from ombud.core.penalty.events.imposing import (
    Ground,
    Imposition,
    KeptItem,
    Measure,
    PenalisedOrder,
    PenaltyImposed,
    PenaltyProposed,
)
from ombud.core.penalty.rungs import NO_PENALTIES, rules_of, too_many, unreadable
from ombud.core.penalty.terms import imposed
from ombud.core.people import Actor, Reviewer, System, can
from ombud.core.policy.policy import Policy
from ombud.core.policy.violation import Violation
from ombud.core.refusal import Refusal
from ombud.core.report.state import Report
from ombud.core.shop.state import Shop
from ombud.core.staff import NO_RIGHT, NOT_STAFF
from ombud.core.struct import Value
from ombud.core.words import EMPTY, Words


class ChosenMeasure(Value, frozen=True):
    """One of the violation's measures; `amount` in minor units where funds are held."""

    code: str
    amount: int = 0


class CarriedFrom(Value, frozen=True):
    """The ruling or report that is carried into the penalty."""

    kind: Literal["complaint", "report"]
    id: str


class Grounds(Value, frozen=True):
    """What a penalty is imposed on and from, attached by the desk as it loads."""

    shop: Shop
    complaint: Complaint | None = None
    report: Report | None = None


class ImposePenalty(Command, frozen=True):
    """Facts, rule, measures, reasons: a penalty can't be saved without them."""

    penalty: str
    number: str
    shop: str
    violation: str
    facts: Words
    reasons: Words
    measures: tuple[ChosenMeasure, ...] = ()
    """All of the violation's where none is named."""
    orders: tuple[str, ...] = ()
    items: tuple[Words, ...] = ()
    """What was found, one by one, where the violation is listed so."""
    files: tuple[File, ...] = ()
    ground: CarriedFrom | None = None
    automated_detection: bool = False
    language: str = ""
    seed: Words = EMPTY
    """Stamped by the desk: the platform's secret half of the draw. Only its hash goes into the record."""
    known_orders: tuple[PenalisedOrder, ...] = ()
    """Stamped by the desk: those of `orders` that are this shop's."""
    penalised: tuple[tuple[str, str], ...] = ()
    """Stamped by the desk: order and number of a penalty in force for the same violation."""


NO_SUCH_VIOLATION = Refusal(
    code="violation-unknown", because="The catalogue has no violation “{violation}”.", field="violation"
)
NO_SUCH_MEASURE = Refusal(
    code="measure-unknown",
    because="“{measure}” isn't a measure for this violation.",
    way_out="It may lead to: {measures}.",
    field="measures",
)
NO_AMOUNT = Refusal(code="amount-missing", because="Say how much is held, in minor units.", field="measures")
NO_ORDERS = Refusal(
    code="orders-missing", because="This kind of violation names the orders it is about.", field="orders"
)
ORDERS_NOT_NAMED = Refusal(
    code="orders-not-named", because="This kind of violation isn't about single orders.", field="orders"
)
TOO_MANY_ORDERS = Refusal(
    code="too-many-orders", because="One penalty takes at most {orders_max} orders.", field="orders"
)
NOT_ITS_ORDERS = Refusal(
    code="order-not-of-shop", because="Order “{order}” isn't one of this shop's orders.", field="orders"
)
ALREADY_PENALISED = Refusal(
    code="already-penalised",
    because="Order “{order}” is penalised for this already (penalty {number}).",
    way_out="Leave it out, or end the other penalty first.",
    field="orders",
)
NO_ITEMS = Refusal(
    code="items-missing", because="This kind of violation lists what was found, one by one.", field="items"
)
ITEMS_NOT_LISTED = Refusal(
    code="items-not-listed", because="This kind of violation isn't listed item by item.", field="items"
)
TOO_MANY_ITEMS = Refusal(code="too-many-items", because="One penalty takes at most {items_max} items.", field="items")
NOT_VERIFIED = Refusal(
    code="not-verified",
    because="This kind of violation is imposed from a ruling or an upheld report: what was verified stands there.",
    way_out="Carry it from the case in which it was verified.",
    field="ground",
)
TOO_MUCH = Refusal(
    code="hold-beyond-disputed",
    because="No more is held than is disputed: {disputed} in the orders named.",
    way_out="Hold less, or name the other orders that are disputed.",
    field="measures",
)
OTHER_SHOP = Refusal(code="ground-of-another-shop", because="That case is about another shop.", field="ground")


def may(by: Actor, grounds: Grounds | None, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't penalise a shop, the first reason that applies, or None."""
    if not isinstance(by, Reviewer | System):
        return NOT_STAFF
    if isinstance(by, Reviewer) and not can(by, "rule"):
        return NO_RIGHT
    return None if policy.pack.penalties else NO_PENALTIES


def decide(
    command: ImposePenalty, grounds: Grounds, policy: Policy
) -> tuple[PenaltyImposed | PenaltyProposed, ...] | Refusal:
    """The penalty with its notice, or its proposal to a second person."""
    if refusal := may(command.by, grounds, policy, command.at):
        return refusal
    violation = rules_of(policy).violation(command.violation)
    if violation is None:
        return NO_SUCH_VIOLATION.given(violation=command.violation)
    measures = _measures(command, violation)
    if isinstance(measures, Refusal):
        return measures
    for check in (
        _orders(command, violation, policy),
        _items(command, violation, policy),
        _said(command, policy),
        _carried(command, grounds),
        _verified(violation, grounds),
        _disputed(measures, command, grounds, policy),
    ):
        if check is not None:
            return check
    return _decided(command, violation, measures, grounds, policy)


def needs_two(imposition: Imposition, policy: Policy) -> bool:
    """Whether its measures are beyond what one person decides."""
    limits = rules_of(policy).limits
    return any(
        one.kind in limits.two_people_for or one.whole or one.amount > limits.funds_two_people_above
        for one in imposition.measures
    )


def _measures(command: ImposePenalty, violation: Violation) -> tuple[Measure, ...] | Refusal:
    chosen = command.measures or tuple(ChosenMeasure(code=one.code) for one in violation.measures)
    made: list[Measure] = []
    for place, one in enumerate({choice.code: choice for choice in chosen}.values(), 1):
        said = violation.measure(one.code)
        if said is None:
            known = ", ".join(measure.code for measure in violation.measures)
            return NO_SUCH_MEASURE.given(measure=one.code, measures=known)
        if said.amount and one.amount <= 0:
            return NO_AMOUNT
        amount = one.amount if said.amount else 0
        made.append(
            Measure(id=f"m{place}", code=said.code, kind=said.kind, about=said.about, amount=amount, whole=said.whole)
        )
    return tuple(made)


def _orders(command: ImposePenalty, violation: Violation, policy: Policy) -> Refusal | None:
    if not command.orders:
        return NO_ORDERS if violation.orders == "must" else None
    if violation.orders == "none":
        return ORDERS_NOT_NAMED
    most = rules_of(policy).limits.orders_max
    if len(command.orders) > most:
        return TOO_MANY_ORDERS.given(orders_max=most)
    known = {one.id for one in command.known_orders}
    stray = next((one for one in command.orders if one not in known), None)
    if stray is not None:
        return NOT_ITS_ORDERS.given(order=stray)
    if command.penalised:
        order, number = command.penalised[0]
        return ALREADY_PENALISED.given(order=order, number=number)
    return None


def _items(command: ImposePenalty, violation: Violation, policy: Policy) -> Refusal | None:
    if not violation.items:
        return ITEMS_NOT_LISTED if command.items else None
    if not command.items:
        return NO_ITEMS
    most = rules_of(policy).limits.items_max
    if len(command.items) > most:
        return TOO_MANY_ITEMS.given(items_max=most)
    checks = (unreadable(one, policy, field="items") for one in command.items)
    return next((one for one in checks if one), None)


def _said(command: ImposePenalty, policy: Policy) -> Refusal | None:
    return (
        unreadable(command.facts, policy, field="facts")
        or unreadable(command.reasons, policy, field="reasons")
        or too_many(command.files, policy)
    )


def _carried(command: ImposePenalty, grounds: Grounds) -> Refusal | None:
    """Whether the case is about this shop; whether it can be carried is asked of the case itself, by its own verb."""
    case = grounds.complaint or grounds.report
    return OTHER_SHOP if case is not None and case.shop != command.shop else None


def _verified(violation: Violation, grounds: Grounds) -> Refusal | None:
    """Measures that nobody is told of beforehand rest on what the platform has verified."""
    case = grounds.complaint or grounds.report
    return NOT_VERIFIED if violation.verified and case is None else None


def _disputed(
    measures: tuple[Measure, ...], command: ImposePenalty, grounds: Grounds, policy: Policy
) -> Refusal | None:
    """Where money is really held, no more of it than is disputed; all of it only for a verified deception."""
    if policy.pack.funds is None:
        return None
    wanted = sum(one.amount for one in measures if one.kind == "funds-held")
    known = [one.amount for one in command.known_orders]
    disputed = sum(known) if known else grounds.complaint.paid if grounds.complaint else None
    return TOO_MUCH.given(disputed=disputed) if disputed is not None and wanted > disputed else None


def _decided(
    command: ImposePenalty, violation: Violation, measures: tuple[Measure, ...], grounds: Grounds, policy: Policy
) -> tuple[PenaltyImposed | PenaltyProposed, ...]:
    imposition = _imposition(command, violation, measures, grounds, policy)
    by, at = command.by, command.at
    if needs_two(imposition, policy):
        deadline = policy.deadline("penalty-approval", "platform", rules_of(policy).windows.approval, at)
        proposed = PenaltyProposed(
            by=by, at=at, penalty=command.penalty, number=command.number, imposition=imposition, deadline=deadline
        )
        return (proposed,)
    return (imposed(by, at, command.penalty, command.number, imposition, (by.id,), policy),)


def _imposition(
    command: ImposePenalty, violation: Violation, measures: tuple[Measure, ...], grounds: Grounds, policy: Policy
) -> Imposition:
    orders = tuple(sorted(command.known_orders, key=lambda one: one.id))
    draws = violation.appeal is not None and violation.appeal.slots == "orders"
    from_ = grounds.complaint or grounds.report
    return Imposition(
        shop=command.shop,
        violation=violation.code,
        rule=violation.rule,
        pack=policy.pack.id,
        facts=command.facts.kept,
        reasons=command.reasons.kept,
        measures=measures,
        orders=orders,
        items=tuple(KeptItem(id=f"i{place}", words=one.kept) for place, one in enumerate(command.items, 1)),
        files=command.files,
        ground=Ground(kind=command.ground.kind, id=from_.id, number=from_.number) if command.ground and from_ else None,
        automated_detection=command.automated_detection,
        language=command.language,
        seed_hash=draw.digest_of_seed(command.seed.text) if draws else "",
        orders_hash=draw.digest_of_orders(one.id for one in orders) if draws else "",
        told=violation.told,
    )
