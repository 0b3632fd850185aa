"""What somebody fills in who wants something about a penalty."""

import random
from collections.abc import Callable, Mapping
from typing import Any

from ombud.core.penalty.decide_appeal import SlotVerdict
from ombud.core.penalty.find_incomplete import MissingItem, codes_of
from ombud.core.penalty.impose import CarriedFrom, ChosenMeasure
from ombud.core.penalty.state import Penalty
from ombud.core.policy.policy import Policy
from ombud.core.policy.violation import AppealRules, Violation
from ombud.core.words import Words
from tests.simulation.cast import REVIEWERS, SAID, WHY, file
from tests.simulation.life import Mood
from tests.simulation.penalties import forms
from tests.simulation.penalties.cast import ORDERS, OUTSIDE

Chance = random.Random


def imposition(chance: Chance, policy: Policy, ground: str, kind: str = "") -> dict[str, Any]:
    """Any violation of the catalogue, those about orders the most often; all or some of its measures.

    Where a kind of measure is named, mostly one that has such a measure.
    """
    assert policy.pack.penalties is not None, "these packs penalise"
    violations = policy.pack.penalties.violations
    if kind and chance.random() < 0.7:
        violations = tuple(one for one in violations if any(said.kind == kind for said in one.measures))
    about_orders = [one for one in violations if one.orders != "none"]
    violation = chance.choice(about_orders if chance.random() < 0.6 else violations)
    verified = [one for one in violations if one.verified]
    if ground and verified and chance.random() < 0.6:
        violation = chance.choice(verified)
    orders: tuple[str, ...] = ()
    if violation.orders == "must" or (violation.orders == "may" and chance.random() < 0.5):
        few = ORDERS if chance.random() < 0.04 else ORDERS[:5]
        orders = tuple(one.id for one in chance.sample(few, chance.choice((1, 2, 3, 3, 4, 5))))
    limit = policy.pack.penalties.limits.funds_two_people_above
    amounts = (limit // 2, limit, limit + 1)
    if orders and policy.pack.funds is not None:
        disputed = sum(one.amount for one in ORDERS if one.id in orders)
        amounts = (disputed, disputed, disputed // 2, disputed + 1)
    return {
        "shop": "mugs",
        "violation": violation.code,
        "facts": SAID,
        "reasons": WHY,
        "measures": _measures(chance, violation, amounts),
        "orders": orders,
        "items": tuple(Words(f"Page {n}") for n in range(1, chance.randint(1, 4) + 1)) if violation.items else (),
        "ground": CarriedFrom(kind="complaint", id=ground) if ground else None,
    }


def _measures(chance: Chance, violation: Violation, amounts: tuple[int, ...]) -> tuple[ChosenMeasure, ...]:
    some = chance.sample(violation.measures, chance.randint(1, len(violation.measures)))
    some = list(violation.measures) if chance.random() < 0.5 else some
    return tuple(ChosenMeasure(code=one.code, amount=chance.choice(amounts) if one.amount else 0) for one in some)


def fields(name: str, chance: Chance, penalty: Penalty, policy: Policy, mood: Mood) -> dict[str, Any]:
    """What this wish fills in."""
    if name in PLAIN:
        return PLAIN[name]
    return DRAWN[name](chance, penalty, policy, mood)


PLAIN: Mapping[str, dict[str, Any]] = {
    **{name: {} for name in ("approve", "claim", "decline", "keep-back", "open-notice", "recount", "withdraw")},
    **{
        name: {"words": SAID}
        for name in ("ask", "consult", "drop", "grant-on-condition", "hand-back", "look-again", "note", "reply")
    },
}


def rules_of(penalty: Penalty, policy: Policy) -> AppealRules | None:
    """How this penalty is appealed by its pack."""
    assert policy.pack.penalties is not None, "these packs penalise"
    violation = policy.pack.penalties.violation(penalty.imposition.violation)
    return violation.appeal if violation else None


def _appeal(chance: Chance, penalty: Penalty, policy: Policy, _mood: Mood) -> dict[str, Any]:
    rules = rules_of(penalty, policy)
    if rules is None:
        return {}
    slots = penalty.slots
    some = rules.none_allowed and len(slots) > 1 and chance.random() < 0.35
    nothing = (chance.choice(slots),) if some else ()
    good = forms.filled(penalty.imposition.pack, penalty.imposition.violation, rules, slots, nothing)
    return forms.with_a_slip(chance, good, slots) if chance.random() < 0.2 else good


def _decide(chance: Chance, penalty: Penalty, _policy: Policy, mood: Mood) -> dict[str, Any]:
    slots = list(penalty.slots)
    nothing = penalty.submission.nothing_for if penalty.submission and chance.random() < 0.7 else ()
    share = 1 if "full" in mood.factors else chance.choice((0, 0, 0.5, 0.5, 1, 1))
    if chance.random() < 0.05:
        slots = [*slots[1:], "o9"]
    verdicts = tuple(
        SlotVerdict(slot=one, upheld=one not in nothing and (share == 1 or chance.random() < share)) for one in slots
    )
    return {"verdicts": verdicts, "words": WHY}


def _incomplete(chance: Chance, penalty: Penalty, policy: Policy, _mood: Mood) -> dict[str, Any]:
    rules = rules_of(penalty, policy)
    missing = (MissingItem(code="other", words=SAID),)
    if rules is not None and chance.random() < 0.6:
        slot = chance.choice(penalty.slots) if penalty.slots and penalty.slots != ("whole",) else ""
        codes = codes_of(rules.form, slot=bool(slot))
        missing = (MissingItem(code=chance.choice(codes), slot=slot),) if codes else missing
    return {"missing": missing, "words": WHY}


def _lift(chance: Chance, penalty: Penalty, _policy: Policy, _mood: Mood) -> dict[str, Any]:
    left = [one.terms.id for one in penalty.measures if not one.ended]
    some = tuple(chance.sample(left, 1)) if left and chance.random() < 0.6 else ()
    return {"measures": some, "words": WHY}


def _forfeit(chance: Chance, penalty: Penalty, _policy: Policy, _mood: Mood) -> dict[str, Any]:
    """Some of what is held, all of it, or a little more."""
    held = [one for one in penalty.on if one.kind == "funds-held"]
    if not held:
        return {"measure": "m1", "amount": 1, "words": WHY}
    one = chance.choice(held)
    left = one.amount - penalty.forfeited.get(one.id, 0)
    return {"measure": one.id, "amount": chance.choice((left, left // 2 or 1, 1, left + 1)), "words": WHY}


def _with_file(name: str) -> Callable[[Chance, Penalty, Policy, Mood], dict[str, Any]]:
    return lambda chance, _penalty, _policy, _mood: {
        "words": SAID,
        "files": (file(name),) * chance.choice((0, 1, 1, 2, 30)),
    }


DRAWN: Mapping[str, Callable[[Chance, Penalty, Policy, Mood], dict[str, Any]]] = {
    "answer": _with_file("answer"),
    "appeal": _appeal,
    "begin": lambda chance, _penalty, _policy, _mood: {
        "chance": f"{chance.getrandbits(64):016x}" if chance.random() < 0.97 else ""
    },
    "decide-appeal": _decide,
    "find-incomplete": _incomplete,
    "forfeit": _forfeit,
    "invite": lambda chance, _penalty, _policy, _mood: {
        "reviewer": OUTSIDE if chance.random() < 0.7 else chance.choice(REVIEWERS).id,
        "words": WHY,
    },
    "judge-condition": lambda chance, _penalty, _policy, mood: {
        "met": "full" in mood.factors or chance.random() < 0.5,
        "words": WHY,
    },
    "lift": _lift,
    "meet-condition": _with_file("met"),
    "prepare": _appeal,
}
"""What depends on the penalty, on the pack, or on chance."""
