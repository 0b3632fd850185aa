"""The people of the complaint's tests, and a small pack in code under which their cases run."""

from datetime import UTC, datetime, timedelta
from typing import Any

from msgspec.structs import replace

from ombud.core.calendar import Calendar
from ombud.core.people import Clock, Consumer, Member, Reviewer, System
from ombud.core.policy.evidence_reports import EvidenceReportRules
from ombud.core.policy.pack import (
    ComplaintReason,
    DoorRule,
    EvidenceKind,
    Limits,
    Pack,
    ProofKind,
    ReplyRules,
    Rung,
    Windows,
)
from ombud.core.policy.policy import Policy
from ombud.core.policy.span import Span

T0 = datetime(2026, 3, 2, 9, tzinfo=UTC)
"""A Monday. The complaint is filed at this instant."""
INSTANT = timedelta(microseconds=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
LATE = timedelta(days=3650)

CARLA = Consumer(id="carla")
CYRUS = Consumer(id="cyrus")
"""Another consumer, who must see and do nothing."""
BORIS = Member(id="boris", shop="mugs", rights=("answer",))
BELA = Member(id="bela", shop="mugs")
"""Works for the shop without the right to answer."""
SAM = Member(id="sam", shop="another", rights=("answer",))
RITA = Reviewer(id="rita", rights=("rule", "approve"))
RUTH = Reviewer(id="ruth", rights=("rule", "approve"))
IRIS = Reviewer(id="iris", rights=())
"""A reviewer who looks and writes, but decides nothing."""
OLGA = Reviewer(id="olga", rights=("rule", "oversee"))
IMPORTER = System(id="importer")
TIME = Clock()


def span(**unit: int) -> Span:
    return Span(**unit, source="ours")


WINDOWS = Windows(
    complain=span(days=180),
    admission=span(hours=24),
    answer=span(hours=48),
    choice=span(hours=72),
    offer=span(hours=36),
    negotiation=span(hours=240),
    evidence=span(hours=48),
    more_time=span(hours=30),
    excuse=span(hours=20),
    ruling=span(working_days=5),
    senior=span(hours=47),
    approval=span(hours=23),
    goods=span(hours=168),
    execution=span(hours=49),
    settlement=span(hours=50),
    verification=span(hours=46),
    advance=span(hours=70),
    review_ask=span(hours=160),
    review=span(hours=150),
    reopen=span(hours=100),
    nudge=span(hours=25),
    report=span(hours=120),
    remind_before=span(hours=12),
)
PACK = Pack(
    name="test",
    version="1",
    in_force_from="2026-01-01",
    languages=("en",),
    currencies=("CNY",),
    shop_first=True,
    windows=WINDOWS,
    evidence=(EvidenceKind(code="photo-goods"), EvidenceKind(code="chat"), EvidenceKind(code="other")),
    reasons=(
        ComplaintReason(
            code="quality",
            checklist=("photo-goods", "chat"),
            remedies=("refund", "return_refund", "exchange", "compensation"),
        ),
        ComplaintReason(
            code="wrong-goods", checklist=("photo-goods",), required=("photo-goods",), remedies=("refund",)
        ),
    ),
    turn_away=("not-ones-order", "other-channel"),
    ruling_reasons=("goods-faulty", "claim-not-shown"),
    rules=("1.1", "2.1"),
    proofs=(
        ProofKind(code="refund-number", remedies=("refund", "return_refund"), pattern=r"[0-9]{6,12}", example="123456"),
        ProofKind(code="waybill", remedies=("exchange", "resend"), pattern=r"[A-Z]{2}[0-9]{4,}", needs_file=True),
        ProofKind(code="voucher", remedies=("refund", "return_refund", "compensation", "exchange", "resend")),
    ),
    ladder=(
        Rung(step="remind", span=span(hours=24)),
        Rung(step="advance", span=span(hours=60)),
        Rung(step="penalty", span=span(hours=55)),
    ),
    limits=Limits(
        files_max=4, words_max=200, counters_max=3, two_people_above=8_000, evidence_requests_max=4, proofs_max=2
    ),
    door=(
        DoorRule(code="abuse", does="hold", patterns=("scoundrel",)),
        DoorRule(code="advertising", does="warn", patterns=("buy now",)),
    ),
)
REPORTS = EvidenceReportRules(
    per_order_max=2,
    told="result",
    heard=span(hours=48),
    examine=span(hours=72),
    senior=span(hours=24),
    appeal=span(days=15),
    false_max=2,
    false_within=span(days=30),
    limited=span(days=10),
)
REPLY = ReplyRules(last=span(hours=6), time=span(hours=10))
CALENDAR = Calendar(name="test", version="test-1", zone="UTC", years=frozenset({2025, 2026, 2027, 2028, 2036}))
POLICY = Policy(pack=PACK, calendar=CALENDAR)


def packed(**changed: Any) -> Policy:
    """The policy of a pack that differs in these points."""
    return replace(POLICY, pack=replace(PACK, **changed))
