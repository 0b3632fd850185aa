"""What happens later in other cases: what is owed and shown, excuses, reviews, ends; a canary in each field again."""

from datetime import timedelta
from typing import Any

from tests.access.platform import Side
from tests.cast import MONDAY

HOUR = timedelta(hours=1)
PLACE = {"kind": "ellipse", "left": 5200, "top": 3100, "width": 1500, "height": 3700}


def later(s: Side) -> None:
    """In this order, beside what the matrix asks for."""
    for life in (_excused, _reviewed, _carried_out, _ended, _penalised, _asked_to_forget, _around):
        life(s)


def filing(s: Side, order: str, **more: Any) -> dict[str, Any]:
    """A complaint with canaries that both sides may read, and a contact that the shop may not."""
    return {
        "order": order, "reason": "not-as-described", "lines": [{"line": "1"}],
        "asked": {"remedy": "refund", "amount": 16800}, "problem": s.words("later.said"),
        "contact": {"name": s.words("case.contact")[:60], "email": f"{s.latin('case.contact')}@example.org"},
        **more,
    }  # fmt: skip


def _excused(s: Side) -> None:
    """An offer is declined, evidence asked for, more time asked for twice; the case is passed over and left."""
    photo = [{"file": s.file("later.photo", "ana"), "kind": "photo-goods"}]
    case = _filed(s, "later.excused", "o-8", files=photo)
    offer = {"terms": {"remedy": "refund", "amount": 5000}, "words": s.words("later.said")}
    s.do("complaint.offer", case, "boris", MONDAY + HOUR, **offer)
    s.do("complaint.decline", case, "ana", MONDAY + 2 * HOUR, offer="o1", words=s.words("later.said"))
    s.do("complaint.step-in", case, "rita", MONDAY + 3 * HOUR, words=s.words("later.said"))
    s.do("complaint.skip", case, "rolf", MONDAY + 3 * HOUR, words=s.words("later.staff"))
    s.do("complaint.claim", case, "rita", MONDAY + 3 * HOUR)
    for n, answer in enumerate(("refuse-excuse", "grant-excuse"), 1):
        asked = {"of": "merchant", "words": s.words("later.said")}
        s.do("complaint.request-evidence", case, "rita", MONDAY + 3 * HOUR, **asked)
        excuse = {"request": f"r{n}", "kind": "more-time", "words": s.words("later.said")}
        s.do("complaint.excuse", case, "boris", MONDAY + 4 * HOUR, **excuse)
        s.do(f"complaint.{answer}", case, "rita", MONDAY + 5 * HOUR, request=f"r{n}", words=s.words("later.said"))
        told = {one: s.words("later.said") for one in ("words", "communicated", "logistics", "refund_voucher")}
        s.do("complaint.submit", case, "boris", MONDAY + 6 * HOUR, request=f"r{n}", declared_true=True, **told)
    s.do("complaint.hand-back", case, "rita", MONDAY + 6 * HOUR, words=s.words("later.staff"))


def _filed(s: Side, name: str, order: str, **more: Any) -> str:
    """A new case's id, by which it is known as well as by its number."""
    done = s.do("complaint.file", "", "ana", **filing(s, order, **more))
    s.made |= {name: done.id, f"{name}.number": done.number}
    return done.id


def _ruled(s: Side, name: str, order: str, remedy: str) -> str:
    """A new case that the platform decided for the consumer."""
    case = _filed(s, name, order)
    s.do("complaint.answer", case, "boris", MONDAY + HOUR, stance="refuses", words=s.words("later.said"))
    s.do("complaint.escalate", case, "ana", MONDAY + HOUR)
    s.do("complaint.rule", case, "rita", MONDAY + 2 * HOUR, **ruling(s, remedy))
    return case


def ruling(s: Side, remedy: str, amount: int = 16800, field: str = "later.said") -> dict[str, Any]:
    """All that a ruling needs, with the words of this field."""
    return {
        "liability": "merchant", "merchant_share": 100, "terms": {"remedy": remedy, "amount": amount},
        "reason": "not-as-described", "facts": s.words(field), "reasons": s.words(field),
        "relied_on": [], "rules": ["1.1"],
    }  # fmt: skip


