"""The funds that decisions move money in: loaded where one does, changed in the same transaction, never beside it."""

from collections.abc import Callable, Mapping
from typing import Any

from ombud.core.complaint.turns import paid_ahead
from ombud.core.fund.events import PaymentExecuted
from ombud.core.fund.follow import follow, fund_of
from ombud.core.fund.names import parts_of
from ombud.core.policy.policy import Policy
from ombud.desk.commit import Batch
from ombud.desk.decide import Decided, Loaded, happened
from ombud.desk.kept import drawn
from ombud.desk.load import load_many, stream_id
from ombud.desk.write import Origin, put
from ombud.ledger.canonical import START
from ombud.ledger.connection import Connection
from ombud.reads.fund_row import Reference, reference_id

CASES = ("penalty", "complaint")
"""Things whose decisions move money."""
COUNTED = "SELECT 1 FROM fund_reference WHERE platform = %s AND id = %s"
SURGE = "SELECT number FROM surge_row WHERE platform = %s AND id = %s"
CONFIRM = "fund.confirm-payment"
"""The verb that may change a case."""
KINDS: Mapping[str, Reference] = {"fund.settle": "in", "fund.pay-out": "out"}
"""Verbs that tell of a payment with a reference, and which way it goes."""
Find = Callable[[str], Loaded | None]
"""Loads a stream by its id, None where there is none."""


class Purse:
    """The funds of one transaction. Several acts of a batch find a fund as the one before left it."""

    def __init__(self, find: Find) -> None:
        self.find = find
        self._left: dict[str, Loaded] = {}

    def follow(self, decided: Decided, policy: Policy) -> Decided | None:
        """What a decision about a case moves in the shop's fund, or None."""
        if decided.loaded.thing not in CASES:
            return None
        id = fund_of(decided.state, policy)
        if not id:
            return None
        loaded = self._fund(id)
        last = decided.events[-1]
        events = follow(decided.state, loaded.state, last.by, last.at, policy)
        return happened(loaded, events) if events else None

    def told(self, decided: Decided) -> Decided | None:
        """What a payment that has left means for the case that it was ordered for, or None."""
        if decided.loaded.thing != "fund":
            return None
        left = next((one for one in decided.events if isinstance(one, PaymentExecuted)), None)
        case = self.find(stream_id("complaint", left.cause.id)) if left else None
        if left is None or case is None or case.state is None:
            return None
        amount = sum(one.amount for one in left.entries)
        events = paid_ahead(left.by, left.at, case.state, amount)
        return happened(case, events) if events else None

    def keep(self, own: Batch) -> set[str]:
        """Note how an act left the funds it changed, for the next one; returns their streams."""
        changed = [one for one in own.streams if one.kind == "fund"]
        for one in changed:
            shop = _shop(one.state.id)
            self._left[one.id] = Loaded("fund", one.id, one.version, one.state, one.head, one.pack, shop)
        return {one.id for one in changed}

    def _fund(self, id: str) -> Loaded:
        stream = stream_id("fund", id)
        if stream not in self._left:
            self._left[stream] = self.find(stream) or Loaded("fund", stream, 0, None, START, "", _shop(id))
        return self._left[stream]


def purse_of(connection: Connection, platform: int) -> Purse:
    """The purse of one transaction on the database."""
    return Purse(lambda stream: load_many(connection, platform, [stream]).get(stream))


def put_moved(batch: Batch, decided: Decided, policy: Policy, origin: Origin, purse: Purse) -> None:
    """Add what a decision about a case moves in the shop's fund, what a payment that has left means for its case, and
    which of the files that were kept for the order a case now draws on."""
    if moved := purse.follow(decided, policy):
        put(batch, moved, origin)
    if told := purse.told(decided):
        put(batch, told, origin._replace(pack=told.loaded.pack))
    for one in drawn(purse.find, decided, policy):
        put(batch, one, origin._replace(pack=one.loaded.pack))


def counted_before(connection: Connection, platform: int, verb: str, fund: str, fields: Mapping[str, Any]) -> bool:
    """Whether a payment of this reference stands in the fund."""
    reference = fields.get("reference")
    if verb not in KINDS or not isinstance(reference, str) or "\x00" in reference:
        return False
    return connection.execute(COUNTED, (platform, reference_id(fund, KINDS[verb], reference))).fetchone() is not None


def number_of_surge(connection: Connection, platform: int, id: Any) -> str:
    """What people call this surge; blank where there is none."""
    named = isinstance(id, str) and "\x00" not in id
    found = connection.execute(SURGE, (platform, id)).fetchone() if named else None
    return str(found[0]) if found else ""


def _shop(fund: str) -> Loaded:
    """The stream that a fund is about; only its name counts, since nothing of it is changed."""
    return Loaded("shop", stream_id("shop", parts_of(fund)[0]), 0, None, START, "")
