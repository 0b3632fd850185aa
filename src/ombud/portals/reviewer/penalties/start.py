"""Takes the next penalty of a queue: the nearest deadline that nobody works on yet."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from ombud.desk.handle import Done, NotFound
from ombud.portals.common.act import act, new_key
from ombud.portals.common.who import SignedIn
from ombud.portals.reviewer import bar
from ombud.portals.reviewer.penalties.rows import penalty_url
from ombud.reads import penalty_queues as read


def next_penalty(request: SignedIn, queue: str, but: str = "") -> HttpResponse:
    """Claim the next penalty of the queue and open it; back to the queues where there is none for this reviewer."""
    for one in read.waiting(request.platform.id, queue):
        if one.id == but:
            continue
        try:
            done = act(request, "penalty.claim", one.id, {}, key=new_key())
        except NotFound:
            continue
        if isinstance(done, Done):
            return HttpResponseRedirect(penalty_url(one.number, queue))
    messages.info(request, _("Nothing waits for you in this queue: {queue}.").format(queue=bar.queue_name(queue)))
    return HttpResponseRedirect(reverse("review"))
