"""Random lives of a complaint: any act by anybody at any time, in an order that nobody thought of."""

import random
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from ombud.core.complaint.file import LineClaim
from ombud.core.complaint.findings import Findings
from ombud.core.complaint.verbs import VERBS
from ombud.core.conversation.excerpt import Excerpt
from ombud.core.deadlines import next_due_at
from ombud.core.money import Terms
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.words import Words
from tests.core.complaint.cast import (
    CHAT,
    CLOSED_CASES,
    FINDINGS,
    OPEN_CASES,
    SAID,
    Case,
    attempt,
    filed,
    ordered,
)
from tests.core.complaint.doubted import ADJUSTING, ADJUSTING_CLOSED, concluded, reported
from tests.core.complaint.world import (
    BORIS,
    CARLA,
    OLGA,
    POLICY,
    RITA,
    RUTH,
)

EVERYTHING = (LineClaim(line="l1", quantity=2), LineClaim(line="l2"))
PEOPLE: tuple[Actor, ...] = (CARLA, BORIS, RITA, RUTH, OLGA)
Chance = random.Random


def _terms(chance: Chance) -> Terms:
    remedy = chance.choice(("refund", "refund", "return_refund", "exchange", "compensation", "none"))
    money = remedy in ("refund", "return_refund", "compensation")
    return Terms(remedy=remedy, amount=chance.choice((1_000, 6_000, 9_000)) if money else 0)  # type: ignore[arg-type]


def _findings(chance: Chance, case: Case) -> dict[str, Any]:
    liability, share = chance.choice((("merchant", 100), ("both", 40), ("none", 0), ("consumer", 0)))
    usable = tuple(one.id for one in case.state.exhibits if one.counts is not False)
    return FINDINGS | {
        "liability": liability,
        "merchant_share": share,
        "terms": _terms(chance),
        "relied_on": usable,
    }


def _request(chance: Chance, case: Case) -> str:
    return chance.choice([one.id for one in case.state.requests] or ["r1"])


def _exhibits(case: Case) -> tuple[str, ...]:
    return tuple(one.id for one in case.state.exhibits)


def _offer(case: Case) -> str:
    return case.state.offers[-1].id if case.state.offers else "o1"


PLAIN: dict[str, dict[str, Any]] = {
    "admit": {},
    "approve": {},
    "ask-review": {"words": SAID},
    "carry": {"violation": "not-as-described"},
    "claim": {},
    "confirm": {},
    "escalate": {},
    "hand-back": {"words": SAID},
    "note": {"words": SAID},
    "nudge": {},
    "record-outcome": {"outcome": "settled", "words": SAID},
    "reject": {"words": SAID},
    "reopen": {},
    "see-contact": {"why": SAID},
    "send-back": {"words": SAID},
    "send-goods": {"carrier": SAID, "waybill": SAID},
    "skip": {"words": SAID},
    "step-in": {"words": SAID},
    "take-elsewhere": {"where": "court"},
    "turn-away": {"reason": "other-channel"},
    "verify": {},
    "withdraw": {},
}
"""What is filled in whatever the case is."""
DRAWN: dict[str, Callable[[Chance, Case], dict[str, Any]]] = {
    "accept": lambda _, case: {"offer": _offer(case)},
    "answer": lambda chance, _: {"stance": chance.choice(("agrees", "refuses", "explains")), "words": SAID},
    "assess": lambda chance, case: {
        "exhibit": chance.choice(_exhibits(case) or ("photo-1",)),
        "counts": chance.random() < 0.7,
        "words": SAID,
    },
    "attach-talk": lambda chance, case: {
        "excerpt": Excerpt(
            conversation=case.state.order_id,
            first=2,
            last=chance.randint(2, 9),
            shown_first=2,
            shown_last=9,
            hash="ab" * 32,
            messages=1,
            files=0,
            first_at=case.at,
            last_at=case.at,
        )
    },
    "decide-review": lambda chance, case: {"upheld": chance.random() < 0.4, "words": SAID} | _findings(chance, case),
    "decline": lambda _, case: {"offer": _offer(case)},
    "excuse": lambda chance, case: {
        "request": _request(chance, case),
        "kind": chance.choice(("more-time", "cannot")),
        "words": SAID,
    },
    "grant-excuse": lambda chance, case: {"request": _request(chance, case)},
    "message": lambda chance, _: {"words": SAID, "files": chance.choice(((), (), (CHAT,)))},
    "note-first-view": lambda chance, case: {
        "exhibit": chance.choice(_exhibits(case) or ("photo-1",)),
        "view": chance.choice(("genuine", "doubtful", "cannot-tell")),
    },
    "offer": lambda chance, _: {"terms": _terms(chance)},
    "open-exhibits": lambda _, case: {"exhibits": _exhibits(case)},
    "prove": lambda chance, _: {
        "proof": chance.choice(("refund-number", "voucher")),
        "reference": Words("1234567"),
        "words": SAID,
        "files": (CHAT,),
    },
    "record-call": lambda _, case: {"to": "merchant", "called_at": case.at, "phone": SAID, "answered": False},
    "refuse-excuse": lambda chance, case: {"request": _request(chance, case), "words": SAID},
    "request-evidence": lambda chance, _: {"of": chance.choice(("consumer", "merchant", "both")), "words": SAID},
    "rule": _findings,
    "show-overlay": lambda chance, case: {
        "exhibit": chance.choice(_exhibits(case) or ("photo-1",)),
        "detector": chance.choice(("noise", "copy-move")),
    },
    "submit": lambda chance, case: {
        "request": chance.choice((_request(chance, case), "")),
        "words": SAID,
        "declared_true": True,
    },
}
"""What depends on the case, or on chance."""
NAMES = tuple(sorted({*PLAIN, *DRAWN}))
RARELY = {"withdraw", "turn-away", "confirm", "accept", "verify"}
"""Acts that end most lives; too often, and no life gets long."""


