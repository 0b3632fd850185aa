"""Which pages show the staff what is personal: each time one of them is shown, that is written down before it leaves.

A page that isn't here shows the staff nothing but their own things, figures, and lists in which names are masked; the
matrix of tests/access holds every page to one or the other.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from ombud.ledger.looked_at import About, recorded


class Look(NamedTuple):
    """What a page shows."""

    what: str
    """As desk/look_words.py words it."""
    thing: str
    name: str
    """The part of the address that names the thing; of a search, nothing."""
    part: str = ""
    """The part of the address that says what of it."""


CASE, PENALTY = Look("case-read", "complaint", "number"), Look("penalty-read", "penalty", "number")
ORDER = Look("order-read", "order", "order")
LOOKS: Mapping[str, Look] = {
    "review-case": CASE,
    "review-do": CASE,
    "review-contact": CASE,
    "review-match": Look("picture-seen", "complaint", "number", "exhibit"),
    "review-penalty": PENALTY,
    "review-penalty-do": PENALTY,
    "review-penalty-outcome": PENALTY,
    "review-report": Look("report-read", "report", "number"),
    "review-evidence-report": Look("evidence-report-read", "evidence_report", "number"),
    "review-evidence-report-match": Look("picture-seen", "evidence_report", "number", "source"),
    "review-account": Look("account-read", "account", "account"),
    "review-shop": Look("papers-read", "shop", "shop"),
    "review-surge": Look("surge-read", "surge", "number"),
    "review-surge-cases": Look("gathered-cases-read", "surge", "number"),
    "review-order": ORDER,
    "review-call-file": ORDER,
    "review-call-speak": ORDER,
    "receipts": Look("receipts-read", "record", "name"),
    "receipt": Look("receipts-read", "record", "name"),
    "review-search": Look("searched", "search", ""),
    "review-calls": Look("searched", "search", ""),
    "review-erasure": Look("erasure-read", "erasure", "person"),
    "review-audit": Look("log-read", "log", ""),
    "review-import": Look("import-read", "import", "id"),
    "review-import-file": Look("import-taken", "import", "id", "what"),
    "exhibit": Look("picture-seen", "complaint", "number", "file"),
    "exhibit-cover": Look("picture-seen", "complaint", "number", "file"),
    "custody": Look("custody-read", "complaint", "number", "file"),
    "talk-exhibit": Look("talk-read", "complaint", "number", "talk"),
    "talk-picture": Look("picture-seen", "complaint", "number", "file"),
    "kept-file": Look("picture-seen", "order", "order", "file"),
    "kept-cover": Look("picture-seen", "order", "order", "file"),
}
SHOWN = (200, 422)
"""Answers that show the page; others lead on, or say that there is nothing."""


def written_down(request: HttpRequest, answer: HttpResponseBase, platform: int, who: str, at: datetime) -> None:
    """Write a look of the staff's down, where this page is one."""
    match = request.resolver_match
    look = LOOKS.get(match.url_name or "") if match is not None else None
    if look is None or match is None or answer.status_code not in SHOWN:
        return
    if look.thing == "search" and not any(request.GET.values()):
        return  # the empty form
    about = About(look.thing, _said(match.kwargs, look.name), _said(match.kwargs, look.part))
    recorded(platform, who, look.what, about, at, via="session")


def _said(address: Mapping[str, object], part: str) -> str:
    return str(address.get(part, ""))
