"""One order on its way, under a small pack in code: paid, sent, complete."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from msgspec.structs import replace

from ombud.core.calendar import Calendar
from ombud.core.order.details import Detail
from ombud.core.order.events import Facts, Line, OrderEvent
from ombud.core.order.state import Order, evolve
from ombud.core.order.tell import TellOrder
from ombud.core.order.tell import decide as tell
from ombud.core.people import Clock, Consumer, Member, Reviewer, System
from ombud.core.policy.policy import Policy
from ombud.core.policy.span import Span
from ombud.core.policy.trade import OrderKind, OrderStage, TradeRules
from ombud.core.policy.violation import FormField
from ombud.core.refusal import Refusal
from ombud.core.words import Words
from tests.core.complaint.world import PACK, span

T0 = datetime(2026, 3, 2, 9, tzinfo=UTC)
"""A Monday, 17:00 in Shanghai: bought, paid and told of."""
INSTANT, HOUR, DAY = timedelta(microseconds=1), timedelta(hours=1), timedelta(days=1)
ANA, OTTO = Consumer(id="ana"), Consumer(id="otto")
BORIS = Member(id="boris", shop="mugs", rights=("answer",))
VERA = Member(id="vera", shop="mugs")
"""Works for the shop without the right to answer."""
SAM = Member(id="sam", shop="tea", rights=("answer",))
RITA = Reviewer(id="rita")
SEED, TIME = System(id="seed"), Clock()

DISPATCH = (FormField(code="carrier", type="line"), FormField(code="waybill", type="line", words_max=20))
MALL = OrderKind(
    code="mall",
    received_after=span(hours=120),
    stages=(
        OrderStage(status="paid", next=("shipped", "canceled"), span=span(hours=48), since="purchased_at"),
        OrderStage(
            status="shipped", next=("completed", "canceled"), span=span(hours=240), since="shipped_at", fields=DISPATCH,
            receipt="completed",
        ),
        OrderStage(status="completed", final=True),
        OrderStage(status="canceled", final=True),
        OrderStage(status="held", next=("paid",), span=span(hours=24), by=("platform",)),
    ),
)  # fmt: skip
BOOKING = OrderKind(
    code="booking",
    stages=(
        OrderStage(status="paid", next=("visited",), span=span(hours=24), since="promised_at"),
        OrderStage(status="visited", final=True),
    ),
)
TRADE = TradeRules(kinds=(MALL, BOOKING), urge=span(hours=24), undo=10)
POLICY = Policy(pack=replace(PACK, trade=TRADE), calendar=Calendar(name="plain", version="plain", zone="Asia/Shanghai"))
CONTACT_FIRST = replace(POLICY, pack=replace(PACK, trade=replace(TRADE, contact_first=Span(hours=24, source="ours"))))
SENT = (Detail(code="carrier", words=Words("SF")), Detail(code="waybill", words=Words("SF123")))


def facts(status: str = "paid", **more: Any) -> Facts:
    known: dict[str, Any] = {
        "number": "N1", "shop": "mugs", "consumer": "ana", "currency": "CNY", "paid": 16800, "purchased_at": T0,
        "lines": (Line(id="l1", title="Celadon mug", unit_price=16800),), "status": status,
    }  # fmt: skip
    return Facts(**{**known, **more})


def told(
    told_facts: Facts | None = None, order: Order | None = None, at: datetime = T0, policy: Policy = POLICY
) -> Order:
    """The order after its source told of it, first or again."""
    events = tell(TellOrder(by=SEED, at=at, order="o1", facts=told_facts or facts(), source="test"), order, policy)
    assert not isinstance(events, Refusal), events
    return after(order, events)


def did(verb: Any, command: Any, order: Order, policy: Policy = POLICY) -> Order:
    """The order after an act that must succeed."""
    outcome = verb.decide(command, order, policy)
    assert not isinstance(outcome, Refusal), outcome
    return after(order, outcome)


def after(order: Order | None, events: Iterable[OrderEvent]) -> Order:
    for event in events:
        order = evolve(order, event)
    assert order is not None
    return order


def code(outcome: Any) -> str:
    """The code of a refusal."""
    assert isinstance(outcome, Refusal), outcome
    return outcome.code
