"""Writes what was gathered as OCEL 2.0: JSON or XML, row by row from the disk."""

from collections.abc import Iterator
from typing import IO, Any, Literal
from xml.sax.saxutils import escape, quoteattr

import msgspec

from ombud.reads.ocel.gather import Gathered, Types

Form = Literal["json", "xml"]
MEDIA_TYPES: dict[Form, str] = {"json": "application/json", "xml": "application/xml"}
# The published schema for XML lets an attribute's name belong to one type alone, so its type stands before it there.
_write, _read = msgspec.json.Encoder().encode, msgspec.json.decode


def written(gathered: Gathered, form: Form) -> Iterator[bytes]:
    """The event log, piece by piece."""
    return _json(gathered) if form == "json" else _xml(gathered)


def _json(gathered: Gathered) -> Iterator[bytes]:
    yield b'{"objectTypes":' + _write(_types(gathered.object_types))
    yield b',\n"eventTypes":' + _write(_types(gathered.event_types))
    for name, file in (("objects", gathered.objects), ("events", gathered.events)):
        yield f',\n"{name}":['.encode()
        for place, line in enumerate(_lines(file)):
            yield (b",\n" if place else b"\n") + line
        yield b"]"
    yield b"}\n"


def _types(types: Types) -> list[dict[str, Any]]:
    return [
        {"name": name, "attributes": [{"name": one, "type": type_} for one, type_ in sorted(types[name].items())]}
        for name in sorted(types)
    ]


def _xml(gathered: Gathered) -> Iterator[bytes]:
    yield b'<?xml version="1.0" encoding="UTF-8"?>\n<log>\n'
    yield _xml_types("object", gathered.object_types)
    yield _xml_types("event", gathered.event_types)
    yield b"<objects>\n"
    for line in _lines(gathered.objects):
        one = _read(line)
        yield f"<object id={quoteattr(one['id'])} type={quoteattr(one['type'])}>".encode()
        yield _xml_attributes(one) + _xml_related(one["relationships"]) + b"</object>\n"
    yield b"</objects>\n<events>\n"
    for line in _lines(gathered.events):
        one = _read(line)
        head = " ".join(f"{name}={quoteattr(one[name])}" for name in ("id", "type", "time"))
        yield f"<event {head}>".encode()
        yield _xml_attributes(one) + _xml_related(one["relationships"]) + b"</event>\n"
    yield b"</events>\n</log>\n"


def _xml_types(what: str, types: Types) -> bytes:
    rows = []
    for name in sorted(types):
        told = "".join(
            f"<attribute name={quoteattr(_owned(name, one))} type={quoteattr(type_)}/>"
            for one, type_ in sorted(types[name].items())
        )
        rows.append(f"<{what}-type name={quoteattr(name)}><attributes>{told}</attributes></{what}-type>\n")
    return f"<{what}-types>\n{''.join(rows)}</{what}-types>\n".encode()


def _xml_attributes(row: dict[str, Any]) -> bytes:
    told = "".join(
        f"<attribute name={quoteattr(_owned(row['type'], one['name']))}"
        + (f" time={quoteattr(one['time'])}" if "time" in one else "")
        + f">{escape(one['value'])}</attribute>"
        for one in row["attributes"]
    )
    return f"<attributes>{told}</attributes>".encode()


def _xml_related(related: list[dict[str, str]]) -> bytes:
    told = "".join(
        f"<object object-id={quoteattr(one['objectId'])} qualifier={quoteattr(one['qualifier'])}"
        f" type={quoteattr(one['objectId'].partition(':')[0])}/>"
        for one in related
    )
    return f"<objects>{told}</objects>".encode()


def _owned(type_: str, name: str) -> str:
    return f"{type_}.{name}"


def _lines(file: IO[bytes]) -> Iterator[bytes]:
    file.seek(0)
    for line in file:
        yield line.rstrip(b"\n")
