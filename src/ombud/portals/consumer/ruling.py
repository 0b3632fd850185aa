"""C10: the ruling as its reader can understand, obey or contest it."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from ombud.desk.handle import NotFound
from ombud.portals.common.case.present import Teller, allowed, rules_in_force, ruling
from ombud.portals.common.case.reach import open_case, story
from ombud.portals.common.page import link
from ombud.portals.common.part_in_trade import part_in_trade
from ombud.portals.common.who import SignedIn, for_follower
from ombud.portals.consumer.frame import case_page, case_url


@for_follower
@require_safe
def ruling_page(request: SignedIn, number: str) -> HttpResponse:
    """Outcome, reasons, rules, money and date, and the way to a review."""
    case = open_case(request, number)
    told = ruling(case, story(case))
    if told is None:
        raise NotFound
    owed = case.complaint.obligation
    due = case.complaint.deadline("execution") or case.complaint.deadline("advance")
    context = {
        "ruling": told,
        "rules": rules_in_force(case),
        "owed": Teller(case).terms(owed.terms) if owed else "",
        "owed_by": due.due_at if due else None,
        "part": part_in_trade(case.policy.pack),
        "review_url": case_url(number, "review") if allowed(case, "complaint.ask-review") else "",
        "channels_url": link("consumer-channels") + f"?case={number}",
    }
    return case_page(request, "ruling.html", case, context)
