"""What a consumer does about one order: urge the shop, write to it, say whether it came."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ombud.core.complaint import file
from ombud.core.order import confirm_received, contact, deny_received, urge
from ombud.core.order.path import kind_of
from ombud.desk.access import OrderCase, access_order, access_order_case
from ombud.desk.handle import Done
from ombud.packs.load import load_pack
from ombud.portals.common.act import act, new_key, refusal_words, wrong
from ombud.portals.common.order.path import details, stage_bar, turn_card
from ombud.portals.common.order.trail import trail_events
from ombud.portals.common.who import SignedIn, for_consumer
from ombud.reads.order_trail import order_trail

Context = dict[str, Any]
VERBS = {"urge": "order.urge", "contact": "order.contact", "yes": "order.confirm-received", "no": "order.deny-received"}


@for_consumer
@require_POST
def order_act(request: SignedIn, what: str, order: str) -> HttpResponse:
    """One of them; a no opens the way to a complaint at once."""
    here = reverse("consumer-order", args=[order])
    access_order(request.platform.id, order, request.actor)
    fields = {"words": request.POST.get("words", "").replace("\r\n", "\n")} if what == "contact" else {}
    outcome = act(request, VERBS[what], order, fields)
    if not isinstance(outcome, Done):
        messages.error(request, wrong(outcome, request).errors[0]["text"])
        return HttpResponseRedirect(here)
    said = {
        "urge": _("The shop has been told that you wait."),
        "contact": _("Your words are with the shop."),
        "yes": _("Thank you. The order is complete."),
        "no": _("The shop has been told that it didn’t come. You can complain about it now."),
    }
    messages.success(request, said[what])
    if what == "no":
        return HttpResponseRedirect(complain_url(access_order_case(request.platform.id, order, request.actor)))
    return HttpResponseRedirect(here)


def complain_url(case: OrderCase) -> str:
    """The complaint form about this order; after a no with the reason that its kind has for it."""
    kind = kind_of(case.order, case.policy)
    because = {"reason": kind.not_received} if kind and case.order.receipt == "no" else {}
    return f"{reverse('consumer-file')}?{urlencode({'order': case.order.id} | because)}"


def on_its_way(case: OrderCase, request: SignedIn) -> Context:
    """What consumer/order_way.html shows."""
    order, trail = case.order, order_trail(case.platform.id, case.order.id, case.party)
    may_urge = urge.may(case.by, order, case.policy, case.at)
    asks = confirm_received.may(case.by, order, case.policy, case.at) is None
    return {
        "path": stage_bar(case),
        "turn": turn_card(case, [_urging(case)] if may_urge is None else []),
        "urged": refusal_words(may_urge, request) if may_urge and may_urge.code == urge.URGED_ALREADY.code else None,
        "details": details(case, trail),
        "trail": trail_events(case, trail),
        "received": _received(case) if asks else None,
        "first": _first(case),
        "may_write": contact.may(case.by, order, case.policy, case.at) is None,
        "write_url": reverse("consumer-order-act", args=["contact", order.id]),
    }


def _urging(case: OrderCase) -> Context:
    return {
        "label": _("Urge the shop"),
        "url": reverse("consumer-order-act", args=["urge", case.order.id]),
        "method": "post",
        "icon": "bell",
        "fields": [("act_key", new_key())],
    }


def _received(case: OrderCase) -> Context:
    """The question, with two answers of the same weight."""
    order = case.order
    said_no = deny_received.may(case.by, order, case.policy, case.at) is not None
    answers = [("yes", _("Yes, I got it"), "check"), ("no", _("No, it didn’t come"), "x")]
    return {
        "heading": _("You said that it didn’t come.") if said_no else _("Have you received it?"),
        "why": _("If it comes after all, say so here.") if said_no else _(
            "Yes completes the order. With no, the shop is told, and you can complain at once."),
        "actions": [
            {
                "label": label,
                "url": reverse("consumer-order-act", args=[what, order.id]),
                "method": "post",
                "icon": icon,
                "fields": [("act_key", new_key())],
            }
            for what, label, icon in answers
            if not (said_no and what == "no")
        ],
    }  # fmt: skip


def _first(case: OrderCase) -> bool:
    """Whether the shop is to be written to before a complaint is possible."""
    refusal = file.may(case.by, case.order, load_pack(case.platform.pack), case.at)
    return refusal is not None and refusal.code == file.CONTACT_FIRST.code
