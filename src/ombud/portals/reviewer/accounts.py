"""Limits on accounts: objections to them, and one account whose limit is lifted or upheld by another reviewer."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ombud.accounts.models import Person
from ombud.core.account.events import AccountLimited, LimitContested, LimitLifted, LimitUpheld
from ombud.core.account.state import Account
from ombud.desk.access_report import access_account
from ombud.desk.handle import Done
from ombud.desk.things import VERBS
from ombud.packs.load import load_pack
from ombud.portals.common.act import RIGHT, Misread, Wrong, act, refusal_words, typed, wrong
from ombud.portals.common.display import mask
from ombud.portals.common.who import SignedIn, for_reviewer
from ombud.portals.reviewer import bar
from ombud.portals.reviewer.queue import key_of
from ombud.portals.reviewer.rows import say, staff_names
from ombud.reads.record import Record, account_record
from ombud.reads.reports import objections

Row = dict[str, Any]
VERB = {"lift": "account.lift", "uphold": "account.uphold"}


@for_reviewer
@require_safe
def listing(request: SignedIn) -> HttpResponse:
    """Open objections, the limit that ends first first: after its end an objection helps nobody."""
    found, more = objections(request.platform.id, request.at, key_of(request.GET.get("after", "")))
    rows = []
    for one in found:
        url = reverse("review-account", args=[one.account])
        cells: list[Row] = [
            {"text": _name(request, one.account), "url": url},
            {"text": say(request, f"door.{one.reason}")},
            {"due_at": one.until, "by": _("Ends on {time}")},
        ]
        rows.append({"cells": cells, "action": {"label": _("Open"), "url": url, "method": "get"}})
    last = found[-1] if found else None
    context = {
        "here": "objections",
        "heading": bar.queue_name("objections"),
        "lead": bar.queue_hint("objections"),
        "columns": [_("Account"), _("Reason"), _("The limit ends")],
        "rows": rows,
        "older_url": f"?after={last.until:%Y-%m-%dT%H:%M:%S.%f}%2B00:00~{last.account}" if more and last else "",
    }
    return bar.page(request, "reviewer/list.html", context)


@for_reviewer
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: SignedIn, account: str) -> HttpResponse:
    """One account with its limit, what its owner says, and the answer."""
    found = _account(request, account)
    fault: Wrong = RIGHT
    if request.method == "POST":
        verb = VERB.get(request.POST.get("way", ""))
        if verb is None:
            fault = wrong(Misread("way", _("Choose one of the two.")), request)
        else:
            outcome = act(request, verb, account, typed(request, "words"))
            if isinstance(outcome, Done):
                messages.success(request, _("Decided. The owner of the account is told."))
                return HttpResponseRedirect(reverse("review-accounts"))
            fault = wrong(outcome, request)
    return bar.page(request, "reviewer/account.html", _page(request, found, fault), 422 if fault.errors else 200)


def _page(request: SignedIn, found: Account, fault: Wrong) -> Row:
    policy = load_pack(request.platform.pack)
    refusals = {way: VERBS[verb].may(request.actor, found, policy, request.at) for way, verb in VERB.items()}
    labels = {
        "lift": (_("Lift the limit"), _("The owner can file complaints at once")),
        "uphold": (_("Uphold it"), _("It holds until its end")),
    }
    ways = [way for way, refusal in refusals.items() if refusal is None]
    refusal = refusals["lift"]
    return {
        "here": "objections",
        "account": found,
        "title": _name(request, found.id),
        "reason": say(request, f"door.{found.reason}") if found.reason else "",
        "limited": found.limited(request.at),
        "ends": _("Ends on {time}"),
        "events": _events(request, account_record(request.platform.id, found.id, "platform")),
        "ways": [
            {"value": way, "label": labels[way][0], "hint": labels[way][1], "key": str(n)}
            for n, way in enumerate(ways, 1)
        ],
        "way": request.POST.get("way", ""),
        "typed": request.POST.get("words", ""),
        "fault": fault,
        "why_not": "\n".join(filter(None, refusal_words(refusal, request))) if refusal else "",
    }  # fmt: skip


def _events(request: SignedIn, record: Record) -> list[Row]:
    names = staff_names(request)
    sentences: dict[Any, str] = {
        AccountLimited: _("The account was limited."),
        LimitContested: _("The owner objects."),
        LimitLifted: _("The limit was lifted."),
        LimitUpheld: _("The limit was upheld."),
    }
    return [
        {
            "party": "consumer" if isinstance(event, LimitContested) else "platform",
            "who": names.get(event.by.id, ""),
            "at": event.at,
            "what": sentences[type(event)],
            "quote": record.said(event.words),
        }
        for event in reversed(record.events)
    ]


def _account(request: SignedIn, account: str) -> Account:
    state = access_account(request.platform.id, account, request.actor)
    if state is None:
        raise Http404
    return state


def _name(request: SignedIn, account: str) -> str:
    person = Person.objects.filter(platform=request.platform.id, ref=account).first()
    return mask(person.name) if person and person.name else account
