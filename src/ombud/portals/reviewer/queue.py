"""One queue, fifty cases at a time, the nearest deadline first."""

from datetime import datetime
from urllib.parse import urlencode

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ombud.portals.common.who import SignedIn, for_reviewer
from ombud.portals.reviewer import bar
from ombud.portals.reviewer.rows import case_rows, columns
from ombud.reads import queues as read
from ombud.reads.complaint_row import QUEUES


@for_reviewer
@require_safe
def listing(request: SignedIn, name: str) -> HttpResponse:
    """A page of the queue: `?after=` or `?before=` a place in it, `?free=1` without what somebody works on."""
    if name in bar.OTHERS:
        return HttpResponseRedirect(reverse("review-reports" if name == "reports" else "review-accounts"))
    if name not in QUEUES:
        raise Http404
    free = request.GET.get("free") == "1"
    before = key_of(request.GET.get("before", ""))
    found = read.page(request.platform.id, name, after=key_of(request.GET.get("after", "")), before=before, free=free)
    first, last = (found.cases[0], found.cases[-1]) if found.cases else (None, None)
    more = {"free": "1"} if free else {}
    url = reverse("review-queue", args=[name])
    context = {
        "here": name,
        "name": name,
        "heading": bar.queue_name(name),
        "lead": bar.queue_hint(name),
        "count": read.counts(request.platform.id).get(name, 0),
        "columns": columns(),
        "rows": case_rows(request, found.cases, name),
        "free": free,
        "all_url": url,
        "free_url": f"{url}?free=1",
        "newer_url": f"{url}?{urlencode({'before': _key(first), **more})}" if found.before and first else "",
        "older_url": f"{url}?{urlencode({'after': _key(last), **more})}" if found.after and last else "",
        "shown": _("{count} cases on this page").format(count=len(found.cases)),
    }
    return bar.page(request, "reviewer/queue.html", context)


def key_of(text: str) -> read.Key | None:
    """A place in a queue, as an address names it; None for the start and for what isn't one."""
    at, _sep, id = text.partition("~")
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return None
    return (moment, id) if moment.tzinfo and "\x00" not in id else None


def _key(case: read.Listed) -> str:
    return f"{case.due_at.isoformat()}~{case.id}"
