"""C1: the consumer's complaints, those that wait for them first."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ombud.accounts.models import Draft
from ombud.core.complaint.standing import nearest
from ombud.packs.load import texts
from ombud.portals.common.announcements.strip import strip
from ombud.portals.common.case.present import picture_of
from ombud.portals.common.case.reach import open_case
from ombud.portals.common.display import language
from ombud.portals.common.guide import must_accept
from ombud.portals.common.who import SignedIn, for_follower
from ombud.portals.consumer.accused import waiting
from ombud.portals.consumer.filing.orders import begun
from ombud.portals.consumer.filing.paper import FORM
from ombud.portals.consumer.frame import case_url, consumer_page
from ombud.reads.complaint_row import QUEUE_OF
from ombud.reads.consumer import MOST, MyComplaint, complaints_of, orders_of

PLAIN = {
    *(("consumer", kind) for kind in ("choice", "offer", "evidence", "reply", "goods")),
    *(("merchant", kind) for kind in ("answer", "offer", "evidence", "reply", "execution")),
    *(("platform", kind) for kind in QUEUE_OF),
    ("closed", ""),
}
"""Whose turn it is and what is due first, where the list's row alone says it; elsewhere the case has to be asked."""

WAITING, UNDER_WAY, CLOSED = range(3)
"""The order of the list."""


@for_follower
@require_safe
def complaints(request: SignedIn) -> HttpResponse:
    """All complaints of the reader; without any, the way to file one."""
    if request.only_case:
        return HttpResponseRedirect(case_url(open_case(request, request.only_case).complaint.number))
    skip = _number(request.GET.get("skip", ""))
    mine = [_as_read(one, request) for one in complaints_of(request.platform.id, request.actor.id, skip)]
    mine.sort(key=_rank)
    file_action = {"label": _("File a complaint"), "url": reverse("consumer-file"), "icon": "plus", "primary": True}
    context = {
        "here": "complaints",
        "begun": begun(request, orders_of(request.platform.id, request.actor.id)) if _has_drafts(request) else [],
        "due": [case_row(one, request) for one in mine if _rank(one)[0] == WAITING],
        "groups": [group for group in _groups(mine, request) if group["cases"]],
        "older_url": f"?skip={skip + MOST}" if len(mine) == MOST else "",
        "newer_url": f"?skip={max(0, skip - MOST)}" if skip else "",
        "file_action": file_action,
        "dock": [file_action],
        "rules_banner": must_accept(request) if mine else None,
        "announced": strip(request),
        "accused": waiting(request),
    }
    return consumer_page(request, "complaints.html", context)


def _has_drafts(request: SignedIn) -> bool:
    return Draft.objects.filter(platform_id=request.platform.id, person=request.person, form=FORM).exists()


def _groups(mine: list[MyComplaint], request: SignedIn) -> list[dict[str, Any]]:
    named = ((_("Under way"), UNDER_WAY), (_("Closed"), CLOSED))
    return [
        {"heading": heading, "cases": [case_row(one, request) for one in mine if _rank(one)[0] == rank]}
        for heading, rank in named
    ]


def _rank(one: MyComplaint) -> tuple[int, float]:
    if one.turn == "closed":
        return (CLOSED, -one.moved_at.timestamp())
    return (WAITING if one.mine else UNDER_WAY, one.due_at.timestamp())


def case_row(one: MyComplaint, request: SignedIn) -> dict[str, Any]:
    """One complaint, as parts/case_row.html wants it."""
    state = "yours" if one.mine else {"merchant": "theirs", "closed": "closed"}.get(one.turn, "platform")
    return {
        "url": case_url(one.number),
        "title": one.title or one.number,
        "image": picture_of(one.picture, request.platform.id, request.actor.id),
        "state": state,
        "status": {
            "yours": _("Your turn"),
            "theirs": _("The shop’s turn"),
            "platform": _("With the platform"),
            "closed": _("Closed"),
        }[state],
        "what": _what(one, request),
        "due_at": None if state == "closed" else one.due,
        "by": {
            "yours": _("Act by {time}"),
            "theirs": _("The shop has until {time}"),
        }.get(state, _("The platform has until {time}")),
    }


def _as_read(one: MyComplaint, request: SignedIn) -> MyComplaint:
    """A case in which several turns run side by side, with the turn and the date that its own page shows the reader."""
    if (one.turn, one.due_kind) in PLAIN:
        return one
    complaint = open_case(request, one.number).complaint
    due = nearest(complaint, "consumer")
    if due is None:
        return one
    return one._replace(turn=due.on, due_kind=due.kind, due_at=due.due_at)


def _what(one: MyComplaint, request: SignedIn) -> str:
    if one.turn == "closed":
        return _pack(request, f"how.{one.how}")
    mine = {
        "choice": _("Choose how to go on"),
        "offer": _("Answer the shop’s offer"),
        "evidence": _("Send the evidence the platform asks for"),
        "reply": _("Reply to what the shop handed in last"),
        "goods": _("Send the goods back"),
    }
    if one.mine and one.due_kind in mine:
        return mine[one.due_kind]
    return _pack(request, f"deadline.{one.due_kind}") if one.due_kind else _pack(request, f"stage.{one.stage}")


def _pack(request: SignedIn, key: str) -> str:
    words = texts(request.platform.pack)
    return words.say(key, language()) if words.has(key) else ""


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0
