"""What calls about packs and the rulebook answer."""

from datetime import date
from functools import cache
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

import msgspec

from ombud.api.v1.answers.parts import When
from ombud.core.complaint.state import Stage
from ombud.core.deadlines import ComplaintDue, PenaltyDue
from ombud.core.people import Party
from ombud.core.policy.pack import Pack
from ombud.core.policy.span import Span

PenaltyPhase = Literal["proposed", "notice", "review", "condition", "stands", "ended"]


class PackRow(msgspec.Struct):
    """A pack, with the version in force."""

    id: str
    """`name@version`."""
    name: str
    version: str


class PackSpan(msgspec.Struct):
    """How long something lasts, in exactly one unit; the others are null."""

    hours: int | None
    """Sixty minutes each, day and night."""
    working_days: int | None
    business_minutes: int | None
    """Minutes of the service hours."""
    days: int | None
    """Days of the platform's zone."""
    source: str
    """Where the platform published the figure, or `ours`."""


def _pack() -> type[msgspec.Struct]:
    """A pack's own fields, of which none is left out; what is looked for at the door stays with us."""
    its = {one.name: _whole(one.type) for one in msgspec.structs.fields(Pack) if one.name != "door"}
    fields = {"id": str, **its, "in_force_from": date, "versions": list[str], "words": dict[str, dict[str, str]]}
    made = msgspec.defstruct("Pack", list(fields.items()))
    made.__doc__ = (
        "One version of a platform’s rules. `versions` are those kept, the one in force first, then the newest; "
        "`words` are what its codes are called in the reader’s language, by group and code."
    )
    return made


@cache
def _whole(kind: Any) -> Any:
    """The same as an answer tells it: with all its fields, also those that a pack may leave out."""
    if kind is Span:
        return PackSpan
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        made = msgspec.defstruct(
            f"Pack{kind.__name__}", [(one.name, _whole(one.type)) for one in msgspec.structs.fields(kind)]
        )
        made.__doc__ = " ".join((kind.__doc__ or "").split())
        return made
    if get_origin(kind) in (Union, UnionType):
        return Union[tuple(_whole(one) for one in get_args(kind))]  # noqa: UP007 - made at run time
    return list[_whole(get_args(kind)[0])] if get_origin(kind) is tuple else kind  # type: ignore[misc]


class GuideRow(msgspec.Struct):
    """One line of a guide; what doesn't belong to it is empty."""

    code: str
    """What it is about: the code of a reason, a channel, a deadline."""
    name: str
    text: str
    span: str
    """How long, in words."""
    lapse: str
    """What follows if nobody acts."""
    source: str
    """Who says how long, in words."""
    source_url: str
    phone: str
    hours: str
    address: str
    items: list[str]


class GuideGroup(msgspec.Struct):
    """Lines of a guide under one heading; `name` is empty where there is none."""

    rows: list[GuideRow]
    name: str


class GuideSection(msgspec.Struct):
    """One question that a guide answers."""

    code: str
    name: str
    about: str
    sentences: list[str]
    groups: list[GuideGroup]


class Guide(msgspec.Struct):
    """Who may do what, where, by when, with what, and what follows, under one pack and in the reader's language."""

    pack: str
    """`name@version`."""
    name: str
    about: str
    version: str
    in_force_from: date
    zone: str
    sections: list[GuideSection]
    rules: list[GuideRow]
    """The rules that rulings cite, by their number."""


class ComplaintTurn(msgspec.Struct):
    """Somebody's turn in a complaint, and where it leads if nobody acts."""

    stage: Stage
    kind: ComplaintDue
    """What is due."""
    on: Party | Literal["both"]
    span: PackSpan | None
    """By when, from its beginning; null where the beginning says it."""
    leads_to: Stage
    rung: int
    """How many steps of the ladder were climbed before."""
    late: bool
    """Whether it is the senior reviewers', because the platform was late before."""


class PenaltyTurn(msgspec.Struct):
    """Somebody's turn in a penalty, and where it leads if nobody acts."""

    stage: PenaltyPhase
    kind: PenaltyDue
    """What is due."""
    on: Party | Literal["both"]
    span: PackSpan | None
    """By when, from its beginning; null where the beginning says it."""
    leads_to: PenaltyPhase
    rung: int
    """Always 0: only rulings have a ladder."""
    late: bool
    """Whether it is the senior reviewers', because the platform was late before."""


class Procedure(msgspec.Struct):
    """Whose turn there can be under a pack, in the order of the stages."""

    complaint: list[ComplaintTurn]
    penalty: dict[str, list[PenaltyTurn]]
    """By the code of the violation."""


class RuleDifference(msgspec.Struct):
    """One figure, code or list in which two versions differ. Null: it isn't there."""

    way: list[str]
    """Keys and codes down to it."""
    before: Any
    after: Any


class Reworded(msgspec.Struct):
    """Words that differ, in the reader's language. Empty: they aren't there."""

    key: str
    before: str
    after: str


class Differences(msgspec.Struct):
    """In which rules and words two versions, `before` and `after`, differ."""

    before: str
    """`name@version`."""
    after: str
    rules: list[RuleDifference]
    words: list[Reworded]


class Parted(msgspec.Struct):
    """Where a recorded case would have gone another way."""

    id: str
    number: str
    at: When
    """When what is recorded happened."""
    event: str
    """What happened then."""
    instead: str
    """What would have been instead, in English."""
    dates_only: bool
    """Whether its course would have been the same, and only a time limit another."""


class Tried(msgspec.Struct):
    """What came of the cases of one kind that were replayed: `items` are those that would have gone another way."""

    tried: int
    items: list[Parted]
    go_on_after: str | None
    """After which case the next call goes on; null where there are no more."""


class PackTried(msgspec.Struct):
    """Recorded cases replayed under another version than the one in force."""

    from_: str = msgspec.field(name="from")
    """The version in force, `name@version`."""
    complaints: Tried
    penalties: Tried


class RuleChange(msgspec.Struct):
    """One version of the rules, from one day on. Who decided it, and why, is told to the platform's people."""

    pack: str
    """`name@version`."""
    since: date
    """In the platform's zone."""
    at: When
    """When it was announced."""
    fingerprint: str
    """SHA-256 over the version's files, hex."""
    instead: str
    """The version that applied when this was decided."""
    back: bool
    """Whether it leads back to an earlier version."""
    stands: bool
    """False where a later decision took its place before or on its day."""
    by: str | msgspec.UnsetType = msgspec.UNSET
    why: str | msgspec.UnsetType = msgspec.UNSET
    """Empty where law has had it erased."""


class AnnouncedPack(msgspec.Struct):
    """A version that comes into force by the day in its file."""

    pack: str
    """`name@version`."""
    in_force_from: date


class Rulebook(msgspec.Struct):
    """Which rules apply on a platform, which are announced, and which were ever decided."""

    in_force: str
    """`name@version`."""
    coming: list[RuleChange]
    """The next first."""
    announced: list[AnnouncedPack]
    changes: list[RuleChange]
    """In the order in which they were decided."""


WHOLE: dict[str, Any] = {
    "read-pack": _pack(),
    "read-guide": Guide,
    "read-procedure": Procedure,
    "read-differences": Differences,
    "try-pack": PackTried,
    "read-rulebook": Rulebook,
}
ROWS: dict[str, Any] = {"list-packs": PackRow}
