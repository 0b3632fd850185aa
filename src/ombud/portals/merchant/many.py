"""Opens many cases of a shop at once, for lists that tell of each what its own page would."""

from collections.abc import Iterable

from msgspec.structs import replace

from ombud.core.complaint.state import Complaint
from ombud.desk.access import Case, party_of
from ombud.desk.decide import Loaded, time_passes
from ombud.desk.handle import NotFound, policy_of
from ombud.desk.load import load_many
from ombud.ledger.connection import connection
from ombud.portals.common.who import SignedIn
from ombud.portals.merchant.frame import unseen


def open_cases(request: SignedIn, ids: Iterable[str]) -> list[Case]:
    """The cases of these ids as they stand now, in the order given, without those the shop may not see."""
    wanted = list(ids)
    held = load_many(connection(), request.platform.id, wanted)
    cases = (_case(request, held[one]) for one in wanted if one in held)
    return [one for one in cases if one is not None and not unseen(one.complaint)]


def _case(request: SignedIn, loaded: Loaded) -> Case | None:
    complaint: Complaint = loaded.state
    try:
        party = party_of(request.actor, complaint)
    except NotFound:
        return None
    policy = policy_of(loaded, request.platform)
    order = loaded.parent.state if loaded.parent else None
    if passed := time_passes(loaded, policy, request.at):
        complaint, order = passed.state, passed.parent_state or order
    return Case(replace(complaint, order=order), policy, request.platform, party, request.actor, request.at)
