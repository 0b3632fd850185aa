"""What a complaint is now: regions that move independently, never one flat status."""

from datetime import datetime
from typing import Literal

from msgspec.structs import replace

from ombud.core.complaint.events.filing import ClaimedLine
from ombud.core.complaint.events.intervention import Ground
from ombud.core.complaint.events.ruling import Ruling
from ombud.core.complaint.events.talk import Obligation, Stance
from ombud.core.complaint.events.work import FirstView
from ombud.core.conversation.excerpt import Excerpt
from ombud.core.deadlines import Deadline, DueKind, find, without
from ombud.core.money import Terms
from ombud.core.order.state import Order
from ombud.core.people import Party, Side, across
from ombud.core.struct import Value

Stage = Literal["received", "negotiating", "platform", "executing", "verifying", "closed"]
How = Literal["turned-away", "withdrawn", "settled", "ruled", "executed", "advanced", "lapsed"]


class Offer(Value, frozen=True):
    """A settlement one side proposed."""

    id: str
    side: Side
    terms: Terms
    at: datetime
    state: Literal["open", "accepted", "declined", "countered", "lapsed"] = "open"


class Request(Value, frozen=True):
    """Evidence the platform asked one side for."""

    id: str
    of: Side
    items: tuple[str, ...]
    state: Literal["open", "answered", "lost", "excused", "dropped"] = "open"
    """Dropped: the case went another way before it was answered."""
    excuse: Literal["", "more-time", "cannot"] = ""
    """An excuse waiting for the platform's answer; the side's own time stands still meanwhile."""
    excuses: int = 0
    left: int = 0
    """Seconds that were left to the side when it gave its excuse."""
    until: datetime | None = None
    """The end of its side's time, as it was set last."""


class Reply(Value, frozen=True):
    """Time that a side was given to reply to what the other brought at the last moment."""

    side: Side
    asked: int
    """How often the other had been asked for evidence by then: what it brings on a new request gives time anew."""
    open: bool = True


class Exhibit(Value, frozen=True):
    """One file in the case."""

    id: str
    side: Party
    kind: str
    sha256: str
    media_type: str = ""
    late: bool = False
    counts: bool | None = None
    """None until a reviewer said whether it counts."""
    fake: Literal["", "received", "result"] = ""
    """Found fake on a report of the shop's, which was told so (`result`) or only that the report was received: who
    reaches a case as its shop finds this blank then."""


class FoundFake(Value, frozen=True):
    """A file that was found fake before it lay in the case: in a talk, say, or as proof in a report."""

    file: str
    told: Literal["received", "result"]


class AttachedTalk(Value, frozen=True):
    """What was said about the order, as far as one side put it into the case."""

    id: str
    side: Side
    excerpt: Excerpt
    at: datetime
    words: str = ""
    """The hash of what that side says it shows."""
    by_platform: bool = False
    """Put before whoever decides by the platform itself."""


class Viewed(Value, frozen=True):
    """One reviewer's look at one picture: what they saw themselves, then what findings they had drawn over it."""

    by: str
    exhibit: str
    view: FirstView
    overlays: tuple[str, ...] = ()
    """Detectors, in the order in which they were switched on."""


class Review(Value, frozen=True):
    """The second look at a ruling."""

    asked_by: Side
    state: Literal["asked", "decided"] = "asked"
    upheld: bool = True


