"""What a cell says: an amount, a number of pieces, an instant, the platform's word for a status. Nothing is guessed."""

from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal, DecimalException
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from ombud.imports.decoding import broken
from ombud.imports.mapping import ISO, Mapping
from ombud.imports.rows import Row

INT_MAX = 2**53 - 1
"""The largest figure that every JSON reader keeps exactly."""
NAME_MAX, TEXT_MAX = 128, 4_000
"""Characters of an id or a code, which are looked up by index, and of a title or a description."""
EARLIEST, LATEST = datetime(1990, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
"""No order is older, and calendars end somewhere. The API has the same edges."""
SHOWN = 60


class RowError(Exception):
    """One row can't be read: which column, and why, in the language of whoever imports."""

    def __init__(self, sentence: str, **facts: object) -> None:
        super().__init__(sentence.format(**facts))


def readable(row: Row, ids: Sequence[str], texts: Sequence[str] = ()) -> None:
    """Raises RowError for a cell that no record can keep, or for an id by which nothing could be asked for."""
    whole = "".join(row.values())
    if whole.isascii() and whole.isprintable() and max(map(len, row.values()), default=0) <= NAME_MAX:
        return  # nearly every row, at a tenth of the cost
    for column, said in row.items():
        most = TEXT_MAX if column in texts else NAME_MAX
        if len(said) > most:
            sentence = _("{column}: it has {n} characters; at most {most} can be kept")
            raise RowError(sentence, column=column, n=len(said), most=most)
        if "\x00" in said or (column in ids and not said.isprintable()):
            sentence = _("{column}: {text} holds a character that can’t be kept")
            raise RowError(sentence, column=column, text=repr(said))
        if broken(said):
            raise RowError(_("{column}: some of it is no text"), column=column)


def minor(row: Row, column: str, mapping: Mapping) -> int:
    """An amount in minor units; 0 where the export doesn't say."""
    text = row.get(column, "")
    if not text:
        return 0
    try:
        amount = Decimal(_plain(text, mapping)).scaleb(mapping.decimals)
    except (DecimalException, ValueError):
        raise RowError(_("{column}: “{text}” is no amount"), column=column, text=text[:SHOWN]) from None
    if not amount.is_finite() or amount < 0 or amount > INT_MAX or amount != amount.to_integral_value():
        sentence = _("{column}: “{text}” is no amount with {n} decimals")
        raise RowError(sentence, column=column, text=text[:SHOWN], n=mapping.decimals)
    return int(amount)


def _plain(text: str, mapping: Mapping) -> str:
    """The amount with a decimal point and no grouping. Raises ValueError where the groups aren't groups of three."""
    if mapping.thousands and mapping.thousands in text:
        whole, point, part = text.partition(mapping.decimal)
        first, *groups = whole.split(mapping.thousands)
        if not 1 <= len(first.lstrip("+-")) <= 3 or any(len(one) != 3 for one in groups):
            raise ValueError(text)
        text = "".join([first, *groups, point, part])
    if mapping.decimal == ",":
        if "." in text:
            raise ValueError(text)
        text = text.replace(",", ".")
    if "_" in text:  # Python would read it as a group
        raise ValueError(text)
    return text


def pieces(row: Row, column: str) -> int:
    """How many; one where the export doesn't say."""
    text = row.get(column, "") or "1"
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise RowError(_("{column}: “{text}” is no number of pieces"), column=column, text=text[:SHOWN])
    return int(text)


def status(row: Row, column: str, mapping: Mapping) -> str:
    """The platform's word for the source's."""
    text = row.get(column, "")
    if not text or not mapping.status:
        return text
    if text not in mapping.status:
        raise RowError(_("{column}: the mapping has no word for “{text}”"), column=column, text=text[:SHOWN])
    return mapping.status[text]


def instant(row: Row, column: str, mapping: Mapping) -> datetime | None:
    """The instant, in UTC. A text that two formats read differently is named instead."""
    text = row.get(column, "")
    if not text:
        return None
    found = _instants(text, mapping.dates.formats, mapping.zone)
    if not found:
        plain = mapping.dates.formats == (ISO,)
        no, other = (
            _("{column}: “{text}” is no date and time"),
            _("{column}: “{text}” isn’t written as the mapping says"),
        )
        raise RowError(no if plain else other, column=column, text=text[:SHOWN])
    if len(found) > 1:
        one, other, *_more = (f"{one:%Y-%m-%d}" for one in found)
        sentence = _("{column}: “{text}” can be read as {one} or {other}")
        raise RowError(sentence, column=column, text=text[:SHOWN], one=one, other=other)
    if not EARLIEST <= found[0] < LATEST:
        sentence = _("{column}: “{text}” isn’t from {first} to {last}")
        raise RowError(sentence, column=column, text=text[:SHOWN], first=EARLIEST.year, last=LATEST.year - 1)
    return found[0]


@lru_cache(maxsize=4096)
def _instants(text: str, formats: tuple[str, ...], zone: str) -> tuple[datetime, ...]:
    """Every instant that it may mean."""
    found: dict[datetime, None] = {}
    for one in formats:
        try:
            said = datetime.fromisoformat(text) if one == ISO else datetime.strptime(text, one)  # noqa: DTZ007
            found[(said if said.tzinfo else said.replace(tzinfo=ZoneInfo(zone))).astimezone(UTC)] = None
        except (ValueError, OverflowError):
            continue
    return tuple(found)
