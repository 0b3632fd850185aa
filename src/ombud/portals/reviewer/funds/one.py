"""One fund for the platform's people: as the shop sees it, with what only they know; a surge's hold is freed here."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ombud.desk.access import FundCase, access_fund
from ombud.desk.handle import Done
from ombud.portals.common.act import RIGHT, Wrong, act, typed, wrong
from ombud.portals.common.funds.shown import FundTeller
from ombud.portals.common.funds.statement import statement
from ombud.portals.common.who import SignedIn, for_reviewer
from ombud.portals.reviewer import bar
from ombud.reads import funds


@for_reviewer
@require_safe
def fund_page(request: SignedIn, id: str) -> HttpResponse:
    """Balances, holds, payments, debts, and the statement."""
    return _page(request, access_fund(request.platform.id, id, request.actor, request.at))


@for_reviewer
@require_POST
def release(request: SignedIn, id: str) -> HttpResponse:
    """Frees what a surge keeps back, with reasons that the shop reads."""
    case = access_fund(request.platform.id, id, request.actor, request.at)
    surge = request.POST.get("surge", "")
    outcome = act(request, "fund.release", case.fund.id, {"surge": surge, **typed(request, "words")})
    if isinstance(outcome, Done):
        messages.success(request, _("Freed. The reasons stand in the shop’s statement."))
        return HttpResponseRedirect(reverse("review-fund", args=[case.fund.id]))
    fault = wrong(outcome, request, currency=case.fund.currency)
    return _page(request, case, fault, surge=surge, status=422)


def _page(
    request: SignedIn, case: FundCase, fault: Wrong = RIGHT, *, surge: str = "", status: int = 200
) -> HttpResponse:
    t = FundTeller(case)
    here = reverse("review-fund", args=[case.fund.id])
    shop = case.fund.shop
    holds: list[dict[str, Any]] = [
        {**one, "typed": request.POST.get("words", "") if one["surge"] and one["surge"] == surge else "",
         "error": fault.at.get("words", "") if one["surge"] == surge else ""} for one in t.holds()
    ]  # fmt: skip
    context = {
        "here": "funds",
        "fund": case.fund,
        "currency": case.fund.currency,
        "shop_name": funds.shop_names(case.platform.id, [shop]).get(shop) or shop,
        "balances": t.balances(),
        "frozen": t.frozen(),
        "holds": holds,
        "payments": t.payments(),
        "debts": t.debts(),
        "statement": statement(request, t, here),
        "errors": fault.errors,
        "release": reverse("review-fund-release", args=[case.fund.id]),
        "shop_url": reverse("review-shop-penalties", args=[shop]),
        "others": [
            {"url": reverse("review-fund", args=[one.id]), "label": one.currency, "current": one.id == case.fund.id}
            for one in funds.of_shop(case.platform.id, shop)
        ],
    }
    return bar.page(request, "reviewer/funds/one.html", context, status)


def fund_url(platform: int, id: str) -> str:
    """The page of the fund of this id, blank where there is none (yet)."""
    known = bool(id) and id in {one.id for one in funds.of_shop(platform, id.rpartition(":")[0])}
    return reverse("review-fund", args=[id]) if known else ""
