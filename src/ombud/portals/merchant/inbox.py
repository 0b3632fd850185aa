"""M1: the message centre of the shop; whoever opens a message has read it, and comes to what it is about."""

from typing import get_args

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ombud.notices.centre import Only, mark_read, messages_of
from ombud.portals.common.announcements.strip import strip
from ombud.portals.common.who import SignedIn, for_member
from ombud.portals.merchant.frame import console, shop_of

ID_DIGITS_MAX = 18
"""What fits into the key of a message."""


@for_member
@require_http_methods(["GET", "HEAD"])
def inbox(request: SignedIn) -> HttpResponse:
    """What the shop was told, newest first: unread, needing action, or all."""
    shop_of(request)
    tabs: tuple[Only, ...] = get_args(Only)
    only: Only = next((one for one in tabs if one == request.GET.get("show", "")), "all")
    page = messages_of(request.platform.id, request.actor, _id(request.GET.get("after", "")), only)
    labels = {"all": _("All"), "unread": _("Unread"), "action": _("Needs you")}
    here = reverse("merchant-inbox")
    context = {
        "here": "inbox",
        "only": only,
        "tabs": [{"url": f"{here}?show={one}", "label": labels[one], "current": one == only} for one in tabs],
        "entries": page.entries,
        "announced": strip(request),
        "any_unread": any(one.unread for one in page.entries),
        "older_url": f"{here}?show={only}&after={page.next_after}" if page.next_after else "",
    }
    return console(request, "inbox.html", context)


@for_member
@require_POST
def read(request: SignedIn) -> HttpResponse:
    """Marks one message read and goes to what it is about; without one, marks all."""
    shop_of(request)
    one = _id(request.POST.get("message", ""))
    mark_read(request.platform.id, request.actor, [one] if one else None)
    to = request.POST.get("to", "")
    ours = url_has_allowed_host_and_scheme(to, {request.get_host()}, require_https=request.is_secure())
    return redirect(to if ours and to.startswith("/") else reverse("merchant-inbox"))


def _id(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= ID_DIGITS_MAX else None
