"""What calls about what is somebody’s own: settings, rules, deadlines, messages answer."""

from typing import Annotated, Any, Literal

import msgspec

from ombud.api.v1.answers.parts import When
from ombud.api.v1.me import Language
from ombud.core.complaint.state import Stage as ComplaintStage
from ombud.core.deadlines import ComplaintDue, PenaltyDue
from ombud.core.penalty.state import Stage as PenaltyStage
from ombud.core.people import Right
from ombud.core.policy.service import ChannelCode

ComplaintQueue = Literal["admission", "excuse", "approval", "verification", "review", "advance", "ruling", "senior"]
PenaltyQueue = Literal["appeals", "penalty-approval", "consultations", "freezes", "penalty-senior"]
OtherQueue = Literal["shops", "shop-senior", "evidence", "evidence-senior", "surges", "reports", "objections"]


class OwnKey(msgspec.Struct):
    """The key of this call."""

    name: str
    speaks_for: list[Literal["consumer", "merchant", "reviewer", "system"]]


class ActingConsumer(msgspec.Struct, tag="consumer"):
    """The call speaks for somebody who buys."""

    id: str


class ActingMember(msgspec.Struct, tag="member"):
    """The call speaks for somebody of a shop. `shop` is empty for a newcomer, who has none yet."""

    id: str
    shop: str
    rights: list[Right]


class ActingReviewer(msgspec.Struct, tag="reviewer"):
    """The call speaks for somebody who decides for the platform."""

    id: str
    rights: list[Right]


class ActingSoftware(msgspec.Struct, tag="system"):
    """The call speaks for the platform’s own software: the key itself."""

    id: str


class OwnPlatform(msgspec.Struct):
    """The platform that the key opens."""

    slug: str
    name: str
    zone: str
    """Its time zone, such as Asia/Shanghai."""
    pack: str
    """The rules in force, as `name@version`."""


class Me(msgspec.Struct):
    """Whose key it is, for whom it speaks in this call, and under which rules."""

    key: OwnKey
    actor: ActingConsumer | ActingMember | ActingReviewer | ActingSoftware
    platform: OwnPlatform


class Settings(msgspec.Struct):
    """What somebody chose, or what holds otherwise; of the comfort, only what their party’s pages have."""

    language: Literal[Language, ""]
    """Empty where none was chosen."""
    digest: Literal["at-once", "daily"]
    """Whether letters come one by one or gathered once a day."""
    quiet: Annotated[list[str], msgspec.Meta(min_length=2, max_length=2)] | None
    """From when to when no letter comes, such as 22:00 and 08:00 in the platform's zone; null: at no time."""
    large: bool | msgspec.UnsetType = msgspec.UNSET
    """Larger letters on pages. For consumers."""
    blur: bool | msgspec.UnsetType = msgspec.UNSET
    """Evidence is blurred until a button is pressed. For reviewers, like the next two."""
    greyscale: bool | msgspec.UnsetType = msgspec.UNSET
    shortcuts: bool | msgspec.UnsetType = msgspec.UNSET


class AcceptedRules(msgspec.Struct):
    """Rules that somebody accepted, as `name@version`."""

    pack: str
    at: When


class Rules(msgspec.Struct):
    """The rules in force, as `name@version`, and which ones were accepted, the newest first."""

    in_force: str
    must_accept: bool
    """Whether those in force aren't accepted yet."""
    accepted: list[AcceptedRules]


class UnhandledPenalty(msgspec.Struct):
    """The newest penalty that nobody has handled, and how many there are: `n` is at most 100."""

    id: str
    number: str
    violation: str
    n: int
    newest_at: When
    """When this newest one was imposed."""


class Popup(msgspec.Struct):
    """What the console’s pop-up speaks of; null where it says nothing."""

    unhandled: UnhandledPenalty | None


class Snoozed(msgspec.Struct):
    """Until when the pop-up is silent, unless a newer penalty arrives."""

    silent_until: When


