"""What somebody fills in who wants something: fixed words, amounts and choices by lot."""

import random
from collections.abc import Callable
from datetime import datetime
from typing import Any

from ombud.core.complaint.state import Complaint
from ombud.core.money import REFUNDS, Terms
from ombud.core.policy.policy import Policy
from ombud.core.words import EMPTY, Words
from tests.simulation.cast import NUMBER, PHONE, SAID, WHY, file
from tests.simulation.life import Mood

Chance = random.Random


def fields(name: str, chance: Chance, complaint: Complaint, policy: Policy, mood: Mood, at: datetime) -> dict[str, Any]:
    """What this wish fills in."""
    if name in PLAIN:
        return PLAIN[name]
    return DRAWN[name](chance, complaint, policy, mood, at)


PLAIN: dict[str, dict[str, Any]] = {
    **{name: {} for name in ("admit", "approve", "claim", "confirm", "escalate", "nudge", "reopen", "verify")},
    "recount": {},
    "withdraw": {},
    **{name: {"words": SAID} for name in ("ask-review", "hand-back", "note", "reject", "send-back", "skip", "step-in")},
    "carry": {"violation": "not-as-described"},
    "record-outcome": {"outcome": "partly", "words": SAID},
    "see-contact": {"why": WHY},
    "send-goods": {"carrier": SAID, "waybill": NUMBER},
    "take-elsewhere": {"where": "mediation"},
    "agree": {"stance": "agrees", "words": EMPTY},
}  # fmt: skip
"""What is filled in whatever the case is."""


def _terms(chance: Chance, complaint: Complaint, mood: Mood) -> Terms:
    remedy = chance.choice(("refund", "refund", "refund", "return_refund", "exchange", "compensation", "none"))
    if remedy not in (*REFUNDS, "compensation"):
        return Terms(remedy=remedy)  # type: ignore[arg-type]  # a choice among literals
    share = 1 if "dear" in mood.factors else chance.choice((0.25, 0.5, 1, 1, 1.01))
    return Terms(remedy=remedy, amount=max(1, int(complaint.paid * share)))


def _findings(chance: Chance, complaint: Complaint, policy: Policy, mood: Mood) -> dict[str, Any]:
    liability, share = chance.choice((("merchant", 100), ("merchant", 100), ("both", 40), ("none", 0), ("consumer", 0)))
    terms = _terms(chance, complaint, mood) if share else Terms(remedy="none")
    usable = tuple(one.id for one in complaint.exhibits if one.counts is not False)
    return {
        "liability": liability,
        "merchant_share": share,
        "terms": terms,
        "reason": policy.pack.ruling_reasons[0],
        "facts": SAID,
        "reasons": WHY,
        "relied_on": usable,
        "rules": policy.pack.rules[:1],
    }


def _rule(chance: Chance, complaint: Complaint, policy: Policy, mood: Mood, at: datetime) -> dict[str, Any]:
    return _findings(chance, complaint, policy, mood)


def _decide_review(chance: Chance, complaint: Complaint, policy: Policy, mood: Mood, at: datetime) -> dict[str, Any]:
    if chance.random() < 0.4:
        return {"upheld": True, "words": WHY}
    return {"upheld": False, "words": WHY, **_findings(chance, complaint, policy, mood)}


def _submit(chance: Chance, complaint: Complaint, policy: Policy, mood: Mood, at: datetime) -> dict[str, Any]:
    files = (file(f"e{len(complaint.exhibits)}"),) if chance.random() < 0.6 else ()
    return {"words": SAID, "files": files}


def _submit_asked(chance: Chance, complaint: Complaint, policy: Policy, mood: Mood, at: datetime) -> dict[str, Any]:
    asked = [one.id for one in complaint.requests if one.state in ("open", "lost")]
    return {
        **_submit(chance, complaint, policy, mood, at),
        "request": chance.choice(asked) if asked else "r1",
        "declared_true": True,
    }


def _prove(chance: Chance, complaint: Complaint, policy: Policy, mood: Mood, at: datetime) -> dict[str, Any]:
    owed = complaint.obligation
    kinds = [one for one in policy.pack.proofs if owed and owed.terms.remedy in one.remedies] or list(
        policy.pack.proofs
    )
    kind = chance.choice(kinds)
    reference = Words(kind.example, bytes(16)) if kind.pattern else EMPTY
    return {"proof": kind.code, "reference": reference, "words": SAID, "files": (file(f"p{complaint.proofs}"),)}


def _request(chance: Chance, complaint: Complaint) -> str:
    return chance.choice([one.id for one in complaint.requests] or ["r1"])


def _viewed(chance: Chance, complaint: Complaint) -> str:
    """One that was opened mostly."""
    opened = [one.id for one in complaint.exhibits if one.id in complaint.opened]
    return chance.choice(opened or [one.id for one in complaint.exhibits] or ["f0"])


Fill = Callable[[Chance, Complaint, Policy, Mood, datetime], dict[str, Any]]
DRAWN: dict[str, Fill] = {
    "accept": lambda _c, case, _p, _m, _at: {"offer": case.offers[-1].id if case.offers else "o1"},
    "answer": lambda chance, _case, _p, _m, _at: {"stance": chance.choice(("refuses", "explains")), "words": SAID},
    "assess": lambda chance, case, _p, _m, _at: {
        "exhibit": chance.choice([one.id for one in case.exhibits] or ["f0"]),
        "counts": chance.random() < 0.6,
        "words": WHY,
    },
    "decide-review": _decide_review,
    "decline": lambda _c, case, _p, _m, _at: {"offer": case.offers[-1].id if case.offers else "o1"},
    "excuse": lambda chance, case, _p, _m, _at: {
        "request": _request(chance, case),
        "kind": chance.choice(("more-time", "cannot")),
        "words": WHY,
    },
    "grant-excuse": lambda chance, case, _p, _m, _at: {"request": _request(chance, case)},
    "message": lambda chance, case, _p, _m, _at: {
        "words": SAID,
        "files": (file(f"m{len(case.exhibits)}"),) if chance.random() < 0.3 else (),
    },
    "note-first-view": lambda chance, case, _p, _m, _at: {
        "exhibit": _viewed(chance, case),
        "view": chance.choice(("genuine", "doubtful", "cannot-tell")),
        "words": chance.choice((SAID, EMPTY)),
    },
    "offer": lambda chance, case, _p, mood, _at: {"terms": _terms(chance, case, mood)},
    "open-exhibits": lambda _c, case, _p, _m, _at: {"exhibits": tuple(one.id for one in case.exhibits)},
    "prove": _prove,
    "record-call": lambda chance, _case, _p, _m, at: {
        "to": chance.choice(("consumer", "merchant")),
        "called_at": at,
        "phone": PHONE,
        "answered": True,
        "who": SAID,
        "said": SAID,
    },
    "refuse-excuse": lambda chance, case, _p, _m, _at: {"request": _request(chance, case), "words": WHY},
    "request-evidence": lambda chance, _case, _p, _m, _at: {
        "of": chance.choice(("consumer", "merchant", "both")),
        "words": WHY,
    },
    "rule": _rule,
    "show-overlay": lambda chance, case, _p, _m, _at: {
        "exhibit": chance.choice([one.exhibit for one in case.views] or [_viewed(chance, case)]),
        "detector": chance.choice(("copy-move", "double-jpeg", "copy-move", "No such")),
    },
    "submit": _submit,
    "submit-asked": _submit_asked,
    "turn-away": lambda _c, _case, policy, _m, _at: {"reason": policy.pack.turn_away[0]},
}
"""What depends on the case, on the pack, or on chance."""
