"""Who the two sides are: contact data is shown only on asking, with the reason, and each look is on record."""

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from ombud.desk.handle import Done
from ombud.portals.common.act import act, typed, wrong
from ombud.portals.common.case.present import contact as contact_of
from ombud.portals.common.who import SignedIn, for_reviewer
from ombud.portals.reviewer.case import show_case
from ombud.portals.reviewer.on_desk import OnDesk


@for_reviewer
@require_POST
def contact(request: SignedIn, number: str) -> HttpResponse:
    """Put the look on record with its reason, and show name, phone and e-mail in this one answer."""
    desk = OnDesk(request, number)
    desk.kept["tab"] = "parties"
    outcome = act(request, "complaint.see-contact", desk.complaint.id, typed(request, "why"))
    if isinstance(outcome, Done):
        desk = OnDesk(request, number)
        desk.kept["tab"] = "parties"
        return show_case(desk, left={"contact": contact_of(desk.timeline)})
    return show_case(
        desk, left={"contact_wrong": wrong(outcome, request), "why": request.POST.get("why", "")}, status=422
    )
