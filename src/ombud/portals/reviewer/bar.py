"""The bar over every reviewer's page: queues with their kept counts, and the reader's own comfort."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from ombud.core.people import Invited, can
from ombud.packs.load import load_pack
from ombud.portals.common.page import show
from ombud.portals.common.who import SignedIn
from ombud.reads import queues as read
from ombud.reads.complaint_row import QUEUES
from ombud.reads.evidence_report_row import QUEUES as EVIDENCE_QUEUES
from ombud.reads.penalty_row import PENALTY_QUEUES
from ombud.reads.shop_queue import SHOP_QUEUES

OTHERS = (*SHOP_QUEUES, "reports", "objections", "surges", *EVIDENCE_QUEUES)
"""Queues of other things than complaints and penalties."""
ALL_QUEUES = (*QUEUES, *PENALTY_QUEUES, *OTHERS)
USUAL = ("ruling", "verification", "review")
"""Shown in the bar until somebody stars queues of their own."""
WITH_PENALTIES = ("ruling", "appeals", "verification", "review")
"""The same where the platform's rules know penalties."""
LATE = ("senior", "penalty-senior", "shop-senior", "evidence-senior")
CAPPED = f"{read.CAP - 1}+"


def page(request: SignedIn, template: str, context: Mapping[str, Any], status: int = 200) -> HttpResponse:
    """The template under the bar. `here` in the context says which entry of the bar is the current one."""
    return show(request, template, bar(request, str(context.get("here", ""))) | dict(context), status)


def bar(request: SignedIn, here: str) -> dict[str, Any]:
    """What every reviewer's page is given besides what every page is."""
    if isinstance(request.actor, Invited):
        return {"nav": [], "keys_off": True, "blur": False, "grey": False, "decides": False}
    counts = read.counts(request.platform.id)
    nav = [_entry(_("Queues"), "review", here == "queues"), _entry(_("My cases"), "review-mine", here == "mine")]
    for name in shown_queues(request):
        entry = _entry(queue_name(name), "review-queue", here == name, name)
        nav.append(entry | {"count": counts.get(name) or "", "hot": name in LATE})
    if here in ALL_QUEUES and here not in (*shown_queues(request), "surges", *EVIDENCE_QUEUES):
        nav.append(_entry(queue_name(here), "review-queue", True, here) | {"count": counts.get(here) or ""})
    nav += [
        _entry(_("Waves"), "review-surges", here == "surges"),
        _entry(_("Search"), "review-search", here == "search"),
    ]
    rest = _rest(request, here)
    nav += [one for one in rest if one["current"]]
    chosen = request.person.choices
    return {
        "nav": nav,
        "rest": [one for one in rest if not one["current"]],
        "keys_off": chosen.get("shortcuts") is False,
        "blur": bool(chosen.get("blur")),
        "grey": bool(chosen.get("greyscale")),
        "decides": can(request.actor, "rule"),
    }


def _rest(request: SignedIn, here: str) -> list[dict[str, Any]]:
    """What isn't a day's work: under one heading, so that the bar holds in every language. The open one stands out."""
    oversees = can(request.actor, "oversee")
    fakes = here in EVIDENCE_QUEUES or takes_fakes(request)
    shown = (
        ("funds", _("Funds"), "review-funds", here == "funds" or keeps_funds(request)),
        ("evidence", _("Fake evidence"), "review-evidence-reports", fakes and "evidence" not in shown_queues(request)),
        ("calls", _("Calls and visits"), "review-calls", True),
        ("packs", _("Rules"), "review-packs", True),
        ("announcements", _("Announcements"), "review-announcements", here == "announcements" or oversees),
        ("transparency", _("Work in numbers"), "review-transparency", here == "transparency" or oversees),
        ("imports", _("Imports"), "review-imports", here == "imports" or oversees),
        ("privacy", _("Privacy desk"), "review-privacy", here == "privacy" or oversees),
        ("webhooks", _("Webhooks"), "review-webhooks", here == "webhooks" or oversees),
        ("sandbox", _("Sandbox"), "review-sandbox", oversees and request.platform.sandbox),
        ("audit", _("Audit log"), "review-audit", here == "audit" or oversees),
        ("people", _("People and roles"), "review-people", request.person.kind == "admin"),
        ("settings", _("Settings"), "review-settings", True),
    )
    at = "evidence" if here in EVIDENCE_QUEUES else here
    return [_entry(label, url, at == name) for name, label, url, may in shown if may]


LISTED = {
    "reports": "review-reports", "objections": "review-accounts", "shops": "review-shops",
    "shop-senior": "review-shops", "surges": "review-surges", "evidence": "review-evidence-reports",
    "evidence-senior": "review-evidence-reports",
}  # fmt: skip
"""Queues that have a page of their own."""


