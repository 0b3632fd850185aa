"""Takes the next case of a queue: the nearest deadline that nobody works on yet."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ombud.desk.handle import Done, NotFound
from ombud.portals.common.act import act, new_key
from ombud.portals.common.who import SignedIn, for_reviewer
from ombud.portals.reviewer import bar
from ombud.portals.reviewer.fakes.listing import next_report
from ombud.portals.reviewer.penalties.start import next_penalty
from ombud.portals.reviewer.rows import case_url
from ombud.reads import queues as read
from ombud.reads.complaint_row import QUEUES
from ombud.reads.evidence_report_row import QUEUES as EVIDENCE_QUEUES
from ombud.reads.penalty_row import PENALTY_QUEUES

SKIPPED = "review_skipped"
SKIPPED_MAX = 50
"""Cases a reviewer passed over aren't put before them again in the same session, as far as it remembers."""


@for_reviewer
@require_POST
def start(request: SignedIn, name: str) -> HttpResponse:
    """Claim the next case of this queue and open it."""
    if name in PENALTY_QUEUES:
        return next_penalty(request, name)
    if name in EVIDENCE_QUEUES:
        return next_report(request, name)
    if name not in QUEUES:
        raise Http404
    return next_case(request, name)


def next_case(request: SignedIn, queue: str) -> HttpResponse:
    """Claim the next case of the queue and open it; back to the queues where there is none for this reviewer."""
    skipped = request.session.get(SKIPPED, [])
    for case in read.waiting(request.platform.id, queue, skipped):
        try:
            done = act(request, "complaint.claim", case.id, {}, key=new_key())
        except NotFound:
            continue
        if isinstance(done, Done):
            return HttpResponseRedirect(case_url(case.number, queue))
    messages.info(request, _("Nothing waits for you in this queue: {queue}.").format(queue=bar.queue_name(queue)))
    return HttpResponseRedirect(reverse("review"))


def skip_for_now(request: SignedIn, complaint: str) -> None:
    """Remember that this reviewer passed the case over."""
    had = [one for one in request.session.get(SKIPPED, []) if one != complaint]
    request.session[SKIPPED] = [*had, complaint][-SKIPPED_MAX:]
