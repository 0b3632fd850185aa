"""Two versions of rules side by side: every figure, code and word that differs, with the way to where it stands."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from ombud.core.policy.policy import Policy
from ombud.core.policy.span import Span
from ombud.core.struct import Value
from ombud.packs.checks.wording import needed
from ombud.packs.words import Texts

HEAD = ("name", "version", "in_force_from", "announced_on")
"""What says which version it is, and so always differs."""
Way = tuple[str, ...]


class Difference(Value, frozen=True):
    """One thing that differs. None: it isn't there."""

    way: Way
    """Keys and codes down to it: `("penalties", "violations", "fraud", "appeal", "closes")`."""
    before: Any
    after: Any


class Reworded(Value, frozen=True):
    """Words that differ in one language."""

    key: str
    before: str
    after: str


def data(before: Policy, after: Policy) -> tuple[Difference, ...]:
    """Everything in which the rules themselves differ, the calendar's hours included."""
    found = [one for one in _differ((), before.pack, after.pack) if one.way[0] not in HEAD]
    for name in ("zone", "version", "service_hours", "service_hours_of"):
        old, new = getattr(before.calendar, name), getattr(after.calendar, name)
        if old != new:
            found.append(Difference(way=("calendar", name), before=old, after=new))
    return tuple(found)


def words(before: tuple[Policy, Texts], after: tuple[Policy, Texts], lang: str) -> tuple[Reworded, ...]:
    """Words of codes that both versions have and say otherwise, and those that only one has, in one language."""
    keys = dict.fromkeys((*needed(before[0].pack), *needed(after[0].pack)))
    told = ((key, _said(before[1], key, lang), _said(after[1], key, lang)) for key in keys)
    return tuple(Reworded(key=key, before=old, after=new) for key, old, new in told if old != new)


def _said(texts: Texts, key: str, lang: str) -> str:
    return texts.say(key, lang) if texts.has(key, lang) else ""


def _differ(way: Way, old: Any, new: Any) -> Iterator[Difference]:
    if old == new:
        return
    if isinstance(old, Span) or isinstance(new, Span) or type(old) is not type(new):
        yield Difference(way=way, before=old, after=new)
    elif isinstance(old, msgspec.Struct):
        for name in old.__struct_fields__:
            yield from _differ((*way, name), getattr(old, name), getattr(new, name))
    elif isinstance(old, tuple) and _coded((*old, *new)):
        yield from _coded_differ(way, old, new)
    else:
        yield Difference(way=way, before=old, after=new)


def _coded_differ(way: Way, old: tuple[Any, ...], new: tuple[Any, ...]) -> Iterator[Difference]:
    """Lists of coded things by their codes; that they merely stand in another order is told once."""
    olds, news = {_code(one): one for one in old}, {_code(one): one for one in new}
    for code in dict.fromkeys((*olds, *news)):
        before, after = olds.get(code), news.get(code)
        if before is None or after is None:
            yield Difference(way=(*way, code), before=before, after=after)
        else:
            yield from _differ((*way, code), before, after)
    if olds == news:
        yield Difference(way=way, before=tuple(olds), after=tuple(news))


def _coded(items: Iterable[Any]) -> bool:
    return all(hasattr(one, "code") or hasattr(one, "step") for one in items)


def _code(one: Any) -> str:
    return str(getattr(one, "code", "") or getattr(one, "step", ""))
