"""The start: what needs the shop today, and how its cases stand."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from ombud.portals.common.announcements.strip import strip
from ombud.portals.common.guide import must_accept
from ombud.portals.common.who import SignedIn, for_member
from ombud.portals.merchant.frame import capped, console, shop_of
from ombud.portals.merchant.interventions.pages import waiting
from ombud.portals.merchant.many import open_cases
from ombud.portals.merchant.rows import rows_of
from ombud.portals.merchant.shop.frame import own_shop
from ombud.reads import shop_list

SHOWN = 5
"""The nearest deadlines: as many as one looks at before beginning with the first."""


@for_member
@require_safe
def home(request: SignedIn) -> HttpResponse:
    """The nearest deadlines first, then the figures; for who has no open shop yet, the way to one."""
    held = own_shop(request)
    if not getattr(request.actor, "shop", "") or (held is not None and held.shop.stage != "open"):
        return redirect("merchant-shop")
    shop = shop_of(request)
    counts = shop_list.counts(request.platform.id, shop)
    soon = shop_list.due_soon(request.platform.id, shop, request.at)
    page = shop_list.complaints(request.platform.id, shop, "mine", most=SHOWN)
    context = {
        "here": "home",
        "counts": counts,
        "soon": soon,
        "sentence": sentence(counts["mine"], soon),
        "tiles": _tiles(counts, soon),
        "rows": rows_of(open_cases(request, (one.id for one in page.places))),
        "more_url": reverse("merchant-complaints") if page.after else "",
        "rules_banner": must_accept(request),
        "announced": strip(request),
        "asked": waiting(request, shop),
    }
    return console(request, "home.html", context)


def sentence(mine: int, soon: int) -> str:
    """The day in one sentence."""
    if not mine:
        return _("No complaint waits for you. You can look at the others in peace.")
    if not soon:
        return ngettext(
            "%(n)d complaint waits for you, none is due within a day.",
            "%(n)d complaints wait for you, none is due within a day.",
            mine,
        ) % {"n": mine}
    return ngettext(
        "%(soon)s of the complaints that wait for you is due within a day. Begin with it.",
        "%(soon)s of the complaints that wait for you are due within a day. Begin with the first.",
        soon,
    ) % {"soon": capped(soon)}


def _tiles(counts: dict[str, int], soon: int) -> list[dict[str, Any]]:
    here = reverse("merchant-complaints")
    told = (
        ("mine", _("Your turn"), str(counts["mine"]), "warn" if counts["mine"] else ""),
        ("mine", _("Due within a day"), capped(soon), "bad" if soon else ""),
        ("consumer", _("Waiting for the consumer"), str(counts["consumer"]), ""),
        ("platform", _("With the platform"), str(counts["platform"]), ""),
    )
    return [{"url": f"{here}?tab={tab}", "label": label, "n": n, "tone": tone} for tab, label, n, tone in told]
