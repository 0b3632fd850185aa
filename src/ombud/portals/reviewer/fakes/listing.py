"""The queue of reports of fake evidence, the nearest deadline first, and taking the next one."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ombud.desk.handle import Done, NotFound
from ombud.portals.common.act import act, new_key
from ombud.portals.common.fake.words import claims_said
from ombud.portals.common.who import SignedIn, for_reviewer
from ombud.portals.reviewer import bar
from ombud.portals.reviewer.queue import key_of
from ombud.portals.reviewer.rows import ACTION, CELL, Row, late_words, staff_names
from ombud.reads.evidence_reports import Listed, waiting


@for_reviewer
@require_safe
def listing(request: SignedIn) -> HttpResponse:
    """A page of the queue; `?late=1` of what the senior reviewers have."""
    name = "evidence-senior" if request.GET.get("late") else "evidence"
    found, more = waiting(request.platform.id, name, key_of(request.GET.get("after", "")))
    staff = staff_names(request) if any(one.claimed_by for one in found) else {}
    last = found[-1] if found else None
    late = "late=1&" if name == "evidence-senior" else ""
    context = {
        "here": name,
        "name": name,
        "heading": bar.queue_name(name),
        "lead": bar.queue_hint(name),
        "columns": [_("Report"), _("Parties"), _("Said of the picture"), _("Time left")],
        "rows": [_row(request, one, staff) for one in found],
        "older_url": f"?{late}after={last.due_at:%Y-%m-%dT%H:%M:%S.%f}%2B00:00~{last.id}" if more and last else "",
    }
    return bar.page(request, "reviewer/fakes/list.html", context)


def next_report(request: SignedIn, name: str) -> HttpResponse:
    """Claim the next report of the queue that nobody works on, and open it."""
    found, _more = waiting(request.platform.id, name)
    for one in found:
        if one.claimed_by:
            continue
        try:
            done = act(request, "evidence_report.claim", one.id, {}, key=new_key())
        except NotFound:
            continue
        if isinstance(done, Done):
            return HttpResponseRedirect(reverse("review-evidence-report", args=[one.number]))
    messages.info(request, _("Nothing waits for you in this queue: {queue}.").format(queue=bar.queue_name(name)))
    return HttpResponseRedirect(reverse("review"))


def _row(request: SignedIn, one: Listed, staff: dict[str, str]) -> Row:
    url = reverse("review-evidence-report", args=[one.number])
    mine = one.claimed_by == request.actor.id
    taken = "" if mine or not one.claimed_by else _("{name} works on it").format(
        name=staff.get(one.claimed_by, one.claimed_by))  # fmt: skip
    overdue: Row = {"tag": late_words(), "tone": "bad"} if one.overdue else {}
    cells = (
        {"text": one.title, "url": url, "sub": one.number},
        {"text": one.shop_name, "sub": _("Order {number}").format(number=one.order_number)},
        {"text": claims_said(one.claims.split())},
        {"due_at": one.due_at, "by": _("By {time}"), **overdue},
    )
    action = {"label": _("Go on") if mine else _("Open"), "url": url, "method": "get"}
    return {"cells": [CELL | cell for cell in cells], "taken": taken, "action": ACTION | action}
