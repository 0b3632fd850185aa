"""Offers: one of the shop's own with its amount, and the yes or no to the consumer's, each said before it is done."""

from typing import Any

from babel.numbers import get_currency_symbol
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ombud.core.complaint.state import Offer
from ombud.core.complaint.turns import MONEY
from ombud.core.money import RemedyKind
from ombud.desk.access import Case
from ombud.desk.handle import Done, NotFound
from ombud.portals.common.act import RIGHT, Misread, Wrong, act
from ombud.portals.common.case.present import Teller, facts, offers, turn_card
from ombud.portals.common.case.reach import story
from ombud.portals.common.display import money
from ombud.portals.common.drafts import draft_url, drop_draft
from ombud.portals.common.typed import amount
from ombud.portals.common.who import SignedIn, for_member
from ombud.portals.merchant.consequence import if_agreed
from ombud.portals.merchant.filled import Filled, filled, told_wrong
from ombud.portals.merchant.frame import barred, case_page, shop_case

FORM = "merchant-offer"
REMEDIES: tuple[RemedyKind, ...] = ("refund", "return_refund", "exchange", "resend", "compensation")


@for_member
@require_http_methods(["GET", "HEAD", "POST"])
def make_offer(request: SignedIn, number: str) -> HttpResponse:
    """An offer, or a counter-offer while one of the consumer's stands."""
    case = shop_case(request, number)
    form = filled(request, FORM, case.complaint.number, "remedy", "amount", "words")
    if not form.sent:
        return _offer_page(request, case, form)
    terms = _terms(form.values, case.complaint.currency)
    if isinstance(terms, Misread):
        return _offer_page(request, case, form, told_wrong(terms, request, case, {}))
    done = act(request, "complaint.offer", case.complaint.id, {"terms": terms, "words": form.values["words"]})
    if isinstance(done, Done):
        drop_draft(request, FORM, case.complaint.number)
        messages.success(request, _("Your offer was sent. It stands until it is answered or lapses."))
        return redirect("merchant-case", case.complaint.number)
    return _offer_page(request, case, form, told_wrong(done, request, case, {"terms": "amount"}))


@for_member
@require_http_methods(["GET", "HEAD", "POST"])
def accept(request: SignedIn, number: str, offer: str) -> HttpResponse:
    """Yes to the consumer's offer."""
    return _answer(
        request, number, offer, "complaint.accept", _("You accepted. Now carry it out, and show that you did.")
    )


@for_member
@require_http_methods(["GET", "HEAD", "POST"])
def decline(request: SignedIn, number: str, offer: str) -> HttpResponse:
    """No to the consumer's offer."""
    return _answer(request, number, offer, "complaint.decline", _("You declined the offer."))


def _answer(request: SignedIn, number: str, id: str, verb: str, told: str) -> HttpResponse:
    case = shop_case(request, number)
    offer = next((one for one in case.complaint.offers if one.id == id and one.side == "consumer"), None)
    if offer is None:
        raise NotFound
    wrong = RIGHT
    words = request.POST.get("words", "").replace("\r\n", "\n")
    if request.method == "POST":
        fields = {"offer": id} if verb == "complaint.accept" else {"offer": id, "words": words}
        done = act(request, verb, case.complaint.id, fields)
        if isinstance(done, Done):
            messages.success(request, told)
            return redirect("merchant-case", case.complaint.number)
        wrong = told_wrong(done, request, case, {})
    return _answer_page(request, case, offer, verb, words, wrong)


def _answer_page(request: SignedIn, case: Case, offer: Offer, verb: str, words: str, wrong: Wrong) -> HttpResponse:
    card = next(one for one in offers(case, story(case)) if one["id"] == offer.id)
    accepts = verb == "complaint.accept"
    context = {
        "accepts": accepts,
        "offer": card,
        "turn": turn_card(case),
        "facts": facts(case),
        "follows": if_agreed(case, offer.terms) if accepts else _declined(case),
        "words": words,
        "wrong": wrong,
        "barred": barred(case, verb, request) if not wrong.errors else None,
    }
    return case_page(request, "offer_answer.html", case, context, 422 if wrong.errors else 200)


def _declined(case: Case) -> str:
    if case.complaint.stage == "platform":
        return _("The platform goes on to decide. You can still make an offer until then.")
    return _("The consumer then chooses: talk on, make another offer, or ask the platform to decide.")


def _offer_page(request: SignedIn, case: Case, form: Filled, wrong: Wrong = RIGHT) -> HttpResponse:
    complaint = case.complaint
    standing = next((one for one in offers(case, story(case)) if one["state"] == "open" and not one["mine"]), None)
    context = {
        "standing": standing,
        "turn": turn_card(case),
        "facts": facts(case),
        "remedies": _remedies(case),
        "most": _most(case),
        "prefix": get_currency_symbol(complaint.currency, "zh_Hans"),
        "form": form,
        "wrong": wrong,
        "barred": barred(case, "complaint.offer", request) if not wrong.errors else None,
        "draft_url": draft_url(FORM, complaint.number),
    }
    return case_page(request, "offer.html", case, context, 422 if wrong.errors else 200)


def _terms(values: dict[str, str], currency: str) -> dict[str, Any] | Misread:
    """The terms as the command wants them; a remedy that isn't paid has no amount, whatever stands in the box."""
    remedy = values["remedy"]
    if remedy not in REMEDIES:
        return Misread("remedy", _("Choose what you offer."))
    if remedy not in MONEY:
        return {"remedy": remedy}
    minor = amount(values["amount"], currency)
    return minor if isinstance(minor, Misread) else {"remedy": remedy, "amount": minor}


def _remedies(case: Case) -> list[dict[str, str]]:
    t = Teller(case)
    hints = {
        "refund": _("The consumer keeps the goods."),
        "return_refund": _("The goods come back to you first."),
        "exchange": _("You send another piece."),
        "resend": _("You send what is missing or did not arrive."),
        "compensation": _("Money on top, for the trouble."),
    }
    return [{"value": one, "label": t.pack(f"remedy.{one}"), "hint": hints[one]} for one in REMEDIES]


def _most(case: Case) -> str:
    complaint = case.complaint
    most = complaint.paid * case.policy.pack.limits.compensation_percent_max // 100
    return _("For refunds and compensation. At most {refund} can be refunded; compensation ends at {most}.").format(
        refund=money(max(0, complaint.refundable()), complaint.currency), most=money(most, complaint.currency)
    )
