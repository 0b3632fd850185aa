"""C8: a shop's public record, before buying there: figures with what they are counted of, or that there are few."""

from datetime import datetime
from typing import Any

from babel.numbers import format_decimal
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from ombud.accounts.platforms import settings_of
from ombud.core.shop.state import Shop
from ombud.desk import clock
from ombud.desk.access import access_open_shop
from ombud.desk.handle import NotFound
from ombud.portals.common.display import language
from ombud.portals.common.guide import platform_of, query
from ombud.portals.common.page import show
from ombud.portals.common.typed import BABEL
from ombud.reads.shop_record import DAYS, FEW, SEEN_MAX, Place, Record, ratings, record

Row = dict[str, Any]


@require_safe
def page(request: HttpRequest, shop: str) -> HttpResponse:
    """The record of one shop, for everybody."""
    platform = platform_of(request)
    at = clock.now(platform.pk if platform else None)
    if platform is None:
        raise Http404
    try:
        found = access_open_shop(platform.pk, shop)
    except NotFound as error:
        raise Http404 from error
    settings = settings_of(platform.pk, at)
    here = reverse("shop-record", args=[shop])
    context = {
        **shown(found, record(platform.pk, shop, at)),
        **rated(platform.pk, shop, at, request, here),
        "platform_name": platform.name,
        "zone": settings.zone,
        "shop_id": shop,
        "announcements_url": reverse("announcements") + query(request),
    }
    return show(request, "common/shop_record/page.html", context)


def shown(shop: Shop, its: Record) -> Row:
    """For common/shop_record/figures.html."""
    return {
        "shop": shop.facts,
        "verified": shop.verified,
        "figures": [_complaints(its), _answers(its), _rulings(its), _ratings(its)],
        "since": its.since.isoformat(),
        "until": its.until.isoformat(),
        "days": DAYS,
    }


def rated(platform: int, shop: str, at: datetime, request: HttpRequest, here: str) -> Row:
    """The newest ratings, a page at a time."""
    after = _after(request.GET.get("after", ""))
    found, following = ratings(platform, shop, at, after)
    given = request.GET.copy()
    given.pop("after", None)
    first = f"{here}?{given.urlencode()}" if given else here
    if following:
        given["after"] = f"{following.at.isoformat()}~{following.seen}"
    return {
        "ratings": [{**one._asdict(), "told": stars_words(one.stars)} for one in found],
        "newer_url": first if after else "",
        "older_url": f"{here}?{given.urlencode()}" if following else "",
    }


def stars_words(stars: int) -> str:
    """A rating in words, for who can't see the stars."""
    return ngettext("{n} star of five", "{n} stars of five", stars).format(n=stars)


def count(n: int) -> str:
    """A figure as the reader's language groups it."""
    return str(format_decimal(n, locale=BABEL[language()]))


def few(n: int) -> str:
    """A count that is told exactly only where nobody can be picked out of it."""
    return count(n) if n == 0 or n >= FEW else _("fewer than {n}").format(n=FEW)


def _spoken(n: int) -> int:
    """The number that the sentence speaks of, for its grammar: of one to four it says fewer than five."""
    return n if n == 0 or n >= FEW else FEW


def _complaints(its: Record) -> Row:
    label = _("Complaints per 1,000 orders")
    orders = ngettext("{n} order", "{n} orders", _spoken(its.orders)).format(n=few(its.orders))
    if its.per_thousand is None:
        cases = ngettext("{n} complaint", "{n} complaints", _spoken(its.complaints)).format(n=few(its.complaints))
        told = _("{cases}, {orders}: too few for a rate.").format(cases=cases, orders=orders)
        return {"label": label, "big": "", "told": _begun(told)}
    cases = ngettext("{n} complaint", "{n} complaints", its.complaints).format(n=count(its.complaints))
    rate = format_decimal(round(its.per_thousand, 1), locale=BABEL[language()])
    return {"label": label, "big": rate, "told": _begun(_("{cases}, {orders}.").format(cases=cases, orders=orders))}


def _begun(sentence: str) -> str:
    """A sentence that may begin with a word of a count."""
    return sentence[:1].upper() + sentence[1:]


def _answers(its: Record) -> Row:
    label = _("Time to answer")
    all_ = its.answered + its.unanswered
    told = _begun(
        _("{answered} of {all} complaints were answered by the shop.").format(answered=few(its.answered), all=few(all_))
    )
    if its.answer_hours is None:
        return {"label": label, "big": "", "told": told if all_ >= FEW else _too_few()}
    if its.answer_hours == 0:
        return {"label": label, "big": _begun(_("more than 10 days")), "told": told}
    return {"label": label, "big": _begun(_half(its.answer_hours)), "told": told}


def _half(hours: int) -> str:
    if hours < 48:
        return ngettext("half within {n} hour", "half within {n} hours", hours).format(n=hours)
    days = hours // 24
    return ngettext("half within {n} day", "half within {n} days", days).format(n=days)


def _rulings(its: Record) -> Row:
    label = _("How complaints ended")
    if its.ended < FEW:
        return {"label": label, "big": "", "told": _too_few()}
    return {
        "label": label,
        "big": "",
        "told": "",
        "parts": [
            {"label": _("Agreed between the two"), "n": few(its.settled)},
            {"label": _("Ruled for the shop"), "n": few(its.rulings_for)},
            {"label": _("Ruled against the shop"), "n": few(its.rulings_against)},
            {"label": _("Ruled that both are liable"), "n": few(its.rulings_both)},
        ],
    }


def _ratings(its: Record) -> Row:
    label = _("Ratings by those who bought")
    if its.average is None:
        return {"label": label, "big": "", "told": _too_few()}
    average = format_decimal(round(its.average, 1), locale=BABEL[language()])
    told = ngettext("{n} rating", "{n} ratings", its.ratings).format(n=count(its.ratings))
    bars = [{"label": stars_words(n), "n": n, "count": its.stars[n - 1], "of": its.ratings} for n in range(5, 0, -1)]
    return {"label": label, "big": _("{average} of 5").format(average=average), "told": told, "bars": bars}


def _too_few() -> str:
    return _("Few data: fewer than {n} in these days.").format(n=FEW)


def _after(text: str) -> Place | None:
    """A place in the list, as an address names it; None for the start and for what isn't one."""
    at, _sep, seen = text.partition("~")
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return None
    counted = seen.isascii() and seen.isdigit() and len(seen) <= 3 and int(seen) <= SEEN_MAX
    return Place(moment, int(seen)) if moment.tzinfo and counted else None
