"""A reviewer notes what they see on a picture themselves; only then the leads are shown."""

from django.http import HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect

from ombud.desk.handle import Done
from ombud.portals.common.act import act, wrong
from ombud.portals.reviewer.case import show_case
from ombud.portals.reviewer.on_desk import OnDesk


def first_view(desk: OnDesk) -> HttpResponse:
    """Carry the note out; where it can't be, the page with what was typed."""
    if desk.request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    sent = desk.request.POST
    exhibit, words = sent.get("exhibit", ""), sent.get("words", "").replace("\r\n", "\n")
    fields = {"exhibit": exhibit, "view": sent.get("view", ""), "words": words}
    outcome = act(desk.request, "complaint.note-first-view", desk.complaint.id, fields)
    if isinstance(outcome, Done):
        return HttpResponseRedirect(f"{desk.url()}#lab")
    fault = wrong(outcome, desk.request, pack=desk.complaint.pack)
    typed = {"exhibit": exhibit, "view": fields["view"], "words": words, "error": fault.errors[0]["text"]}
    return show_case(desk, left={"lab_typed": typed}, status=422)
