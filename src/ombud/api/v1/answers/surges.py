"""What calls about waves of complaints and what is said of shops in public answer."""

from datetime import date
from typing import Any, Literal

import msgspec

from ombud.api.v1.answers.parts import Deadline, When
from ombud.core.complaint.state import Stage
from ombud.core.deadlines import ComplaintDue, SurgeDue
from ombud.core.policy.surge import Cause, Dismissal, Outcome
from ombud.core.surge.events import Kind
from ombud.core.surge.state import Stage as SurgeStage
from ombud.core.surge_detection import Unit


class SurgeRow(msgspec.Struct):
    """An alarm in a list: complaints about a shop rise abnormally, or the shop can't keep up with them."""

    id: str
    number: str
    shop: str
    kind: Kind
    stage: SurgeStage
    observed: int
    """Of a rise, independent complainants; of a backlog, turns that the shop missed."""
    expected_hundredths: int
    upper: int
    """The highest count that would not alarm; 0 of a backlog, as is what was expected."""
    due_kind: Literal[SurgeDue, ""]
    """Empty where nothing is due."""
    due_at: When | None
    overdue: int
    """How often the platform's own turn was overdue since it last decided."""
    raised_at: When
    moved_at: When


class SurgePoint(msgspec.Struct):
    """One unit of a shop's history: a week, a day or an hour."""

    unit: int
    """Weeks, days or hours since 1970-01-01 in the platform's zone."""
    observed: int
    expected_hundredths: int
    upper: int
    """The highest count that would not alarm."""


class SurgePart(msgspec.Struct):
    """One reason's share in a shop's counts."""

    of: str
    """`complaints:not-delivered`, `reports:fraud`, `urges`, `public-items`."""
    observed: int
    expected_hundredths: int
    upper: int
    """The highest count that would not alarm."""
    alarming: bool
    """Whether this one alarms by itself."""


class SurgeFigures(msgspec.Struct):
    """How many complained independently, beside how many are normal for this shop in such a unit."""

    unit: Unit
    since: When
    until: When
    observed: int
    """Independent complainants so far."""
    expected_hundredths: int
    upper: int
    """The highest count that would not alarm."""
    p_billionths: int
    """How probable as many or more are while nothing is wrong, in billionths."""
    of: str
    """Which of the shop's series it is; empty for all that is counted of it."""
    counted: int
    """All that came, before whoever acts together was capped."""
    one_in: int
    """A shop with which nothing is wrong alarms by itself at most once in so many units."""
    false_percent_max: int
    """Of the alarms of all shops together, at most so many of a hundred are false."""
    looked_at: int
    """How many series were looked at together."""
    history: list[SurgePoint]
    """Units before, the oldest first."""


class SurgeBacklog(msgspec.Struct):
    """What shows that a shop can't keep up."""

    waiting: int
    """Cases that wait for the shop."""
    missed: int
    """Turns of the shop that ended without an act of it, in this unit and the one before."""
    answered: int
    """Turns in which it acted, in the same time."""
    since: When
    least: int
    """The rules' threshold: so many missed…"""
    percent: int
    """…and so many of a hundred."""


class Surge(msgspec.Struct):
    """One alarm about a shop, and the intervention it led to. The shop sees no figures, and not who works on it."""

    id: str
    number: str
    shop: str
    pack: str
    kind: Kind
    raised_at: When
    cases: list[str]
    """Ids of the complaints that are gathered with it."""
    dismissal: Dismissal | None
    opened_at: When | None
    """When the platform turned to the shop."""
    cause: Cause | None
    hold_percent: int
    """How much of what the shop is owed is to be held; 0: nothing."""
    answered_at: When | None
    answer_over_at: When | None
    """When its time to answer was over without an answer."""
    done_by: When | None
    """When the shop means to have put it right."""
    outcome: Outcome | None
    ended_at: When | None
    overdue: int
    """How often the platform's own turn was overdue since it last decided."""
    deadlines: list[Deadline]
    stage: SurgeStage
    can: list[str]
    """Verbs that the reader may do now."""
    timeline: list[dict[str, Any]]
    """What happened, the oldest first; `type` names each event."""
    figures: SurgeFigures | msgspec.UnsetType | None = msgspec.UNSET
    parts: list[SurgePart] | msgspec.UnsetType = msgspec.UNSET
    backlog: SurgeBacklog | msgspec.UnsetType | None = msgspec.UNSET
    claimed_by: str | msgspec.UnsetType = msgspec.UNSET
    opened_by: str | msgspec.UnsetType = msgspec.UNSET


