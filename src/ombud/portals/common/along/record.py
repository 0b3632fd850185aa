"""The record inside an archive: the chain of what its reader may read, with proofs, and the words that are quoted."""

from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence

import msgspec
from msgspec.structs import replace

from ombud.accounts.log_keys import verifiers_of
from ombud.core.complaint.events.filing import ComplaintFiled
from ombud.core.complaint.events.ruling import Ruling
from ombud.core.people import Member, Party
from ombud.desk.access import Case, PenaltyCase
from ombud.ledger.log.bundle import record_of
from ombud.ledger.log.papers import PaperWords, paper_bytes
from ombud.ledger.words import said
from ombud.portals.common.along.masks import Masks
from ombud.portals.common.along.others import masks_of, masks_of_penalty, written_by
from ombud.portals.common.case.events import quoted_by
from ombud.portals.common.case.present import Teller
from ombud.reads.said_record import shown as said_in
from ombud.reads.timeline import Timeline

Spoken = dict[str, Party]
"""Hashes of words, and whose they are."""
NO_FILES: Mapping[str, str] = {}


class _Body(msgspec.Struct):
    audience: tuple[str, ...]


_read = msgspec.json.Decoder(_Body).decode


class Reader:
    """What one reader's record may hold, of one thing and the talks that were put into it."""

    def __init__(self, party: Party, masks: Masks, talks: Mapping[str, tuple[int, int]]) -> None:
        """`talks` are streams of conversations with the first and last event that the case shows of each."""
        self.party, self.masks, self.talks = party, masks, talks
        self.bodies: list[str] = []

    def may_read(self, stream: str, seq: int, body: bytes) -> bool:
        """Whether the event is given whole: the reader's to see, and without anybody else's name, phone or mail."""
        if stream in self.talks:
            first, last = self.talks[stream]
            mine = first <= seq <= last
        else:
            seen = _read(body).audience
            mine = self.party in seen and seen != ("platform",)  # what staff note among themselves stays inside
        told = body.decode()
        if not mine or self.masks.names(told):
            return False
        self.bodies.append(told)
        return True

    def words(self, platform: int, streams: Sequence[str], spoken: Spoken) -> Iterator[tuple[str, bytes, str]]:
        """Words that may be given with their salt: named in an event that is given, and with nothing masked in them."""
        named = {word for body in self.bodies for word in body.split('"')}
        for one in said(platform, streams, [digest for digest in spoken if digest in named]):
            masked = not written_by(spoken[one.digest], self.party) and self.masks.hides(one.text)
            if one.text and not masked:
                yield one.digest, one.salt, one.text


def complaint_record(case: Case, timeline: Timeline, files: Mapping[str, str] = NO_FILES) -> bytes:
    """record.json of a complaint's archive; `files` are paths and their SHA-256."""
    talks: dict[str, tuple[int, int]] = {}
    for one in case.complaint.talks:
        stream = f"conversation/{one.excerpt.conversation}"
        first, last = talks.get(stream, (one.excerpt.shown_first, one.excerpt.shown_last))
        talks[stream] = (min(first, one.excerpt.shown_first), max(last, one.excerpt.shown_last))
    reader = Reader(case.party, masks_of(case, timeline), talks)
    return _bytes(case.platform.id, (case.complaint.id, *talks), reader, _spoken(case, timeline), files)


def penalty_record(case: PenaltyCase, timeline: Timeline, files: Mapping[str, str] = NO_FILES) -> bytes:
    """record.json of a penalty's archive."""
    reader = Reader(case.party, masks_of_penalty(case), {})
    spoken: Spoken = {}
    for entry in timeline.entries:
        party: Party = "merchant" if isinstance(entry.event.by, Member) else "platform"
        spoken |= {
            word: party for word in msgspec.json.encode(entry.event).decode().split('"') if word in timeline.words
        }
    return _bytes(case.platform.id, (case.penalty.id,), reader, spoken, files)


def _spoken(case: Case, timeline: Timeline) -> Spoken:
    """What the pages quote, what the ruling says, and the reader's own contact."""
    t, spoken = Teller(case, timeline, outside=True), Spoken()
    for entry in timeline.entries:
        party, digests = quoted_by(entry, t)
        spoken |= dict.fromkeys(digests, party)
        if isinstance(entry.event, ComplaintFiled) and case.party == "consumer":
            given = entry.event.contact
            spoken |= dict.fromkeys((given.name, given.phone, given.email), "consumer")
        ruling = getattr(entry.event, "ruling", None)
        if isinstance(ruling, Ruling):
            spoken |= dict.fromkeys((ruling.facts, ruling.reasons), "platform")
    for talk in case.complaint.talks:
        for line in said_in(case.platform.id, talk.excerpt).lines:
            spoken[line.event.words] = line.event.side
    spoken.pop("", None)
    return spoken


def _bytes(platform: int, streams: Sequence[str], reader: Reader, spoken: Spoken, files: Mapping[str, str]) -> bytes:
    """The record; its words are chosen once it is known which events are given whole."""
    record = record_of(platform, streams, verifiers_of(platform), reader.may_read, files=files)
    words = sorted(reader.words(platform, streams, spoken))
    held = tuple(PaperWords(digest=digest, salt=b64encode(salt).decode(), text=text) for digest, salt, text in words)
    return paper_bytes(replace(record, words=held))
