"""Takes a case that one looks at already."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect

from ombud.core.refusal import Refusal
from ombud.desk.handle import Done
from ombud.portals.common.act import act, new_key, refusal_words
from ombud.portals.common.display import joined
from ombud.portals.reviewer.on_desk import OnDesk


def claim(desk: OnDesk) -> HttpResponse:
    """This one is mine; or why not, on its page."""
    if desk.request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    outcome = act(desk.request, "complaint.claim", desk.complaint.id, {}, key=new_key())
    if not isinstance(outcome, Done):
        told = joined(*refusal_words(outcome, desk.request)) if isinstance(outcome, Refusal) else outcome.text
        messages.error(desk.request, told)
    return HttpResponseRedirect(desk.url())
