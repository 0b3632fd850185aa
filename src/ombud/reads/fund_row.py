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
        fund.forfeited, fund.frozen, rank_of(fund),
    )  # fmt: skip


def rank_of(fund: Fund) -> int:
    """What is looked at first: a payment that went wrong, then a freeze, a debt, money kept back, and the rest."""
    signs = (
        any(one.mismatched for one in fund.payments), fund.frozen, bool(fund.debts), bool(fund.holds or fund.payments)
    )  # fmt: skip
    return next((rank for rank, sign in enumerate(signs) if sign), len(signs))


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
