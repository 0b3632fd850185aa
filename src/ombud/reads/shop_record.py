"""A shop's public record: what is kept for each day, added up over the last 90.

It costs by the days and by the kinds of figures, at most some 2,700 small rows that lie side by side, however many
orders and cases there are.
"""

from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from ombud.ledger.connection import rows
from ombud.ledger.words import opened
from ombud.reads.shop_tallies import EDGES, scope

DAYS = 90
FEW = 5
"""Below this many there are too few for a rate, an average or a middle; and nobody can be picked out of them."""
TALLIES = """
SELECT substr(bucket, 12), sum(n)::bigint FROM kept_count
WHERE platform = %s AND scope = %s AND bucket >= %s AND bucket < %s GROUP BY 1
"""
RATINGS = """
SELECT r.id, r.stars, r.at, r.answered_at, r.words, w.body, k.key, w.erased_on, r.answer, a.body, l.key, a.erased_on
FROM order_rating r
LEFT JOIN kept_words w ON w.platform = r.platform AND w.stream = 'order/' || r.id AND w.digest = r.words
LEFT JOIN kept_words a ON a.platform = r.platform AND a.stream = 'order/' || r.id AND a.digest = r.answer
LEFT JOIN word_key k ON k.platform = w.platform AND k.person = w.person AND k.stream = w.stream
LEFT JOIN word_key l ON l.platform = a.platform AND l.person = a.person AND l.stream = a.stream
WHERE r.platform = %(platform)s AND r.shop = %(shop)s AND r.at >= %(since)s
AND (%(first)s OR r.at <= %(at)s) ORDER BY r.at DESC, r.id DESC LIMIT %(limit)s OFFSET %(seen)s
"""
PAGE = 10
SEEN_MAX = 100
"""Ratings of one and the same instant that a place in the list can count past."""


class Place(NamedTuple):
    """Where a page of ratings begins, without a word about whose they are: from this instant on, but for so many of
    that very instant that were shown already."""

    at: datetime
    seen: int


class Record(NamedTuple):
    """A shop's figures over whole days, from one until before another; None where there are too few."""

    since: date
    until: date
    orders: int
    complaints: int
    """Closed ones."""
    answered: int
    unanswered: int
    answer_hours: int | None
    """Half of the answers came within so many hours; 0 stands for longer than the longest that is counted."""
    rulings_for: int
    rulings_against: int
    rulings_both: int
    settled: int
    stars: tuple[int, ...]
    """How many ratings with one star, with two, …"""

    @property
    def per_thousand(self) -> float | None:
        """Complaints per 1,000 orders."""
        few = self.complaints < FEW or self.orders < FEW
        return None if few else 1000 * self.complaints / self.orders

    @property
    def ratings(self) -> int:
        """How many rated."""
        return sum(self.stars)

    @property
    def average(self) -> float | None:
        """Of the stars."""
        if self.ratings < FEW:
            return None
        return sum(n * count for n, count in enumerate(self.stars, 1)) / self.ratings

    @property
    def ended(self) -> int:
        """Complaints that ended with a ruling or an agreement."""
        return self.rulings_for + self.rulings_against + self.rulings_both + self.settled


class Rating(NamedTuple):
    """One rating as everybody may read it: what was bought and by whom is nobody's business."""

    order: str
    """For the shop, which answers it; on no page that everybody reads."""
    stars: int
    at: datetime
    words: str
    answered_at: datetime | None
    answer: str


def record(platform: int, shop: str, now: datetime) -> Record:
    """The last 90 whole days, today's included."""
    until = now.astimezone(UTC).date() + timedelta(days=1)
    since = until - timedelta(days=DAYS)
    found: dict[str, int] = dict(rows(TALLIES, (platform, scope(shop), since.isoformat(), until.isoformat())))
    answers = [found.get(f"answer-{place:02}", 0) for place in range(len(EDGES) + 1)]
    return Record(
        since=since,
        until=until,
        orders=found.get("order", 0),
        complaints=found.get("closed", 0),
        answered=sum(answers) + found.get("answered", 0),
        unanswered=found.get("unanswered", 0),
        answer_hours=_middle(answers),
        rulings_for=found.get("for", 0),
        rulings_against=found.get("against", 0),
        rulings_both=found.get("both", 0),
        settled=found.get("settled", 0),
        stars=tuple(found.get(f"stars-{n}", 0) for n in range(1, 6)),
    )


def ratings(platform: int, shop: str, now: datetime, after: Place | None = None) -> tuple[list[Rating], Place | None]:
    """The newest ratings of the same days, and where the next page of them begins."""
    at, seen = after or (None, 0)
    since = datetime.combine(now.astimezone(UTC).date() - timedelta(days=DAYS - 1), datetime.min.time(), UTC)
    asked = {"platform": platform, "shop": shop, "since": since, "first": after is None, "at": at, "seen": seen}
    found = [
        Rating(order, stars, rated_at, opened(*kept[:4]), answered_at, opened(*kept[4:]))
        for order, stars, rated_at, answered_at, *kept in rows(RATINGS, {**asked, "limit": PAGE + 1})
    ]
    shown = found[:PAGE]
    return shown, _following(shown, after) if len(found) > PAGE else None


def _following(shown: list[Rating], after: Place | None) -> Place:
    last = shown[-1].at
    before = after.seen if after is not None and after.at == last else 0
    return Place(last, before + sum(one.at == last for one in shown))


def _middle(answers: list[int]) -> int | None:
    """The edge within which at least half of them lie."""
    if sum(answers) < FEW:
        return None
    reached = 0
    for edge, n in zip((*EDGES, 0), answers, strict=True):
        reached += n
        if 2 * reached >= sum(answers):
            return edge
    raise AssertionError("half of them lie within all of them")
