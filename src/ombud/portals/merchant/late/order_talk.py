"""One order on its way, on its page: whose turn it is, what to do, the words with the consumer, the trail."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ombud.core.order import complete, contact, fill_in, undo
from ombud.desk.access import OrderCase, access_order
from ombud.desk.handle import Done
from ombud.portals.common.act import act, new_key, wrong
from ombud.portals.common.order.path import details, stage_bar, turn_card
from ombud.portals.common.order.trail import trail_events
from ombud.portals.common.order.words import OrderWords
from ombud.portals.common.who import SignedIn, for_member
from ombud.portals.merchant.frame import shop_of
from ombud.portals.merchant.suspended import unless_suspended
from ombud.reads.order_trail import order_trail

Context = dict[str, Any]


def on_its_way(case: OrderCase) -> Context:
    """What merchant/late/on_its_way.html shows."""
    trail = order_trail(case.platform.id, case.order.id, case.party)
    return {
        "path": stage_bar(case),
        "turn": turn_card(case, _actions(case)),
        "details": details(case, trail),
        "trail": trail_events(case, trail),
        "may_answer": contact.may(case.by, case.order, case.policy, case.at) is None,
        "answer_url": reverse("merchant-order-answer", args=[case.order.id]),
    }


@for_member
@require_POST
@unless_suspended
def answer(request: SignedIn, id: str) -> HttpResponse:
    """Write back to the consumer who wrote about an order."""
    shop_of(request)
    access_order(request.platform.id, id, request.actor)
    said = request.POST.get("words", "").replace("\r\n", "\n")
    outcome = act(request, "order.contact", id, {"words": said})
    if isinstance(outcome, Done):
        messages.success(request, _("Your answer is with the consumer."))
    else:
        messages.error(request, wrong(outcome, request).errors[0]["text"])
    return HttpResponseRedirect(reverse("merchant-order", args=[id]))


def _actions(case: OrderCase) -> list[Context]:
    """What can be done with it now: each asked of its verb's own ladder."""
    order, rules, at = case.order, case.policy, case.at
    words, found = OrderWords(case.policy.pack.id), []

    def button(label: str, name: str, icon: str, *, primary: bool = False) -> Context:
        fields = [("order", order.id), ("act_key", new_key())]
        return {"label": label, "url": reverse(name), "method": "post", "icon": icon, "primary": primary,
                "fields": fields}  # fmt: skip

    if complete.may(case.by, order, rules, at) is None:
        kind = rules.pack.trade.kind(order.facts.kind) if rules.pack.trade else None
        stage = kind.stage(order.status) if kind else None
        to = words.status(stage.next[0]) if stage else ""
        label = _("Move on to “{status}”").format(status=to)
        found.append(button(label, "merchant-late-complete", "check", primary=True))
    if undo.may(case.by, order, rules, at) is None:
        found.append(button(_("Take the last move back"), "merchant-late-undo", "rotate-ccw"))
    if order.missing and fill_in.may(case.by, order, rules, at) is None:
        found.append(button(_("Fill in what is missing"), "merchant-late-fill-in", "pencil"))
    return found
