"""What calls about what is kept of people, and the audit log answer."""

from datetime import date
from typing import Any, Literal

import msgspec

from ombud.accounts import sessions
from ombud.api.v1.answers.parts import When
from ombud.core.complaint.state import How
from ombud.core.complaint.state import Stage as CaseStage
from ombud.core.erasure.events import Ground, Part
from ombud.core.erasure.holds import Why
from ombud.core.erasure.state import Stage


class ErasureRow(msgspec.Struct):
    """What one person asked to have erased, as a list shows it. `id` is the person's."""

    id: str
    stage: Stage
    overdue: int
    """How often nobody decided in time."""
    held: int
    """How many things something still holds."""
    due_at: When | None
    """Null where nothing more is due."""
    asked_at: When


class Held(msgspec.Struct):
    """A thing that stays for now, and why. `until` is null where its end depends on what happens."""

    stream: str
    """Where it lies in the record."""
    why: Why
    until: When | None


class Erasure(msgspec.Struct):
    """What one person asked to have erased. Who never asked has no stage, and nothing but it and `id` is there."""

    id: str
    """The person's."""
    stage: Stage | None
    asked_at: When | msgspec.UnsetType = msgspec.UNSET
    words: str | msgspec.UnsetType = msgspec.UNSET
    due_at: When | msgspec.UnsetType | None = msgspec.UNSET
    overdue: int | msgspec.UnsetType = msgspec.UNSET
    """How often nobody decided in time."""
    decided_at: When | msgspec.UnsetType | None = msgspec.UNSET
    reasons: str | msgspec.UnsetType = msgspec.UNSET
    """Of whoever decided, in words for the person."""
    ground: Ground | Literal[""] | msgspec.UnsetType = msgspec.UNSET
    """Of the law, where it was refused or a part stays."""
    keep: list[Part] | msgspec.UnsetType = msgspec.UNSET
    """What stays on that ground."""
    left: list[Held] | msgspec.UnsetType = msgspec.UNSET
    """What something still holds."""
    texts: int | msgspec.UnsetType = msgspec.UNSET
    """How many were erased."""
    files: int | msgspec.UnsetType = msgspec.UNSET
    """How many were erased."""
    contact: bool | msgspec.UnsetType = msgspec.UNSET
    """Whether name and address were erased."""
    carried_at: When | msgspec.UnsetType | None = msgspec.UNSET


class KeptOfKind(msgspec.Struct):
    """How much of a kind is kept of somebody. `days` is after how many it goes by itself; null where it has no such
    time of its own."""

    kind: str
    count: int
    days: int | None


class KeptOfYou(msgspec.Struct):
    """What is kept of whoever asks, by kind, and what would stay if it were erased now. `for_shops`, for who acts for a
    shop, is what they said in its name: it stays."""

    kinds: list[KeptOfKind]
    would_stay: list[Held]
    for_shops: list[KeptOfKind] | msgspec.UnsetType = msgspec.UNSET


class RetentionOfKind(msgspec.Struct):
    """After how many days a kind goes by itself, unless something holds it."""

    kind: str
    days: int


class ErasedSoFar(msgspec.Struct):
    """What was erased for one reason: `asked` by the person, or the kind whose time was over."""

    why: str
    things: int
    """In how many of them something was erased."""
    texts: int
    files: int
    last_at: When


class KeptFor(msgspec.Struct):
    """How long each kind is kept, and what was erased so far."""

    kinds: list[RetentionOfKind]
    erased: list[ErasedSoFar]


class CopyPlatform(msgspec.Struct):
    """The platform whose copy it is."""

    id: str
    name: str


class CopyPerson(msgspec.Struct):
    """Who somebody is here; of whom nobody here knows more, `id` alone."""

    id: str
    name: str | msgspec.UnsetType = msgspec.UNSET
    phone: str | msgspec.UnsetType = msgspec.UNSET
    email: str | msgspec.UnsetType = msgspec.UNSET
    language: str | msgspec.UnsetType = msgspec.UNSET
    choices: dict[str, Any] | msgspec.UnsetType = msgspec.UNSET
    """What they chose for themselves, by name."""


