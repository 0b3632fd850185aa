"""The message centre: what the consumer was told, what of it is unread, and what waits for them."""

from typing import Literal

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ombud.notices.centre import mark_read, messages_of, unread_count
from ombud.portals.common.who import SignedIn, for_consumer
from ombud.portals.consumer.frame import consumer_page

Only = Literal["all", "unread", "action"]


@for_consumer
@require_safe
def centre(request: SignedIn) -> HttpResponse:
    """All messages, the unread ones, or those whose case waits for the reader."""
    wanted = request.GET.get("only", "")
    only: Only = "unread" if wanted == "unread" else "action" if wanted == "action" else "all"
    after = request.GET.get("after", "")
    page = messages_of(
        request.platform.id,
        request.actor,
        int(after) if after.isascii() and after.isdigit() and len(after) < 18 else None,
        only,
    )
    here, unread = reverse("consumer-messages"), unread_count(request.platform.id, request.actor)
    context = {
        "here": "me",
        "back_url": reverse("consumer-me"),
        "entries": page.entries,
        "tabs": [
            {"url": here, "label": _("All"), "current": only == "all"},
            {"url": f"{here}?only=unread", "label": _("Unread"), "count": unread, "current": only == "unread"},
            {"url": f"{here}?only=action", "label": _("Waiting for you"), "current": only == "action"},
        ],
        "older_url": f"{here}?only={only}&after={page.next_after}" if page.next_after else "",
        "unread": unread,
    }
    answer = consumer_page(request, "messages.html", context)
    if not request.headers.get("Purpose") and request.method == "GET":
        mark_read(request.platform.id, request.actor, [one.id for one in page.entries if one.unread])
    return answer


@for_consumer
@require_POST
def read_all(request: SignedIn) -> HttpResponse:
    """Everything is read."""
    mark_read(request.platform.id, request.actor)
    return HttpResponseRedirect(reverse("consumer-messages"))
