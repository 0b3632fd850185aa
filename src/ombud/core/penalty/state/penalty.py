"""What a penalty is now: stage, measures, appeal and consultation move independently."""

from datetime import UTC, datetime
from typing import Literal

from ombud.core.deadlines import Deadline, DueKind, find
from ombud.core.penalty.events.appeal import Missing, Outcome, Submission, Verdict
from ombud.core.penalty.events.imposing import AppealTerms, Imposition, Measure
from ombud.core.struct import Value
from ombud.core.words import NOTHING, Kept

Stage = Literal["proposed", "dropped", "in-force", "revoked", "lifted"]
AppealState = Literal["none", "begun", "review", "incomplete", "granted", "decided", "withdrawn", "closed"]


class MeasureNow(Value, frozen=True):
    """A measure with whether it is on."""

    terms: Measure
    on: bool
    ended: Literal["", "time", "revoked", "lifted"] = ""
    """Why it is over for good."""


UNREAD = datetime(9999, 1, 1, tzinfo=UTC)
"""When the window closes of a penalty that nobody with the right to appeal has read: never yet."""


class Draw(Value, frozen=True):
    """The orders drawn, with all that anybody needs to draw them again."""

    number: str
    seed: str
    orders: tuple[str, ...]


class Question(Value, frozen=True):
    """A question within an appeal."""

    id: str
    state: Literal["open", "answered", "lapsed"] = "open"


class Prepared(Value, frozen=True):
    """An appeal that will be sent by itself."""

    by: str
    submission: Submission


class Penalty(Value, frozen=True):
    """One penalty of one shop."""

    id: str
    number: str
    imposition: Imposition
    stage: Stage
    proposed_by: str
    decided_by: tuple[str, ...] = ()
    """Everybody who has decided on it, so that an appeal goes to somebody else."""
    imposed_at: datetime | None = None
    ended_at: datetime | None = None
    measures: tuple[MeasureNow, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    terms: AppealTerms | None = None
    opened_by: tuple[str, ...] = ()
    """Members of the shop who have opened the notice."""
    appeal: AppealState = "none"
    declined: bool = False
    draw: Draw | None = None
    prepared: Prepared | None = None
    attempts: int = 0
    """How many appeals were decided on the merits, or are under review."""
    submissions: int = 0
    submission: Submission | None = None
    """The newest; earlier ones stay in the record."""
    appealed_at: datetime | None = None
    complete_until: datetime | None = None
    missing: tuple[Missing, ...] = ()
    questions: tuple[Question, ...] = ()
    left: int = 0
    """Seconds that were left to the review when a question was asked."""
    condition: Kept = NOTHING
    condition_met: bool = False
    granted_by: str = ""
    verdicts: tuple[Verdict, ...] = ()
    outcome: Outcome | None = None
    restored: tuple[str, ...] = ()
    """Orders whose sales count again although the penalty stands."""
    consulted: int = 0
    overdue: int = 0
    """How often a turn of the platform's own ran out: above 0 the senior queue has it."""
    claimed_by: str = ""
    outside: tuple[str, ...] = ()
    """Outside reviewers who were invited to decide the appeal."""
    forfeited: dict[str, int] = {}
    """Minor units taken for good, by measure."""

    @property
    def shop(self) -> str:
        """The shop it was imposed on."""
        return self.imposition.shop

    @property
    def pack(self) -> str:
        """The pack version it runs under."""
        return self.imposition.pack

    @property
    def in_force(self) -> bool:
        """Whether it stands."""
        return self.stage == "in-force"

    @property
    def imposed(self) -> bool:
        """Whether the shop was ever told of it."""
        return self.imposed_at is not None

    @property
    def under_review(self) -> bool:
        """Whether an appeal waits for a decision, its condition included."""
        return self.appeal in ("review", "granted")

    @property
    def open_question(self) -> Question | None:
        """The question that waits for an answer."""
        return next((one for one in self.questions if one.state == "open"), None)

    @property
    def closes_at(self) -> datetime | None:
        """When it can no longer be appealed: the window's close, or the end of the completion period."""
        if self.terms is None:
            return None
        return max(self.complete_until or self.terms.closes_at, self.terms.closes_at)

    @property
    def unread(self) -> bool:
        """Whether the time to appeal hasn't started, since nothing was sent and nobody who may appeal has read it."""
        return self.terms is not None and self.terms.closes_at == UNREAD

    @property
    def slots(self) -> tuple[str, ...]:
        """What an appeal is decided for: `whole`, the drawn orders, or the items."""
        if self.terms is None:
            return ()
        match self.terms.slots:
            case "orders":
                return self.draw.orders if self.draw else ()
            case "items":
                return tuple(one.id for one in self.imposition.items)
            case _:
                return ("whole",)

    @property
    def on(self) -> tuple[Measure, ...]:
        """The measures in force now."""
        return tuple(one.terms for one in self.measures if one.on)

    @property
    def penalised(self) -> tuple[str, ...]:
        """Orders that can't be penalised for the same again while it stands: all but those that count again."""
        if not self.in_force:
            return ()
        return tuple(one.id for one in self.imposition.orders if one.id not in self.restored)

    @property
    def uncounted(self) -> tuple[str, ...]:
        """Orders whose sales this penalty keeps from counting now."""
        if not any(one.kind == "sales-not-counted" for one in self.on):
            return ()
        return self.penalised

    def deadline(self, kind: DueKind, about: str = "") -> Deadline | None:
        """The open deadline of this kind."""
        return find(self.deadlines, kind, about)
