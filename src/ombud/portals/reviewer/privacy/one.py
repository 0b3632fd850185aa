"""One person's request to have their data erased: what they say, what is kept and held, and the decision."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ombud.accounts.models import Person
from ombud.core.erasure import events as happened
from ombud.core.erasure import grant
from ombud.core.erasure.holds import Hold
from ombud.core.erasure.state import Erasure
from ombud.core.people import can
from ombud.desk import member_data, own_data
from ombud.desk.access_erasure import access_erasure
from ombud.desk.handle import Done
from ombud.desk.stream_names import names_of
from ombud.packs.load import load_pack
from ombud.portals.common.act import RIGHT, Misread, Wrong, act, refusal_words, typed, wrong
from ombud.portals.common.display import mask
from ombud.portals.common.privacy import words
from ombud.portals.common.who import SignedIn, for_reviewer
from ombud.portals.reviewer import bar
from ombud.portals.reviewer.rows import staff_names
from ombud.reads.record import Record, erasure_record

SIDES = {
    "consumer": lambda: _("Consumer"),
    "merchant": lambda: _("Acts, or acted, for a shop"),
    "outside": lambda: _("Was invited from outside to decide an appeal"),
}
"""As whom they asked."""
PARTIES = {"consumer": "consumer", "merchant": "merchant", "outside": "platform"}
GROUNDS = ("legal-claims", "legal-duty", "public-interest", "excessive")


@for_reviewer
@require_http_methods(["GET", "HEAD", "POST"])
def erasure(request: SignedIn, person: str) -> HttpResponse:
    """The page and its decision, for whoever oversees."""
    if not can(request.actor, "oversee"):
        raise Http404
    found = access_erasure(request.platform.id, person, request.actor, request.at)
    if found is None:
        raise Http404
    fault: Wrong = RIGHT
    if request.method == "POST":
        outcome = _decided(request, person)
        if isinstance(outcome, Done):
            messages.success(request, _("Decided. The person is told, and what may go is erased now."))
            return HttpResponseRedirect(reverse("review-privacy"))
        fault = wrong(outcome, request)
    return bar.page(request, "reviewer/privacy/one.html", _page(request, found, fault), 422 if fault.errors else 200)


def _decided(request: SignedIn, person: str) -> Any:
    way, said = request.POST.get("way", ""), typed(request, "words")
    ground = request.POST.get("ground", "")
    if way == "refuse":
        if ground not in GROUNDS:
            return Misread("ground", _("Choose one."))
        return act(request, "erasure.refuse", person, {**said, "ground": ground})
    if way in ("grant", "part"):
        keep = [one for one in request.POST.getlist("keep") if one in grant.PARTS] if way == "part" else []
        if way == "part" and not keep:
            return Misread("keep", _("Say what stays."))
        fields = {**said, "keep": keep, "ground": ground if keep and ground in GROUNDS else ""}
        return act(request, "erasure.grant", person, fields)
    return Misread("way", _("Choose one."))


def _page(request: SignedIn, found: Erasure, fault: Wrong) -> dict[str, Any]:
    platform, policy = request.platform.id, load_pack(request.platform.pack)
    refusal = grant.may(request.actor, found, policy, request.at)
    held = found.left if found.stage in ("held", "done") else _held_now(request, found)
    named = names_of(platform, [one.stream for one in held])
    own, others = _counted(request, found)
    kept = request.POST.getlist("keep")
    return {
        "here": "privacy",
        "found": found,
        "title": _name(request, found.id),
        "due_at": found.deadlines[0].due_at if found.deadlines and found.stage in ("asked", "held") else None,
        "due_by": _("Decide by {time}") if found.stage == "asked" else _("Looked at again on {time}"),
        "columns": [_("What"), _("How much"), _("How long"), _("Why")],
        "kinds": words.kept_table(words.kept_rows(policy.pack.retention, own, guest=found.side == "outside")),
        "others": words.kept_table(words.kept_rows(policy.pack.retention, others)),
        "side": SIDES[found.side](),
        "holds": words.hold_rows(
            held, {id: words.thing_words(thing, number) for id, (thing, number) in named.items()}, request
        ),
        "events": _events(request, erasure_record(platform, found.id, "platform"), PARTIES[found.side]),
        "may_decide": refusal is None,
        "why_not": "\n".join(filter(None, refusal_words(refusal, request))) if refusal else "",
        "ways": [
            {"value": "grant", "label": _("Erase it"), "hint": _("What a case holds goes by itself when that ends")},
            {"value": "part", "label": _("Erase part of it"), "hint": _("The rest stays on a ground of the law")},
            {"value": "refuse", "label": _("Refuse it"), "hint": _("All of it stays on a ground of the law")},
        ],
        "way": request.POST.get("way", ""),
        "parts": [
            {"value": one, "label": words.part_words(one, found.side), "on": one in kept}
            for one in grant.PARTS
            if found.side == "consumer" or one != "files"
        ],
        "grounds": [{"value": one, "label": words.ground_words(one)} for one in GROUNDS],
        "ground": request.POST.get("ground", ""),
        "typed": request.POST.get("words", ""),
        "fault": fault,
    }  # fmt: skip


def _held_now(request: SignedIn, found: Erasure) -> tuple[Hold, ...]:
    held_now = own_data.held_now if found.side == "consumer" else member_data.held_now
    return held_now(request.platform.id, found.id, request.at)


def _counted(request: SignedIn, found: Erasure) -> tuple[dict[str, int], dict[str, int]]:
    """What is theirs, and what they said for others, which stays."""
    if found.side == "consumer":
        return own_data.counted(request.platform.id, found.id), {}
    return member_data.counted(request.platform.id, found.id, request.at)


def _events(request: SignedIn, record: Record, party: str) -> list[words.Row]:
    names = staff_names(request)
    sentences: dict[Any, str] = {
        happened.ErasureAsked: _("Erasure was asked for."),
        happened.ErasureWithdrawn: _("It was taken back."),
        happened.ErasureGranted: _("It was granted."),
        happened.ErasureRefused: _("It was refused."),
        happened.ErasureOverdue: _("Nobody decided in time; senior reviewers have it."),
        happened.ErasureDue: _("What was held is looked at again."),
        happened.ErasureCarriedOut: _("It was carried out."),
    }
    theirs = (happened.ErasureAsked, happened.ErasureWithdrawn)
    return [
        {
            "party": party if isinstance(event, theirs) else "platform",
            "who": names.get(event.by.id, ""),
            "at": event.at,
            "what": sentences[type(event)],
            "quote": record.said(getattr(event, "words", "")),
        }
        for event in reversed(record.events)
    ]


def _name(request: SignedIn, person: str) -> str:
    found = Person.objects.filter(platform=request.platform.id, ref=person).first()
    return mask(found.name) if found and found.name else person
