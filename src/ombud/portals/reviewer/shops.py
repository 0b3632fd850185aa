"""Shops whose papers wait for the platform: the list, and the page on which they are verified or sent back."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ombud.core.files import File
from ombud.core.people import can
from ombud.core.shop import opening_events as on
from ombud.desk.handle import Done
from ombud.desk.papers import ShopCase, Story, access_own_shop, contact_of, may_see_numbers, numbers, story
from ombud.desk.things import VERBS
from ombud.portals.common.act import RIGHT, Wrong, act, typed, wrong
from ombud.portals.common.who import SignedIn, for_reviewer
from ombud.portals.reviewer import bar
from ombud.portals.reviewer.queue import key_of
from ombud.portals.reviewer.rows import late_words, say, staff_names
from ombud.reads import shop_queue
from ombud.vault.access import NotFound as NoFile
from ombud.vault.access import access_evidence, signed_picture_url

Row = dict[str, Any]
DOES = {"verify": "shop.verify", "refuse": "shop.refuse", "see": "shop.see-credentials"}


@for_reviewer
@require_safe
def listing(request: SignedIn) -> HttpResponse:
    """Papers that wait, the nearest deadline first; `?late=1`: those on which the platform is late."""
    name = "shop-senior" if request.GET.get("late") == "1" else "shops"
    found, more = shop_queue.waiting(request.platform.id, name, key_of(request.GET.get("after", "")))
    rows = []
    for one in found:
        url = reverse("review-shop", args=[one.id])
        cells = [
            {"text": one.name, "url": url, "sub": say(request, f"category.{one.category}")},
            {"due_at": one.due_at, "start_at": one.submitted_at, "by": _("By {time}")}
            | ({"tag": late_words(), "tone": "bad"} if name == "shop-senior" else {}),
        ]
        rows.append({"cells": cells, "action": {"label": _("Open"), "url": url, "method": "get"}})
    last = found[-1] if found else None
    late = "&late=1" if name == "shop-senior" else ""
    older = f"?after={last.due_at:%Y-%m-%dT%H:%M:%S.%f}%2B00:00~{last.id}{late}" if more and last else ""
    context = {
        "here": name,
        "heading": bar.queue_name(name),
        "lead": bar.queue_hint(name),
        "columns": [_("Shop"), _("Time left")],
        "rows": rows,
        "older_url": older,
    }
    return bar.page(request, "reviewer/list.html", context)


@for_reviewer
@require_http_methods(["GET", "HEAD", "POST"])
def shop_page(request: SignedIn, shop: str) -> HttpResponse:
    """The papers beside what was typed. Numbers stand in full in the one answer to a look that is on record."""
    case = access_own_shop(request.platform.id, shop, request.actor, request.at)
    do = request.POST.get("do", "")
    if request.method != "POST" or do not in DOES:
        return bar.page(request, "reviewer/shop.html", _page(request, case))
    fields: Row = dict(typed(request, "words")) if do != "see" else dict(typed(request, "why"))
    if do == "refuse":
        fields["reasons"] = request.POST.getlist("reasons")
    outcome = act(request, DOES[do], case.shop.id, fields)
    if not isinstance(outcome, Done):
        fault = wrong(outcome, request)
        return bar.page(request, "reviewer/shop.html", _page(request, case, do, fault), 422)
    if do == "see":
        case = access_own_shop(request.platform.id, shop, request.actor)
        return bar.page(request, "reviewer/shop.html", _page(request, case, in_full=True))
    told = _("Verified. The merchant is told and can open the shop.") if do == "verify" else _(
        "Sent back. The merchant is told why."
    )  # fmt: skip
    messages.success(request, told)
    return HttpResponseRedirect(reverse("review-shop", args=[case.shop.id]))


def _page(request: SignedIn, case: ShopCase, do: str = "", fault: Wrong = RIGHT, *, in_full: bool = False) -> Row:
    shop, its = case.shop, story(case)
    rules = case.policy.pack.shops
    deadline = shop.deadlines[0] if shop.deadlines and shop.stage == "waiting" else None
    waits = VERBS["shop.verify"].may(request.actor, shop, case.policy, request.at) is None
    tags = {
        "waiting": (_("Waits for the platform"), "warn"), "verified": (_("Verified"), "good"),
        "refused": (_("Sent back"), "bad"), "open": (_("Open"), "good"), "applied": (_("Papers to come"), ""),
        "lapsed": (_("Put aside"), ""),
    }  # fmt: skip
    tag, tone = tags[shop.stage]
    qualification = shop.qualification
    return {
        "here": "shop-senior" if shop.overdue else "shops",
        "shop": shop,
        "category": say(request, f"category.{shop.facts.category}"),
        "contact": contact_of(request.platform.id, shop),
        "owner": next((ref for ref, role in shop.members.items() if role == "owner"), ""),
        "tag": tag,
        "tone": tone,
        "due": deadline,
        "due_by": _("Decide by {time}"),
        "form": say(request, f"shop-form.{qualification.form}") if qualification else "",
        "facts": _facts(request, case, its, in_full=in_full),
        "in_full": in_full and may_see_numbers(case, its),
        "has_numbers": bool(qualification and qualification.numbers) and can(request.actor, "rule"),
        "papers": _papers(request, case),
        "reasons": [
            {
                "value": one,
                "label": say(request, f"shop-refusal.{one}"),
                "chosen": one in request.POST.getlist("reasons"),
            }
            for one in (rules.refusal_reasons if rules else ())
        ],
        "events": _events(request, its),
        "waits": waits,
        "do": do,
        "fault": fault,
        "words": request.POST.get("words", ""),
        "why": request.POST.get("why", ""),
        "blur": bool(request.person.choices.get("blur")),
    }


def _facts(request: SignedIn, case: ShopCase, its: Story, *, in_full: bool) -> list[Row]:
    """Numbers first, then what was typed."""
    qualification = case.shop.qualification
    told = numbers(case, its, in_full=in_full)
    rows = [
        {"label": say(request, f"credential.{code}"), "value": value, "number": True} for code, value in told.items()
    ]
    entries = qualification.entries if qualification else ()
    return rows + [
        {"label": say(request, f"shop-field.{one.code}"), "value": its.said(one.words), "number": False}
        for one in entries
    ]


def _papers(request: SignedIn, case: ShopCase) -> list[Row]:
    """Each material with its pictures, in the order of the form."""
    files = case.shop.qualification.files if case.shop.qualification else ()
    kinds = dict.fromkeys(one.kind for one in files)
    return [
        {
            "label": say(request, f"shop-material.{kind}"),
            "pictures": [picture for one in files if one.kind == kind for picture in _pictures(request, one)],
        }
        for kind in kinds
    ]


def _pictures(request: SignedIn, one: File) -> list[str]:
    """Every page of a file; looking at one is written into its custody."""
    try:
        file = access_evidence(request.platform.id, one.file)
    except NoFile:
        return []
    return [signed_picture_url(file, name, request.actor.id) for name in file.variants()]


def _events(request: SignedIn, its: Story) -> list[Row]:
    names = staff_names(request)
    sentences: dict[Any, str] = {
        on.ShopApplied: _("Applied for the shop."),
        on.DutiesAccepted: _("Accepted the duties."),
        on.QualificationSubmitted: _("Handed in documents."),
        on.CredentialsSeen: _("Looked at the numbers in full."),
        on.ShopVerified: _("Found the documents in order."),
        on.ShopRefused: _("Sent the documents back."),
        on.VerificationOverdue: _("The platform is late; senior reviewers take it over."),
        on.ApplicationLapsed: _("The application was put aside."),
        on.ShopOpened: _("Opened the shop."),
    }
    return [
        {
            "party": "platform" if event.by.id in names else "merchant",
            "who": names.get(event.by.id, ""),
            "at": event.at,
            "what": sentences[type(event)],
            "quote": its.said(getattr(event, "words", "") or getattr(event, "why", "")),
            "internal": isinstance(event, on.CredentialsSeen),
        }
        for event in reversed(its.events)
        if type(event) in sentences
    ]
