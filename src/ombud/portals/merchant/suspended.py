"""Keeps a suspended shop's members from pages that aren't theirs while that lasts, and says why."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpResponse

from ombud.portals.common.who import SignedIn
from ombud.portals.merchant.frame import console, shop_of
from ombud.portals.merchant.standing import standing_of

View = Callable[..., HttpResponse]


def unless_suspended(view: View) -> View:
    """The view for shops whose account is open; a plain page with the way to the notice for all others."""

    @wraps(view)
    def seen(request: SignedIn, *args: object, **named: object) -> HttpResponse:
        shop_of(request)
        held = standing_of(request).account
        if held is None:
            return view(request, *args, **named)
        return console(request, "suspended.html", {"number": held.number, "until": held.until}, 403)

    return seen
