"""A penalty at the beginning of each turn there is, made by the verbs themselves, with every form filled in."""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from msgspec.structs import replace

from ombud.core.files import File
from ombud.core.penalty import (
    appeal,
    approve,
    ask,
    begin,
    consult,
    draw,
    find_incomplete,
    grant_on_condition,
    impose,
    lapse,
    meet_condition,
    open_notice,
    prepare,
    withdraw,
)
from ombud.core.penalty.events import PenaltyEvent
from ombud.core.penalty.events.imposing import PenalisedOrder
from ombud.core.penalty.form import Answer, Filled
from ombud.core.penalty.rungs import rules_of
from ombud.core.penalty.state import Penalty, evolve, fold
from ombud.core.people import Member, Reviewer
from ombud.core.policy.policy import Policy
from ombud.core.policy.violation import AppealForm, FormField, Material, Violation
from ombud.core.refusal import Refusal
from ombud.core.report.state import Report
from ombud.core.shop.events import ShopFacts
from ombud.core.shop.state import Shop
from ombud.core.words import Words

Turn = Penalty | Refusal
"""A penalty at the beginning of a turn, or why there is no way to this turn."""

ID, SHOP = "p1", "s1"
ONE, TWO, THREE = (Reviewer(id=f"r{n}", rights=("rule", "approve")) for n in (1, 2, 3))
MEMBER = Member(id="m1", shop=SHOP, rights=("answer", "appeal"))
SEED, CHANCE = Words("5" * draw.SEED_LETTERS), "7" * 16
SAID = Words("Said.")
GROUNDS = impose.Grounds(shop=Shop(id=SHOP, facts=ShopFacts(name="Shop"), source="pack check"))
VERIFIED = Report(
    id="v1", number="V1", shop=SHOP, consumer="c1", pack="", about="", filed_at=datetime(2026, 1, 1, tzinfo=UTC)
)
FILLED_IN = {"date": "2026-02-10", "amount": "1", "number": "1", "yes": "yes"}


def turns_of(violation: Violation, policy: Policy, at: datetime) -> dict[str, Turn]:
    """A penalty for this violation at the beginning of each turn, imposed at this instant."""
    first = _imposed(violation, policy, at)
    found: dict[str, Turn] = {"proposed": first} if isinstance(first, Penalty) and not first.imposed else {}
    notice = _approved(first, policy, at)
    found["notice"] = notice
    found["consulted"] = _then(
        notice, consult.decide, consult.ConsultPlatform(by=MEMBER, at=at, penalty=ID, words=SAID), policy
    )
    if violation.appeal is None or isinstance(notice, Refusal):
        return found
    return found | _appealed(notice, violation.appeal.form, policy)


def filled(form: AppealForm, slots: tuple[str, ...]) -> Filled:
    """The shortest appeal that holds everything the form asks for."""
    answers = [_answer(one, "") for one in form.fields]
    files = [one for material in form.materials for one in _files(material, "")]
    for slot in slots if slots != ("whole",) else ():
        answers += [_answer(one, slot) for one in form.slot_fields]
        files += [one for material in form.slot_materials for one in _files(material, slot)]
    return Filled(answers=tuple(answers), files=tuple(files))


def _imposed(violation: Violation, policy: Policy, at: datetime) -> Turn:
    caps = rules_of(policy).limits
    most = min(violation.appeal.drawn_max + 1 if violation.appeal else 1, caps.orders_max)
    orders = tuple(
        PenalisedOrder(id=f"o{n}", number=str(n), amount=1, currency=policy.pack.currencies[0]) for n in range(most)
    )
    named = orders if violation.orders == "must" else ()
    command = impose.ImposePenalty(
        by=ONE,
        at=at,
        penalty=ID,
        number="1",
        shop=SHOP,
        violation=violation.code,
        facts=SAID,
        reasons=SAID,
        measures=tuple(
            impose.ChosenMeasure(code=one.code, amount=1 if one.amount else 0) for one in violation.measures
        ),
        orders=tuple(one.id for one in named),
        known_orders=named,
        items=(SAID,) * min(2, caps.items_max) if violation.items else (),
        seed=SEED,
    )
    events = impose.decide(command, replace(GROUNDS, report=VERIFIED if violation.verified else None), policy)
    return events if isinstance(events, Refusal) else _fold(events)