class ComplaintAtWork(msgspec.Struct):
    """A complaint that a reviewer took on. `amount` is in minor units of `currency`."""

    id: str
    number: str
    order_number: str
    shop: str
    consumer: str
    title: str
    reason: str
    stage: ComplaintStage
    queue: Literal[ComplaintQueue, ""]
    """Empty while it waits for a party or is closed."""
    due_kind: Literal[ComplaintDue, ""]
    due_at: When | None
    amount: int
    currency: str
    held: str
    """The rule that holds it at the door; empty where none does."""
    overdue: int
    """How often the platform was late in it."""
    claimed_by: str
    filed_at: When


class PenaltyAtWork(msgspec.Struct):
    """A penalty that a reviewer took on."""

    id: str
    number: str
    shop: str
    violation: str
    stage: PenaltyStage
    queue: Literal[PenaltyQueue, ""]
    """Empty while it waits for nobody of the platform."""
    due_kind: Literal[PenaltyDue, ""]
    due_at: When | None
    overdue: int
    """How often the platform was late in it."""
    claimed_by: str
    imposed_at: When | None
    """Null as long as it isn't imposed."""


class Work(msgspec.Struct):
    """What a reviewer took on and hasn’t given back, the nearest deadline first."""

    complaints: list[ComplaintAtWork]
    penalties: list[PenaltyAtWork]


class DeadlineRow(msgspec.Struct):
    """Something that a shop is to do by an instant. `number` is the case’s; empty for the shop’s own papers."""

    kind: Literal[ComplaintDue, "appeal", "qualification"]
    number: str
    due_at: When


class CalendarLink(msgspec.Struct):
    """The secret link to one’s deadlines for one’s own calendar; empty where none was made."""

    url: str


class Message(msgspec.Struct):
    """Something that one was told, in the language asked for."""

    id: int
    notice: str
    """Which kind of message it is, such as `penalty_imposed`."""
    at: When
    title: str
    said: str
    path: str
    """The page on which one can act, within the platform's site."""
    unread: bool


class Messages(msgspec.Struct):
    """One page of what one was told. `next_cursor` is null on the last; `unread` counts all messages, up to 100."""

    items: list[Message]
    next_cursor: str | None
    unread: int


class Unread(msgspec.Struct):
    """How many messages are still unread, at most 100."""

    unread: int


class Channel(msgspec.Struct):
    """One way to reach the platform’s people, and whether somebody is there now."""

    code: ChannelCode
    name: str
    phone: str
    url: str
    """Where a code to scan leads: a web address, or one within the platform's site that begins with a slash."""
    address: str
    hours: str
    """In words, in the language asked for."""
    there: bool
    until: When | None
    """From when on nobody is there any more; null where nobody is there, or not for a week."""
    back_at: When | None
    """From when on somebody is there again; null where somebody is there, or nobody ever is."""
    provisional: bool
    """Whether a table of working days that isn't published yet may change it."""


class Service(msgspec.Struct):
    """The platform’s own service as it stands at one instant."""

    at: When
    zone: str
    """The time zone of its hours."""
    channels: list[Channel]


class QueueRow(msgspec.Struct):
    """How one queue stands. `overdue` and `at_risk`, which is due within the next day, count up to 100."""

    queue: Literal[ComplaintQueue, PenaltyQueue, OtherQueue]
    cases: int
    """How many wait in it; of those that aren't complaints or penalties up to 100."""
    nearest_at: When | None
    """The deadline that comes first."""
    filed_at: When | None
    """When the oldest in it came, of reports and alarms the one that is due first; null for objections."""
    overdue: int
    at_risk: int


WHOLE: dict[str, Any] = {
    "read-me": Me,
    "read-settings": Settings,
    "keep-settings": Settings,
    "read-rules": Rules,
    "accept-rules": Rules,
    "read-popup": Popup,
    "snooze-popup": Snoozed,
    "list-work": Work,
    "read-calendar": CalendarLink,
    "renew-calendar": CalendarLink,
    "list-messages": Messages,
    "read-messages": Unread,
    "read-service": Service,
}
ROWS: dict[str, Any] = {"list-deadlines": DeadlineRow, "list-queues": QueueRow}
