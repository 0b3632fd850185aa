"""Erases what may be erased: keys and ciphertext of words, files, and what is known of the person outside the record.

Each step may be done again. Words of a stream go with their key in one transaction, and with a line in `erased`. The
keys are taken first: whoever is writing under one has written by then, and whoever comes after must make another.
"""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from ombud.accounts.models import CaseLink, Draft, InviteLink, Person
from ombud.ledger.connection import connection, rows
from ombud.notices.masking import recipient_key
from ombud.notices.people import PERSONS
from ombud.vault.erase import erase, unfinished
from ombud.vault.made.asked import drop_of
from ombud.vault.models import EvidenceFile

TAKEN = """
SELECT stream FROM word_key WHERE platform = %s AND person = ANY(%s) AND stream = ANY(%s)
ORDER BY stream, person FOR UPDATE
"""
KEYS = "DELETE FROM word_key WHERE platform = %s AND person = %s AND stream = ANY(%s)"
TEXTS = """
UPDATE kept_words w SET body = '', erased_on = %(on)s
WHERE platform = %(platform)s AND stream = ANY(%(streams)s) AND person = %(person)s AND erased_on IS NULL
    AND (stream = ANY(%(taken)s) OR NOT EXISTS (SELECT 1 FROM word_key k
        WHERE k.platform = w.platform AND k.stream = w.stream AND k.person = w.person))
RETURNING stream
"""
"""What lies under a key that was made since the keys were taken was said afterwards."""
WHOSE = """
SELECT DISTINCT person FROM kept_words WHERE platform = %s AND stream = %s AND digest = ANY(%s) AND erased_on IS NULL
"""
SOME = """
UPDATE kept_words SET body = '', erased_on = %s
WHERE platform = %s AND stream = %s AND digest = ANY(%s) AND erased_on IS NULL RETURNING person
"""
SPENT = """
DELETE FROM word_key k WHERE k.platform = %s AND k.stream = %s AND k.person = ANY(%s) AND NOT EXISTS (
    SELECT 1 FROM kept_words w WHERE w.platform = k.platform AND w.stream = k.stream AND w.person = k.person
        AND w.erased_on IS NULL)
"""
CONTACT = "UPDATE complaint_contact SET name = '', phone_tail = '' WHERE platform = %s AND id = ANY(%s)"
WRITTEN = """
INSERT INTO erased (platform, at, stream, person, why, texts, files) VALUES (%s, %s, %s, %s, %s, %s, %s)
"""
STREAMS_OF_FILES = "SELECT file, stream FROM file_use WHERE platform = %s AND file = ANY(%s)"
OUTSIDE = (
    """DELETE FROM idempotency WHERE platform = %(platform)s
        AND principal IN ('consumer:' || %(person)s, 'member:' || %(person)s, 'invited:' || %(person)s)""",
    "DELETE FROM message_read WHERE platform = %(platform)s AND person = %(person)s",
    "DELETE FROM held_letter WHERE platform = %(platform)s AND person = %(person)s",
)
BY_ADDRESS = (
    "DELETE FROM loopback WHERE platform = %(platform)s AND recipient = ANY(%(keys)s)",
    "DELETE FROM delivery WHERE platform = %(platform)s AND recipient = ANY(%(keys)s)",
)
"""Letters to a shop go to its members: which were this one's is told by the addresses."""
TOLD = "SELECT id FROM message WHERE platform = %(platform)s AND to_kind = 'consumer' AND to_ref = %(person)s"
REACHED = f"SELECT recipient FROM delivery WHERE platform = %(platform)s AND message IN ({TOLD})"  # noqa: S608 - constants
THEIRS = f"platform = %(platform)s AND (message IN ({TOLD}) OR message < 0 AND recipient IN ({REACHED}))"
LETTERS = (f"DELETE FROM loopback WHERE {THEIRS}", f"DELETE FROM delivery WHERE {THEIRS}")  # noqa: S608 - constants
"""Letters to them that this installation kept, and that they were sent: those behind which no message stands too, links
to a case for example. Deliveries go last, since they tell by which addresses somebody was reached."""


