"""C10 from the shop's side: the ruling with its reasons and rules, asking for its review, and going elsewhere."""

from typing import Any, get_args

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ombud.core.complaint.ask_review import review_ends
from ombud.core.complaint.take_elsewhere import TakeElsewhere
from ombud.desk.access import Case
from ombud.desk.handle import Done, NotFound
from ombud.portals.common.act import RIGHT, Misread, Wrong, act, typed
from ombud.portals.common.case.present import allowed, rules_in_force, ruling, turn_card
from ombud.portals.common.case.reach import story
from ombud.portals.common.display import money
from ombud.portals.common.drafts import draft_url, drop_draft
from ombud.portals.common.part_in_trade import part_in_trade
from ombud.portals.common.who import SignedIn, for_member
from ombud.portals.merchant.case import owed_now
from ombud.portals.merchant.filled import Filled, filled, told_wrong
from ombud.portals.merchant.frame import barred, case_page, shop_case

FORM = "merchant-review"
PLACES: tuple[str, ...] = get_args(TakeElsewhere.__annotations__["where"])


@for_member
@require_http_methods(["GET", "HEAD", "POST"])
def ruling_view(request: SignedIn, number: str) -> HttpResponse:
    """The ruling; what is sent here asks for its review."""
    case = shop_case(request, number)
    form = filled(request, FORM, case.complaint.number, "words")
    if not form.sent:
        return _page(request, case, form)
    done = act(request, "complaint.ask-review", case.complaint.id, {"words": form.values["words"]})
    if isinstance(done, Done):
        drop_draft(request, FORM, case.complaint.number)
        if case.complaint.ruling is None:
            messages.success(request, _("A reviewer looks at how the case ended."))
        else:
            messages.success(request, _("Another reviewer looks at the ruling. What you owe under it waits meanwhile."))
        return redirect("merchant-case", case.complaint.number)
    return _page(request, case, form, told_wrong(done, request, case, {}))


@for_member
@require_POST
def elsewhere(request: SignedIn, number: str) -> HttpResponse:
    """Marks that the case goes on outside the platform."""
    case = shop_case(request, number)
    given = typed(request, "where", "reference")
    empty = filled(request, FORM, case.complaint.number, "words")
    if given["where"] not in PLACES:
        nothing = Misread("where", _("Choose where the case goes on."))
        return _page(request, case, empty, told_wrong(nothing, request, case, {}), given)
    done = act(request, "complaint.take-elsewhere", case.complaint.id, given)
    if isinstance(done, Done):
        messages.success(request, _("It is marked in the case that it goes on elsewhere."))
        return redirect("merchant-case", case.complaint.number)
    return _page(request, case, empty, told_wrong(done, request, case, {}), given)


def _page(
    request: SignedIn, case: Case, form: Filled, wrong: Wrong = RIGHT, given: dict[str, str] | None = None
) -> HttpResponse:
    told = ruling(case, story(case))
    if told is None:
        return _refund_page(request, case, form, wrong)
    complaint = case.complaint
    context = {
        "ruling": told,
        "rules": rules_in_force(case),
        "owed": owed_now(case),
        "part": part_in_trade(case.policy.pack),
        "turn": turn_card(case),
        "can_review": bool(allowed(case, "complaint.ask-review")),
        "barred": barred(case, "complaint.ask-review", request) if not wrong.errors else None,
        "can_leave": bool(allowed(case, "complaint.take-elsewhere")),
        "places": _places(),
        "given": given or {},
        "form": form,
        "wrong": wrong,
        "draft_url": draft_url(FORM, complaint.number),
    }
    return case_page(request, "ruling.html", case, context, 422 if wrong.errors else 200)


def _refund_page(request: SignedIn, case: Case, form: Filled, wrong: Wrong) -> HttpResponse:
    """A refund on which nobody ruled, where the shop can still ask for its review, or has."""
    complaint = case.complaint
    ends = review_ends(complaint, case.policy, "merchant")
    if ends is None and complaint.review is None:
        raise NotFound
    context = {
        "refunded": money(complaint.refunded, complaint.currency),
        "ends": ends,
        "review": complaint.review,
        "can_review": bool(allowed(case, "complaint.ask-review")),
        "barred": barred(case, "complaint.ask-review", request) if not wrong.errors else None,
        "form": form,
        "wrong": wrong,
        "draft_url": draft_url(FORM, complaint.number),
    }
    return case_page(request, "refund_review.html", case, context, 422 if wrong.errors else 200)


def _places() -> list[dict[str, Any]]:
    names = {
        "mediation": _("Mediation"),
        "arbitration": _("Arbitration"),
        "court": _("A court"),
        "authority": _("An authority"),
    }
    return [{"value": one, "label": names[one]} for one in PLACES]
