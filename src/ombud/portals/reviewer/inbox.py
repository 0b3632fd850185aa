"""The senior queue's messages: the newest unread ones over the queues, all of them on a page of their own."""

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from ombud.core.people import can
from ombud.notices.centre import UNREAD_COUNTED_MAX, mark_read, messages_of, unread_count
from ombud.portals.common.who import SignedIn, for_reviewer
from ombud.portals.reviewer import bar

SHOWN = 3
"""Over the queues: enough to see what is new, little enough to start working."""


def inbox(request: SignedIn) -> dict[str, Any]:
    """The newest unread messages: {lines, unread, url}; empty for who doesn't oversee."""
    if not can(request.actor, "oversee"):
        return {}
    platform, actor = request.platform.id, request.actor
    unread = unread_count(platform, actor)
    newest = messages_of(platform, actor, only="unread").entries[:SHOWN] if unread else ()
    words = f"{UNREAD_COUNTED_MAX - 1}+" if unread >= UNREAD_COUNTED_MAX else str(unread)
    return {"lines": newest, "unread": words if unread else "", "url": reverse("review-inbox")}


@for_reviewer
@require_http_methods(["GET", "HEAD", "POST"])
def messages_page(request: SignedIn) -> HttpResponse:
    """All messages to the senior queue, newest first; POST says that they are read."""
    if not can(request.actor, "oversee"):
        raise Http404
    platform, actor = request.platform.id, request.actor
    if request.method == "POST":
        mark_read(platform, actor)
        return HttpResponseRedirect(reverse("review-inbox"))
    after = request.GET.get("after", "")
    found = messages_of(
        platform, actor, int(after) if after.isascii() and after.isdigit() and len(after) < 18 else None
    )
    context = {
        "here": "queues",
        "entries": found.entries,
        "unread": unread_count(platform, actor),
        "older_url": f"?after={found.next_after}" if found.next_after else "",
    }
    return bar.page(request, "reviewer/inbox.html", context)
