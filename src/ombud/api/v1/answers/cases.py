"""What calls about complaints answer."""

from typing import Any, Literal

import msgspec

from ombud.api.v1.answers.parts import Deadline, OnLapse, Remedy, When, WhyNot
from ombud.core.complaint import standing
from ombud.core.complaint.events.intervention import Ground
from ombud.core.complaint.events.ruling import Liability
from ombud.core.complaint.events.talk import Stance
from ombud.core.complaint.state import How, Stage
from ombud.core.deadlines import ComplaintDue
from ombud.core.people import Party, Side

CaseQueue = Literal["admission", "excuse", "approval", "verification", "review", "advance", "ruling", "senior"]


class ClaimedLine(msgspec.Struct):
    """One line of the order that a complaint is about. `paid` is for these pieces, in minor units."""

    line: str
    quantity: int
    title: str
    paid: int


class Offer(msgspec.Struct):
    """A settlement that one side proposed."""

    id: str
    side: Side
    terms: Remedy
    at: When
    state: Literal["open", "accepted", "declined", "countered", "lapsed"]


class EvidenceRequest(msgspec.Struct):
    """Evidence that the platform asked one side for."""

    id: str
    of: Side
    items: list[str]
    state: Literal["open", "answered", "lost", "excused", "dropped"]
    """Dropped: the case went another way before it was answered."""
    excuse: Literal["", "more-time", "cannot"]
    """An excuse that waits for the platform's answer."""
    excuses: int
    """How many were given."""
    left: int
    """Seconds that were left to the side when it gave its excuse."""
    until: When | None
    """The end of the side's time, as it was set last."""


class Exhibit(msgspec.Struct):
    """One file in a case. `sha256` is of the untouched original, hex."""

    id: str
    side: Party
    kind: str
    sha256: str
    media_type: str
    late: bool
    counts: bool | None
    """Null until a reviewer said whether it counts."""
    fake: Literal["", "received", "result"]
    """Found fake on a report of the shop's, which was told so, or only that the report was received."""


class Ruling(msgspec.Struct):
    """What the platform decided, on what grounds, by which version of the pack."""

    liability: Liability
    merchant_share: int
    """Percent of the loss that is the shop's."""
    terms: Remedy
    reason: str
    facts: str
    reasons: str
    relied_on: list[str]
    """Ids of exhibits."""
    rules: list[str]
    pack: str
    silent: list[Side]
    """Sides that lost their turn."""


class Review(msgspec.Struct):
    """The second look at a ruling. `upheld` says something once it is decided."""

    asked_by: Side
    state: Literal["asked", "decided"]
    upheld: bool


class Obligation(msgspec.Struct):
    """What is owed now, by whom, and where it comes from."""

    terms: Remedy
    on: Literal["merchant", "platform"]
    ground: Literal["settlement", "ruling", "review"]
    since: When


class CaseStep(msgspec.Struct):
    """One part of the bar of stages."""

    stage: Stage
    state: standing.StepState


class Case(msgspec.Struct):
    """A complaint as its reader may see it. Amounts are in minor units of `currency`."""

    id: str
    number: str
    order: str
    order_number: str
    shop: str
    consumer: str
    pack: str
    reason: str
    lines: list[ClaimedLine]
    asked: Remedy
    currency: str
    filed_at: When
    stage: Stage
    how: How | None
    """How it was closed."""
    closed_at: When | None
    answered: Stance | None
    """How the shop answered."""
    intervened: Ground | None
    """Why the platform stepped in."""
    offers: list[Offer]
    requests: list[EvidenceRequest]
    exhibits: list[Exhibit]
    ruling: Ruling | None
    review_until: When | None
    review: Review | None
    obligation: Obligation | None
    rung: int
    """How many steps of the ladder were climbed."""
    given: int
    """Money that verifiably reached the consumer."""
    refunded: int
    """How much of that gave back what was paid for the order."""
    recoup: int
    """What the consumer owes back after a review."""
    refundable: int
    """How much can still be given back in this case."""
    goods_sent: bool
    penalty: str
    """The violation that its ruling was carried into a penalty for, empty where there is none, and for the consumer."""
    elsewhere: Literal["", "mediation", "arbitration", "court", "authority"]
    """Where the case went on outside."""
    outcome: Literal["", "for-consumer", "for-merchant", "partly", "settled", "dropped"]
    """What came of it there."""
    reopen_until: When | None
    overdue: int
    """How often a turn of the platform's own ran out."""
    deadlines: list[Deadline]
    stages: list[CaseStep]
    awaiting: str
    """Whom and what it waits for: a stable code such as `awaiting-merchant-answer`."""
    your_state: standing.YourState
    allowed_actions: dict[str, WhyNot | None]
    """Each verb: null where the reader may do it now, else why not."""
    due_at: When | None
    due: Deadline | None
    """The deadline that matters to the reader."""
    on_lapse: OnLapse | None
    timeline: list[dict[str, Any]]
    """What happened, oldest first: `seq`, `type`, `at` and `by`, then the fields of that event."""
    as_of: When
    held: str | msgspec.UnsetType = msgspec.UNSET
    """This and what follows is for the platform alone. Code of the rule that held it at the door."""
    proposed: Ruling | msgspec.UnsetType | None = msgspec.UNSET
    """A ruling that waits for a second person."""
    proposed_by: str | msgspec.UnsetType = msgspec.UNSET
    ruled_by: list[str] | msgspec.UnsetType = msgspec.UNSET
    claimed_by: str | msgspec.UnsetType = msgspec.UNSET
    opened: list[str] | msgspec.UnsetType = msgspec.UNSET
    """Exhibits that the staff have opened."""
    loss: int | msgspec.UnsetType = msgspec.UNSET
    """What the platform paid ahead for the shop."""


class CaseRow(msgspec.Struct):
    """A complaint as lists show it. `amount` is what is owed or asked, in minor units."""

    id: str
    number: str
    order_number: str
    shop: str
    consumer: str
    title: str
    reason: str
    stage: Stage
    due_kind: Literal[ComplaintDue, ""]
    due_at: When | None
    amount: int
    currency: str
    overdue: int
    filed_at: When
    turn: Literal["consumer", "merchant", "both", "platform", "closed"] | msgspec.UnsetType = msgspec.UNSET
    """This, `how` and `moved_at` are left out of what a search found."""
    how: Literal[How, ""] | msgspec.UnsetType = msgspec.UNSET
    """How it was closed."""
    moved_at: When | msgspec.UnsetType = msgspec.UNSET
    queue: Literal[CaseQueue, ""] | msgspec.UnsetType = msgspec.UNSET
    """This and what follows is for the platform alone."""
    claimed_by: str | msgspec.UnsetType = msgspec.UNSET
    held: str | msgspec.UnsetType = msgspec.UNSET
    """Code of the rule that held it at the door; only in what a search found."""
    found_by: Literal["number", "order", "name", "phone"] | msgspec.UnsetType = msgspec.UNSET
    """What was searched for is this of the case; only in what a search found."""


class EarlierRuling(msgspec.Struct):
    """A ruling in a like case. `name` is the shop's; `at` is when the case last moved."""

    id: str
    number: str
    shop: str
    name: str | None
    title: str
    how: Literal["ruled", "executed", "advanced"]
    at: When
    liability: Liability | None
    terms: Remedy | None


WHOLE: dict[str, Any] = {"read-complaint": Case}
ROWS: dict[str, Any] = {"list-complaints": CaseRow, "list-similar": EarlierRuling}
