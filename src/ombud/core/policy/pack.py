"""What a platform pack may say: everything in which platforms differ, as data."""

from typing import Literal

from ombud.core.money import RemedyKind
from ombud.core.policy.evidence_reports import EvidenceReportRules, KeepingRules
from ombud.core.policy.funds import FundRules
from ombud.core.policy.ratings import RatingRules
from ombud.core.policy.retention import Retention
from ombud.core.policy.service import ServiceRules
from ombud.core.policy.shopkeeping import ShopRules
from ombud.core.policy.span import Span
from ombud.core.policy.surge import SurgeRules
from ombud.core.policy.trade import TradeRules
from ombud.core.policy.violation import PenaltyRules
from ombud.core.struct import Value


class EvidenceKind(Value, frozen=True):
    """One thing a party can show: a photo of the goods, a chat, a receipt."""

    code: str
    accepts: tuple[Literal["picture", "pdf", "words"], ...] = ("picture", "pdf")


class ComplaintReason(Value, frozen=True):
    """Why a consumer complains, with the evidence that helps and the remedies that fit."""

    code: str
    checklist: tuple[str, ...]
    """Codes of evidence kinds, the most telling first."""
    remedies: tuple[RemedyKind, ...]
    required: tuple[str, ...] = ()
    """Those without which the complaint isn't taken."""


class ProofKind(Value, frozen=True):
    """A way to prove that a remedy was carried out, and the form its number must have."""

    code: str
    remedies: tuple[RemedyKind, ...]
    pattern: str = ""
    """Regular expression the whole number must match; empty where a file with an explanation is the proof."""
    needs_file: bool = False
    example: str = ""


class Windows(Value, frozen=True):
    """How long each turn lasts."""

    complain: Span
    """From the purchase until a complaint can no longer be filed."""
    admission: Span
    answer: Span
    choice: Span
    """The consumer's, after the merchant answered without a settlement."""
    offer: Span
    negotiation: Span
    """All talk together, from admission."""
    evidence: Span
    more_time: Span
    excuse: Span
    """The platform's, to answer a request for more time."""
    ruling: Span
    senior: Span
    """The senior queue's, once the platform's own turn is overdue."""
    approval: Span
    goods: Span
    execution: Span
    settlement: Span
    """The merchant's, to carry out what was agreed."""
    verification: Span
    advance: Span
    review_ask: Span
    review: Span
    reopen: Span
    nudge: Span
    """At most one nudge in this span."""
    report: Span
    """The platform's, to look at a report about a shop."""
    remind_before: Span
    """How long before a party's deadline it is reminded."""


class Rung(Value, frozen=True):
    """One step of what follows when a ruling isn't carried out."""

    step: Literal["remind", "advance", "penalty"]
    span: Span
    """How long after it the next step follows."""


class Limits(Value, frozen=True):
    """Caps against abuse and for safety. Reaching one is told with its reason."""

    files_max: int = 12
    words_max: int = 2000
    counters_max: int = 6
    """How many offers a negotiation can hold."""
    interventions_max: int = 1
    evidence_requests_max: int = 6
    proofs_max: int = 5
    two_people_above: int = 100_000_00
    """Minor units: a ruling above it needs a second reviewer."""
    compensation_percent_max: int = 300
    """Extra compensation at most this share of what was paid."""
    complaints_per_day: int = 10


class DoorRule(Value, frozen=True):
    """One rule at the door: what it looks for in the words, and what is done about it."""

    code: str
    does: Literal["warn", "hold", "limit"]
    patterns: tuple[str, ...] = ()
    repeats: int = 0
    """A character run of this length counts too; 0: not looked at."""
    links_max: int = -1
    """More links than this count too; -1: not looked at."""


class Lapses(Value, frozen=True):
    """What follows where platforms differ about silence."""

    consumer_silent: Literal["to-platform", "close"] = "to-platform"
    merchant_silent: Literal["to-platform", "close-for-consumer"] = "to-platform"
    excuse_unanswered: Literal["granted", "refused"] = "granted"


class ReplyRules(Value, frozen=True):
    """What a side is given where the other brings something at the last moment."""

    last: Span
    """How long before the end of a side's time for evidence the last moment begins."""
    time: Span
    """The other side's, to reply."""


class Channel(Value, frozen=True):
    """One rung of the consumer's ladder of where to turn."""

    code: Literal["shop", "platform", "association", "law"]
    phone: str = ""
    address: str = ""
    in_service_hours: bool = False
    """Whether the phone is answered in the calendar's service hours; otherwise its own hours are not ours to say."""


class Source(Value, frozen=True):
    """A public place where the platform published its figures; its name stands in the texts."""

    code: str
    url: str


class Pack(Value, frozen=True):
    """One platform's rules, one version. A stream keeps the version it was opened under."""

    name: str
    version: str
    """Grows with every change; stands in each event and ruling as name@version."""
    in_force_from: str
    """Local date, ISO."""
    languages: tuple[str, ...]
    currencies: tuple[str, ...]
    shop_first: bool
    """Whether a complaint made to the platform goes to the shop first."""
    windows: Windows
    evidence: tuple[EvidenceKind, ...]
    reasons: tuple[ComplaintReason, ...]
    turn_away: tuple[str, ...]
    """Codes of why a complaint isn't accepted; each has words and the way open instead."""
    ruling_reasons: tuple[str, ...]
    rules: tuple[str, ...]
    """Numbers of the rules a ruling can cite; each has a text in every language."""
    proofs: tuple[ProofKind, ...]
    ladder: tuple[Rung, ...]
    announced_on: str = ""
    notice_days: int = 7
    """How many whole days before they apply this platform's rules are announced."""
    orders_refund: bool = True
    """Whether the platform can order a refund at all, or only brings the parties together."""
    admission: Literal["at-once", "by-reviewer"] = "at-once"
    lapses: Lapses = Lapses()
    reply: ReplyRules | None = None
    """None where nobody is given time to reply to what came at the last moment."""
    limits: Limits = Limits()
    door: tuple[DoorRule, ...] = ()
    channels: tuple[Channel, ...] = ()
    sources: tuple[Source, ...] = ()
    """Where spans that don't say `ours` were published."""
    report_types: tuple[str, ...] = ()
    report_outcomes: tuple[str, ...] = ()
    penalties: PenaltyRules | None = None
    """What the platform imposes on shops, and how that is appealed."""
    part: Literal["takes-part", "go-between"] = "takes-part"
    """What the platform is to the trade. A go-between checks orders, brings the parties together and urges, and imposes
    measures; it never orders a refund."""
    trade: TradeRules | None = None
    shops: ShopRules | None = None
    service: ServiceRules | None = None
    ratings: RatingRules = RatingRules()
    surge: SurgeRules | None = None
    funds: FundRules | None = None
    evidence_reports: EvidenceReportRules | None = None
    keeping: KeepingRules | None = None
    retention: Retention = Retention()

    @property
    def id(self) -> str:
        """Name and version, as the record holds them."""
        return f"{self.name}@{self.version}"

    def reason(self, code: str) -> ComplaintReason | None:
        """The complaint reason of this code."""
        return next((one for one in self.reasons if one.code == code), None)

    def proof(self, code: str) -> ProofKind | None:
        """The kind of execution proof of this code."""
        return next((one for one in self.proofs if one.code == code), None)
