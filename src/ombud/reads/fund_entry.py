"""The lines of a fund's statement: what each event moved, by which decision, and how much was free after it.

Kept as they happen, so that any page of a statement costs the same, however long it has become.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from ombud.core.fund import events as fund
from ombud.core.fund.events import Cause
from ombud.core.fund.state import Fund, evolve

Kind = Literal["in", "out", "held", "freed", "taken", "ahead", "recouped", "mismatch"]
"""What happened, in as few words as somebody filters by."""
KINDS: Mapping[type[Any], Kind] = {
    fund.FundsSettled: "in",
    fund.FundsPaidOut: "out",
    fund.FundsHeld: "held",
    fund.HoldToppedUp: "held",
    fund.HoldReleased: "freed",
    fund.HoldForfeited: "taken",
    fund.ForfeitReturned: "freed",
    fund.PaymentOrdered: "ahead",
    fund.PaymentExecuted: "ahead",
    fund.PaymentCancelled: "ahead",
    fund.PaymentMismatched: "mismatch",
    fund.DebtRecouped: "recouped",
}
"""Of every event that is a line; that a fund began is none."""
ACCOUNTS = ("outside", "available", "held", "ordered", "owed", "forfeited")
SEQ_DIGITS = 12
Row = tuple[Any, ...]


def rows_of(was: Fund | None, version: int, events: tuple[Any, ...]) -> list[Row]:
    """Rows of fund_entry: of these events, which happened to a fund that stood so."""
    return list(_rows(was, version, events))


def _rows(now: Fund | None, version: int, events: tuple[Any, ...]) -> Iterator[Row]:
    for seq, event in enumerate(events, version + 1):
        before, now = now, evolve(now, event)
        kind = KINDS.get(type(event))
        if kind is None or before is None:
            continue
        cause = getattr(event, "cause", Cause(kind="staff", id="")) if kind != "mismatch" else _asked(before, event)
        yield (
            f"{now.id}\n{seq:0{SEQ_DIGITS}}", now.id, seq, event.at, type(event).__name__, kind,
            *(getattr(now, one) - getattr(before, one) for one in ACCOUNTS), now.available,
            getattr(event, "hold", getattr(event, "payment", "")), cause.kind if cause.id else "", cause.id,
            cause.number, cause.about, getattr(event, "reference", ""), str(getattr(event, "words", "")),
        )  # fmt: skip


def _asked(fund_: Fund, event: Any) -> Cause:
    payment = fund_.payment(event.payment)
    return payment.cause if payment else Cause(kind="staff", id="")
