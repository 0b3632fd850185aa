"""What was erased, as a list to keep outside; and erasing it again after an older backup was brought back."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Literal

import msgspec

from ombud.desk.erasing import erase
from ombud.ledger.connection import rows
from ombud.vault.erase import erase as erase_file
from ombud.vault.models import EvidenceFile

AGAIN = "again"
"""Why, in the line about what was erased, where a backup had brought it back."""
WORDS = """
SELECT platform, person, stream, max(erased_on), bool_and(erased_on IS NOT NULL),
    array_agg(digest ORDER BY digest) FILTER (WHERE erased_on IS NOT NULL)
FROM kept_words GROUP BY 1, 2, 3 HAVING max(erased_on) IS NOT NULL ORDER BY 1, 2, 3
"""
PROFILES = "SELECT s.platform, s.id, s.state FROM stream s WHERE s.kind = 'erasure' ORDER BY 1, 2"


class Erased(msgspec.Struct, frozen=True, omit_defaults=True):
    """One line of the list: it names nobody but by the platform's own ids."""

    what: Literal["words", "file", "profile"]
    platform: int
    on: date
    person: str = ""
    stream: str = ""
    file: str = ""
    digests: tuple[str, ...] = ()
    """Of words: the hashes of those that went, where the person said more there that stays."""


class _Erasure(msgspec.Struct):
    contact: bool = False
    carried_at: datetime | None = None


_read = msgspec.json.Decoder(_Erasure).decode


def told() -> Iterator[Erased]:
    """All that law had erased so far."""
    for platform, person, stream, on, whole, digests in rows(WORDS):
        some = () if whole else tuple(digests)
        yield Erased("words", platform, on, person=person, stream=stream, digests=some)
    for file in EvidenceFile.objects.exclude(erased_on=None).order_by("platform", "id").iterator():
        assert file.erased_on is not None
        yield Erased("file", file.platform, file.erased_on, file=str(file.id))
    for platform, stream, state in rows(PROFILES):
        found = _read(bytes(state))
        if found.contact and found.carried_at is not None:
            yield Erased("profile", platform, found.carried_at.date(), person=stream.partition("/")[2])


def again(lines: Iterable[Erased], at: datetime) -> int:
    """Erase all of it again; how much of it was there. What is gone already is left as it is."""
    done = 0
    for one in lines:
        match one.what:
            case "words" if one.digests:
                done += bool(erase.erase_texts(one.platform, one.stream, one.digests, AGAIN, at, one.on))
            case "words":
                done += bool(erase.erase_words(one.platform, one.person, [one.stream], AGAIN, at, one.on))
                erase.erase_contact_in(one.platform, [one.stream])
            case "file":
                found = EvidenceFile.objects.filter(platform=one.platform, id=one.file, erased_on=None)
                done += sum(erase_file(file, AGAIN, at, one.on) for file in found)
            case "profile":
                done += erase.erase_profile(one.platform, one.person)
    return done
