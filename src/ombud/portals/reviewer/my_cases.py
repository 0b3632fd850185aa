"""The cases a reviewer works on."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from ombud.portals.common.who import SignedIn, for_reviewer
from ombud.portals.reviewer import bar
from ombud.portals.reviewer.penalties.rows import columns as penalty_columns
from ombud.portals.reviewer.penalties.rows import penalty_rows
from ombud.portals.reviewer.rows import case_rows, columns
from ombud.reads import penalty_queues
from ombud.reads import queues as read


@for_reviewer
@require_safe
def mine(request: SignedIn) -> HttpResponse:
    """What this reviewer claimed, complaints and penalties, the nearest deadline first."""
    cases = read.mine(request.platform.id, request.actor.id)
    context = {"here": "mine", "columns": columns(), "rows": case_rows(request, cases)}
    penalties = penalty_queues.mine(request.platform.id, request.actor.id)
    context |= {"penalty_columns": penalty_columns(), "penalty_rows": penalty_rows(request, penalties)}
    return bar.page(request, "reviewer/mine.html", context)
