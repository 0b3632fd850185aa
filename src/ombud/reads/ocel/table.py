"""What of each event goes into an event log: read off its type. Numbers, instants, codes and references; never words.

Every type of event is covered by rule, so that a new one needs no row here: an `int` is an integer, a `Literal` a code,
a `datetime` a time; of plain strings only those named below, which hold codes of a pack.
"""

import types
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cache
from typing import Any, Literal, NamedTuple, Union, get_args, get_origin

import msgspec

from ombud.core.complaint.events.ruling import Ruling
from ombud.core.deadlines import Deadline
from ombud.core.money import Terms
from ombud.core.order.events import Facts
from ombud.core.penalty.events.imposing import Imposition

CODES = frozenset((
    "reason", "violation", "proof", "status", "was", "currency", "pack", "outcome", "detector", "held", "role",
    "version", "liability", "kind",
))  # fmt: skip
"""Names of plain strings that hold a code, a currency or a version."""
WITHIN: tuple[type[Any], ...] = (Ruling, Deadline, Terms, Imposition, Facts)
"""Values within an event that are looked into too; `ruling.liability` is then an attribute."""
DEEP = 2
"""`ruling.terms.amount` is as deep as it goes."""
HIDDEN = frozenset(("at", "by", "seed", "on_behalf_of", "up_to"))
THINGS: Mapping[str, str] = {
    "complaint": "complaint", "order": "order", "shop": "shop", "penalty": "penalty", "fund": "fund", "surge": "surge",
    "announcement": "announcement", "product": "product", "evidence_report": "evidence_report", "report": "report",
}  # fmt: skip
"""Fields that name another thing, and of which kind."""
PEOPLE: Mapping[str, str] = {
    "consumer": "consumer", "on_behalf_of": "consumer", "member": "member", "prepared_by": "member",
    "substitute": "member", "reviewer": "reviewer", "decided_by": "reviewer",
}  # fmt: skip
"""Fields that name somebody: they stand in the log by a pseudonym."""
REPORTS_OF_FAKES = ("complaint", "order", "evidence_report")
"""Things in whose events `report` is one of fake evidence."""


class Attribute(NamedTuple):
    """One attribute of a type of event: its name, its type in OCEL, and the way to it."""

    name: str
    type: str
    path: tuple[str, ...]


class Reference(NamedTuple):
    """One thing or person that a type of event names: as what, of which kind, and the way to it."""

    qualifier: str
    kind: str
    path: tuple[str, ...]


@cache
def attributes(event: Any) -> tuple[Attribute, ...]:
    """In the order of the type's fields."""
    return tuple(_attributes(event, ()))


@cache
def references(event: Any, thing: str) -> tuple[Reference, ...]:
    """What its fields, and those of the facts within it, name besides the thing it happened to."""
    return tuple(_references(event, thing, ()))


def value_at(body: Any, path: tuple[str, ...]) -> Any:
    """What lies there in a written event; None where nothing does."""
    for name in path:
        body = body.get(name) if isinstance(body, dict) else None
    return body


def _attributes(kind: type[Any], way: tuple[str, ...]) -> Iterator[Attribute]:
    for field in msgspec.structs.fields(kind):
        path, inner = (*way, field.name), _plain(field.type)
        if field.name in HIDDEN:
            continue
        if inner in WITHIN and len(way) < DEEP:
            yield from _attributes(inner, path)
        elif type_ := _type(field.name, inner):
            yield Attribute(".".join(path), type_, path)


def _references(kind: type[Any], thing: str, way: tuple[str, ...]) -> Iterator[Reference]:
    for field in msgspec.structs.fields(kind):
        path, inner = (*way, field.name), _plain(field.type)
        if inner is Facts:
            yield from _references(Facts, thing, path)
        elif field.name in PEOPLE:
            yield Reference(field.name, PEOPLE[field.name], path)
        elif field.name in THINGS and inner is str and field.name != thing:
            fake = field.name == "report" and thing in REPORTS_OF_FAKES
            yield Reference(field.name, "evidence_report" if fake else THINGS[field.name], path)


def _plain(annotation: Any) -> Any:
    """The type without its None."""
    if get_origin(annotation) in (Union, types.UnionType):
        left = [one for one in get_args(annotation) if one is not type(None)]
        return left[0] if len(left) == 1 else annotation
    return annotation


def _type(name: str, annotation: Any) -> str:
    """How OCEL calls it; empty for what doesn't go in."""
    if annotation is bool:
        return "boolean"
    if annotation is int:
        return "integer"
    if annotation is datetime:
        return "time"
    if get_origin(annotation) is Literal or (annotation is str and name in CODES):
        return "string"
    return ""
