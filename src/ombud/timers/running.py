"""Takes away words one by one, where the thing they lie with goes on: of shops, funds, orders, rules, announcements.

Files that such a thing no longer names go with them, each after the same time since it came.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import LiteralString

import msgspec

from ombud.accounts.platforms import Settings
from ombud.core.erasure.ends import Text, ends
from ombud.core.policy.retention import KIND_OF
from ombud.desk.decide import Loaded
from ombud.desk.erasing import erase
from ombud.desk.erasing.holds import holds_of
from ombud.desk.load import load_many
from ombud.desk.things import THINGS
from ombud.ledger.canonical import state_bytes
from ombud.ledger.connection import connection, rows
from ombud.timers.over import still_named
from ombud.vault.models import EvidenceFile

BATCH = 200
THING: Mapping[str, str] = {kind: thing for thing, kind in KIND_OF.items()} | {"ratings": "order"}
OLD: LiteralString = """
SELECT DISTINCT w.stream FROM kept_words w JOIN stream s ON s.platform = w.platform AND s.id = w.stream
WHERE w.platform = %(platform)s AND s.kind = %(thing)s AND w.erased_on IS NULL AND w.at <= %(before)s
    AND w.stream > %(after)s {}
ORDER BY w.stream LIMIT %(limit)s
"""
RATED: LiteralString = """
EXISTS (SELECT 1 FROM order_rating r WHERE r.platform = w.platform AND 'order/' || r.id = w.stream
    AND w.digest IN (r.words, r.answer))"""
STREAMS: Mapping[str, LiteralString] = {
    "order_words": OLD.format(f"AND NOT {RATED}"),
    "ratings": OLD.format(f"AND {RATED}"),
}
"""Streams in which words of this age lie. What is still in use is looked at in each round: shops are few enough."""
TEXTS = """
SELECT w.stream, w.digest, w.at,
    (SELECT e.body FROM event e WHERE e.platform = w.platform AND e.stream = w.stream AND e.at = w.at
        AND position(convert_to(w.digest, 'UTF8') in e.body) > 0 ORDER BY e.seq LIMIT 1),
    (SELECT e.at FROM event e WHERE e.platform = w.platform AND e.stream = w.stream ORDER BY e.seq DESC LIMIT 1)
FROM kept_words w WHERE w.platform = %s AND w.stream = ANY(%s) AND w.erased_on IS NULL
"""
FILES = """
SELECT DISTINCT u.stream, u.file FROM file_use u JOIN stream s ON s.platform = u.platform AND s.id = u.stream
WHERE u.platform = %s AND s.kind = %s
"""


class _Body(msgspec.Struct):
    event: msgspec.Raw


_read = msgspec.json.Decoder(_Body).decode


def purge(settings: Settings, kind: str, before: datetime, now: datetime) -> int:
    """How many things lost words or files of this kind."""
    gone: set[str] = set()
    for streams in _old(settings.id, kind, before):
        gone |= _purged(settings, kind, streams, before, now)
    if kind in ("shops", "announcements"):
        gone |= _files(settings, kind, before, now)
    return len(gone)


def _old(platform: int, kind: str, before: datetime) -> Iterator[list[str]]:
    asked = {"platform": platform, "thing": THING[kind], "before": before, "after": "", "limit": BATCH}
    while found := [stream for (stream,) in rows(STREAMS.get(kind, OLD.format("")), asked)]:
        yield found
        asked["after"] = found[-1]


def _purged(settings: Settings, kind: str, streams: Sequence[str], before: datetime, now: datetime) -> set[str]:
    platform, on = settings.id, now.astimezone(settings.zone).date()
    things = load_many(connection(), platform, streams)
    over = _over(platform, kind, things, before)
    holds = holds_of(platform, sorted(over), now) if over else {}
    free = {stream: digests for stream, digests in over.items() if stream not in holds}
    for stream, digests in free.items():
        erase.erase_texts(platform, stream, digests, kind, now, on)
    return set(free)


def _over(platform: int, kind: str, things: Mapping[str, Loaded], before: datetime) -> dict[str, list[str]]:
    """By stream, the hashes of the words whose time is over."""
    texts: dict[str, list[Text]] = {}
    last: dict[str, datetime] = {}
    for stream, digest, at, body, its_last in rows(TEXTS, (platform, list(things))):
        event = THINGS[things[stream].thing].read_event(bytes(_read(bytes(body)).event)) if body else None
        texts.setdefault(stream, []).append(Text(digest=digest, at=at, event=event))
        last[stream] = its_last
    found = {}
    for stream, said in texts.items():
        over = ends(kind, things[stream].state, said, last[stream])
        if done := [digest for digest, at in over.items() if at <= before]:
            found[stream] = done
    return found


def _files(settings: Settings, kind: str, before: datetime, now: datetime) -> set[str]:
    """Papers and pictures that came before then and that their thing no longer names."""
    named: dict[str, set[str]] = {}
    for stream, file in rows(FILES, (settings.id, THING[kind])):
        named.setdefault(file, set()).add(stream)
    old = EvidenceFile.objects.filter(platform=settings.id, id__in=list(named), erased_on=None, uploaded_at__lte=before)
    things = load_many(connection(), settings.id, sorted({one for file in old for one in named[str(file.id)]}))
    in_use = {id: state_bytes(one.state).decode() for id, one in things.items() if not _lapsed(one)}
    gone, on = set[str](), now.astimezone(settings.zone).date()
    for file in old:
        mine = named[str(file.id)]
        held = {stream for stream in mine if str(file.id) in in_use.get(stream, "")}
        held |= still_named(settings.id, [str(file.id)], sorted(mine))
        if erase.erase_files(settings.id, [file], held, kind, now, on):
            gone |= mine
    return gone


def _lapsed(one: Loaded) -> bool:
    return getattr(one.state, "stage", "") == "lapsed"
