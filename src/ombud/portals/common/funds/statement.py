"""A page of a fund's statement as somebody reads it: filtered by kind, further back page by page."""

from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from ombud.portals.common.funds.shown import FundTeller
from ombud.portals.common.funds.told import kind_words
from ombud.portals.common.who import SignedIn
from ombud.reads import funds

DIGITS_MAX = 9
"""Of a place in a statement, as an address names it."""


def statement(request: SignedIn, t: FundTeller, here: str) -> dict[str, Any]:
    """What common/funds/statement.html is given; `here` is the address of the page without its query."""
    staff = t.case.party == "platform"
    kinds = {one: words for one, words in kind_words().items() if staff or one != "mismatch"}
    kind = request.GET.get("kind", "") if request.GET.get("kind", "") in kinds else ""
    before = request.GET.get("before", "")
    since = int(before) if before.isascii() and before.isdigit() and len(before) <= DIGITS_MAX else funds.FROM_THE_END
    found, more = funds.statement(t.case.platform.id, t.fund.id, before=since, kind=kind, staff=staff)
    tabs = [{"url": f"{here}#statement", "label": _("All"), "current": not kind}]
    tabs += [
        {"url": f"{here}?{urlencode({'kind': one})}#statement", "label": words, "current": one == kind}
        for one, words in kinds.items()
    ]
    further = urlencode({**({"kind": kind} if kind else {}), "before": found[-1].seq if found else 0})
    return {
        "lines": t.lines(found),
        "currency": t.fund.currency,
        "tabs": tabs,
        "older_url": f"{here}?{further}#statement" if more else "",
        "newer_url": f"{tabs[[one['current'] for one in tabs].index(True)]['url']}" if before else "",
        "filtered": bool(kind),
    }