def listing_url(name: str) -> str:
    """Where a queue is listed."""
    late = "?late=1" if name in ("shop-senior", "evidence-senior") else ""
    return f"{reverse(LISTED[name])}{late}" if name in LISTED else reverse("review-queue", args=[name])


def queue_name(name: str) -> str:
    """What a queue is called."""
    return {
        "admission": _("To accept"),
        "excuse": _("More time"),
        "ruling": _("Interventions"),
        "approval": _("Second signature"),
        "verification": _("Execution"),
        "review": _("Reviews"),
        "advance": _("Paid ahead"),
        "senior": _("Overdue"),
        "appeals": _("Penalty appeals"),
        "penalty-approval": _("Penalties to sign"),
        "consultations": _("Consultations"),
        "freezes": _("Freezes"),
        "penalty-senior": _("Overdue penalties"),
        "shops": _("Shops to verify"),
        "shop-senior": _("Overdue shops"),
        "reports": _("Reports"),
        "objections": _("Objections"),
        "surges": _("Waves of complaints"),
        "evidence": _("Fake evidence"),
        "evidence-senior": _("Overdue: fake evidence"),
    }.get(name, name)


def queue_hint(name: str) -> str:
    """What is to be done in a queue."""
    return {
        "admission": _("Accept the complaint, or turn it away with a reason"),
        "excuse": _("A side asks for more time, or can’t give evidence"),
        "ruling": _("The platform decides"),
        "approval": _("Rulings above the limit of one person"),
        "verification": _("Check proofs that something was carried out"),
        "review": _("Look at a ruling again, by somebody else"),
        "advance": _("The platform carries out what the shop did not"),
        "senior": _("The platform is late: senior reviewers take over"),
        "appeals": _("Shops appeal penalties; decided by somebody who hasn’t decided before"),
        "penalty-approval": _("Penalties that one person can’t impose alone"),
        "consultations": _("Shops ask about their penalties"),
        "freezes": _("Look again whether all turnover of a shop has to stay frozen"),
        "penalty-senior": _("Penalties on which the platform is late"),
        "shops": _("Merchants’ documents, before a shop opens"),
        "shop-senior": _("Documents on which the platform is late"),
        "reports": _("Shops and pages reported without an order"),
        "objections": _("Limits on accounts that their owners contest"),
        "surges": _("Alarms to look at, interventions to conclude"),
        "evidence": _("Pictures that shops report as fake, once the consumer was heard"),
        "evidence-senior": _("Reports of fake evidence on which the platform is late"),
    }.get(name, "")


def stars(request: SignedIn) -> tuple[str, ...]:
    """The queues this person starred, in the order of all."""
    chosen = request.person.choices.get("stars") or ()
    return tuple(name for name in ALL_QUEUES if name in chosen)


def shown_queues(request: SignedIn) -> tuple[str, ...]:
    """The queues in the bar: those starred, or the usual ones; whoever oversees always has the overdue ones."""
    shown = stars(request) or (WITH_PENALTIES if knows_penalties(request) else USUAL)
    return ("senior", *(one for one in shown if one != "senior")) if can(request.actor, "oversee") else shown


def knows_penalties(request: SignedIn) -> bool:
    """Whether the platform's rules, as new cases are opened under them, know penalties."""
    return load_pack(request.platform.pack).pack.penalties is not None


def takes_fakes(request: SignedIn) -> bool:
    """Whether shops can report fake evidence, by the rules as they are now."""
    return load_pack(request.platform.pack).pack.evidence_reports is not None


def keeps_funds(request: SignedIn) -> bool:
    """Whether the platform keeps money of its shops, by the rules as they are now."""
    return load_pack(request.platform.pack).pack.funds is not None


def queues_of(request: SignedIn) -> tuple[str, ...]:
    """The queues this platform can have something in: those of penalties where its rules know any, or did."""
    counts = read.counts(request.platform.id)
    shown = knows_penalties(request) or any(counts.get(one) for one in PENALTY_QUEUES)
    opens = load_pack(request.platform.pack).pack.shops is not None
    watched = load_pack(request.platform.pack).pack.surge is not None
    fakes = takes_fakes(request)
    hidden = {
        *(() if shown else PENALTY_QUEUES), *(() if opens else SHOP_QUEUES), *(() if watched else ("surges",)),
        *(() if fakes else EVIDENCE_QUEUES),
    }  # fmt: skip
    return tuple(one for one in ALL_QUEUES if one not in hidden)


def capped(count: int) -> str:
    """A capped count in words: 99+."""
    return CAPPED if count >= read.CAP else str(count)


def _entry(label: str, url: str, current: bool, *args: str) -> dict[str, Any]:
    return {"label": label, "url": reverse(url, args=args), "current": current}
