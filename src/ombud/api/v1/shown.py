"""Values of the core as JSON for one reader: words in place of hashes, and of people only what is theirs to know."""

from collections.abc import Callable
from datetime import datetime
from functools import cache
from typing import Any

import msgspec

from ombud.core.complaint.events.execution import ExecutionProved
from ombud.core.complaint.events.filing import KeptContact
from ombud.core.complaint.events.talk import CallRecorded
from ombud.core.people import Clock, Consumer, Invited, Member, Party, Reviewer, System
from ombud.core.words import Kept
from ombud.reads.complaint_row import NEVER

PARTY_OF: dict[Any, str] = {Consumer: "consumer", Member: "merchant", Reviewer: "platform", Invited: "platform"}
STAFF_ONLY = frozenset({"decided_by", "held", "proposed_by"})
"""Fields that name a reviewer or a rule at the door: a ruling is the platform's, and spam filters aren't explained."""


class Shown:
    """Makes JSON of values for one party, with the words that lie beside the record."""

    def __init__(self, party: Party, said: Callable[[str], str], *, sees_contact: bool = False) -> None:
        self.party = party
        self._sees_contact_as_staff = sees_contact and party == "platform"
        self._sees_contact = sees_contact or party == "consumer"
        self._said = said

    def value(self, value: Any) -> Any:
        """Plain data for this reader."""
        match value:
            case Consumer() | Member() | Reviewer() | Invited() | System() | Clock():
                return self._person(value)
            case KeptContact():
                # Staff who need the contact ask for it by a verb of its own, which is written down.
                return self._struct(value) if self._sees_contact else None
            case CallRecorded() if self.party != value.to and not self._sees_contact_as_staff:
                return {**self._struct(value), "phone": ""}
            case ExecutionProved(proof="transfer-account") if self.party != "merchant":
                # The number of a bank card, so that one knows where to look: its end is enough for that.
                return {**self._struct(value), "number": f"…{self._said(value.number)[-4:]}"}
            case msgspec.Struct():
                return self._struct(value)
            case tuple() | list():
                return [self.value(one) for one in value]
            case datetime() if value == NEVER:
                return None  # nothing is due, or it can’t be known yet
            case dict():
                return {key: self.value(one) for key, one in value.items()}
        return value

    def _struct(self, value: Any) -> dict[str, Any]:
        shown: dict[str, Any] = {}
        tag = value.__struct_config__.tag
        if isinstance(tag, str):
            shown["type"] = tag
        kind: Any = type(value)
        for name, kept, many in _fields(kind):
            if name in STAFF_ONLY and self.party != "platform":
                continue
            one = getattr(value, name)
            shown[name] = self._said(one) if kept else [self._said(it) for it in one] if many else self.value(one)
        return shown

    def _person(self, by: Any) -> dict[str, str]:
        """The party; the id only for the platform and for one's own side."""
        kind = PARTY_OF.get(type(by), "system" if isinstance(by, System) else "clock")
        return {"party": kind, "id": by.id} if self.party in ("platform", kind) else {"party": kind}


@cache
def _fields(struct: Any) -> tuple[tuple[str, bool, bool], ...]:
    """Each field, whether it holds words, and whether it holds several."""
    fields = msgspec.structs.fields(struct)
    return tuple((one.name, one.type is Kept, one.type == tuple[Kept, ...]) for one in fields)
