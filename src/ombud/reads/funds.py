"""Funds as pages and the API show them: balances, the trial balance of a platform, and the statement of one fund."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from ombud.ledger.connection import rows
from ombud.ledger.words import words_of
from ombud.reads.fund_entry import ACCOUNTS

PAGE = 30
BALANCES = "SELECT id, shop, currency, outside, available, held, ordered, owed, forfeited, frozen, rank FROM fund_row"
OF_SHOP = f"{BALANCES} WHERE platform = %s AND shop = %s ORDER BY currency"
OF_PLATFORM = f"{BALANCES} WHERE platform = %s AND (rank, id) > (%s, %s) ORDER BY rank, id LIMIT %s"
NAMED = "SELECT id, name FROM shop_row WHERE platform = %s AND id = ANY(%s)"
TRIAL = f"""
SELECT currency, count(*), {", ".join(f"sum({one})" for one in ACCOUNTS)} FROM fund_row
WHERE platform = %s GROUP BY currency ORDER BY currency
"""  # noqa: S608 - constants
LINES = """
SELECT seq, at, type, kind, outside, available, held, ordered, owed, forfeited, free, hold, cause, cause_id, number,
    about, reference, words FROM fund_entry
"""
STATEMENT = f"""{LINES} WHERE platform = %(platform)s AND fund = %(fund)s AND seq < %(before)s
    AND (kind <> 'mismatch' OR %(staff)s) ORDER BY seq DESC LIMIT %(limit)s"""
STATEMENT_OF_KIND = f"""{LINES} WHERE platform = %(platform)s AND fund = %(fund)s AND seq < %(before)s
    AND kind = %(kind)s AND (kind <> 'mismatch' OR %(staff)s) ORDER BY seq DESC LIMIT %(limit)s"""
BEGAN = """
SELECT DISTINCT ON (hold) hold, at, words FROM fund_entry
WHERE platform = %s AND fund = %s AND hold = ANY(%s) AND type = ANY(%s) ORDER BY hold, seq DESC
"""
BEGINNINGS = ["FundsHeld", "PaymentOrdered"]
FROM_THE_END = 2**31 - 1
"""Beyond the place of every line."""


class Balance(NamedTuple):
    """What stands in one fund, in minor units; all accounts together are zero."""

    id: str
    shop: str
    currency: str
    outside: int
    available: int
    held: int
    ordered: int
    owed: int
    forfeited: int
    frozen: bool
    rank: int
    """fund_row.rank_of says what it means."""


class Trial(NamedTuple):
    """All funds of a platform in one currency."""

    currency: str
    funds: int
    accounts: dict[str, int]
    """What stands in each of them; below zero is a debit, above zero a credit."""

    @property
    def debits(self) -> int:
        """All that is below zero together, as it is written: without a sign."""
        return -sum(one for one in self.accounts.values() if one < 0)

    @property
    def credits(self) -> int:
        """All that is above zero together."""
        return sum(one for one in self.accounts.values() if one > 0)


class Line(NamedTuple):
    """One line of a statement: what an event moved, and how much was free after it."""

    seq: int
    at: datetime
    type: str
    kind: str
    outside: int
    available: int
    held: int
    ordered: int
    owed: int
    forfeited: int
    free: int
    hold: str
    """The hold, or the payment, that it is about."""
    cause: str
    cause_id: str
    number: str
    about: str
    reference: str
    words: str
    """The hash of what was said."""

    @property
    def moved(self) -> dict[str, int]:
        """What went into each account, or out of it."""
        return {one: amount for one in ACCOUNTS if (amount := getattr(self, one))}


class Began(NamedTuple):
    """When a hold or a payment began, and the hash of what was said."""

    at: datetime
    words: str


def of_shop(platform: int, shop: str) -> list[Balance]:
    """The funds of a shop, one a currency."""
    return [Balance(*row) for row in rows(OF_SHOP, (platform, shop))]


def of_platform(platform: int, after: tuple[int, str] | None = None, limit: int = PAGE) -> tuple[list[Balance], bool]:
    """A page of all funds, what somebody has to look at first, and whether there are more."""
    rank, id = after or (-1, "")
    found = [Balance(*row) for row in rows(OF_PLATFORM, (platform, rank, id, limit + 1))]
    return found[:limit], len(found) > limit


def shop_names(platform: int, shops: Iterable[str]) -> dict[str, str]:
    """What these shops are called."""
    return dict(rows(NAMED, (platform, list(shops))))


def trial_balance(platform: int) -> list[Trial]:
    """What stands in each account over all funds, a currency by itself."""
    return [
        Trial(currency, funds, dict(zip(ACCOUNTS, map(int, sums), strict=True)))
        for currency, funds, *sums in rows(TRIAL, (platform,))
    ]


def statement(
    platform: int, fund: str, *, before: int = FROM_THE_END, kind: str = "", staff: bool = False, limit: int = PAGE
) -> tuple[list[Line], bool]:
    """A page of a fund's statement, the newest first, and whether there is more. What was told of a payment and didn't
    fit is the staff's."""
    asked = {"platform": platform, "fund": fund, "before": before, "kind": kind, "staff": staff, "limit": limit + 1}
    found = [Line(*row) for row in rows(STATEMENT_OF_KIND if kind else STATEMENT, asked)]
    return found[:limit], len(found) > limit


def began(platform: int, fund: str, ids: Iterable[str]) -> dict[str, Began]:
    """When these holds and payments began, each the last time."""
    return {id: Began(at, words) for id, at, words in rows(BEGAN, (platform, fund, list(ids), BEGINNINGS))}


def said(platform: int, fund: str, digests: Iterable[str]) -> dict[str, str]:
    """What was said in a fund's events, by its hash."""
    wanted = [one for one in digests if one]
    if not wanted:
        return {}
    return words_of(platform, f"fund/{fund}", digests=wanted)
