"""Delivers one message to everybody it is for, by every way they have, and records each delivery.

An attempt is recorded before it is made, and its result after. What is certain to have left is never sent again; where
a process died between sending and recording, a mail may come twice (with the same Message-ID). The loopback is written
in the transaction that records it, so there it can't.
"""

from datetime import UTC, datetime
from typing import Any, NamedTuple

import msgspec
from django.conf import settings

from ombud.accounts.models import Platform
from ombud.ledger.connection import connection
from ombud.notices import masking, rest
from ombud.notices.channels import LOOPBACK, NotSent, Way, ways
from ombud.notices.load import Told, by_job
from ombud.notices.people import Recipient, recipients
from ombud.notices.render import Letter, letter

ATTEMPTS_MAX = 8
"""With the waits of the worker this is two days, after which a mail server is no longer just slow."""
BEGIN = """
INSERT INTO delivery (platform, message, channel, recipient, address, at, result)
VALUES (%(platform)s, %(message)s, %(channel)s, %(recipient)s, %(masked)s, now(), 'waiting') ON CONFLICT DO NOTHING
"""
HOLD = """
INSERT INTO held_letter (platform, message, person, until) VALUES (%s, %s, %s, %s) ON CONFLICT DO NOTHING
"""
BEGUN = "SELECT 1 FROM delivery WHERE platform = %s AND message = %s AND recipient = ANY(%s) LIMIT 1"
CLAIM = """
UPDATE delivery SET result = 'sending', attempts = attempts + 1, at = now()
WHERE platform = %(platform)s AND message = %(message)s AND channel = %(channel)s AND recipient = %(recipient)s
  AND (result IN ('waiting', 'failed') OR (result = 'sending' AND at < now() - interval '2 minutes'))
  AND attempts < %(most)s
RETURNING attempts
"""
END = """
UPDATE delivery SET result = %(result)s, error = %(error)s, at = now()
WHERE platform = %(platform)s AND message = %(message)s AND channel = %(channel)s AND recipient = %(recipient)s
"""
LOOP = """
WITH sent AS (
    INSERT INTO loopback (platform, message, recipient, address, subject, body, at)
    VALUES (%(platform)s, %(message)s, %(recipient)s, %(address)s, %(subject)s, %(body)s, now())
    ON CONFLICT DO NOTHING)
INSERT INTO delivery (platform, message, channel, recipient, address, at, result, attempts)
VALUES (%(platform)s, %(message)s, %(channel)s, %(recipient)s, %(masked)s, now(), 'sent', 1) ON CONFLICT DO NOTHING
"""
ALSO = """
INSERT INTO delivery (platform, message, channel, recipient, address, at, result, attempts)
SELECT %(platform)s, id, %(channel)s, %(recipient)s, %(masked)s, now(), 'sent', 1 FROM unnest(%(also)s::bigint[]) AS id
ON CONFLICT DO NOTHING
"""
LEFT = """
SELECT count(*) FROM delivery
WHERE platform = %s AND message = %s AND result <> 'sent' AND attempts < %s
"""


class NotYet(Exception):
    """Somebody hasn't got it yet; worth another try later."""


class _Payload(msgspec.Struct):
    to: str
    ref: str
    notice: str


class Delivery(NamedTuple):
    """One letter on one way."""

    message: int
    platform: int
    way: Way
    also: tuple[int, ...] = ()
    """Other messages that the same letter tells of; each has its delivery recorded."""

    def facts(self, **more: Any) -> dict[str, Any]:
        """What the statements name."""
        return {
            "platform": self.platform,
            "message": self.message,
            "also": list(self.also),
            "channel": self.way.channel,
            "recipient": masking.recipient_key(self.way.address),
            "masked": masking.masked(self.way.address),
            "most": ATTEMPTS_MAX,
            **more,
        }


def deliver(platform: int, stream: str, seq: int, payload: bytes, now: datetime | None = None) -> None:
    """Do the job `notice` (at this instant, if one is given): may be done any number of times. Raises NotYet where it
    should be tried again."""
    wanted = msgspec.json.decode(payload, type=_Payload)
    message = by_job(platform, stream, seq, wanted.to, wanted.ref, wanted.notice)
    if message is None:
        return  # its thing is gone with everything about it
    row = Platform.objects.get(pk=platform)
    letters: dict[str, Letter] = {}
    for way in ways(
        row, _at_once(message, recipients(message), now or datetime.now(UTC)), staff=message.to_kind == "queue"
    ):
        if way.language not in letters:
            letters[way.language] = letter(message, language_of(way.language))
        send(Delivery(message.id, platform, way), letters[way.language])
    if left := left_of(platform, message.id):
        raise NotYet(f"{left} of the deliveries of message {message.id} did not leave yet")


def _at_once(message: Told, people: list[Recipient], now: datetime) -> list[Recipient]:
    """Those whose letter leaves now; for the others it is kept until the time that they chose."""
    choosing = [one for one in people if one.choices]
    if not choosing or message.to_kind == "queue" or rest.starts_clock(message):
        return people
    at_once = []
    for one in people:
        until = rest.held_until(one.choices, message.platform.zone, now)
        if until is None or _begun(message, one):
            at_once.append(one)
        else:
            connection().execute(HOLD, (message.platform.id, message.id, one.ref, until))
    return at_once


def _begun(message: Told, person: Recipient) -> bool:
    """Whether the letter was sent, or tried, before: this is another go of a job that was begun when it didn't wait."""
    keys = [masking.recipient_key(one) for one in (person.email, person.phone, person.ref) if one]
    return connection().execute(BEGUN, (message.platform.id, message.id, keys)).fetchone() is not None


def language_of(wanted: str) -> str:
    """One of ours: zh-Hant for zh-hant, and English for what we don't speak."""
    return wanted.lower() if wanted.lower() in dict(settings.LANGUAGES) else "en"


def send(delivery: Delivery, its: Letter) -> None:
    """Send one letter one way, unless that was done; its result stands in the record of deliveries."""
    way, facts = delivery.way, delivery.facts()
    if way.send is None:
        assert way.channel == LOOPBACK
        words = {"address": way.address, "subject": its.subject, "body": its.text}
        connection().execute(LOOP, {**facts, **words})
        connection().execute(ALSO, facts)
        return
    connection().execute(BEGIN, facts)
    if connection().execute(CLAIM, facts).fetchone() is None:
        return
    key = f"{delivery.platform}.{delivery.message}.{facts['recipient']}"
    try:
        way.send(its, key)
    except NotSent as error:
        connection().execute(END, {**facts, "result": "failed", "error": str(error)[:200]})
    else:
        connection().execute(END, {**facts, "result": "sent", "error": ""})
        connection().execute(ALSO, facts)


def left_of(platform: int, message: int) -> int:
    """How many deliveries of a message did not leave yet and are still worth a try."""
    row = connection().execute(LEFT, (platform, message, ATTEMPTS_MAX)).fetchone()
    return int(row[0]) if row else 0
