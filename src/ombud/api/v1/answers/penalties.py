"""What calls about penalties, their notices and who is invited to decide them answer."""

from typing import Any, Literal

import msgspec

from ombud.api.v1.answers.parts import Deadline, NamedFile, OnLapse, When, WhyNot
from ombud.core.deadlines import PenaltyDue
from ombud.core.penalty import standing
from ombud.core.penalty.events.appeal import Outcome
from ombud.core.penalty.state import AppealState, Stage
from ombud.core.policy.violation import MeasureKind, Slots, Told

PenaltyQueue = Literal["appeals", "penalty-approval", "consultations", "freezes", "penalty-senior"]


class Measure(msgspec.Struct):
    """One measure of a penalty. `amount` is held, in minor units."""

    id: str
    code: str
    """Names it within its violation."""
    kind: MeasureKind
    about: str
    """What it touches where that is a code of the platform's, such as a way of payment."""
    amount: int
    begins_at: When | None
    """Null until the penalty is imposed."""
    ends_at: When | None
    """Null where it lasts until it is lifted."""
    whole: bool
    """Whether all turnover is frozen, what comes in later too."""


class MeasureNow(msgspec.Struct):
    """A measure with whether it is on, and why it is over for good."""

    terms: Measure
    on: bool
    ended: Literal["", "time", "revoked", "lifted"]


class AppealTerms(msgspec.Struct):
    """How a penalty can be appealed, as the pack granted it when it was imposed."""

    opens_at: When
    closes_at: When | None
    """Null while nobody who may appeal has read a penalty of which nothing was sent."""
    attempts_max: int
    slots: Slots
    drawn_max: int
    """How many of the penalised orders are drawn, where an appeal is decided order by order."""


class PenalisedOrder(msgspec.Struct):
    """One order that a penalty is about. `amount` is what was paid, in minor units."""

    id: str
    number: str
    amount: int
    currency: str
    purchased_at: When | None


class PenalisedItem(msgspec.Struct):
    """One thing found, where a violation is listed item by item."""

    id: str
    words: str


class PenaltyGround(msgspec.Struct):
    """What a penalty was carried from: a ruling in a complaint, or an upheld report."""

    kind: Literal["complaint", "report"]
    id: str
    number: str


class Imposition(msgspec.Struct):
    """All that the notice of a penalty says. `language` is that of facts and reasons; the original governs."""

    shop: str
    violation: str
    rule: str
    pack: str
    facts: str
    reasons: str
    measures: list[Measure]
    orders: list[PenalisedOrder]
    """Sorted by id."""
    items: list[PenalisedItem]
    files: list[NamedFile]
    ground: PenaltyGround | None
    automated_detection: bool
    """Whether a machine pointed to it; a machine never decides."""
    language: str
    seed_hash: str
    """SHA-256 of the seed, hex, where orders will be drawn."""
    orders_hash: str
    """SHA-256 of the sorted ids of the penalised orders, one on a line."""
    told: Told
    """`in-account`: nothing is sent, and the time to appeal starts when it is read in the account."""


class Draw(msgspec.Struct):
    """The orders drawn, with the number and the seed by which anybody can draw them again."""

    number: str
    seed: str
    orders: list[str]


class FormAnswer(msgspec.Struct):
    """What was filled into one field of an appeal. `slot` names the order or item where the form asks for each."""

    code: str
    words: str
    slot: str


class AppealSent(msgspec.Struct):
    """An appeal as it was sent. Of its files `kind` is the material's code, `about` the slot."""

    answers: list[FormAnswer]
    files: list[NamedFile]
    nothing_for: list[str]
    """Slots for which the shop stated that there is nothing to show."""


class MissingThing(msgspec.Struct):
    """One thing that an appeal lacked: a field or a material of its form, or another thing in words."""

    code: str
    slot: str
    words: str


class AppealQuestion(msgspec.Struct):
    """A question that a reviewer asked within an appeal."""

    id: str
    state: Literal["open", "answered", "lapsed"]


class Verdict(msgspec.Struct):
    """What was decided on one slot. `upheld`: the appeal is right there."""

    slot: str
    upheld: bool
    words: str


