"""What can happen as a penalty is imposed, and as its notice is read."""

from datetime import datetime
from typing import Literal

from ombud.core.command import Event
from ombud.core.deadlines import Deadline
from ombud.core.files import File
from ombud.core.policy.violation import MeasureKind, Slots, Told
from ombud.core.struct import Value
from ombud.core.words import NOTHING, Kept


class Ground(Value, frozen=True):
    """What a penalty was carried from: a ruling in a complaint, or an upheld report."""

    kind: Literal["complaint", "report"]
    id: str
    number: str = ""


class PenalisedOrder(Value, frozen=True):
    """One order a penalty is about, as it was known then."""

    id: str
    number: str
    amount: int
    """Minor units, as paid."""
    currency: str
    purchased_at: datetime | None = None


class KeptItem(Value, frozen=True):
    """One thing found, where a violation is listed item by item."""

    id: str
    words: Kept


class Measure(Value, frozen=True):
    """One measure of one penalty. `m1`, `m2`, … within it."""

    id: str
    code: str
    kind: MeasureKind
    about: str = ""
    amount: int = 0
    """Minor units held."""
    begins_at: datetime | None = None
    """Set as the notice is recorded."""
    ends_at: datetime | None = None
    """None: until it is lifted."""
    whole: bool = False
    """Whether all turnover is frozen, what comes in later too."""


class AppealTerms(Value, frozen=True):
    """What the pack granted when the penalty was imposed; later versions of the pack don't touch it."""

    opens_at: datetime
    closes_at: datetime
    attempts_max: int
    slots: Slots
    drawn_max: int = 0
    """How many of the penalised orders are drawn, where an appeal is decided order by order."""


class Imposition(Value, frozen=True):
    """All that a penalty says: it can't be recorded without it."""

    shop: str
    violation: str
    rule: str
    pack: str
    facts: Kept
    reasons: Kept
    measures: tuple[Measure, ...]
    orders: tuple[PenalisedOrder, ...] = ()
    """Sorted by id."""
    items: tuple[KeptItem, ...] = ()
    files: tuple[File, ...] = ()
    ground: Ground | None = None
    automated_detection: bool = False
    """Whether a machine pointed to it; a machine never decides."""
    language: str = ""
    """Of facts and reasons; the original governs."""
    seed_hash: str = ""
    """SHA-256 of the platform's seed, where orders will be drawn."""
    orders_hash: str = ""
    """SHA-256 of the sorted ids of the penalised orders, one on a line."""
    told: Told = "notice"
    """`in-account`: nothing is sent; it lies in the account, and the time to appeal starts when it is read there."""


class PenaltyProposed(Event, frozen=True, tag="PenaltyProposed"):
    """A penalty that one person can't impose alone waits for a second. The shop doesn't see it."""

    penalty: str
    number: str
    imposition: Imposition
    deadline: Deadline


class PenaltyDropped(Event, frozen=True, tag="PenaltyDropped"):
    """The second person did not agree."""

    words: Kept


class PenaltyImposed(Event, frozen=True, tag="PenaltyImposed"):
    """It is in force, and its notice lies in the shop's message centre: recorded in the same transaction."""

    penalty: str
    number: str
    imposition: Imposition
    decided_by: tuple[str, ...]
    """Everybody who decided on it: the one who imposed it, and the second person where one was needed."""
    terms: AppealTerms | None = None
    """None where the violation can't be appealed; the notice then offers the consultation."""
    deadlines: tuple[Deadline, ...] = ()


class NoticeOpened(Event, frozen=True, tag="NoticeOpened"):
    """A member of the shop opened the notice for the first time."""

    terms: AppealTerms | None = None
    """Where nothing was sent: the time to appeal, which starts now."""
    deadlines: tuple[Deadline, ...] = ()


class FreezeLookedAt(Event, frozen=True, tag="FreezeLookedAt"):
    """A reviewer looked at a freeze in whole again and found that it has to stay, with reasons."""

    words: Kept
    deadline: Deadline


class MeasureForfeited(Event, frozen=True, tag="MeasureForfeited"):
    """Held funds, or some of them, are taken for good, with reasons: only once nothing can be appealed any more."""

    measure: str
    amount: int
    words: Kept


class MeasureBegan(Event, frozen=True, tag="MeasureBegan"):
    """A measure that was to begin later is on."""

    measure: str
    deadline: Deadline | None = None
    """When it ends by itself."""


class MeasureEnded(Event, frozen=True, tag="MeasureEnded"):
    """Its time is over."""

    measure: str


class MeasuresLifted(Event, frozen=True, tag="MeasuresLifted"):
    """A reviewer lifted measures without an appeal, with reasons; all of them end the penalty."""

    measures: tuple[str, ...]
    words: Kept
    ends: bool
    """Whether nothing of the penalty is left."""


class PenaltyRevoked(Event, frozen=True, tag="PenaltyRevoked"):
    """Every order or item was upheld: all its measures are off at once."""

    words: Kept = NOTHING


ImposingEvent = (
    PenaltyProposed
    | PenaltyDropped
    | PenaltyImposed
    | NoticeOpened
    | MeasureBegan
    | MeasureEnded
    | MeasuresLifted
    | PenaltyRevoked
    | FreezeLookedAt
    | MeasureForfeited
)
