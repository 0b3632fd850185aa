"""Asking for more time, or saying why the evidence can't be given: once for each request, with a reason."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ombud.desk.access import Case
from ombud.desk.handle import Done, NotFound
from ombud.packs.load import texts
from ombud.portals.common.act import RIGHT, Misread, Wrong, act
from ombud.portals.common.case.present import facts, requests, turn_card
from ombud.portals.common.display import language
from ombud.portals.common.drafts import draft_url, drop_draft
from ombud.portals.common.who import SignedIn, for_member
from ombud.portals.merchant.filled import Filled, filled, told_wrong
from ombud.portals.merchant.frame import barred, case_page, shop_case

FORM = "merchant-excuse"


@for_member
@require_http_methods(["GET", "HEAD", "POST"])
def excuse(request: SignedIn, number: str, request_id: str) -> HttpResponse:
    """The form, and what it asks for."""
    case = shop_case(request, number)
    asked = next((one for one in requests(case) if one["id"] == request_id and one["mine"]), None)
    if asked is None:
        raise NotFound
    about = f"{case.complaint.number}-{request_id}"
    form = filled(request, FORM, about, "kind", "words")
    if not form.sent:
        return _page(request, case, asked, form)
    if form.values["kind"] not in ("more-time", "cannot"):
        nothing = Misread("kind", _("Choose which of the two it is."))
        return _page(request, case, asked, form, told_wrong(nothing, request, case, {}))
    done = act(request, "complaint.excuse", case.complaint.id, {"request": request_id, **form.values})
    if isinstance(done, Done):
        drop_draft(request, FORM, about)
        messages.success(request, _("The platform has your reason. Your time stands still until it answers."))
        return redirect("merchant-case", case.complaint.number)
    return _page(request, case, asked, form, told_wrong(done, request, case, {}))


def _page(request: SignedIn, case: Case, asked: dict[str, object], form: Filled, wrong: Wrong = RIGHT) -> HttpResponse:
    number, id = case.complaint.number, str(asked["id"])
    words, lang = texts(case.complaint.pack), language()
    windows = case.policy.pack.windows
    context = {
        "asked": asked,
        "turn": turn_card(case),
        "facts": facts(case),
        "kinds": [
            {
                "value": "more-time",
                "label": _("I need more time"),
                "hint": _("If it is granted you have {span} from then.").format(
                    span=words.span(windows.more_time, lang)
                ),
            },
            {
                "value": "cannot",
                "label": _("I can’t give it"),
                "hint": _("If the reason is accepted you are not asked for it any more."),
            },
        ],
        "span": words.span(windows.excuse, lang),
        "unanswered": words.say("deadline.excuse.lapse", lang),
        "form": form,
        "wrong": wrong,
        "barred": barred(case, "complaint.excuse", request) if not wrong.errors else None,
        "draft_url": draft_url(FORM, f"{number}-{id}"),
        "give_url": reverse("merchant-asked", args=[number, id]),
    }
    return case_page(request, "excuse.html", case, context, 422 if wrong.errors else 200)
