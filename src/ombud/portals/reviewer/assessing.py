"""Says of one exhibit whether it counts, and why; both sides read it."""

from django.http import HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect

from ombud.desk.handle import Done
from ombud.portals.common.act import act, wrong
from ombud.portals.reviewer.case import show_case
from ombud.portals.reviewer.on_desk import OnDesk


def assess(desk: OnDesk) -> HttpResponse:
    """Carry the assessment out; where it can't be, the page with what was typed."""
    if desk.request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    sent = desk.request.POST
    words = sent.get("words", "").replace("\r\n", "\n")
    fields = {"exhibit": sent.get("exhibit", ""), "counts": sent.get("counts") == "yes", "words": words}
    outcome = act(desk.request, "complaint.assess", desk.complaint.id, fields)
    if isinstance(outcome, Done):
        return HttpResponseRedirect(desk.url())
    fault = wrong(outcome, desk.request, pack=desk.complaint.pack)
    left = {"assess_open": fields["exhibit"], "assess_words": words, "assess_error": fault.errors[0]["text"]}
    return show_case(desk, left=left, status=422)