def beginning(chance: Chance, policy: Policy = POLICY) -> Case:
    """A complaint just filed, held at the door now and then, with room for a large ruling; or one far into its life."""
    if policy is POLICY and chance.random() < 0.5:
        return chance.choice((*OPEN_CASES, *CLOSED_CASES, ADJUSTING, ADJUSTING_CLOSED))
    order = ordered(paid=40_000)
    words = Words("These scoundrels broke it." if chance.random() < 0.2 else "It broke.")
    return filed(order, policy, problem=words, lines=EVERYTHING, asked=_asked(chance))


def _asked(chance: Chance) -> Terms:
    return chance.choice(
        (Terms(remedy="refund", amount=6_000), Terms(remedy="exchange"), Terms(remedy="return_refund", amount=9_000))
    )


def step(case: Case, chance: Chance) -> Case:
    """One more act, or some time: as the desk does it, time passes first. Refused acts change nothing."""
    if chance.random() < 0.15:
        due = next_due_at(case.state.deadlines)
        return case.wait(due) if due else case
    at = case.at + chance.choice((timedelta(), timedelta(minutes=5), timedelta(hours=5)))
    due = next_due_at(case.state.deadlines)
    if due is not None and due <= at:
        case = case.wait(at)
    if chance.random() < 0.08:
        return _doubt(case, chance)
    by = chance.choice(PEOPLE)
    name = chance.choice(_tempting(case, by, chance, at) or NAMES)
    fields = DRAWN[name](chance, case) if name in DRAWN else PLAIN[name]
    found = attempt(VERBS[name], case, by, at=at, **fields)
    return case if isinstance(found, Refusal) else case.happened(found)


def _doubt(case: Case, chance: Chance) -> Case:
    """A picture in it is reported, or found fake, whatever that means for the case."""
    if case.state.adjusting:
        back = attempt(VERBS["reject"], case, RUTH, words=SAID)
        return case if isinstance(back, Refusal) else case.happened(back)
    if chance.random() < 0.3:
        return reported(case, beyond=chance.random() < 0.3)
    told = chance.choice(("result", "received"))
    fresh = [one for one in (OLGA, OLGA, RITA, RUTH) if one.id not in case.state.ruled_by]
    by = chance.choice(fresh or [OLGA])
    found = Findings(**_findings(chance, case)) if chance.random() < 0.8 else None
    after = concluded(case, by, found, chance.choice(("found", "found", "not-shown")), told=told)
    return case if isinstance(after, Refusal) else after


def _tempting(case: Case, by: Actor, chance: Chance, at: datetime) -> list[str]:
    """Mostly the verbs that somebody may do now, so that lives get somewhere."""
    if chance.random() < 0.3:
        return []
    state = case.attached()
    return [
        name
        for name in NAMES
        if (name not in RARELY or chance.random() < 0.3) and VERBS[name].may(by, state, case.policy, at) is None
    ]
