"""The cases a reviewer works on."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from ombud.portals.common.who import SignedIn, for_reviewer
from ombud.portals.reviewer import bar
from ombud.portals.reviewer.rows import case_rows, columns
from ombud.reads import queues as read


@for_reviewer
@require_safe
def mine(request: SignedIn) -> HttpResponse:
    """What this reviewer claimed, the nearest deadline first."""
    cases = read.mine(request.platform.id, request.actor.id)
    context = {"here": "mine", "columns": columns(), "rows": case_rows(request, cases)}
    return bar.page(request, "reviewer/mine.html", context)
