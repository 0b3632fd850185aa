"""The ways to reach many things at once, for lists that tell of each what its own page would: one statement for all.

What the reader may not see, or what isn't there, is left out.
"""

from collections.abc import Iterable
from datetime import datetime

from msgspec.structs import replace

from ombud.accounts.platforms import settings_of
from ombud.core.complaint.state import Complaint
from ombud.core.order.state import Order
from ombud.core.people import Actor, Member
from ombud.desk.access import Case, OrderCase, PenaltyCase, as_told, party_of, party_of_penalty
from ombud.desk.decide import time_passes
from ombud.desk.handle import NotFound, policy_of
from ombud.desk.load import load_many, stream_id
from ombud.ledger.connection import connection


def access_complaints(platform: int, ids: Iterable[str], by: Actor, at: datetime) -> list[Case]:
    """The complaints of these ids that the reader may see, as they stand at an instant, in the order given."""
    wanted, settings = list(ids), settings_of(platform)
    held = load_many(connection(), platform, wanted) if wanted else {}
    found = []
    for loaded in (held[one] for one in wanted if one in held):
        complaint: Complaint = loaded.state
        try:
            party = party_of(by, complaint)
        except NotFound:
            continue
        policy, order = policy_of(loaded, settings), loaded.parent.state if loaded.parent else None
        if passed := time_passes(loaded, policy, at):
            complaint, order = passed.state, passed.parent_state or order
        found.append(Case(replace(as_told(complaint, party), order=order), policy, settings, party, by, at))
    return found


def access_penalties(platform: int, ids: Iterable[str], by: Actor, at: datetime) -> list[PenaltyCase]:
    """The penalties of these ids that the reader may see, in the order given."""
    wanted, settings = list(ids), settings_of(platform)
    held = load_many(connection(), platform, wanted) if wanted else {}
    found = []
    for loaded in (held[one] for one in wanted if one in held):
        try:
            party = party_of_penalty(by, loaded.state)
        except NotFound:
            continue
        policy = policy_of(loaded, settings)
        passed = time_passes(loaded, policy, at)
        assert loaded.parent is not None, "a penalty is imposed on a shop"
        shop = (passed.parent_state if passed else None) or loaded.parent.state
        found.append(PenaltyCase(passed.state if passed else loaded.state, shop, policy, settings, party, by, at))
    return found


def access_orders(platform: int, ids: Iterable[str], by: Member, at: datetime) -> list[OrderCase]:
    """The orders of these ids that are of the member's shop, in the order given."""
    wanted, settings = [stream_id("order", one) for one in ids if "\0" not in one], settings_of(platform)
    held = load_many(connection(), platform, wanted) if wanted else {}
    found = []
    for loaded in (held[one] for one in wanted if one in held):
        order: Order = loaded.state
        if loaded.thing != "order" or not by.shop or order.shop != by.shop:
            continue
        policy = policy_of(loaded, settings)
        passed = time_passes(loaded, policy, at)
        found.append(OrderCase(passed.state if passed else order, policy, settings, "merchant", by, at))
    return found
