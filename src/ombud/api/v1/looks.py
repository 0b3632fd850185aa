"""Which calls show the staff, or the platform's own software, what is personal: each leaves a row before its answer.

What a key reads for a party is that party's own. Calls for a reviewer, and those of a key that speaks for itself, are
looks like those of pages (portals/common/looks.py).
"""

from collections.abc import Mapping
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse

from ombud.api.v1.caller import Caller
from ombud.core.people import Reviewer, System
from ombud.desk import clock
from ombud.ledger.looked_at import About, recorded


class Look(NamedTuple):
    """What a call shows."""

    what: str
    thing: str


LOOKS: Mapping[str, Look] = {
    "complaints": Look("listed", "complaint"),
    "complaints/<str:id>": Look("case-read", "complaint"),
    "complaints/<str:id>/similar": Look("similar-cases-read", "complaint"),
    "orders/<str:id>": Look("order-read", "order"),
    "orders/<str:id>/kept": Look("kept-read", "order"),
    "order-search": Look("searched", "search"),
    "shops/<str:id>/papers": Look("papers-read", "shop"),
    "reports": Look("listed", "report"),
    "reports/<str:id>": Look("report-read", "report"),
    "accounts/<str:id>": Look("account-read", "account"),
    "evidence-reports": Look("listed", "evidence_report"),
    "evidence-reports/<str:id>": Look("evidence-report-read", "evidence_report"),
    "surges/<str:id>": Look("surge-read", "surge"),
    "surges/<str:id>/cases": Look("gathered-cases-read", "surge"),
    "penalties": Look("listed", "penalty"),
    "penalties/<str:id>": Look("penalty-read", "penalty"),
    "penalties/<str:id>/notice": Look("penalty-read", "penalty"),
    "files/<str:id>": Look("picture-seen", "file"),
    "files/<str:id>/covers": Look("picture-seen", "file"),
    "files/<str:id>/custody": Look("custody-read", "file"),
    "files/<str:id>/findings": Look("picture-seen", "file"),
    "erasures/<str:id>": Look("erasure-read", "erasure"),
    "audit-log": Look("log-read", "log"),
    "imports/<str:id>": Look("import-read", "import"),
    "imports/<str:id>/preview": Look("import-read", "import"),
    "imports/<str:id>/rejects": Look("import-taken", "import"),
}
NAMED = {
    "complaint": "complaint",
    "penalty": "penalty",
    "evidence_report": "evidence_report",
    "order": "order",
    "shop": "shop",
}
"""How a call about a file names what it lies in: `?complaint=`."""


def written_down(request: HttpRequest, caller: Caller, answer: HttpResponse) -> None:
    """Write a look down, where this call is one of the staff's or of the platform's software."""
    match = request.resolver_match
    look = LOOKS.get(match.route.removeprefix("api/v1/")) if match is not None else None
    if look is None or match is None or request.method not in ("GET", "HEAD") or answer.status_code >= 300:
        return
    if isinstance(caller.by, Reviewer | System):
        about = _about(request, look, str(match.kwargs.get("id", "")))
        recorded(caller.platform, caller.by.id, look.what, about, clock.now(caller.platform), via=caller.via)


def _about(request: HttpRequest, look: Look, id: str) -> About:
    """The thing; of a file, the case that the call names, and which file of it."""
    if look.thing != "file":
        return About(look.thing, id)
    inside = next(((thing, said) for name, thing in NAMED.items() if (said := request.GET.get(name, ""))), ("file", ""))
    return About(*inside, id)
