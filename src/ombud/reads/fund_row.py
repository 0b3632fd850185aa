"""A fund as lists show it, and the payments it has counted, each by its reference."""

from typing import Any, Literal

from ombud.core.fund.events import FundsPaidOut, FundsSettled
from ombud.core.fund.state import Fund

Reference = Literal["in", "out"]
"""Which way a payment went."""


def row_of(fund: Fund) -> tuple[Any, ...]:
    """A row of fund_row."""
    return (
        fund.id, fund.shop, fund.currency, fund.outside, fund.available, fund.held, fund.ordered, fund.owed,
        fund.forfeited, fund.frozen,
    )  # fmt: skip


def references_of(fund: Fund, events: tuple[Any, ...]) -> list[tuple[str]]:
    """Rows of fund_reference: the payments that these events count."""
    return [
        (reference_id(fund.id, "in" if isinstance(one, FundsSettled) else "out", one.reference),)
        for one in events
        if isinstance(one, FundsSettled | FundsPaidOut)
    ]


def reference_id(fund: str, way: Reference, reference: str) -> str:
    """What a payment is found by again. No part of it holds the sign that parts them."""
    return f"{fund}\n{way}\n{reference}"