def _approved(penalty: Turn, policy: Policy, at: datetime) -> Turn:
    if isinstance(penalty, Refusal) or penalty.imposed:
        return penalty
    return _then(penalty, approve.decide, approve.ApprovePenalty(by=TWO, at=at, penalty=ID), policy)


def _appealed(notice: Penalty, form: AppealForm, policy: Policy) -> dict[str, Turn]:
    assert notice.terms is not None, "what can be appealed has its terms"
    at = notice.terms.opens_at
    waited: Turn = notice
    if notice.unread:
        waited = _then(notice, open_notice.decide, open_notice.OpenNotice(by=MEMBER, at=at, penalty=ID), policy)
    if notice.deadline("appeal-opens"):
        waited = _then(notice, lapse.decide, lapse.LetTimePass(by=lapse.TIME, at=at, penalty=ID), policy)
    begun = _then(
        waited, begin.decide, begin.BeginAppeal(by=MEMBER, at=at, penalty=ID, chance=CHANCE, seed=SEED), policy
    )
    full = filled(form, begun.slots if isinstance(begun, Penalty) else ())
    send = appeal.AppealPenalty(by=MEMBER, at=at, penalty=ID, answers=full.answers, files=full.files)
    keep = prepare.PrepareAppeal(by=MEMBER, at=at, penalty=ID, answers=full.answers, files=full.files)
    review = _then(begun, appeal.decide, send, policy)
    granted = _then(
        review,
        grant_on_condition.decide,
        grant_on_condition.GrantOnCondition(by=THREE, at=at, penalty=ID, words=SAID),
        policy,
    )
    return {
        "appeal begun": begun,
        "appeal prepared": _then(begun, prepare.decide, keep, policy),
        "under review": review,
        "question asked": _then(review, ask.decide, ask.AskMerchant(by=THREE, at=at, penalty=ID, words=SAID), policy),
        "found incomplete": _then(review, find_incomplete.decide, _incomplete(at), policy),
        "granted on a condition": granted,
        "condition met": _then(
            granted,
            meet_condition.decide,
            meet_condition.MeetCondition(by=MEMBER, at=at, penalty=ID, words=SAID),
            policy,
        ),
        "withdrawn": _then(review, withdraw.decide, withdraw.WithdrawAppeal(by=MEMBER, at=at, penalty=ID), policy),
    }


def _incomplete(at: datetime) -> find_incomplete.FindAppealIncomplete:
    missing = (find_incomplete.MissingItem(code="other", words=SAID),)
    return find_incomplete.FindAppealIncomplete(by=THREE, at=at, penalty=ID, missing=missing, words=SAID)


def _then(
    penalty: Turn,
    decide: Callable[[Any, Penalty, Policy], Sequence[PenaltyEvent] | Refusal],
    command: object,
    policy: Policy,
) -> Turn:
    """The penalty after one more command; the first refusal on the way stays."""
    if isinstance(penalty, Refusal):
        return penalty
    events = decide(command, penalty, policy)
    if isinstance(events, Refusal):
        return events
    for event in events:
        penalty = evolve(penalty, event)
    return penalty


def _fold(events: Iterable[PenaltyEvent]) -> Penalty:
    penalty = fold(events)
    assert penalty is not None, "it begins with being imposed or proposed"
    return penalty


def _answer(field: FormField, slot: str) -> Answer:
    text = field.choices[0] if field.type == "choice" else FILLED_IN.get(field.type, "x")
    return Answer(code=field.code, words=Words(text), slot=slot)


def _files(material: Material, slot: str) -> list[File]:
    media_type = "image/jpeg" if "picture" in material.accepts else "application/pdf"
    return [
        File(file=f"{material.code}-{slot}-{n}", kind=material.code, media_type=media_type, about=slot)
        for n in range(max(1, material.files_min))
    ]
