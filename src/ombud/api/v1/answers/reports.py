"""What calls about reports of shops, and limits on accounts answer."""

from typing import Any, Literal

import msgspec

from ombud.api.v1.answers.parts import Deadline, NamedFile, When


class Report(msgspec.Struct):
    """A report about a shop, with what was said in it."""

    id: str
    number: str
    shop: str
    consumer: str
    """Who filed it."""
    pack: str
    about: str
    """Code of the pack's report types."""
    filed_at: When
    page: str
    """Address of the page it is about, within the platform; else empty."""
    files: list[NamedFile]
    outcome: str
    """Code of the pack's outcomes; empty until it is concluded."""
    overdue: int
    """How often the platform's time to look at it ran out."""
    deadlines: list[Deadline]
    penalty: str
    """The id of the penalty it was carried into; else empty."""
    stage: Literal["received", "concluded"]
    timeline: list[dict[str, Any]]


class ReportRow(msgspec.Struct):
    """A report as the list shows it."""

    id: str
    number: str
    shop: str
    consumer: str
    about: str
    outcome: str
    """Empty until it is concluded."""
    overdue: int
    """How often the platform's time to look at it ran out."""
    due_at: When | None
    """Null once it is concluded."""
    filed_at: When


class Account(msgspec.Struct):
    """The limit on a consumer's account. What isn't always there is there as soon as one ever lay on it."""

    id: str
    until: When | None
    """Null where no limit lies on it; one that is past has ended."""
    reason: str | msgspec.UnsetType = msgspec.UNSET
    """Code of the reason; empty where the limit was lifted."""
    objection: Literal["", "open", "upheld"] | msgspec.UnsetType = msgspec.UNSET
    """What came of the owner's objection: `upheld` is the limit. Empty where there is none."""
    timeline: list[dict[str, Any]] | msgspec.UnsetType = msgspec.UNSET


class Objection(msgspec.Struct):
    """A limit on a consumer's account, by its id, to which the owner objects."""

    id: str
    reason: str
    until: When


WHOLE: dict[str, Any] = {"read-report": Report, "read-account": Account}
ROWS: dict[str, Any] = {"list-reports": ReportRow, "list-objections": Objection}
