"""Encrypts the words a batch writes: each person's in each stream under one key, made when they first say something.

Two writers can't both make that key: the second finds its stream moved. Nor is anything written under a key that an
erasure destroys meanwhile: the statement that writes holds each key that was there, and fails where it is gone.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from ombud.desk.decide import KnownKey
from ombud.ledger.connection import Connection
from ombud.ledger.words import new_key, read_key, seal_words

KEYS = """
SELECT k.stream, k.person, k.key FROM unnest(%s::text[], %s::text[]) AS asked (stream, person)
CROSS JOIN LATERAL (SELECT * FROM word_key WHERE platform = %s AND person = asked.person
    AND stream = asked.stream LIMIT 1) AS k
"""


class KeyHeld(NamedTuple):
    """A key that was there as the words were sealed, and must still be as they are written."""

    stream: str
    person: str
    key: bytes


class WordsWrite(NamedTuple):
    """Words that lie beside the record."""

    stream: str
    digest: str
    person: str
    salt: bytes
    body: bytes
    at: datetime


class SealedWrite(NamedTuple):
    """The same as they are written: the salt lies within."""

    stream: str
    digest: str
    person: str
    body: bytes
    at: datetime


class KeyWrite(NamedTuple):
    """The key, as it is kept, under which all words of one person in one stream lie."""

    stream: str
    person: str
    key: bytes
    at: datetime


def keys_of(
    connection: Connection,
    platform: int,
    words: Sequence[WordsWrite],
    known: Iterable[KnownKey],
    begun: Collection[str],
) -> list[KnownKey]:
    """The keys that there are of these words, or that there is none. Asks for those that neither were read with their
    stream nor can be missing because the stream is one of those `begun`."""
    places = dict.fromkeys((one.stream, one.person) for one in words)
    keys = {(stream, person): key for stream, person, key in known if (stream, person) in places}
    if asked := [place for place in places if place not in keys and place[0] not in begun]:
        streams, people = [stream for stream, _ in asked], [person for _, person in asked]
        found = connection.execute(KEYS, (streams, people, platform)).fetchall()
        keys |= {(stream, person): key for stream, person, key in found}
    return [KnownKey(*place, keys.get(place)) for place in places]


def held(keys: Iterable[KnownKey]) -> list[KeyHeld]:
    """Those that are there, in the order in which all take them."""
    return sorted(KeyHeld(one.stream, one.person, bytes(one.key)) for one in keys if one.key)


def sealed(words: Sequence[WordsWrite], there: Iterable[KnownKey]) -> tuple[list[SealedWrite], list[KeyWrite]]:
    """The words encrypted under the keys that there are (`keys_of`), and the keys made where there was none."""
    keys = {(stream, person): read_key(bytes(key)) if key else None for stream, person, key in there}
    made, written = list[KeyWrite](), list[SealedWrite]()
    for stream, digest, person, salt, body, at in words:
        key = keys.get((stream, person))
        if key is None:
            key = keys[stream, person] = new_key()
            made.append(KeyWrite(stream, person, key.kept, at))
        written.append(SealedWrite(stream, digest, person, seal_words(key, digest, salt, body), at))
    return written, made
