"""What the platform keeps of the shop's money: what is free, held and why, on its way, owed, and every change of it."""

import csv
import io
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from babel.numbers import get_currency_precision
from django.http import HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from ombud.desk.access import access_fund
from ombud.desk.handle import NotFound
from ombud.desk.line_words import line_words
from ombud.packs.load import load_pack
from ombud.portals.common.cells import plain
from ombud.portals.common.display import iso, language
from ombud.portals.common.funds.shown import FundTeller
from ombud.portals.common.funds.statement import statement
from ombud.portals.common.funds.told import decision_words
from ombud.portals.common.who import SignedIn, for_member
from ombud.portals.merchant.frame import console, shop_of
from ombud.reads import funds
from ombud.reads.funds import Balance, Line

CHUNK = 500
"""Lines of the export that are read at once, so that a long statement needs no more memory than a short one."""


@for_member
@require_safe
def funds_view(request: SignedIn, currency: str = "") -> HttpResponse:
    """One fund; where the shop has several, the first of them until another is chosen."""
    found = funds.of_shop(request.platform.id, shop_of(request))
    chosen = _chosen(found, currency)
    if chosen is None:
        context = {"here": "funds", "keeps": load_pack(request.platform.pack).pack.funds is not None}
        return console(request, "funds.html", context)
    t = FundTeller(access_fund(request.platform.id, chosen.id, request.actor, request.at))
    here = reverse("merchant-fund", args=[chosen.currency])
    context = {
        "here": "funds",
        "keeps": True,
        "currency": chosen.currency,
        "currencies": _currencies(found, chosen.currency),
        "balances": t.balances(),
        "frozen": _frozen(t),
        "holds": t.holds(),
        "payments": t.payments(),
        "debts": t.debts(),
        "statement": statement(request, t, here),
        "csv_url": reverse("merchant-fund-csv", args=[chosen.currency]),
    }
    return console(request, "funds.html", context)


@for_member
@require_safe
def export(request: SignedIn, currency: str) -> StreamingHttpResponse:
    """The whole statement for a spreadsheet, the newest line first; it is written as it is read."""
    chosen = _chosen(funds.of_shop(request.platform.id, shop_of(request)), currency)
    if chosen is None:
        raise NotFound
    case = access_fund(request.platform.id, chosen.id, request.actor, request.at)
    written = _written(case.platform.id, chosen, language())
    answer = StreamingHttpResponse(written, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="statement-{chosen.currency}.csv"'
    return answer


def _chosen(found: list[Balance], currency: str) -> Balance | None:
    """The fund of this currency, the first where none is named. Raises NotFound."""
    if currency and all(one.currency != currency for one in found):
        raise NotFound
    return next((one for one in found if currency in ("", one.currency)), None)


def _currencies(found: list[Balance], chosen: str) -> list[dict[str, Any]]:
    if len(found) < 2:
        return []
    return [
        {
            "url": reverse("merchant-fund", args=[one.currency]),
            "label": one.currency,
            "current": one.currency == chosen,
        }
        for one in found
    ]


def _frozen(t: FundTeller) -> dict[str, Any] | None:
    """The banner of a fund that is kept back in whole."""
    hold = t.frozen()
    if hold is None:
        return None
    action = {"label": _("Read the decision and its reasons"), "url": hold["url"]} if hold["url"] else None
    return {
        "tone": "bad",
        "heading": _("All of this money is frozen, and so is what comes in."),
        "text": _("By {decision}. The platform has to look at the freeze again and again; you can appeal.").format(
            decision=hold["label"]
        ),
        "action": action,
    }


def _written(platform: int, fund: Balance, lang: str) -> Iterator[str]:
    """The file piece by piece, each in the reader's language: it is written after the view has ended."""
    with translation.override(lang):
        head = _table([_columns(fund.currency)])
    yield "\ufeff" + head
    before, more = funds.FROM_THE_END, True
    while more:
        found, more = funds.statement(platform, fund.id, before=before, limit=CHUNK)
        if not found:
            return
        before = found[-1].seq
        with translation.override(lang):
            lines = _table([_row(one, fund.currency) for one in found])
        yield lines


def _table(lines: list[list[str]]) -> str:
    held = io.StringIO()
    csv.writer(held).writerows(lines)
    return held.getvalue()


def _columns(currency: str) -> list[str]:
    free, held = pgettext("money", "Free"), pgettext("money", "Held")
    amounts = [free, held, _("On its way to consumers"), _("Owed to the platform"), _("Taken for good")]
    return [
        _("When"), _("What happened"), _("Decision"), _("Reference"), *(f"{one} ({currency})" for one in amounts),
        f"{_('Free after it')} ({currency})",
    ]  # fmt: skip


def _row(one: Line, currency: str) -> list[str]:
    """Text as text; amounts exact, with a point, as every spreadsheet reads them from such a file."""
    places = get_currency_precision(currency)
    amounts = (one.available, one.held, one.ordered, -one.owed, one.forfeited, one.free)
    texts = (iso(one.at), line_words(one.type), decision_words(one.cause, one.number), one.reference)
    return [*map(plain, texts), *(f"{Decimal(minor).scaleb(-places):.{places}f}" for minor in amounts)]
