"""M9 as the consumer has it: the talks with shops, one for each order, and how what was said becomes evidence."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ombud.core.complaint import file
from ombud.desk.access_conversation import ConversationCase
from ombud.packs.load import load_pack
from ombud.portals.common.act import RIGHT
from ombud.portals.common.case.present import order_of
from ombud.portals.common.chat import as_evidence
from ombud.portals.common.chat.listing import chats
from ombud.portals.common.chat.page import chat_context, mark, news, number_of, open_chat, send, shop_name
from ombud.portals.common.who import SignedIn, for_consumer
from ombud.portals.consumer.frame import Context, case_url, consumer_page

NAMES = "consumer"


@for_consumer
@require_safe
def chat_list(request: SignedIn) -> HttpResponse:
    """All talks of the consumer."""
    orders = reverse("consumer-orders")
    action = {"label": _("My orders"), "url": orders, "method": "get"}
    context = {"here": "orders", "back_url": orders, "orders_action": action, **chats(request, NAMES)}
    return consumer_page(request, "chats.html", context)


@for_consumer
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def chat(request: SignedIn, order: str) -> HttpResponse:
    """One talk; on POST a message is sent."""
    case = open_chat(request, order)
    sent = send(request, case) if request.method == "POST" else None
    if sent and sent.done:
        return redirect(reverse("consumer-chat", args=[order]) + "#end")
    context = {**_about(request, case), **chat_context(request, case, NAMES, sent)}
    return consumer_page(request, "chat.html", context, 422 if sent and sent.stops.errors else 200)


@for_consumer
@never_cache
@require_safe
def chat_news(request: SignedIn, order: str) -> HttpResponse:
    """What an open page asks."""
    return news(request, open_chat(request, order), NAMES)


@for_consumer
@require_POST
def chat_read(request: SignedIn, order: str) -> HttpResponse:
    """What is on the screen was read."""
    mark(request, open_chat(request, order), number_of(request.POST.get("up_to", "")))
    return redirect("consumer-chat", order)


@for_consumer
@require_http_methods(["GET", "HEAD", "POST"])
def chat_evidence(request: SignedIn, order: str) -> HttpResponse:
    """Choose what goes into a complaint."""
    case = open_chat(request, order)
    stops = RIGHT
    if request.method == "POST":
        done = as_evidence.attach(request, case, NAMES)
        if isinstance(done, HttpResponse):
            return done
        stops = done
    context = {**_about(request, case), **as_evidence.choice_context(request, case, NAMES, stops)}
    return consumer_page(request, "chat_evidence.html", context, 422 if stops.errors else 200)


def _about(request: SignedIn, case: ConversationCase) -> Context:
    """The order above it, its complaints, and the way to a new one."""
    order, url = case.order, reverse("consumer-order", args=[case.order.id])
    name = shop_name(request.platform.id, order.shop)
    rows = [
        {
            "url": case_url(one.complaint.number),
            "icon": "message-circle",
            "label": _("Complaint {number}").format(number=one.complaint.number),
            "hint": _("Closed") if one.complaint.stage == "closed" else pgettext("state", "Open"),
        }
        for one in as_evidence.its_cases(request, case)
    ]
    if file.may(request.actor, order, load_pack(request.platform.pack), request.at) is None:
        to = f"{reverse('consumer-file')}?{urlencode({'order': order.id})}"
        rows.append({"url": to, "icon": "flag", "label": _("Complain about this order"), "hint": ""})
    return {
        "here": "orders",
        "order": order_of(order, request.platform.id, request.actor.id, shop=name, url=url),
        "whom": name,
        "about": rows,
        "back_url": reverse("consumer-chats"),
        "chat_url": reverse("consumer-chat", args=[order.id]),
    }
