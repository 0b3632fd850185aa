"""A shop's deadlines in its people's own calendars: a secret lasting link that each can renew, and what lies behind it.

Behind the link stand kinds of deadlines and numbers of cases, never a name, an amount or what somebody said.
"""

from datetime import datetime

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ombud.accounts import calendar_links
from ombud.accounts.platforms import settings_of
from ombud.desk import clock
from ombud.ledger import fence
from ombud.packs.load import load_pack, texts
from ombud.portals.common.who import SignedIn, for_member
from ombud.portals.merchant.shop.frame import shop_page, the_shop
from ombud.portals.merchant.shop.ical import Entry, calendar
from ombud.reads import shop_deadlines


@for_member
@require_http_methods(["GET", "HEAD", "POST"])
def calendar_page(request: SignedIn) -> HttpResponse:
    """The link, and the way to another: the old one is dead at once."""
    case = the_shop(request)
    mine = calendar_links.of(request.platform.id, request.actor.id, case.shop.id)
    if mine is None:
        raise Http404
    if request.method == "POST":
        again = mine.calendar_serial > 0
        calendar_links.renew(mine)
        messages.success(request, _("The old link no longer works.") if again else _("The link is made."))
        return redirect("merchant-shop-calendar")
    token = calendar_links.token_of(mine)
    address = f"{settings.ORIGIN}{reverse('shop-calendar', args=[token])}" if mine.calendar_serial else ""
    return shop_page(request, "calendar.html", {"address": address})


@require_safe
def feed(_request: HttpRequest, token: str) -> HttpResponse:
    """The calendar itself, for whoever has the link: calendars don't sign in."""
    member = calendar_links.member_of(token)
    if member is None:
        raise Http404
    fence.within(member.platform_id)
    platform = settings_of(member.platform_id)
    language = member.person.language or "en"
    with translation.override(language):
        words = texts(load_pack(platform.pack).pack.id)
        entries = [
            Entry(
                uid=f"{one.kind}-{one.name}@{platform.slug}",
                at=one.due_at,
                title=_title(words.say(f"deadline.{one.kind}", language) if words.has(f"deadline.{one.kind}", language)
                             else one.kind, one.name),
                url=f"{settings.ORIGIN}{one.path}",
            )
            for one in shop_deadlines.deadlines(platform.id, member.shop)
        ]  # fmt: skip
        name = _("Deadlines on {platform}").format(platform=platform.name)
    answer = HttpResponse(calendar(name, entries, _stamp()), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'inline; filename="deadlines.ics"'
    answer["Cache-Control"] = "private, no-store"
    answer["Referrer-Policy"] = "no-referrer"
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _title(what: str, name: str) -> str:
    return f"{what} · {name}" if name else what


def _stamp() -> datetime:
    return clock.now()
