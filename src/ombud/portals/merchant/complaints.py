"""M6: the shop's complaints by whom they wait for, the nearest deadline first, each with its answers at hand."""

from datetime import datetime
from typing import Any, get_args
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ombud.portals.common.guide import must_accept
from ombud.portals.common.who import SignedIn, for_member
from ombud.portals.merchant.frame import console, shop_of
from ombud.portals.merchant.many import open_cases
from ombud.portals.merchant.rows import rows_of
from ombud.reads import shop_list
from ombud.reads.shop_list import Key, Page, Tab

Context = dict[str, Any]


@for_member
@require_safe
def complaints(request: SignedIn) -> HttpResponse:
    """One tab of the shop's complaints."""
    shop, tab = shop_of(request), _tab(request.GET.get("tab", ""))
    after, before = _key(request.GET.get("after", "")), _key(request.GET.get("before", ""))
    page = shop_list.complaints(request.platform.id, shop, tab, after=after, before=before)
    counts = shop_list.counts(request.platform.id, shop)
    context = {
        "here": "complaints",
        "counts": counts,
        "tabs": _tabs(tab, counts),
        "tab": tab,
        "rows": rows_of(open_cases(request, (one.id for one in page.places))),
        "empty": _empty(tab),
        "rules_banner": must_accept(request),
        **_pager(tab, page),
    }
    return console(request, "complaints.html", context)


def _tab(wanted: str) -> Tab:
    tabs: tuple[Tab, ...] = get_args(Tab)
    return next((one for one in tabs if one == wanted), "mine")


def _tabs(current: Tab, counts: dict[str, int]) -> list[Context]:
    labels = {
        "mine": _("Your turn"),
        "consumer": _("Waiting for the consumer"),
        "platform": _("With the platform"),
        "closed": _("Closed"),
    }
    here = reverse("merchant-complaints")
    return [
        {"url": f"{here}?tab={tab}", "label": label, "count": counts[tab], "current": tab == current}
        for tab, label in labels.items()
    ]


def _empty(tab: Tab) -> Context:
    """What an empty tab says."""
    told = {
        "mine": (
            _("Nothing waits for you"),
            _("A new complaint appears here as soon as it reaches your shop, with the time you have to answer it."),
        ),
        "consumer": (
            _("No case waits for a consumer"),
            _("After your answer or offer, a case stands here until the consumer has chosen how to go on."),
        ),
        "platform": (
            _("No case is with the platform"),
            _("The platform takes a case when a consumer asks it to, or when an answer is missed."),
        ),
        "closed": (_("No case is closed yet"), _("What was settled, ruled or withdrawn can be read here for good.")),
    }
    heading, text = told[tab]
    return {"heading": heading, "text": text, "icon": "circle-check" if tab == "mine" else "inbox"}


def _pager(tab: Tab, page: Page) -> Context:
    here = reverse("merchant-complaints")

    def url(way: str, place: shop_list.Place) -> str:
        return f"{here}?{urlencode({'tab': tab, way: f'{place.at.isoformat()}~{place.id}'})}"

    return {
        "newer_url": url("before", page.places[0]) if page.before and page.places else "",
        "older_url": url("after", page.places[-1]) if page.after and page.places else "",
    }


def _key(text: str) -> Key | None:
    """A place in the list, as the pager wrote it; anything else is the start."""
    at, _tilde, id = text.partition("~")
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return None
    return (moment, id) if moment.tzinfo and id and "\0" not in id else None
