"""One queue, fifty cases at a time, the nearest deadline first."""

from datetime import datetime
from typing import NamedTuple
from urllib.parse import urlencode

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ombud.portals.common.who import SignedIn, for_reviewer
from ombud.portals.reviewer import bar
from ombud.portals.reviewer.penalties.rows import columns as penalty_columns
from ombud.portals.reviewer.penalties.rows import penalty_rows
from ombud.portals.reviewer.rows import Row, case_rows, columns
from ombud.reads import penalty_queues
from ombud.reads import queues as read
from ombud.reads.complaint_row import QUEUES
from ombud.reads.penalty_queues import ListedPenalty
from ombud.reads.penalty_row import PENALTY_QUEUES


@for_reviewer
@require_safe
def listing(request: SignedIn, name: str) -> HttpResponse:
    """A page of the queue: `?after=` or `?before=` a place in it, `?free=1` without what somebody works on."""
    if name in bar.OTHERS:
        return HttpResponseRedirect(bar.listing_url(name))
    if name not in (*QUEUES, *PENALTY_QUEUES):
        raise Http404
    free = request.GET.get("free") == "1"
    before = key_of(request.GET.get("before", ""))
    found = _page(request, name, key_of(request.GET.get("after", "")), before, free=free)
    first, last = found.first, found.last
    more = {"free": "1"} if free else {}
    url = reverse("review-queue", args=[name])
    context = {
        "here": name,
        "name": name,
        "heading": bar.queue_name(name),
        "lead": bar.queue_hint(name),
        "count": read.counts(request.platform.id).get(name, 0),
        "columns": found.columns,
        "rows": found.rows,
        "free": free,
        "all_url": url,
        "free_url": f"{url}?free=1",
        "newer_url": f"{url}?{urlencode({'before': _key(first), **more})}" if found.before and first else "",
        "older_url": f"{url}?{urlencode({'after': _key(last), **more})}" if found.after and last else "",
        "shown": _("{count} cases on this page").format(count=len(found.rows)),
    }
    return bar.page(request, "reviewer/queue.html", context)


class Shown(NamedTuple):
    """A page of a queue, ready to be listed."""

    columns: list[str]
    rows: list[Row]
    first: read.Listed | ListedPenalty | None
    last: read.Listed | ListedPenalty | None
    before: bool
    after: bool


def _page(request: SignedIn, name: str, after: read.Key | None, before: read.Key | None, *, free: bool) -> Shown:
    platform = request.platform.id
    if name in PENALTY_QUEUES:
        found = penalty_queues.page(platform, name, after=after, before=before, free=free)
        listed = found.penalties
        first, last = (listed[0], listed[-1]) if listed else (None, None)
        rows = penalty_rows(request, listed, name)
        return Shown(penalty_columns(), rows, first, last, found.before, found.after)
    page = read.page(platform, name, after=after, before=before, free=free)
    first_case, last_case = (page.cases[0], page.cases[-1]) if page.cases else (None, None)
    shown = case_rows(request, page.cases, name)
    return Shown(columns(), shown, first_case, last_case, page.before, page.after)


def key_of(text: str) -> read.Key | None:
    """A place in a queue, as an address names it; None for the start and for what isn't one."""
    at, _sep, id = text.partition("~")
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return None
    return (moment, id) if moment.tzinfo and "\x00" not in id else None


def _key(case: read.Listed | ListedPenalty) -> str:
    return f"{case.due_at.isoformat()}~{case.id}"
