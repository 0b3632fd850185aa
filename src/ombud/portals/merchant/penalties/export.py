"""The shop's penalties as a file for a spreadsheet, in which no cell can become a formula."""

import csv
import io
from collections.abc import Iterator

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from ombud.core.penalty.standing import status_of
from ombud.desk.access import PenaltyCase
from ombud.portals.common.case.teller import listed
from ombud.portals.common.cells import plain
from ombud.portals.common.display import iso
from ombud.portals.common.penalty.status import status_words
from ombud.portals.common.penalty.teller import PenaltyTeller
from ombud.portals.common.who import SignedIn, for_member
from ombud.portals.merchant.frame import shop_of
from ombud.portals.merchant.penalties.reach import shop_penalties
from ombud.reads import penalties

ROWS_MAX = 5000
"""A shop with more penalties has lost its account long before; the file says where it ends."""


@for_member
@require_safe
def export(request: SignedIn) -> HttpResponse:
    """Everything in the list, in its order."""
    held = io.StringIO()
    table = csv.writer(held)
    table.writerow(_columns())
    table.writerows([plain(cell) for cell in _row(case)] for case in _all(request))
    answer = HttpResponse("\ufeff" + held.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="penalties.csv"'
    return answer


def _all(request: SignedIn) -> Iterator[PenaltyCase]:
    shop, after, n = shop_of(request), None, 0
    while n < ROWS_MAX:
        page = penalties.of_shop(request.platform.id, shop, "all", after)
        yield from shop_penalties(request, page.ids)
        n, after = n + len(page.ids), page.after
        if after is None:
            return


def _columns() -> list[str]:
    return [
        _("Penalty number"), _("Violation"), _("Rule"), _("Imposed"), _("Measures"), _("Orders"), _("State"),
        _("Appeal window opens"), _("Appeal window closes"), pgettext("appeal", "Upheld"), _("Rules of procedure"),
    ]  # fmt: skip


def _row(case: PenaltyCase) -> list[str]:
    t, penalty = PenaltyTeller(case), case.penalty
    upheld = ""
    if penalty.outcome is not None and penalty.slots != ("whole",):
        n, of = sum(one.upheld for one in penalty.verdicts), len(penalty.verdicts)
        upheld = _("{n} of {of}").format(n=n, of=of)
    return [
        penalty.number,
        t.violation,
        penalty.imposition.rule,
        iso(penalty.imposed_at) if penalty.imposed_at else "",
        listed([t.measure(one.terms) for one in penalty.measures]),
        " ".join(one.number for one in penalty.imposition.orders),
        status_words(status_of(penalty, case.at)),
        iso(penalty.terms.opens_at) if penalty.terms else "",
        iso(penalty.closes_at) if penalty.closes_at and not penalty.unread else "",
        upheld,
        penalty.pack,
    ]