class CopyShop(msgspec.Struct):
    """A shop that somebody acts for."""

    shop: str
    role: Literal["owner", "service", "viewer"]


class CopySaid(msgspec.Struct):
    """Something that somebody wrote, where and when. `text` is empty where it was erased, or is that of a shop for
    which they act no more."""

    about: str
    """What kind of thing."""
    number: str
    at: When
    text: str
    erased_on: date | None
    whose: Literal["yours", "shop"] | msgspec.UnsetType = msgspec.UNSET
    """For who acts for a shop."""


class CopyCase(msgspec.Struct):
    """A complaint of somebody's. `amount` is in minor units; `how` it ended is empty while it is open."""

    number: str
    order_number: str
    reason: str
    stage: CaseStage
    how: How | Literal[""]
    amount: int
    currency: str
    filed_at: When
    moved_at: When
    """When it last changed."""


class CopyOrder(msgspec.Struct):
    """An order of somebody's. `paid` is in minor units."""

    number: str
    shop: str
    title: str
    paid: int
    currency: str
    status: str
    purchased_at: When | None


class CopyRating(msgspec.Struct):
    """How somebody rated an order, in stars."""

    order_number: str
    stars: int
    at: When


class CopyFile(msgspec.Struct):
    """A file that somebody brought; its bytes are had from `/files/{id}/original`. `sha256` is of these."""

    id: str
    name: str
    path: str
    """Where it lies in the archive that the pages offer."""
    media_type: str
    size_bytes: int
    sha256: str
    at: When


class CopyDraft(msgspec.Struct):
    """What somebody was about to send: the values of each input of a form."""

    form: str
    about: str
    saved_at: When
    fields: dict[str, list[str]]


class CopyVisit(msgspec.Struct):
    """A time that somebody signed in."""

    how: sessions.How
    browser: str
    address: str
    """Of the network they came from."""
    began_at: When


class CopyAccepted(msgspec.Struct):
    """Rules that somebody accepted, as `name@version`."""

    rules: str
    at: When


class OwnCopy(msgspec.Struct):
    """All that is kept of whoever asks. A consumer has `cases`, `orders`, `ratings` and `files`; who acts for a shop
    has `shops`."""

    form: Literal["ombud-own-data-1"]
    made_at: When
    platform: CopyPlatform
    person: CopyPerson
    said: list[CopySaid]
    drafts: list[CopyDraft]
    visits: list[CopyVisit]
    rules_accepted: list[CopyAccepted]
    shops: list[CopyShop] | msgspec.UnsetType = msgspec.UNSET
    cases: list[CopyCase] | msgspec.UnsetType = msgspec.UNSET
    orders: list[CopyOrder] | msgspec.UnsetType = msgspec.UNSET
    ratings: list[CopyRating] | msgspec.UnsetType = msgspec.UNSET
    files: list[CopyFile] | msgspec.UnsetType = msgspec.UNSET


class AuditRow(msgspec.Struct):
    """What somebody of the staff, a key or a command saw or did. `said` is `what` in the reader's language."""

    at: When
    who: str
    """A person's ref, `key:7`, or `command`."""
    kind: Literal["look", "act", "sign-in", "key", "role", "rules", "command"]
    what: str
    """`case-read`, `signed-in`, or an event's own name."""
    thing: str
    name: str
    """Its number, else its id."""
    part: str
    """What of it: a file, a talk."""
    via: str
    """By which way: `session`, `key:7`."""
    why: str
    """What they gave as their reason, where one was asked for."""
    said: str


WHOLE: dict[str, Any] = {
    "read-erasure": Erasure,
    "read-held": KeptOfYou,
    "read-copy": OwnCopy,
    "read-retention": KeptFor,
}
ROWS: dict[str, Any] = {"list-erasures": ErasureRow, "list-audit-log": AuditRow}
