"""The shop's answer to a complaint: it agrees, refuses or explains, with evidence; what follows stands beside each."""

from typing import Any, get_args

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ombud.core.complaint.events.talk import Stance
from ombud.desk.access import Case
from ombud.desk.handle import Done
from ombud.portals.common.act import RIGHT, Misread, Wrong, act
from ombud.portals.common.case.present import Teller, exhibits, facts, turn_card
from ombud.portals.common.case.reach import story
from ombud.portals.common.drafts import draft_url, drop_draft
from ombud.portals.common.uploads import upload_url
from ombud.portals.common.who import SignedIn, for_member
from ombud.portals.merchant.case import problem_of
from ombud.portals.merchant.consequence import if_agreed
from ombud.portals.merchant.filled import Filled, evidence_kinds, filled, told_wrong
from ombud.portals.merchant.frame import barred, case_page, shop_case

FORM = "merchant-answer"
NAMES = {"files": "photos"}
STANCES: tuple[Stance, ...] = get_args(Stance)


@for_member
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: SignedIn, number: str) -> HttpResponse:
    """The form, and the answer."""
    case = shop_case(request, number)
    start = {"stance": request.GET.get("stance", ""), "kind": "other"}
    form = filled(request, FORM, case.complaint.number, "stance", "words", "kind", start=start)
    if request.method != "POST" and "stance" in request.GET:
        form.values["stance"] = request.GET["stance"]
    if not form.sent:
        return _page(request, case, form)
    if form.faults:
        return _page(request, case, form, told_wrong(form.faults, request, case, {}))
    stance = form.values["stance"]
    if stance not in STANCES:
        nothing = Misread("stance", _("Choose whether you agree, refuse or explain."))
        return _page(request, case, form, told_wrong(nothing, request, case, {}))
    fields = {"stance": stance, "words": form.values["words"], "files": form.files.named(form.values["kind"])}
    done = act(request, "complaint.answer", case.complaint.id, fields)
    if isinstance(done, Done):
        drop_draft(request, FORM, case.complaint.number)
        messages.success(request, _done(stance))
        return redirect("merchant-case", case.complaint.number)
    return _page(request, case, form, told_wrong(done, request, case, NAMES))


def _done(stance: str) -> str:
    if stance == "agrees":
        return _("You agreed. Now carry it out, and show that you did.")
    return _("Your answer was sent. The consumer now chooses how to go on.")


def _page(request: SignedIn, case: Case, form: Filled, wrong: Wrong = RIGHT) -> HttpResponse:
    number = case.complaint.number
    context = {
        "turn": turn_card(case),
        "facts": facts(case),
        "problem": problem_of(story(case)),
        "exhibits": [one for one in exhibits(case) if one["party"] == "consumer"],
        "stances": _stances(case),
        "kinds": evidence_kinds(case),
        "form": form,
        "wrong": wrong,
        "barred": barred(case, "complaint.answer", request) if not wrong.errors else None,
        "draft_url": draft_url(FORM, number),
        "upload_url": upload_url(),
    }
    return case_page(request, "answer.html", case, context, 422 if wrong.errors else 200)


def _stances(case: Case) -> list[dict[str, Any]]:
    asked = Teller(case).terms(case.complaint.asked)
    chooses = _("The consumer then chooses: talk on, make an offer, or ask the platform to decide.")
    return [
        {
            "value": "agrees",
            "label": _("Agree: {terms}").format(terms=asked),
            "hint": if_agreed(case, case.complaint.asked),
        },
        {"value": "refuses", "label": _("Refuse"), "hint": chooses},
        {"value": "explains", "label": _("Explain, and talk on"), "hint": chooses},
    ]
