"""All penalties of one shop, for the platform's people."""

from datetime import datetime

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ombud.desk.access import access_shop
from ombud.portals.common.who import SignedIn, for_reviewer
from ombud.portals.reviewer import bar
from ombud.portals.reviewer.penalties.choose import new_url
from ombud.portals.reviewer.penalties.rows import columns, penalty_rows
from ombud.reads import penalty_queues as read
from ombud.reads.penalties import Place


@for_reviewer
@require_safe
def listing(request: SignedIn, shop: str) -> HttpResponse:
    """What can still be appealed first, then what is under review, then what is over."""
    name = access_shop(request.platform.id, shop).facts.name or shop
    found, after = read.of_shop(request.platform.id, shop, place_of(request.GET.get("after", "")))
    context = {
        "here": "penalties",
        "heading": _("Penalties of {shop}").format(shop=name),
        "columns": columns(),
        "rows": penalty_rows(request, found),
        "older_url": f"?after={after[0]}~{after[1].strftime('%Y-%m-%dT%H:%M:%S.%f')}~{after[2]}" if after else "",
        "new_url": new_url(shop=shop) if bar.knows_penalties(request) else "",
    }
    return bar.page(request, "reviewer/penalties/of_shop.html", context)


def place_of(text: str) -> Place | None:
    """A place in the list, as an address names it; None for the start and for what isn't one."""
    rank, _sep, rest = text.partition("~")
    at, _sep, id = rest.partition("~")
    try:
        moment = datetime.fromisoformat(f"{at}+00:00")
    except ValueError:
        return None
    return (int(rank), moment, id) if rank.isdecimal() and len(rank) < 3 and "\x00" not in id else None
