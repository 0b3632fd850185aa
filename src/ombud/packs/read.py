"""Read one TOML file into a typed value, and find everything in it that doesn't fit the type."""

import re
import tomllib
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from msgspec import inspect

from ombud.packs.faults import Fault, PackError, SaidIn
from ombud.packs.places import Path as Way
from ombud.packs.places import Place

T = TypeVar("T")
MISTAKE = re.compile(r"(?P<problem>.+?) \(at line (?P<line>\d+), column (?P<column>\d+)\)", re.DOTALL)
WAY = re.compile(r"\.([A-Za-z_][\w-]*)|\[(\d+)\]")


def read(path: Path) -> tuple[dict[str, Any], SaidIn]:
    """What the file says, and where it says it."""
    try:
        text = path.read_bytes().decode()
    except UnicodeDecodeError as wrong:
        source = SaidIn(path, "", valid=False)
        raise PackError([source.fault((), f"it isn't UTF-8 text: {wrong.reason}", "UTF-8")]) from None
    except OSError as wrong:
        source = SaidIn(path, "", valid=False)
        raise PackError([source.fault((), f"it can't be read: {wrong.strerror}")]) from None
    try:
        return tomllib.loads(text), SaidIn(path, text)
    except tomllib.TOMLDecodeError as wrong:
        raise PackError([_mistake(SaidIn(path, text, valid=False), str(wrong))]) from None


def typed(said: dict[str, Any], as_type: type[T], source: SaidIn, way: Way = ()) -> T:
    """What was said as a value of this type, or all that doesn't fit it."""
    faults = list(misfits(inspect.type_info(as_type), said, way, source))
    if faults:
        raise PackError(faults)
    try:
        return msgspec.convert(said, as_type)
    except msgspec.ValidationError as wrong:
        problem, _, at = str(wrong).partition(" - at `$")
        found = tuple(int(index) if index else key for key, index in WAY.findall(at))
        raise PackError([source.fault((*way, *found), problem)]) from None


def misfits(wanted: inspect.Type, said: Any, way: Way, source: SaidIn) -> Iterator[Fault]:
    """Everything at or below this value that the type doesn't allow."""
    match wanted:
        case inspect.StructType():
            yield from _table(wanted, said, way, source)
        case inspect.VarTupleType(item_type=item) | inspect.ListType(item_type=item):
            if not isinstance(said, list):
                yield source.fault(way, f"it is {_named(said)}", "a list, in [ ]")
                return
            for index, one in enumerate(said):
                yield from misfits(item, one, (*way, index), source)
        case inspect.DictType(value_type=item):
            for key, one in said.items():
                yield from misfits(item, one, (*way, key), source)
        case inspect.LiteralType(values=values):
            if said not in values:
                yield source.fault(way, f"{said!r} is none of the words it can be", ", ".join(map(str, values)))
        case inspect.UnionType(types=types):
            fitting = next((one for one in types if _takes(one, said)), types[0])
            yield from misfits(fitting, said, way, source)
        case _:
            if not _takes(wanted, said):
                yield source.fault(way, f"it is {_named(said)}", _kind(wanted))


def _table(wanted: inspect.StructType, said: Any, way: Way, source: SaidIn) -> Iterator[Fault]:
    if not isinstance(said, dict):
        yield source.fault(way, f"it is {_named(said)}", "a table with " + ", ".join(one.name for one in wanted.fields))
        return
    fields = {one.name: one for one in wanted.fields}
    for key, one in said.items():
        if key in fields:
            yield from misfits(fields[key].type, one, (*way, key), source)
            continue
        near = get_close_matches(key, fields, 1)
        asked = f"; did you mean {near[0]}?" if near else ""
        yield source.fault((*way, key), f"there is no such key{asked}", ", ".join(fields), key=True)
    for name, field in fields.items():
        if field.required and name not in said:
            yield source.fault(way, f"the key {name} is missing", _kind(field.type), key=True)


def _takes(wanted: inspect.Type, said: Any) -> bool:
    match wanted:
        case inspect.IntType():
            return isinstance(said, int) and not isinstance(said, bool)
        case inspect.StrType():
            return isinstance(said, str)
        case inspect.BoolType():
            return isinstance(said, bool)
        case inspect.VarTupleType() | inspect.ListType():
            return isinstance(said, list)
        case inspect.DictType() | inspect.StructType():
            return isinstance(said, dict)
        case _:
            return False


def _kind(wanted: inspect.Type) -> str:
    match wanted:
        case inspect.IntType():
            return "a whole number"
        case inspect.StrType():
            return 'a text, in " "'
        case inspect.BoolType():
            return "true or false"
        case inspect.LiteralType(values=values):
            return ", ".join(map(str, values))
        case inspect.UnionType(types=types):
            return _kind(types[0])
        case inspect.StructType(fields=fields):
            return "a table with " + ", ".join(one.name for one in fields)
        case _:
            return "a list, in [ ]"


def _named(said: Any) -> str:
    kinds = {str: "a text", bool: "true or false", int: "a whole number", list: "a list", dict: "a table"}
    return kinds.get(type(said), f"a {type(said).__name__}")


def _mistake(source: SaidIn, told: str) -> Fault:
    if match := MISTAKE.fullmatch(told):
        place = Place(int(match["line"]), int(match["column"]), 1)
        return source.fault_at(place, "the file", f"this isn't TOML: {match['problem']}")
    last = Place(len(source.lines), 1, 1)
    return source.fault_at(last, "the file", f"this isn't TOML: {told}")
