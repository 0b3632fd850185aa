"""Finding a case by its number, the order's, the consumer's name, or the last digits of a phone; and a penalty by its
number, its shop's name, or an order it is about."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ombud.portals.common.who import SignedIn, for_reviewer
from ombud.portals.reviewer import bar
from ombud.portals.reviewer.penalties.rows import columns as penalty_columns
from ombud.portals.reviewer.penalties.rows import penalty_rows
from ombud.portals.reviewer.rows import case_rows, columns
from ombud.reads.penalty_search import search_penalties
from ombud.reads.reports import report_id
from ombud.reads.search import MOST, search


@for_reviewer
@require_safe
def search_page(request: SignedIn) -> HttpResponse:
    """The search, and what it found: cases, penalties, a report. Names stay masked: a case shows them, on record."""
    wanted = request.GET.get("q", "").strip()
    hits = search(request.platform.id, wanted) if wanted else []
    words = {
        "number": _("Complaint number"),
        "order": _("Order number"),
        "name": _("Name"),
        "phone": _("End of the phone number"),
    }
    rows = case_rows(request, [hit.case for hit in hits])
    for row, hit in zip(rows, hits, strict=True):
        row["cells"][0]["sub2"] = _("Found by: {what}").format(what=words[hit.how])
        row["taken"] = ""
    penalties = search_penalties(request.platform.id, wanted) if wanted else []
    report = report_id(request.platform.id, wanted) if wanted else ""
    report_url = reverse("review-report", args=[wanted.upper()]) if report else ""
    context = {
        "report_url": report_url,
        "penalty_columns": penalty_columns(),
        "penalty_rows": penalty_rows(request, penalties),
        "penalties_most": len(penalties) >= MOST,
        "here": "search",
        "q": wanted,
        "columns": columns(),
        "rows": rows,
        "most": len(hits) >= MOST,
    }
    return bar.page(request, "reviewer/search.html", context)
