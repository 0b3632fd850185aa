"""From when on the time of words runs whose thing goes on: each by itself, once nothing uses it any more.

A case ends, and with it all that was said in it. A shop, its fund, the rules and an order's rating have no such day.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Any

import msgspec

from ombud.core.announcement.state import Announcement
from ombud.core.fund.events import FundsHeld
from ombud.core.fund.state import Fund
from ombud.core.order.state import Order
from ombud.core.rulebook.state import Rulebook
from ombud.core.shop.state import Shop
from ombud.core.struct import Value
from ombud.core.transparency_report.state import TransparencyReport


class Text(Value, frozen=True):
    """Words that lie with a thing: their hash, when they were written, and the event they came with where it counts."""

    digest: str
    at: datetime
    event: Any = None


Ends = Iterator[tuple[str, datetime]]


def ends(kind: str, state: Any, texts: Iterable[Text], last: datetime) -> dict[str, datetime]:
    """By hash, when the time of each text of this kind began to run; those in use, and those of another kind, are
    missing. `last` is when anything happened to the thing last."""
    return dict(_WAYS[kind](state, tuple(texts), last))


def _of_order(order: Order, texts: tuple[Text, ...], last: datetime) -> Ends:
    rating = _of_rating(order)
    for one in texts:
        if one.digest not in rating:
            yield one.digest, max(one.at, last)


def _of_ratings(order: Order, texts: tuple[Text, ...], _last: datetime) -> Ends:
    rating = _of_rating(order)
    for one in texts:
        if one.digest in rating:
            yield one.digest, one.at


def _of_rating(order: Order) -> tuple[str, ...]:
    return (order.rating.words, order.rating.answer) if order.rating else ()


def _of_fund(fund: Fund, texts: tuple[Text, ...], _last: datetime) -> Ends:
    for one in texts:
        if not (isinstance(one.event, FundsHeld) and fund.hold(one.event.hold)):
            yield one.digest, one.at


def _of_shop(shop: Shop, texts: tuple[Text, ...], last: datetime) -> Ends:
    named, away = msgspec.json.encode(shop).decode(), shop.absence
    for one in texts:
        if shop.stage == "lapsed":
            yield one.digest, last
        elif away and one.digest == away.words:
            yield one.digest, max(one.at, away.until)
        elif one.digest not in named:
            yield one.digest, one.at


def _of_announcement(announcement: Announcement, texts: tuple[Text, ...], _last: datetime) -> Ends:
    over: dict[str, datetime | None] = {}
    ends_at = [*(one.at for one in announcement.versions[1:]), announcement.withdrawn_at]
    for version, end in zip(announcement.versions, ends_at, strict=True):
        for digest in _named_in(version.said):
            over[digest] = end
    for one in texts:
        if (end := over.get(one.digest, one.at)) is not None:
            yield one.digest, end


def _named_in(said: Any) -> Iterator[str]:
    for text in said.texts:
        yield from (text.title, text.body, text.tags, text.pictures)
    yield from (said.author, said.source, said.copyright)


def _of_rules(book: Rulebook, texts: tuple[Text, ...], _last: datetime) -> Ends:
    """A version ceases as the next begins; one that never came to apply, as it was replaced."""
    over: dict[str, datetime | None] = {one.words: one.at for one in book.changes if not one.stands}
    standing = sorted((one for one in book.changes if one.stands), key=lambda one: one.since)
    over |= {one.words: _day(after.since) for one, after in pairwise(standing)}
    over |= {one.words: None for one in standing[-1:]}
    for one in texts:
        if (end := over.get(one.digest, one.at)) is not None:
            yield one.digest, end


def _day(iso: str) -> datetime:
    """The end of a local day, whichever zone it is in: a version never goes hours too soon."""
    return datetime.combine(date.fromisoformat(iso), time(), UTC) + timedelta(days=1)


def _of_report(_report: TransparencyReport, texts: tuple[Text, ...], _last: datetime) -> Ends:
    yield from ((one.digest, one.at) for one in texts)


_WAYS: Mapping[str, Callable[[Any, tuple[Text, ...], datetime], Ends]] = {
    "order_words": _of_order,
    "ratings": _of_ratings,
    "funds": _of_fund,
    "shops": _of_shop,
    "announcements": _of_announcement,
    "rules": _of_rules,
    "transparency": _of_report,
}
RUNNING = tuple(_WAYS)
"""Kinds whose words go one by one."""
