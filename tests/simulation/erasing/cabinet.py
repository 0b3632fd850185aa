"""Words beside the record as they lie there: sealed by the product's own functions, under a key a person and stream."""

import os
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from django.conf import settings

from ombud.desk.decide import KnownKey
from ombud.desk.word_keys import WordsWrite, sealed

if not settings.configured and "DJANGO_SETTINGS_MODULE" not in os.environ:
    settings.configure(WORD_KEYS=("simulation",))
Place = tuple[str, str]
"""Stream and person."""


class Row(NamedTuple):
    """Words of somebody, sealed; without body where they were erased."""

    stream: str
    person: str
    digest: str
    body: bytes
    erased_on: date | None = None


class Cabinet:
    """Of one platform."""

    def __init__(self) -> None:
        self.keys: dict[Place, bytes] = {}
        self.rows: dict[tuple[str, str, str], Row] = {}
        self.profiles = {"ana"}
        """Of whom name and address are known."""

    def put(self, words: Sequence[WordsWrite]) -> None:
        """Write what a batch says."""
        if not words:
            return
        places = dict.fromkeys((one.stream, one.person) for one in words)
        known = [KnownKey(*place, self.keys.get(place)) for place in places]
        written, made = sealed(words, known)
        self.keys.update({(one.stream, one.person): one.key for one in made})
        for one in written:
            row = Row(one.stream, one.person, one.digest, one.body)
            self.rows[row[:3]] = row

    def of(self, person: str) -> set[str]:
        """Streams in which words of a person lie."""
        return {stream for stream, whose in self.keys if whose == person}

    def shred(self, person: str, streams: Sequence[str], on: date) -> int:
        """Destroy keys, and what they opened, as desk.erasing.erase.erase_words does in one transaction."""
        gone = 0
        for stream in streams:
            self.keys.pop((stream, person), None)
            for place, row in self.rows.items():
                if place[:2] == (stream, person) and row.erased_on is None:
                    self.rows[place] = row._replace(body=b"", erased_on=on)
                    gone += 1
        return gone
