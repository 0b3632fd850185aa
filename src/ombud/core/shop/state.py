"""What a shop is now: the fold of everything that was told of it, or that its own people did."""

from collections.abc import Iterable
from datetime import datetime
from functools import reduce
from typing import Literal, assert_never

from msgspec.structs import replace

from ombud.core.deadlines import Deadline
from ombud.core.policy.violation import ACCOUNT, MeasureKind
from ombud.core.shop import keeping_events as keeping
from ombud.core.shop import opening_events as opening
from ombud.core.shop.events import (
    KeepingEvent,
    MeasureSwitchedOff,
    MeasureSwitchedOn,
    MemberTold,
    OpeningEvent,
    PenaltyEntered,
    ShopEvent,
    ShopFacts,
    ShopRetold,
    ShopTold,
)
from ombud.core.struct import Value
from ombud.core.words import NOTHING, Kept

Stage = Literal["applied", "waiting", "refused", "lapsed", "verified", "open"]


class MeasureInForce(Value, frozen=True):
    """A measure on the shop, and the penalty that alone can end it."""

    penalty: str
    number: str
    measure: str
    kind: MeasureKind
    about: str
    amount: int
    since: datetime
    until: datetime | None = None


class Refused(Value, frozen=True):
    """Why the papers don't do."""

    reasons: tuple[str, ...]
    words: Kept
    at: datetime


class Absence(Value, frozen=True):
    """The owner is away, and who stands in."""

    from_at: datetime
    until: datetime
    substitute: str = ""
    words: Kept = NOTHING

    def holds(self, at: datetime) -> bool:
        """Whether the owner is away at this instant."""
        return self.from_at <= at < self.until


class Shop(Value, frozen=True):
    """One shop of one platform."""

    id: str
    facts: ShopFacts
    source: str
    members: dict[str, str] = {}
    """Role by member."""
    measures: tuple[MeasureInForce, ...] = ()
    applied_at: datetime | None = None
    """None for a shop that was only told of: it counts as open."""
    pack: str = ""
    contact: Kept = NOTHING
    look: keeping.Look = keeping.Look()
    duties: str = ""
    """The version of the duties that was accepted last."""
    qualification: opening.Qualification | None = None
    submitted_at: datetime | None = None
    verified_at: datetime | None = None
    refused: Refused | None = None
    lapsed: bool = False
    overdue: int = 0
    opened_at: datetime | None = None
    invited: dict[str, str] = {}
    """Role by somebody who was asked to join."""
    absence: Absence | None = None
    deadlines: tuple[Deadline, ...] = ()

    @property
    def shop(self) -> str:
        """Its own id: what concerns it goes to itself."""
        return self.id

    @property
    def stage(self) -> Stage:
        """Where it is on its way; one that was only told of is open."""
        if self.opened_at is not None or self.applied_at is None:
            return "open"
        if self.verified_at is not None:
            return "verified"
        if self.lapsed:
            return "lapsed"
        if self.refused is not None:
            return "refused"
        return "waiting" if self.qualification is not None else "applied"

    @property
    def verified(self) -> bool:
        """Whether the platform looked at its papers, here or as it was told."""
        return self.verified_at is not None or self.facts.verified

    def under(self, *kinds: MeasureKind) -> bool:
        """Whether a measure of one of these kinds is in force, whichever penalty imposed it."""
        return any(one.kind in kinds for one in self.measures)

    @property
    def suspended(self) -> bool:
        """Whether its members can only read notices, appeal, answer and export."""
        return self.under(*ACCOUNT)


