"""The way of every page to a case: for whoever may see it, and for nobody else."""

from ombud.desk.access import Case, access_complaint
from ombud.desk.handle import NotFound
from ombud.portals.common.who import SignedIn
from ombud.reads.timeline import Timeline, timeline


def open_case(request: SignedIn, number: str) -> Case:
    """The case of this number or id as it stands now. Raises NotFound, as if there were none, for everybody else.

    A session that came by a link sent to the consumer sees that one case only.
    """
    case = access_complaint(request.platform.id, number, request.actor, request.at)
    if request.only_case and case.complaint.id != request.only_case:
        raise NotFound
    return case


def story(case: Case) -> Timeline:
    """What happened in it, as its reader may read it."""
    return timeline(case.platform.id, case.complaint.id, case.party)