class Penalty(msgspec.Struct):
    """A penalty as its reader may see it: where it stands, what can be done, by when, what has happened."""

    id: str
    number: str
    shop: str
    pack: str
    stage: Stage
    status: standing.Status
    turn: Literal["merchant", "platform"] | None
    imposition: Imposition
    imposed_at: When | None
    ended_at: When | None
    measures: list[MeasureNow]
    """Empty until it is imposed."""
    terms: AppealTerms | None
    """Null where it can't be appealed, or isn't imposed."""
    closes_at: When | None
    """When it can no longer be appealed, a time to complete included. Null where `terms` is, or its `closes_at`."""
    opened_by: list[str]
    """Members of the shop who have opened the notice."""
    slots: list[str]
    """What an appeal is decided for: `whole`, the drawn orders, or the items."""
    appeal: AppealState
    declined: bool
    """Whether the shop doesn't mean to appeal; it still may."""
    draw: Draw | None
    attempts: int
    """Appeals that were decided on the merits, or are under review."""
    submissions: int
    submission: AppealSent | None
    """The newest."""
    appealed_at: When | None
    complete_until: When | None
    missing: list[MissingThing]
    questions: list[AppealQuestion]
    condition_met: bool
    """Whether the shop says that it did what the appeal was granted on."""
    verdicts: list[Verdict]
    outcome: Outcome | None
    restored: list[str]
    """Orders whose sales count again although the penalty stands."""
    uncounted: list[str]
    """Orders whose sales it keeps from counting now."""
    overdue: int
    """How often a turn of the platform's own ran out."""
    deadlines: list[Deadline]
    allowed_actions: dict[str, WhyNot | None]
    """Each verb: null where the reader may do it now, else why not."""
    due_at: When | None
    due: Deadline | None
    """The deadline that matters to the reader."""
    on_lapse: OnLapse | None
    timeline: list[dict[str, Any]]
    """What happened, oldest first: `seq`, `type`, `at` and `by`, then the fields of that event."""
    as_of: When
    proposed_by: str | msgspec.UnsetType = msgspec.UNSET
    """This and what follows is for the platform alone."""
    decided_by: list[str] | msgspec.UnsetType = msgspec.UNSET
    """Everybody who has decided on it, so that an appeal goes to somebody else."""
    claimed_by: str | msgspec.UnsetType = msgspec.UNSET
    outside: list[str] | msgspec.UnsetType = msgspec.UNSET
    """Outside reviewers who were invited to decide the appeal."""


class PenaltyRow(msgspec.Struct):
    """A penalty as lists show it."""

    id: str
    number: str
    shop: str
    violation: str
    stage: Stage
    due_kind: Literal[PenaltyDue, ""]
    due_at: When | None
    overdue: int
    imposed_at: When | None
    moved_at: When
    tab: standing.Tab | msgspec.UnsetType = msgspec.UNSET
    """This, `opens_at` and `closes_at` are for the shop."""
    opens_at: When | msgspec.UnsetType | None = msgspec.UNSET
    closes_at: When | msgspec.UnsetType | None = msgspec.UNSET
    """Null where it can't be appealed, or the time to appeal hasn't started."""
    queue: PenaltyQueue | msgspec.UnsetType = msgspec.UNSET
    """This and `claimed_by` are for the platform."""
    claimed_by: str | msgspec.UnsetType = msgspec.UNSET


class PenaltyNotice(msgspec.Struct):
    """What it takes to draw a penalty's orders again offline. The hashes were told before the draw."""

    penalty: str
    """Its number."""
    violation: str
    rule: str
    pack: str
    imposed_at: When | None
    seed_sha256: str
    orders_sha256: str
    """Of the sorted ids, one on a line."""
    orders: list[str]
    drawn_max: int
    drawn: Draw | None


class SentInvitation(msgspec.Struct):
    """Who was invited. `sent` is false while enough links to them wait."""

    reviewer: str
    sent: bool


WHOLE: dict[str, Any] = {
    "read-penalty": Penalty,
    "read-notice": PenaltyNotice,
    "invite-outsider": SentInvitation,
    "send-invitation-again": SentInvitation,
}
ROWS: dict[str, Any] = {"list-penalties": PenaltyRow}