class Complaint(Value, frozen=True):
    """One complaint. `order` is attached by the desk as it loads, and isn't part of the fold."""

    id: str
    number: str
    order_id: str
    order_number: str
    shop: str
    consumer: str
    pack: str
    reason: str
    lines: tuple[ClaimedLine, ...]
    asked: Terms
    currency: str
    filed_at: datetime
    stage: Stage = "received"
    how: How | None = None
    closed_at: datetime | None = None
    held: str = ""
    admitted: bool = False
    deadlines: tuple[Deadline, ...] = ()
    answered: Stance | None = None
    offers: tuple[Offer, ...] = ()
    intervened: Ground | None = None
    interventions: int = 0
    requests: tuple[Request, ...] = ()
    replies: tuple[Reply, ...] = ()
    """The last one of each side since the platform was last asked to decide."""
    exhibits: tuple[Exhibit, ...] = ()
    proposed: Ruling | None = None
    proposed_by: str = ""
    ruling: Ruling | None = None
    ruled_by: tuple[str, ...] = ()
    """Everyone who has decided in this case, so that a review goes to somebody else."""
    review_until: datetime | None = None
    review: Review | None = None
    before_review: Stage = "closed"
    before_how: How | None = None
    """How it was closed before the review, where it was."""
    obligation: Obligation | None = None
    rung: int = 0
    """How many steps of the ladder were climbed."""
    loss: int = 0
    """What the platform paid ahead for the shop, minor units."""
    given: int = 0
    """Money that verifiably reached the consumer, minor units."""
    refunded: int = 0
    """How much of that gave back what was paid for the order."""
    recoup: int = 0
    """What the consumer owes back after a review, minor units."""
    proofs: int = 0
    goods_sent: bool = False
    penalty: str = ""
    """The violation that its ruling was carried into a penalty for."""
    penalty_id: str = ""
    elsewhere: str = ""
    outcome: str = ""
    reopen_until: datetime | None = None
    reopened: bool = False
    nudged_at: datetime | None = None
    overdue: int = 0
    """How often a turn of the platform's own ran out: above 0 the senior queue has it."""
    claimed_by: str = ""
    opened: tuple[str, ...] = ()
    """Exhibits that the staff have opened."""
    order: Order | None = None
    admitted_at: datetime | None = None
    answered_at: datetime | None = None
    """When the shop first answered, in words or with an offer."""
    views: tuple[Viewed, ...] = ()
    accused: tuple[str, ...] = ()
    """Ids of reports that a picture in it is fake."""
    talk_before_reviewer: bool = False
    """The whole talk about the order is put before whoever decides: the shop reported more than the order takes."""
    adjusting: str = ""
    """The report for which an adjusted liability waits for a second person."""
    adjusted: str = ""
    """The report for which the liability was adjusted last."""
    refunded_at: datetime | None = None
    """When money last verifiably reached the consumer."""
    talks: tuple[AttachedTalk, ...] = ()
    fakes: tuple[FoundFake, ...] = ()
    """What was found fake on reports about this case and doesn't lie in it: marked as soon as it does."""

    def first_view(self, by: str, exhibit: str) -> Viewed | None:
        """What this reviewer noted of this picture."""
        return next((one for one in self.views if (one.by, one.exhibit) == (by, exhibit)), None)

    @property
    def looked_at_again(self) -> bool:
        """Whether how it was decided or ended was put before another reviewer."""
        return self.review is not None or bool(self.adjusting)

    @property
    def paid(self) -> int:
        """What was paid for the pieces it is about, minor units."""
        return sum(line.paid for line in self.lines)

    @property
    def standing_offer(self) -> Offer | None:
        """The offer that waits for an answer."""
        return next((one for one in reversed(self.offers) if one.state == "open"), None)

    @property
    def open_requests(self) -> tuple[Request, ...]:
        """Evidence requests that wait for a side."""
        return tuple(one for one in self.requests if one.state == "open")

    def deadline(self, kind: DueKind, about: str = "") -> Deadline | None:
        """The open deadline of this kind."""
        return find(self.deadlines, kind, about)

    def request(self, wanted: str) -> Request | None:
        """The evidence request of this id."""
        return next((one for one in self.requests if one.id == wanted), None)

    def asked_for_evidence(self, side: Side) -> int:
        """How often the platform asked this side for evidence."""
        return sum(1 for one in self.requests if one.of == side)

    def exhibit(self, wanted: str) -> Exhibit | None:
        """The exhibit of this id."""
        return next((one for one in self.exhibits if one.id == wanted), None)

    def refundable(self) -> int:
        """How much can still be given back in this case: never more than was paid for it or is left of the order."""
        assert self.order is not None, "the desk attaches the order"
        return min(self.paid, self.order.refundable(besides=self.id))


def to_reply(complaint: Complaint, side: Side, deadline: Deadline) -> Complaint:
    """A side's time to reply runs."""
    others = tuple(one for one in complaint.replies if one.side != side)
    asked = complaint.asked_for_evidence(across(side))
    return replace(
        complaint,
        replies=(*others, Reply(side=side, asked=asked)),
        deadlines=(*complaint.deadlines, deadline),
    )


def replied(complaint: Complaint, side: str) -> Complaint:
    """A side's time to reply is over, if any ran: it replied, or let it pass."""
    return replace(
        complaint,
        replies=tuple(replace(one, open=False) if one.side == side else one for one in complaint.replies),
        deadlines=without(complaint.deadlines, "reply", about=side),
    )


def at_rest(complaint: Complaint) -> Complaint:
    """The case takes another way: open offers and requests and a proposed ruling no longer wait for anybody."""
    return replace(
        complaint,
        offers=tuple(replace(one, state="lapsed") if one.state == "open" else one for one in complaint.offers),
        requests=tuple(
            replace(one, state="dropped", excuse="") if one.state == "open" else one for one in complaint.requests
        ),
        replies=(),
        proposed=None,
        proposed_by="",
        adjusting="",
    )
