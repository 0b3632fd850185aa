"""The consultation about a penalty: its thread, the platform's phone and hours, and whether somebody is there now."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ombud.core.penalty.events.work import ConsultationAnswered, ConsultationAsked
from ombud.core.policy.service import ServiceChannel, hours_by, presence
from ombud.desk.access import PenaltyCase
from ombud.desk.handle import Done
from ombud.packs.guide_parts import Words, hours_words
from ombud.packs.load import texts
from ombud.portals.common.act import RIGHT, Wrong, act
from ombud.portals.common.display import language
from ombud.portals.common.drafts import draft_of, draft_url, drop_draft, save_draft
from ombud.portals.common.who import SignedIn, for_member
from ombud.portals.merchant.penalties.reach import allowed, penalty_page, shop_penalty, told_wrong
from ombud.reads.penalty_story import penalty_story
from ombud.reads.timeline import Timeline

FORM = "merchant-consult"


@for_member
@require_http_methods(["GET", "HEAD", "POST"])
def consult(request: SignedIn, number: str) -> HttpResponse:
    """The thread by itself, and a question to the platform."""
    case = shop_penalty(request, number)
    about = case.penalty.number
    stops = RIGHT
    if request.method == "POST":
        words = request.POST.get("words", "").replace("\r\n", "\n")
        save_draft(request, FORM, about, {"words": [words]})
        done = act(request, "penalty.consult", case.penalty.id, {"words": words})
        if isinstance(done, Done):
            drop_draft(request, FORM, about)
            messages.success(request, _("The platform has your question, and answers here."))
            return redirect(f"{reverse('merchant-penalty', args=[about])}#consultation")
        stops = told_wrong(done, request, case)
    timeline = penalty_story(request.platform.id, case.penalty, case.party)
    context = {"consultation": consultation(request, case, timeline, stops), "wrong": stops}
    return penalty_page(request, "consult.html", case, context, 422 if stops.errors else 200)


def consultation(request: SignedIn, case: PenaltyCase, timeline: Timeline, wrong: Wrong = RIGHT) -> dict[str, Any]:
    """What the consultation shows, with the form where this member may ask."""
    pack, calendar = case.policy.pack, case.policy.calendar
    rung = next((one for one in pack.channels if one.code == "platform"), None)
    phone = (pack.service and pack.service.channel("phone-advice")) or ServiceChannel(code="phone-advice")
    its = presence(phone, calendar, case.at)
    due = case.penalty.deadline("consultation")
    draft = draft_of(request, FORM, case.penalty.number)
    return {
        "lines": _lines(timeline),
        "phone": phone.phone or (rung.phone if rung else ""),
        "hours": hours_words(hours_by(phone, calendar), Words(texts(pack.id), language())),
        "open_now": its.there,
        "opens_at": its.back_at,
        "provisional": its.provisional,
        "due": due,
        "may": allowed(case, "penalty.consult"),
        "words": draft.one("words"),
        "saved_at": draft.saved_at,
        "wrong": wrong,
        "draft_url": draft_url(FORM, case.penalty.number),
        "url": reverse("merchant-penalty-consult", args=[case.penalty.number]),
    }


def _lines(timeline: Timeline) -> list[dict[str, Any]]:
    """What was said, oldest first, for parts/thread_line.html."""
    said = [one.event for one in timeline.entries if isinstance(one.event, ConsultationAsked | ConsultationAnswered)]
    return [
        {
            "kind": "said",
            "party": "merchant" if isinstance(one, ConsultationAsked) else "platform",
            "at": one.at,
            "text": timeline.said(one.words),
        }
        for one in said
    ]
