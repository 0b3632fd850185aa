"""Making an offer, or answering one with another."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ombud.core.complaint.turns import MONEY
from ombud.desk.access import Case
from ombud.desk.handle import Done
from ombud.portals.common.act import RIGHT, Misread, Wrong, act, wrong
from ombud.portals.common.case.present import Teller, refusal_of
from ombud.portals.common.case.reach import open_case
from ombud.portals.common.display import money
from ombud.portals.common.drafts import draft_of, draft_url, drop_draft
from ombud.portals.common.typed import amount, written
from ombud.portals.common.who import SignedIn, for_follower
from ombud.portals.consumer.case_form import refused
from ombud.portals.consumer.frame import case_page, case_url

FORM = "offer"


@for_follower
@require_http_methods(["GET", "HEAD", "POST"])
def offer(request: SignedIn, number: str) -> HttpResponse:
    """What the reader would settle for."""
    case = open_case(request, number)
    if request.method != "POST":
        refusal = refusal_of(case, "complaint.offer")
        if refusal is not None:
            return refused(request, case, _("Make an offer"), refusal)
        return _shown(request, case, RIGHT)
    terms = terms_typed(request, case.complaint.currency)
    if isinstance(terms, list):
        return _shown(request, case, wrong(terms, request), 422)
    words = request.POST.get("words", "").replace("\r\n", "\n")
    done = act(request, "complaint.offer", case.complaint.id, {"terms": terms, "words": words})
    if isinstance(done, Done):
        drop_draft(request, FORM, case.complaint.id)
        messages.success(request, _("Your offer was made. The shop has to answer it."))
        return HttpResponseRedirect(case_url(number))
    names = {"terms": "amount"}
    stops = wrong(done, request, names, currency=case.complaint.currency, pack=case.complaint.pack)
    return _shown(request, case, stops, 422)


def terms_typed(request: SignedIn, currency: str) -> dict[str, Any] | list[Misread]:
    """The terms that were typed, or what is wrong with them. A remedy without money needs no amount."""
    remedy = request.POST.get("remedy", "")
    if not remedy:
        return [Misread("remedy", _("Choose one."))]
    if remedy not in MONEY:
        return {"remedy": remedy}
    minor = amount(request.POST.get("amount", ""), currency)
    return [minor] if isinstance(minor, Misread) else {"remedy": remedy, "amount": minor}


def remedies(teller: Teller, reason: str) -> list[dict[str, str]]:
    """The remedies that fit the reason, as parts/option_list.html wants them."""
    known = teller.case.policy.pack.reason(reason)
    return [{"value": one, "label": teller.pack(f"remedy.{one}")} for one in (known.remedies if known else ())]


def _shown(request: SignedIn, case: Case, stops: Wrong, status: int = 200) -> HttpResponse:
    kept, teller = draft_of(request, FORM, case.complaint.id), Teller(case)
    asked, currency = case.complaint.asked, case.complaint.currency
    first = {"remedy": asked.remedy, "amount": written(asked.amount, currency) if asked.amount else "", "words": ""}
    value = {
        name: request.POST.get(name, "") if request.method == "POST" else kept.one(name, otherwise)
        for name, otherwise in first.items()
    }
    standing = case.complaint.standing_offer
    context = {
        "remedies": remedies(teller, case.complaint.reason),
        "value_of": value,
        "wrong": stops,
        "standing": teller.terms(standing.terms) if standing else "",
        "asked": teller.terms(asked),
        "most": money(case.complaint.refundable(), currency),
        "currency_sign": "¥" if currency == "CNY" else currency,
        "draft_url": draft_url(FORM, case.complaint.id),
        "saved_at": kept.saved_at,
        "left": case.policy.pack.limits.counters_max - len(case.complaint.offers),
    }
    return case_page(request, "offer.html", case, context, status)
