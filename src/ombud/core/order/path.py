"""The path of an order by the pack's kinds: where it stands, when it is late there, and who is told when."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from ombud.core.order.events import Entered, Facts
from ombud.core.order.state import Order
from ombud.core.policy.policy import Policy
from ombud.core.policy.trade import OrderKind, OrderStage

DAY = timedelta(days=1)


def entered(status: str, facts: Facts, policy: Policy, at: datetime) -> Entered:
    """The stage of this status as an order comes to it now. What the pack doesn't know is never late."""
    trade = policy.pack.trade
    kind = trade.kind(facts.kind) if trade else None
    stage = kind.stage(status) if kind else None
    if trade is None or kind is None or stage is None:
        return Entered(status=status, kind=kind.code if kind else "", at=at, since=at)
    told: datetime | None = getattr(facts, stage.since) if stage.since else None
    since = told or at
    late_at = policy.end(stage.span, since) if stage.span and not stage.final else None
    ask_at = policy.end(kind.received_after, since) if kind.received_after and stage.receipt else None
    return Entered(
        status=status,
        kind=kind.code,
        at=at,
        since=since,
        late_at=late_at,
        # Nobody can be told, or asked, who isn't known.
        remind_at=_next(trade.remind_at, policy.calendar.zone, max(late_at, at)) if late_at and facts.shop else None,
        # An order that is told of later isn't asked about by itself: an import of years would write to everybody.
        ask_at=ask_at if ask_at and ask_at > at and facts.consumer else None,
        wants=tuple(field.code for one in kind.passed(status) for field in one.fields if field.required),
        final=stage.final,
    )


def kind_of(order: Order, policy: Policy) -> OrderKind | None:
    """The kind of this order under the pack, if it has one."""
    return policy.pack.trade.kind(order.facts.kind) if policy.pack.trade else None


def stage_of(order: Order, policy: Policy) -> OrderStage | None:
    """The stage this order is in, if the pack knows its kind and status."""
    kind = kind_of(order, policy)
    return kind.stage(order.status) if kind else None


def _next(clock: str, zone: str, at: datetime) -> datetime:
    """The next instant, this one included, at which the clock on the wall shows this."""
    here = at.astimezone(ZoneInfo(zone))
    wanted = datetime.combine(here.date(), time.fromisoformat(clock), here.tzinfo)
    return (wanted if wanted >= here else wanted + DAY).astimezone(at.tzinfo)
