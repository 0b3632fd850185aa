"""M9: the shop's talks with consumers, one for each order, and how what was said becomes evidence."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ombud.desk.access_conversation import ConversationCase
from ombud.portals.common.act import RIGHT
from ombud.portals.common.case.present import order_of
from ombud.portals.common.chat import as_evidence
from ombud.portals.common.chat.listing import chats
from ombud.portals.common.chat.page import chat_context, mark, news, number_of, open_chat, send, shop_name
from ombud.portals.common.display import mask
from ombud.portals.common.who import SignedIn, for_member
from ombud.portals.merchant.frame import Context, console, shop_of

NAMES = "merchant"


@for_member
@require_safe
def chat_list(request: SignedIn) -> HttpResponse:
    """All talks of the shop; an order's number or a consumer's id finds some of them."""
    shop_of(request)
    return console(request, "chats.html", {"here": "chats", **chats(request, NAMES)})


@for_member
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def chat(request: SignedIn, order: str) -> HttpResponse:
    """One talk; on POST a message is sent."""
    shop_of(request)
    case = open_chat(request, order)
    sent = send(request, case) if request.method == "POST" else None
    if sent and sent.done:
        return redirect(reverse("merchant-chat", args=[order]) + "#end")
    context = {**_about(request, case), **chat_context(request, case, NAMES, sent)}
    return console(request, "chat.html", context, 422 if sent and sent.stops.errors else 200)


@for_member
@never_cache
@require_safe
def chat_news(request: SignedIn, order: str) -> HttpResponse:
    """What an open page asks."""
    shop_of(request)
    return news(request, open_chat(request, order), NAMES)


@for_member
@require_POST
def chat_read(request: SignedIn, order: str) -> HttpResponse:
    """What is on the screen was read."""
    shop_of(request)
    mark(request, open_chat(request, order), number_of(request.POST.get("up_to", "")))
    return redirect("merchant-chat", order)


@for_member
@require_http_methods(["GET", "HEAD", "POST"])
def chat_evidence(request: SignedIn, order: str) -> HttpResponse:
    """Choose what goes into a complaint."""
    shop_of(request)
    case = open_chat(request, order)
    stops = RIGHT
    if request.method == "POST":
        done = as_evidence.attach(request, case, NAMES)
        if isinstance(done, HttpResponse):
            return done
        stops = done
    context = {**_about(request, case), **as_evidence.choice_context(request, case, NAMES, stops)}
    return console(request, "chat_evidence.html", context, 422 if stops.errors else 200)


def _about(request: SignedIn, case: ConversationCase) -> Context:
    """The order beside it, and the complaints about it."""
    rows = [
        {
            "url": reverse("merchant-case", args=[one.complaint.number]),
            "icon": "message-circle",
            "label": one.complaint.number,
            "hint": _("Closed") if one.complaint.stage == "closed" else pgettext("state", "Open"),
        }
        for one in as_evidence.its_cases(request, case)
    ]
    shop = shop_name(request.platform.id, case.order.shop)
    order = order_of(case.order, request.platform.id, request.actor.id, shop=shop)
    return {
        "here": "chats",
        "order": order | {"url": reverse("merchant-order", args=[case.order.id])},
        "number": case.order.facts.number or case.order.id,
        "whom": mask(case.order.consumer),
        "about": rows,
        "list_url": reverse("merchant-chats"),
        "chat_url": reverse("merchant-chat", args=[case.order.id]),
    }