def evolve(shop: Shop | None, event: ShopEvent) -> Shop:
    """The shop after one more event."""
    if isinstance(event, ShopTold):
        assert shop is None, "a shop is told once, then retold"
        return Shop(id=event.shop, facts=event.facts, source=event.source)
    if isinstance(event, opening.ShopApplied):
        assert shop is None, "a shop is applied for once"
        return Shop(
            id=event.shop, facts=event.facts, source="own", members={event.by.id: "owner"}, applied_at=event.at,
            pack=event.pack, contact=event.contact, deadlines=(event.deadline,),
        )  # fmt: skip
    assert shop is not None, "nothing happens to a shop before it is told"
    match event:
        case ShopRetold():
            return replace(shop, facts=event.facts, source=event.source)
        case MemberTold():
            return _with_role(shop, event.member, event.role)
        case MeasureSwitchedOn():
            on = MeasureInForce(
                penalty=event.penalty, number=event.number, measure=event.measure, kind=event.kind, about=event.about,
                amount=event.amount, since=event.at, until=event.until,
            )  # fmt: skip
            return replace(shop, measures=(*shop.measures, on))
        case MeasureSwitchedOff():
            left = tuple(one for one in shop.measures if (one.penalty, one.measure) != (event.penalty, event.measure))
            return replace(shop, measures=left)
        case PenaltyEntered():
            return shop
        case (
            keeping.ShopSetUp() | keeping.AbsenceAnnounced() | keeping.AbsenceEnded() | keeping.MemberInvited()
            | keeping.MemberJoined() | keeping.RoleChanged() | keeping.MemberRemoved() | keeping.ShopHandedOver()
        ):  # fmt: skip
            return _kept(shop, event)
        case _:
            return _on_its_way(shop, event)


def _on_its_way(shop: Shop, event: OpeningEvent) -> Shop:
    match event:
        case opening.DutiesAccepted():
            return replace(shop, duties=event.version)
        case opening.QualificationSubmitted():
            return replace(
                shop, qualification=event.qualification, submitted_at=event.at, refused=None, lapsed=False, overdue=0,
                deadlines=(event.deadline,),
            )  # fmt: skip
        case opening.CredentialsSeen() | opening.ShopApplied():
            return shop
        case opening.ShopVerified():
            return replace(shop, verified_at=event.at, refused=None, deadlines=())
        case opening.ShopRefused():
            why = Refused(reasons=event.reasons, words=event.words, at=event.at)
            return replace(shop, refused=why, deadlines=(event.deadline,))
        case opening.VerificationOverdue():
            return replace(shop, overdue=shop.overdue + 1, deadlines=(event.deadline,))
        case opening.ShopReminded():
            return replace(shop, deadlines=tuple(replace(one, remind_at=None) for one in shop.deadlines))
        case opening.ShopDeadlineMoved():
            others = tuple(one for one in shop.deadlines if one.kind != event.deadline.kind)
            return replace(shop, deadlines=(event.deadline, *others))
        case opening.ApplicationLapsed():
            return replace(shop, lapsed=True, deadlines=())
        case opening.ShopOpened():
            return replace(shop, opened_at=event.at)
        case _:
            assert_never(event)


def _kept(shop: Shop, event: KeepingEvent) -> Shop:
    match event:
        case keeping.ShopSetUp():
            return replace(shop, facts=event.facts, contact=event.contact, look=event.look)
        case keeping.AbsenceAnnounced():
            away = Absence(from_at=event.from_at, until=event.until, substitute=event.substitute, words=event.words)
            return replace(shop, absence=away)
        case keeping.AbsenceEnded():
            return replace(shop, absence=None)
        case keeping.MemberInvited():
            return replace(shop, invited={**shop.invited, event.member: event.role})
        case keeping.MemberJoined() | keeping.RoleChanged():
            return _with_role(shop, event.member, event.role)
        case keeping.MemberRemoved():
            gone = _with_role(shop, event.member, "")
            stands_in = gone.absence is not None and gone.absence.substitute == event.member
            return replace(gone, absence=None) if stands_in else gone
        case keeping.ShopHandedOver():
            given = _with_role(_with_role(shop, event.before, "service"), event.member, "owner")
            return replace(given, absence=None)
        case _:
            assert_never(event)


def _with_role(shop: Shop, member: str, role: str) -> Shop:
    """The shop with somebody in a role, in none where it is empty; an invitation of theirs is done with."""
    others = {one: its for one, its in shop.members.items() if one != member}
    invited = {one: its for one, its in shop.invited.items() if one != member}
    return replace(shop, members={**others, member: role} if role else others, invited=invited)


def fold(events: Iterable[ShopEvent]) -> Shop | None:
    """The shop after all of them."""
    return reduce(evolve, events, None)