class GatheredCase(msgspec.Struct):
    """A complaint that an intervention gathered. The shop doesn't see its queue, nor who works on it."""

    id: str
    number: str
    order_number: str
    shop: str
    consumer: str
    title: str
    reason: str
    stage: Stage
    due_kind: Literal[ComplaintDue, ""]
    """Empty where nothing is due."""
    due_at: When | None
    amount: int
    """What is owed, else what was asked for; in minor units."""
    currency: str
    overdue: int
    filed_at: When
    queue: str | msgspec.UnsetType = msgspec.UNSET
    """Of the platform's people; empty while it waits for a party or is closed."""
    held: str | msgspec.UnsetType = msgspec.UNSET
    """Code of the rule at the door that held it."""
    claimed_by: str | msgspec.UnsetType = msgspec.UNSET


class WeekRow(msgspec.Struct):
    """What happened on the platform in one week."""

    week: date
    """Its Monday."""
    filed: int
    closed: int
    open: int
    """Open at its end."""
    late: int
    """How often the platform's own turn was overdue."""
    missed: int
    """How often a shop's turn was."""
    reports: int
    urges: int
    public_items: int


class WeekAhead(msgspec.Struct):
    """How many complaints are expected in a week to come; four of five weeks lie between `low` and `high`."""

    expected: float
    low: float
    high: float


class Weeks(msgspec.Struct):
    """The last half year by weeks, the oldest first; the last one isn't over."""

    items: list[WeekRow]
    forecast: list[WeekAhead]
    """The next four weeks; empty where there were fewer than eight whole ones."""
    next_cursor: None


class ShopCounts(msgspec.Struct):
    """A shop's counts of the open unit beside what is normal for it; without figures where nothing was counted yet."""

    unit: Literal[Unit, ""]
    """Empty where the platform's rules count nothing."""
    observed: float | msgspec.UnsetType = msgspec.UNSET
    """Independent complainants so far."""
    expected: float | msgspec.UnsetType = msgspec.UNSET
    upper: float | msgspec.UnsetType = msgspec.UNSET
    """The highest count that would not alarm."""
    enough: bool | msgspec.UnsetType = msgspec.UNSET
    """Whether there is history enough to raise an alarm."""
    history: list[SurgePoint] | msgspec.UnsetType = msgspec.UNSET
    """Units before, the oldest first."""
    parts: list[SurgePart] | msgspec.UnsetType = msgspec.UNSET


class PublicItemRow(msgspec.Struct):
    """What somebody said of a shop in public, in a list."""

    id: str
    shop: str
    link: str
    about: str
    """Code of the pack's report types; empty where none fits."""
    reach: int
    """How many saw it as far as its place says; 0 where it doesn't."""
    said_at: When
    recorded_at: When
    taken_back: bool
    """It was recorded by mistake."""


class PublicItem(PublicItemRow):
    """What somebody said of a shop in public, with its words."""

    words: str
    recorded_by: str
    timeline: list[dict[str, Any]]
    """What happened, the oldest first; `type` names each event."""


WHOLE: dict[str, Any] = {
    "read-surge": Surge,
    "list-weeks": Weeks,
    "read-counts": ShopCounts,
    "read-public-item": PublicItem,
}
ROWS: dict[str, Any] = {"list-surges": SurgeRow, "list-gathered": GatheredCase, "list-public-items": PublicItemRow}
