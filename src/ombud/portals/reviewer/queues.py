"""All queues at a glance: how many wait, what is nearest, at risk and overdue; stars; the way in."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ombud.accounts.models import Person
from ombud.core.people import can
from ombud.ledger.log.receipt import oldest_waiting
from ombud.portals.common.who import SignedIn, for_reviewer
from ombud.portals.reviewer import bar
from ombud.portals.reviewer.inbox import inbox
from ombud.reads import evidence_reports, penalty_queues, shop_queue
from ombud.reads import queues as read
from ombud.reads.complaint_row import QUEUES
from ombud.reads.evidence_report_row import QUEUES as EVIDENCE_QUEUES
from ombud.reads.penalty_row import PENALTY_QUEUES
from ombud.reads.reports import objections_standing, reports_standing
from ombud.reads.surges import monitor


@for_reviewer
@require_safe
def home(request: SignedIn) -> HttpResponse:
    """Every queue with its figures, starred ones first."""
    platform, at = request.platform.id, request.at
    standing = read.standings(platform, QUEUES, at)
    if set(shown := bar.queues_of(request)) & set(PENALTY_QUEUES):
        standing |= penalty_queues.standings(platform, PENALTY_QUEUES, at)
    standing |= shop_queue.standings(platform, at)
    standing |= evidence_reports.standings(platform, at)
    standing["surges"] = monitor.standing(platform, at)
    standing |= {one.queue: one for one in (reports_standing(platform, at), objections_standing(platform, at))}
    starred = bar.stars(request)
    order = sorted(shown, key=lambda name: name not in starred)
    context = {
        "here": "queues",
        "queues": [_row(standing[name], name in starred) for name in order],
        "mine": len(read.mine(platform, request.actor.id)) + len(penalty_queues.mine(platform, request.actor.id)),
        "inbox": inbox(request),
        "broken": _broken_promise(request),
    }
    return bar.page(request, "reviewer/queues.html", context)


def _broken_promise(request: SignedIn) -> datetime | None:
    """Since when an entry waits for the log that was promised within a minute, for who oversees; usually None."""
    oldest = oldest_waiting(request.platform.id) if can(request.actor, "oversee") else None
    return oldest.since if oldest and oldest.late else None


@for_reviewer
@require_POST
def star(request: SignedIn, name: str) -> HttpResponse:
    """Star a queue, or take the star away."""
    if name not in bar.ALL_QUEUES:
        raise Http404
    person = Person.objects.get(pk=request.person.pk)
    had = set(person.choices.get("stars") or ())
    person.choices["stars"] = sorted(had ^ {name})
    person.save(update_fields=["choices"])
    return HttpResponseRedirect(reverse("review"))


def _row(standing: read.Standing, starred: bool) -> dict[str, Any]:
    name = standing.queue
    # Nothing comes to the senior reviewers but what is late, whatever time they were given for it.
    late = standing.cases if name in bar.LATE else standing.overdue
    listing = bar.LISTED.get(name, "")
    return {
        "name": name,
        "label": bar.queue_name(name),
        "hint": bar.queue_hint(name),
        "url": bar.listing_url(name),
        "count": bar.capped(standing.cases) if listing else standing.cases,
        "empty": not standing.cases,
        "nearest_at": standing.nearest_at,
        "filed_at": standing.filed_at,
        "by": _("Act by {time}"),
        "at_risk": bar.capped(standing.at_risk) if standing.at_risk else "",
        "overdue": bar.capped(late) if late else "",
        "starred": starred,
        "start": (not listing or name in EVIDENCE_QUEUES) and bool(standing.cases),
    }