def erase_words(platform: int, person: str, streams: Sequence[str], why: str, at: datetime, on: date) -> int:
    """Destroy the keys of what this person said in these streams, and what they opened; how many texts there were."""
    held = connection()
    with held.transaction():
        taken = [stream for (stream,) in held.execute(TAKEN, (platform, [person], list(streams))).fetchall()]
        asked = {"on": on, "platform": platform, "streams": list(streams), "person": person, "taken": taken}
        gone = held.execute(TEXTS, asked).fetchall()
        held.execute(KEYS, (platform, person, taken))
        by_stream: dict[str, int] = {}
        for (stream,) in gone:
            by_stream[stream] = by_stream.get(stream, 0) + 1
        for stream, texts in by_stream.items():
            held.execute(WRITTEN, (platform, at, stream, person, why, texts, 0))
        drop_of(platform, [person], list(by_stream))  # files to take along, which quote it
    return len(gone)


def erase_texts(platform: int, stream: str, digests: Sequence[str], why: str, at: datetime, on: date) -> int:
    """Destroy some of what was said in a stream that goes on, and each key that then opens nothing; how many texts."""
    held = connection()
    with held.transaction():
        whose = [person for (person,) in held.execute(WHOSE, (platform, stream, list(digests))).fetchall()]
        held.execute(TAKEN, (platform, whose, [stream]))
        gone: dict[str, int] = {}
        for (person,) in held.execute(SOME, (on, platform, stream, list(digests))).fetchall():
            gone[person] = gone.get(person, 0) + 1
        held.execute(SPENT, (platform, stream, list(gone)))
        for person, texts in gone.items():
            held.execute(WRITTEN, (platform, at, stream, person, why, texts, 0))
    return sum(gone.values())


def erase_contact_in(platform: int, streams: Sequence[str]) -> None:
    """Take the name and the last digits by which the staff find a complaint out of their search."""
    connection().execute(CONTACT, (platform, list(streams)))


def erase_files(
    platform: int, files: Sequence[EvidenceFile], held: Collection[str], why: str, at: datetime, on: date
) -> int:
    """Erase those of the files that no held stream names; how many."""
    named: dict[str, set[str]] = {}
    for file, stream in rows(STREAMS_OF_FILES, (platform, [str(one.id) for one in files])):
        named.setdefault(file, set()).add(stream)
    done = 0
    for one in files:
        where = named.get(str(one.id), set())
        if where & set(held) or not erase(one, why, at, on):
            continue
        done += 1
        stream = min(where, default="")
        connection().execute(WRITTEN, (platform, at, stream, one.uploaded_by, why, 0, 1))
    return done


def files_of(platform: int, person: str) -> list[EvidenceFile]:
    """What this person brought and is still there."""
    return list(EvidenceFile.objects.filter(platform=platform, uploaded_by=person, erased_on=None).order_by("id"))


def finish_files(platform: int, at: datetime, on: date) -> None:
    """Go on where an erasing was stopped between its mark and its bytes."""
    for one in unfinished(platform):
        erase(one, "", at, on)


def erase_drafts(platform: int, person: str) -> None:
    """What somebody was about to send; nothing holds that."""
    Draft.objects.filter(platform=platform, person__ref=person, person__platform=platform).delete()


def erase_profile(platform: int, person: str) -> bool:
    """Name, telephone, address, choices, visits and links of somebody; the account stays, with nothing in it."""
    for statement in OUTSIDE:
        connection().execute(statement, {"platform": platform, "person": person})
    for letters in LETTERS:
        connection().execute(letters, {"platform": platform, "person": person})
    CaseLink.objects.filter(platform=platform, person=person).delete()
    found = Person.objects.filter(platform=platform, ref=person, kind__in=PERSONS).first()
    if found is None:
        return False
    keys = [recipient_key(one) for one in (found.email, found.phone, found.ref) if one]
    for letters in BY_ADDRESS if found.kind != "consumer" else ():
        connection().execute(letters, {"platform": platform, "keys": keys})
    found.secondfactor_set.update(name="")  # the factor stays: it is the account's
    InviteLink.objects.filter(platform=platform, person=found).delete()
    found.visit_set.exclude(ended_at=None).delete()
    found.visit_set.update(browser="", address="")  # who is signed in now may go on reading
    known = bool(found.name or found.phone or found.email)
    found.name = found.phone = found.email = ""
    found.choices = {}
    found.save(update_fields=["name", "phone", "email", "choices"])
    return known
