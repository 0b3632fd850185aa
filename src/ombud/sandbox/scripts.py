"""The scripts: each plays a whole case to a stated point, so that an integrator sees each message that it gives."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from ombud.accounts.models import Platform
from ombud.desk.access import access_complaint, access_penalty
from ombud.sandbox.play import ACTORS, PRICE, REASON, WORDS, Play, filled

Script = Callable[[Play], str]


def order_told(play: Play) -> str:
    """An order is told, and nothing else."""
    return play.order()


def complaint_filed(play: Play) -> str:
    """The buyer complains; where the staff admits first, it is admitted."""
    done = play.act(
        "buyer", "complaint.file", "", order=play.order(), reason=REASON, lines=[{"line": "1"}],
        asked={"remedy": "refund", "amount": PRICE}, problem=WORDS, contact={"phone": "13800000000"}, sure=True,
    )  # fmt: skip
    if _case(play, done.id).stage == "received":
        play.act("reviewer", "complaint.admit", done.id)
    return done.id


def complaint_withdrawn(play: Play) -> str:
    """The buyer takes it back."""
    case = complaint_filed(play)
    play.act("buyer", "complaint.withdraw", case, words=WORDS)
    return case


def complaint_answered(play: Play) -> str:
    """The seller explains."""
    case = complaint_filed(play)
    play.act("seller", "complaint.answer", case, stance="explains", words=WORDS)
    return case


def complaint_settled(play: Play) -> str:
    """The seller offers all of it back, and the buyer accepts."""
    case = complaint_answered(play)
    play.act("seller", "complaint.offer", case, terms={"remedy": "refund", "amount": PRICE})
    play.act("buyer", "complaint.accept", case, offer="o1")
    return case


def complaint_stepped_in(play: Play) -> str:
    """The platform takes the case up."""
    case = complaint_answered(play)
    if _case(play, case).stage == "negotiating":
        play.act("reviewer", "complaint.step-in", case, words=WORDS)
    return case


def complaint_ruled(play: Play) -> str:
    """The platform rules for the buyer; where it orders no refunds, that alone."""
    case, pack = complaint_stepped_in(play), play.policy.pack
    terms = {"remedy": "refund", "amount": PRICE} if pack.orders_refund else {"remedy": "none"}
    play.act(
        "reviewer", "complaint.rule", case, liability="merchant", merchant_share=100, reason=REASON, facts=WORDS,
        terms=terms, reasons=WORDS, rules=[pack.rules[0]], relied_on=[],
    )  # fmt: skip
    if _case(play, case).proposed is not None:
        play.act("senior", "complaint.approve", case)
    return case


def complaint_executed(play: Play) -> str:
    """The seller proves that the money went back, as it was ruled or else agreed, and the platform verifies it."""
    case = complaint_ruled(play) if play.policy.pack.orders_refund else complaint_settled(play)
    proof = next(one for one in play.policy.pack.proofs if "refund" in one.remedies and not one.needs_file)
    play.act("seller", "complaint.prove", case, proof=proof.code, reference=proof.example)
    play.act("reviewer", "complaint.verify", case, words=WORDS)
    return case


def penalty_imposed(play: Play) -> str:
    """A penalty is imposed on the seller's shop, who opens its notice."""
    wanted = play.violation()
    orders = [play.order()] if wanted.orders == "must" else []
    done = play.act(
        "reviewer", "penalty.impose", "", shop="shop-1", violation=wanted.code, facts=WORDS, reasons=WORDS,
        orders=orders, measures=[{"code": wanted.measures[0].code}],
    )  # fmt: skip
    if _penalty(play, done.id).stage == "proposed":
        play.act("senior", "penalty.approve", done.id)
    play.act("seller", "penalty.open-notice", done.id)
    return done.id


def penalty_lifted(play: Play) -> str:
    """The platform lifts its measures."""
    penalty = penalty_imposed(play)
    play.act("reviewer", "penalty.lift", penalty, words=WORDS)
    return penalty


def penalty_appealed(play: Play) -> str:
    """The seller appeals."""
    penalty = penalty_imposed(play)
    rules = play.violation().appeal
    assert rules is not None, "only offered where it can be appealed"
    play.act("seller", "penalty.begin", penalty, chance="0123456789abcdef")
    each = [one for one in _penalty(play, penalty).slots if one != "whole"]
    answers = [filled(one) for one in rules.form.fields if one.required]
    answers += [filled(one) | {"slot": slot} for slot in each for one in rules.form.slot_fields if one.required]
    files = [play.picture("seller", one.code) for one in rules.form.materials if one.files_min]
    files += [
        play.picture("seller", one.code, slot) for slot in each for one in rules.form.slot_materials if one.files_min
    ]
    play.act("seller", "penalty.appeal", penalty, answers=answers, files=files)
    return penalty


def penalty_revoked(play: Play) -> str:
    """Another reviewer upholds the appeal in full."""
    penalty = penalty_appealed(play)
    slots = _penalty(play, penalty).slots
    play.act(
        "reviewer-2", "penalty.decide-appeal", penalty, words=WORDS,
        verdicts=[{"slot": one, "upheld": True, "words": WORDS} for one in slots],
    )  # fmt: skip
    return penalty


SCRIPTS: Mapping[str, Script] = {
    "order-told": order_told,
    "complaint-filed": complaint_filed,
    "complaint-withdrawn": complaint_withdrawn,
    "complaint-answered": complaint_answered,
    "complaint-settled": complaint_settled,
    "complaint-stepped-in": complaint_stepped_in,
    "complaint-ruled": complaint_ruled,
    "complaint-executed": complaint_executed,
    "penalty-imposed": penalty_imposed,
    "penalty-appealed": penalty_appealed,
    "penalty-revoked": penalty_revoked,
    "penalty-lifted": penalty_lifted,
}


def offered(platform: Platform) -> list[str]:
    """The scripts that can be played under the platform's rules."""
    play = Play(platform)
    if play.policy.pack.penalties is None:
        return [one for one in SCRIPTS if not one.startswith("penalty")]
    left_out = () if play.violation().appealable else ("penalty-appealed", "penalty-revoked")
    return [one for one in SCRIPTS if one not in left_out]


def run(platform: Platform, name: str) -> dict[str, Any]:
    """Play one; returns the thing it is about, and every act with its events. Raises CantPlay."""
    play = Play(platform)
    id = SCRIPTS[name](play)
    return {"script": name, "thing": name.partition("-")[0], "id": id, "acts": play.done}


def script_words(name: str) -> str:
    """What a script plays."""
    return {
        "order-told": _("An order is told"),
        "complaint-filed": _("A complaint is filed"),
        "complaint-withdrawn": _("A complaint is filed and withdrawn"),
        "complaint-answered": _("The shop answers a complaint"),
        "complaint-settled": _("The two sides settle"),
        "complaint-stepped-in": _("The platform takes a case up"),
        "complaint-ruled": _("The platform rules for the consumer"),
        "complaint-executed": _("A refund is carried out and verified"),
        "penalty-imposed": _("A penalty is imposed and its notice opened"),
        "penalty-appealed": _("The shop appeals a penalty"),
        "penalty-revoked": _("An appeal is upheld in full"),
        "penalty-lifted": _("A penalty’s measures are lifted"),
    }.get(name, name)


def _case(play: Play, id: str) -> Any:
    return access_complaint(play.platform.pk, id, ACTORS["senior"]).complaint


def _penalty(play: Play, id: str) -> Any:
    return access_penalty(play.platform.pk, id, ACTORS["senior"]).penalty
