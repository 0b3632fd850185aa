"""What the shop owes within its own appeal: an answer to a question, or proof that a condition was met."""

from typing import NamedTuple

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ombud.core.penalty.events.appeal import QuestionAsked
from ombud.desk.access import PenaltyCase
from ombud.desk.handle import Done
from ombud.portals.common.act import RIGHT, Wrong, act, wrong
from ombud.portals.common.drafts import draft_url, drop_draft
from ombud.portals.common.penalty.teller import PenaltyTeller
from ombud.portals.common.uploads import upload_url
from ombud.portals.common.who import SignedIn, for_member
from ombud.portals.merchant.filled import Filled, filled
from ombud.portals.merchant.penalties.reach import banner_of, penalty_page, refusal_now, shop_penalty
from ombud.portals.merchant.penalties.turn import turn_card
from ombud.reads.penalty_story import penalty_story
from ombud.reads.timeline import Timeline


class Owed(NamedTuple):
    """One of the two."""

    verb: str
    form: str
    heading: str
    label: str
    button: str
    done: str


@for_member
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: SignedIn, number: str) -> HttpResponse:
    """The platform's question, and the answer."""
    owed = Owed(
        "penalty.answer", "merchant-penalty-answer", _("Answer the platform’s question"), _("Your answer"),
        _("Send the answer"), _("Your answer was sent. The review goes on."),
    )  # fmt: skip
    return _given(request, number, owed)


@for_member
@require_http_methods(["GET", "HEAD", "POST"])
def meet_condition(request: SignedIn, number: str) -> HttpResponse:
    """The condition, and what shows that it was met."""
    owed = Owed(
        "penalty.meet-condition", "merchant-penalty-condition", _("Show that the condition is met"),
        _("What you have done"), _("Hand it in"), _("The platform looks whether the condition is met."),
    )  # fmt: skip
    return _given(request, number, owed)


def _given(request: SignedIn, number: str, owed: Owed) -> HttpResponse:
    case = shop_penalty(request, number)
    form = filled(request, owed.form, case.penalty.number, "words")
    if not form.sent:
        return _page(request, case, owed, form)
    names = {"files": "photos"}
    if form.faults:
        return _page(request, case, owed, form, wrong(form.faults, request, names))
    fields = {"words": form.values["words"], "files": form.files.named("other")}
    done = act(request, owed.verb, case.penalty.id, fields)
    if isinstance(done, Done):
        drop_draft(request, owed.form, case.penalty.number)
        messages.success(request, owed.done)
        return redirect("merchant-penalty", case.penalty.number)
    return _page(request, case, owed, form, wrong(done, request, names, pack=case.penalty.pack))


def _page(request: SignedIn, case: PenaltyCase, owed: Owed, form: Filled, stops: Wrong = RIGHT) -> HttpResponse:
    timeline = penalty_story(request.platform.id, case.penalty, case.party)
    said = _question(case, timeline) if owed.verb == "penalty.answer" else timeline.said(case.penalty.condition)
    refusal = refusal_now(case, owed.verb)
    context = {
        "owed": owed,
        "said": said,
        "turn": turn_card(case),
        "form": form,
        "wrong": stops,
        "barred": banner_of(refusal, request, case) if not stops.errors else None,
        "draft_url": draft_url(owed.form, case.penalty.number),
        "upload_url": upload_url(),
        "violation": PenaltyTeller(case).violation,
    }
    return penalty_page(request, "answering.html", case, context, 422 if stops.errors else 200)


def _question(case: PenaltyCase, timeline: Timeline) -> str:
    """The words of the question that waits."""
    wanted = case.penalty.open_question
    asked = (one.event for one in timeline.entries if isinstance(one.event, QuestionAsked))
    return next((timeline.said(one.words) for one in asked if wanted and one.question == wanted.id), "")
