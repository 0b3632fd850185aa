"""Puts the talk, or a part of it, into a complaint of its order: chosen by ticks, or all of it, word for word."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from ombud.core.complaint import attach_talk
from ombud.desk.access import Case, access_complaint
from ombud.desk.access_conversation import ConversationCase
from ombud.desk.handle import Done, NotFound
from ombud.portals.common.act import RIGHT, Misread, Wrong, act, refusal_words, wrong
from ombud.portals.common.chat.page import number_of, reading_of
from ombud.portals.common.chat.shown import bubbles
from ombud.portals.common.who import SignedIn
from ombud.reads.said_record import PAGE_MAX, newest

Context = dict[str, Any]
ALL = "all"
TURN = "before"
"""Turns to the page of the talk that ends before this message; 0: to the newest."""


def its_cases(request: SignedIn, case: ConversationCase) -> list[Case]:
    """The complaints about the order that the reader may know of, the newest first."""
    found = []
    for one in reversed(case.order.complaints):
        try:
            found.append(access_complaint(request.platform.id, one.id, request.actor, request.at))
        except NotFound:
            continue
    return found


def attach(request: SignedIn, case: ConversationCase, names: str) -> HttpResponse | Wrong:
    """What the form asks for: the way to the complaint that the talk is in now, or what stops it. Where it only turns
    to another page of the talk, nothing does: what was ticked and written comes along."""
    if TURN in request.POST:
        return RIGHT
    number = request.POST.get("case", "")
    wanted = next((one for one in its_cases(request, case) if one.complaint.number == number), None)
    if wanted is None:
        return wrong(Misread("case", _("Choose the complaint that it belongs to.")), request)
    ticked = [seq for one in request.POST.getlist("seq") if (seq := number_of(one))]
    if request.POST.get("what") != ALL and not ticked:
        return wrong(Misread("seq", _("Tick the first and the last message, or take the whole chat.")), request)
    fields: Context = {"words": request.POST.get("words", "").replace("\r\n", "\n")}
    if request.POST.get("what") != ALL:
        fields |= {"first": min(ticked), "last": max(ticked)}
    done = act(request, "complaint.attach-talk", wanted.complaint.id, fields)
    if not isinstance(done, Done):
        return wrong(done, request, {"first": "seq", "last": "seq"}, pack=wanted.complaint.pack)
    messages.success(request, _("The chat is in the case now, word for word. The other side has been told."))
    return redirect(f"{names}-case", wanted.complaint.number)


def choice_context(request: SignedIn, case: ConversationCase, names: str, stops: Wrong = RIGHT) -> Context:
    """What chat/choose.html shows."""
    before = number_of(request.POST.get(TURN, "") or request.POST.get("page", "") or request.GET.get(TURN, ""))
    page = newest(case.platform.id, case.order.id, before, PAGE_MAX)
    ticked, here = (
        [seq for one in request.POST.getlist("seq") if (seq := number_of(one))],
        {one.seq for one in page.lines},
    )
    refusals = [(one, attach_talk.may(case.by, one.complaint, one.policy, one.at)) for one in its_cases(request, case)]
    open_ones = [one for one, refusal in refusals if refusal is None]
    refusal = next((refusal for _one, refusal in refusals if refusal), None)
    why, way_out = refusal_words(refusal, request) if refusal and not open_ones else ("", "")
    if not open_ones and not why:
        why = _("There is no complaint about this order that it could belong to.")
    chosen = request.POST.get("case", "") or (open_ones[0].complaint.number if open_ones else "")
    return {
        "rows": bubbles(page.lines, reading_of(case)),
        "ticked": ticked,
        "elsewhere": _elsewhere(case, sorted(set(ticked) - here)),
        "page": before,
        "older": page.before,
        "cases": [
            {"value": one.complaint.number, "label": one.complaint.number, "checked": one.complaint.number == chosen}
            for one in open_ones
        ],
        "why_not": why,
        "way_out": way_out,
        "words": request.POST.get("words", ""),
        "wrong": stops,
        "back_url": reverse(f"{names}-chat", args=[case.order.id]),
    }


def _elsewhere(case: ConversationCase, ticked: list[int]) -> list[Context]:
    """What was ticked on other pages of the talk, the first and the last: all between them is chosen with them."""
    found = []
    for seq in dict.fromkeys((*ticked[:1], *ticked[-1:])):
        lines = newest(case.platform.id, case.order.id, seq + 1, 1).lines
        if lines and lines[0].seq == seq:
            found.append({"seq": seq, "at": lines[0].event.at, "text": lines[0].text[:80]})
    return found