def _reviewed(s: Side) -> None:
    """The shop asks for another look, and somebody else rules anew."""
    case = _ruled(s, "later.reviewed", "o-9", "refund")
    s.do("complaint.ask-review", case, "boris", MONDAY + 3 * HOUR, words=s.words("later.said"))
    s.do("complaint.decide-review", case, "rolf", MONDAY + 4 * HOUR, upheld=False, words=s.words("later.said"),
         **ruling(s, "refund", 9000))  # fmt: skip


def _carried_out(s: Side) -> None:
    """Goods go back, what is owed is shown twice, and the case is taken to court afterwards."""
    case = _ruled(s, "later.carried-out", "o-10", "return_refund")
    sent = {"carrier": s.words("later.said"), "waybill": s.words("later.said")}
    s.do("complaint.send-goods", case, "ana", MONDAY + 3 * HOUR, **sent)
    for n, answer in enumerate(("send-back", "verify")):
        at = MONDAY + (4 + n) * HOUR
        proof = {"proof": "other-voucher", "words": s.words("later.said")}
        files = [{"file": s.file(f"later.proof-{n}", "boris"), "kind": "refund-voucher"}]
        s.do("complaint.prove", case, "boris", at, files=files, **proof)
        s.do(f"complaint.{answer}", case, "rita", at, words=s.words("later.said"))
    s.do("complaint.take-elsewhere", case, "ana", MONDAY + 6 * HOUR, where="court", reference=s.words("later.said"))
    s.do(
        "complaint.record-outcome", case, "ana", MONDAY + 7 * HOUR, outcome="for-consumer", words=s.words("later.said")
    )


def _ended(s: Side) -> None:
    """One is turned away, one withdrawn and taken up again."""
    case = _filed(s, "later.reopened", "o-11")
    s.do("complaint.nudge", case, "ana", MONDAY + HOUR, words=s.words("later.said"))
    s.do("complaint.withdraw", case, "ana", MONDAY + HOUR, words=s.words("later.said"))
    s.do("complaint.reopen", case, "ana", MONDAY + 2 * HOUR, words=s.words("later.said"))


def _penalised(s: Side) -> None:
    """A second penalty: asked about, answered, left, and lifted."""
    imposed = {"shop": "mugs", "violation": "harassing-consumers", "facts": s.words("penalty.facts"),
               "reasons": s.words("penalty.facts")}  # fmt: skip
    done = s.do("penalty.impose", "", "rita", MONDAY + HOUR, **imposed).id
    s.do("penalty.open-notice", done, "boris", MONDAY + 2 * HOUR)
    s.do("penalty.consult", done, "boris", MONDAY + 2 * HOUR, words=s.words("penalty.consulted"))
    s.do("penalty.reply", done, "rita", MONDAY + 3 * HOUR, words=s.words("penalty.consulted"))
    s.do("penalty.lift", done, "rita", MONDAY + 4 * HOUR, words=s.words("penalty.facts"))


def _asked_to_forget(s: Side) -> None:
    """Somebody asks to have their data erased, and is told why not."""
    s.do("erasure.ask", "held", "held", MONDAY + HOUR, words=s.words("erasure"))
    refused = {"ground": "legal-claims", "words": s.words("erasure")}
    s.do("erasure.refuse", "held", "senior", MONDAY + 2 * HOUR, **refused)


def _around(s: Side) -> None:
    """A report goes on, a report of fake evidence is taken back, an order is asked after."""
    seen = {"shop": "tea", "about": "false-advertising", "words": s.words("report.words"), "page": "", "files": []}
    done = s.do("report.file", "", "ana", MONDAY + HOUR, **seen).id
    s.do("report.add", done, "ana", MONDAY + 2 * HOUR, words=s.words("report.words"))
    ended = {"outcome": "no-violation", "words": s.words("report.words")}
    s.do("report.conclude", done, "rita", MONDAY + 3 * HOUR, **ended)
    accused = {"order": "o-8", "file": s.made["later.photo"], "complaint": s.made["later.excused"]}
    claims = [{"claim": "edited", "shapes": [PLACE]}]
    words = s.words("fake.words")
    fake = s.do("evidence_report.file", "", "boris", MONDAY + 7 * HOUR, **accused, claims=claims, words=words).id
    s.do("evidence_report.withdraw", fake, "boris", MONDAY + 8 * HOUR, words=s.words("fake.words"))
