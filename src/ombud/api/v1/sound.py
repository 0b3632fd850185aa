"""The edges of what a field can hold, whatever the verb: figures, instants and names that any database can keep.

The verbs say which fields there are and what they mean; here stands only what no platform's figure ever reaches and a
stranger's call does. The same figures go into the schema.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from typing import Any

import msgspec
from django.utils.translation import gettext as _
from msgspec import inspect

from ombud.core.words import Words
from ombud.desk.decode import NotUnderstood
from ombud.desk.things import Verb

INT_MAX = 2**53 - 1
"""The largest figure that every JSON reader keeps exactly."""
NAME_MAX = 128
"""Of ids and codes, in characters: they are looked up by index."""
TEXT_MAX = 4_000
"""Of titles and descriptions that are facts, not somebody's words."""
WORDS_MAX = 20_000
"""Of free text; the pack's own limit is lower and says so in its own words."""
ITEMS_MAX = 500
EARLIEST, LATEST = datetime(1990, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
"""No order is older, and calendars end somewhere."""
LONG = frozenset(
    {"title", "specification", "description", "after_sales", "policy", "picture", "logo", "source", "page", "terms"}
)
"""Names of facts that are text rather than a name or a code."""


def check(verb: Verb, fields: Mapping[str, Any]) -> None:
    """Raises NotUnderstood for a value that fits its type but can't be kept. Wrong types are the desk's to refuse."""
    for name, type_info in _types(verb):
        if name in fields:
            _check(type_info, fields[name], name, name)


def text_max(name: str) -> int:
    """How many characters a plain text field of this name holds."""
    return TEXT_MAX if name in LONG else NAME_MAX


@cache
def _types(verb: Verb) -> tuple[tuple[str, inspect.Type], ...]:
    return tuple((field.name, inspect.type_info(field.type)) for field in verb.asked)


def _check(kind: inspect.Type, value: Any, name: str, field: str) -> None:
    match kind:
        case inspect.StrType() if isinstance(value, str):
            _text(value, text_max(name), field)
        case inspect.CustomType(cls=cls) if issubclass(cls, Words) and isinstance(value, str):
            if len(value) > WORDS_MAX:
                raise NotUnderstood(field, _too_long(WORDS_MAX))
        case inspect.IntType() if isinstance(value, int) and not -INT_MAX <= value <= INT_MAX:
            raise NotUnderstood(field, _("A figure between -{most} and {most}.").replace("{most}", str(INT_MAX)))
        case inspect.DateTimeType() if isinstance(value, str):
            _instant(value, field)
        case inspect.UnionType():
            for possible in kind.types:
                _check(possible, value, name, field)
        case _:
            _check_parts(kind, value, name, field)


def _check_parts(kind: inspect.Type, value: Any, name: str, field: str) -> None:
    match kind:
        case inspect.StructType() if isinstance(value, dict):
            for part in kind.fields:
                if part.encode_name in value:
                    _check(part.type, value[part.encode_name], part.name, field)
        case inspect.VarTupleType() | inspect.ListType() if isinstance(value, list):
            if len(value) > ITEMS_MAX:
                raise NotUnderstood(field, _("At most {most} items.").replace("{most}", str(ITEMS_MAX)))
            for item in value:
                _check(kind.item_type, item, name, field)


def _text(value: str, most: int, field: str) -> None:
    if len(value) > most:
        raise NotUnderstood(field, _too_long(most))
    if "\x00" in value:
        raise NotUnderstood(field, _("Text without the character NUL."))


def _instant(value: str, field: str) -> None:
    try:
        at = msgspec.convert(value, datetime)
    except msgspec.ValidationError:
        return
    if at.tzinfo is None or not EARLIEST <= at < LATEST:
        sentence = _("An instant with its offset from UTC, from {first} to {last}.")
        years = sentence.replace("{first}", str(EARLIEST.year)).replace("{last}", str(LATEST.year - 1))
        raise NotUnderstood(field, years)


def _too_long(most: int) -> str:
    return _("At most {most} characters.").replace("{most}", str(most))
