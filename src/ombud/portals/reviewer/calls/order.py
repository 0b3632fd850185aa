"""One order as the record has it, for whoever has its consumer on the telephone; and what can be done for them."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST, require_safe

from ombud.core.complaint import file
from ombud.core.order import confirm_received, deny_received, urge
from ombud.core.refusal import Refusal
from ombud.desk.access import OrderCase, access_order_case
from ombud.desk.handle import Done
from ombud.packs.load import load_pack
from ombud.portals.common.act import act, refusal_words, wrong
from ombud.portals.common.case.present import order_of, unknown_words
from ombud.portals.common.display import mask
from ombud.portals.common.order.path import details, stage_bar, turn_card
from ombud.portals.common.order.trail import trail_events
from ombud.portals.common.order.words import OrderWords
from ombud.portals.common.who import SignedIn, for_reviewer
from ombud.portals.reviewer import bar
from ombud.portals.reviewer.rows import case_url
from ombud.reads.order_trail import order_trail
from ombud.reads.shop_list import shop_name

Context = dict[str, Any]
VERBS = {"urge": (urge, "order.urge"), "yes": (confirm_received, "order.confirm-received"),
         "no": (deny_received, "order.deny-received")}  # fmt: skip
CAME_BY = ("call", "visit")


@for_reviewer
@require_safe
def order_page(request: SignedIn, order: str) -> HttpResponse:
    """What the record says, whose turn it is, and the acts that are open now."""
    case = access_order_case(request.platform.id, order, request.actor, request.at)
    facts, trail = case.order.facts, order_trail(request.platform.id, order, "platform")
    shop = shop_name(request.platform.id, facts.shop) if facts.shop else ""
    refusal = file.may(case.by, case.order, load_pack(request.platform.pack), request.at)
    context = {
        "here": "calls",
        "number": facts.number,
        "order": order_of(case.order, request.platform.id, request.actor.id, shop=shop),
        "unknown": unknown_words(facts),
        "path": stage_bar(case),
        "turn": turn_card(case),
        "facts": _facts(case, shop),
        "details": details(case, trail),
        "trail": trail_events(case, trail),
        "complaints": [
            {
                "url": case_url(one.number),
                "icon": "message-circle",
                "label": one.number,
                "hint": pgettext("state", "Open") if one.live else _("Closed"),
            }
            for one in case.order.complaints
        ],
        "may": {
            what: verb.may(case.by, case.order, case.policy, case.at) is None for what, (verb, _id) in VERBS.items()
        },
        "urge_not": _why_not(urge.may(case.by, case.order, case.policy, case.at), request),
        "file_not": _why_not(refusal, request),
        "file_url": reverse("review-call-file", args=[order]),
        "came_by": ways_of_coming(),
        "speak_order": order,
    }
    return bar.page(request, "reviewer/calls/order.html", context)


@for_reviewer
@require_POST
def speak(request: SignedIn, what: str, order: str) -> HttpResponse:
    """Urge the shop, or say whether it came, for the consumer."""
    access_order_case(request.platform.id, order, request.actor, request.at)
    outcome = act(request, VERBS[what][1], order, {"came_by": came_by(request)})
    if isinstance(outcome, Done):
        said = {
            "urge": _("The shop was urged in the consumer’s name."),
            "yes": _("Noted in the consumer’s name: it came."),
            "no": _("Noted in the consumer’s name: it didn’t come. The shop has been told."),
        }
        messages.success(request, said[what])
    else:
        messages.error(request, wrong(outcome, request).errors[0]["text"])
    return HttpResponseRedirect(reverse("review-order", args=[order]))


def came_by(request: SignedIn) -> str:
    """How the consumer came, as it was chosen."""
    wanted = request.POST.get("came_by", "")
    return wanted if wanted in CAME_BY else "call"


def ways_of_coming() -> list[Context]:
    """The choice of them."""
    return [{"value": "call", "label": _("By telephone")}, {"value": "visit", "label": _("In person")}]


def _why_not(refusal: Refusal | None, request: SignedIn) -> list[str]:
    """Why not, and the way out, each a line of its own."""
    return [one for one in refusal_words(refusal, request) if one] if refusal else []


def _facts(case: OrderCase, shop: str) -> list[Context]:
    facts, words = case.order.facts, OrderWords(case.policy.pack.id)
    told: list[Context] = [
        {"label": _("Order number"), "value": facts.number},
        {"label": _("Shop"), "value": shop or "–"},
        {"label": _("Consumer"), "value": mask(facts.consumer) if facts.consumer else "–"},
        {"label": _("Kind"), "value": words.kind(case.order.entered.kind) if case.order.entered else ""},
        {"label": _("State"), "value": words.status(case.order.status)},
        {"label": _("Bought"), "at": facts.purchased_at},
        {"label": _("Sent"), "at": facts.shipped_at},
        {"label": _("Promised for"), "at": facts.promised_at},
        {"label": _("Delivered"), "at": facts.delivered_at},
        {"label": _("Paid"), "minor": facts.paid or None, "currency": facts.currency or "CNY"},
    ]
    return [one for one in told if any(v for k, v in one.items() if k not in ("label", "currency"))]
