"""Reads a platform's record once, in its order, and lays down events and objects on disk as they come."""

import hmac
import tempfile
from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from typing import IO, Any, NamedTuple

import msgspec
from django.utils.crypto import salted_hmac

from ombud.ledger.connection import connection
from ombud.reads.ocel.table import attributes, references, value_at

EVENTS = """
SELECT s.kind, e.stream, e.seq, e.type, e.at, e.body, s.parent
FROM event e JOIN stream s ON s.platform = e.platform AND s.id = e.stream
WHERE e.platform = %(platform)s
  AND (%(since)s::timestamptz IS NULL OR e.at >= %(since)s) AND (%(until)s::timestamptz IS NULL OR e.at < %(until)s)
ORDER BY e.position
"""
FETCH = 2000
OF_AN_OBJECT = ("pack", "reason", "violation", "currency", "kind", "imposition.violation")
"""Attributes of the first event that say of the thing itself what it is."""
ID_DIGITS = 20
_write, _read = msgspec.json.Encoder().encode, msgspec.json.decode
Types = dict[str, dict[str, str]]
"""Name of a type → its attributes and what type each has."""
Named = dict[str, str]


class Span(NamedTuple):
    """Events of [since, until); without either, all."""

    since: datetime | None = None
    until: datetime | None = None


class Gathered:
    """Everything that goes into one event log. Events and objects lie in files that are gone once this is closed."""

    def __init__(self, platform: int, event_types: dict[str, type[Any]]) -> None:
        """`event_types` are the classes of events by name."""
        self.platform = platform
        self.classes = event_types
        self.events: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed by close
        self.objects: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - the same
        self.event_types: Types = {}
        self.object_types: Types = {}
        self.counts = [0, 0]
        self._laid: set[str] = set()
        self._named: dict[str, str] = {}
        self._key = salted_hmac("ombud.ocel", str(platform), algorithm="sha256").digest()

    def close(self) -> None:
        """Forget the files."""
        self.events.close()
        self.objects.close()

    def take(self, span: Span) -> None:
        """Go through the record."""
        asked = {"platform": self.platform, "since": span.since, "until": span.until}
        with connection().transaction(), connection().cursor(name="ocel") as cursor:
            cursor.itersize = FETCH
            cursor.execute(EVENTS, asked)
            for kind, stream, seq, type_, at, body, parent in cursor:
                told = _read(bytes(body))
                self._event(kind, stream, f"{stream}#{seq}", type_, at, told, parent)
        for id, kind in self._named.items():
            self.object_types.setdefault(kind, {})
            self._lay({"id": id, "type": kind, "attributes": [], "relationships": []})

    def pseudonym(self, kind: str, id: str) -> str:
        """What stands for a thing or a person: the same in every log of this installation, and told by nobody else."""
        return f"{kind}:{hmac.new(self._key, f'{kind}:{id}'.encode(), sha256).hexdigest()[:ID_DIGITS]}"

    def _event(self, kind: str, stream: str, id: str, type_: str, at: datetime, told: Any, parent: str | None) -> None:
        event = told["event"]
        made: Any = self.classes[type_]
        held = self.event_types.setdefault(type_, {"by": "string"})
        values = [{"name": "by", "value": event["by"]["type"]}]
        for one in attributes(made):
            held[one.name] = one.type
            if (value := _said(value_at(event, one.path))) is not None:
                values.append({"name": one.name, "value": value})
        related = list(self._related(kind, event, made))
        here = self.pseudonym(kind, local(kind, stream))
        about = self._parent(parent)
        self._thing(kind, here, at, told["pack"], values, [*about, *related])
        by = self._person(event["by"])
        everything = [{"objectId": here, "qualifier": kind}, *about, *related, *by]
        row = {"id": self.pseudonym("event", id), "type": type_, "time": instant(at), "attributes": values}
        self.events.write(_write(row | {"relationships": _once(everything)}) + b"\n")
        self.counts[0] += 1

    def _related(self, kind: str, event: Any, made: Any) -> Iterator[dict[str, str]]:
        for one in references(made, kind):
            named = value_at(event, one.path)
            for id in named if isinstance(named, list) else [named]:
                if isinstance(id, str) and id:
                    there = self.pseudonym(one.kind, local(one.kind, id))
                    self._object(one.kind, there)
                    yield {"objectId": there, "qualifier": one.qualifier}

    def _person(self, by: Any) -> list[dict[str, str]]:
        if by["type"] in ("clock", "system"):
            return []
        there = self.pseudonym(by["type"], by["id"])
        self._object(by["type"], there)
        return [{"objectId": there, "qualifier": "by"}]

    def _parent(self, parent: str | None) -> list[dict[str, str]]:
        if parent is None:
            return []
        kind, _slash, id = parent.partition("/")
        if not id:
            return []
        there = self.pseudonym(kind, id)
        self._object(kind, there)
        return [{"objectId": there, "qualifier": "about"}]

    def _thing(
        self, kind: str, here: str, at: datetime, pack: str, values: list[Named], related: list[dict[str, str]]
    ) -> None:
        """Laid down once, by the first of its events that is met; what it says of the thing itself goes with it."""
        if here in self._laid:
            return
        self._laid.add(here)
        self._named.pop(here, None)
        told = {one["name"]: one["value"] for one in values} | {"pack": pack}
        said = [(name.rpartition(".")[2], told[name]) for name in OF_AN_OBJECT if told.get(name)]
        held = self.object_types.setdefault(kind, {})
        held |= {name: "string" for name, _value in said}
        given = [{"name": name, "value": value, "time": instant(at)} for name, value in said]
        self._lay({"id": here, "type": kind, "attributes": given, "relationships": _once(related)})

    def _object(self, kind: str, id: str) -> None:
        """Somebody or something that an event names: it may be that no event of its own is met."""
        if id not in self._laid:
            self._named[id] = kind

    def _lay(self, row: dict[str, Any]) -> None:
        self.objects.write(_write(row) + b"\n")
        self.counts[1] += 1


def local(kind: str, stream: str) -> str:
    """The id of a thing without the name of its kind before it."""
    return stream.removeprefix(f"{kind}/")


def instant(at: datetime) -> str:
    """As OCEL writes it: UTC."""
    return at.isoformat(timespec="microseconds").replace("+00:00", "Z")


def _said(value: Any) -> str | None:
    if value is None or value == "":
        return None
    return str(value).lower() if isinstance(value, bool) else str(value)


def _once(related: list[dict[str, str]]) -> list[dict[str, str]]:
    return list({(one["objectId"], one["qualifier"]): one for one in related}.values())
