"""The staff's look at talk that a side put into a case: on record before they see it."""

from collections.abc import Sequence

from ombud.core.complaint.events.work import ExhibitsOpened
from ombud.core.people import Reviewer
from ombud.desk.access import Case
from ombud.portals.common.act import act, new_key
from ombud.portals.common.who import SignedIn
from ombud.reads.timeline import Timeline


def looked_at(request: SignedIn, case: Case, told: Timeline, talks: Sequence[str]) -> None:
    """A look of the staff at what the two sides wrote is on record, once for each of them."""
    if not isinstance(request.actor, Reviewer):
        return
    looks = [one.event for one in told.entries if isinstance(one.event, ExhibitsOpened)]
    seen = {exhibit for look in looks if look.by.id == request.actor.id for exhibit in look.exhibits}
    if new := [one for one in talks if one not in seen]:
        act(request, "complaint.open-exhibits", case.complaint.id, {"exhibits": new}, key=new_key())
