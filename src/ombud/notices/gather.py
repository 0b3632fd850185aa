"""Sends letters that waited when their time has come: several to one reader as one letter."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from ombud.accounts.models import Platform
from ombud.ledger.connection import connection, rows
from ombud.notices.channels import Way, ways
from ombud.notices.deliver import Delivery, language_of, send
from ombud.notices.links import address_of
from ombud.notices.load import COLUMNS, Told, told
from ombud.notices.people import recipients
from ombud.notices.render import Letter, as_letter, letter, line

PEOPLE = 50
"""Readers in one round."""
MESSAGES_MAX = 30
"""In one letter; whoever has more waiting reads them in the message centre."""
AGAIN = timedelta(minutes=10)
DUE = "SELECT platform, person FROM held_letter WHERE until <= %s GROUP BY 1, 2 ORDER BY min(until) LIMIT %s"
HELD = f"""{COLUMNS} JOIN held_letter l ON l.platform = m.platform AND l.message = m.id
WHERE l.platform = %s AND l.person = %s AND l.until <= %s ORDER BY m.id LIMIT %s
"""
GONE = "DELETE FROM held_letter WHERE platform = %s AND person = %s AND message = ANY(%s)"
LATER = "UPDATE held_letter SET until = %s WHERE platform = %s AND person = %s AND message = ANY(%s)"
DONE = """
SELECT message FROM delivery WHERE platform = %(platform)s AND message = ANY(%(ids)s) AND channel = %(channel)s
    AND recipient = %(recipient)s AND (result = 'sent' OR attempts >= %(most)s)
"""


def send_due(now: datetime) -> int:
    """Send what waited until now; returns to how many readers."""
    found = rows(DUE, (now, PEOPLE))
    for platform, person in found:
        _send(platform, person, now)
    return len(found)


def _send(platform: int, person: str, now: datetime) -> None:
    messages = told(platform, rows(HELD, (platform, person, now, MESSAGES_MAX)))
    left = False
    for way in _ways(platform, person, messages):
        unsent = _unsent(platform, way, messages)
        if unsent:
            first, *others = (one.id for one in unsent)
            send(Delivery(first, platform, way, tuple(others)), gathered(unsent, language_of(way.language)))
            left = left or bool(_unsent(platform, way, unsent[:1]))
    ids = [one.id for one in messages]
    if left:
        connection().execute(LATER, (now + AGAIN, platform, person, ids))
    else:
        connection().execute(GONE, (platform, person, ids))


def _unsent(platform: int, way: Way, messages: Sequence[Told]) -> list[Told]:
    """Those that didn't leave this way yet and are worth a try."""
    facts = Delivery(0, platform, way).facts(ids=[one.id for one in messages])
    done = {row[0] for row in rows(DONE, facts)}
    return [one for one in messages if one.id not in done]


def _ways(platform: int, person: str, messages: Sequence[Told]) -> list[Way]:
    """Every way to this reader that one of the messages has, each once."""
    row = Platform.objects.get(pk=platform)
    found: dict[tuple[str, str], Way] = {}
    for message in messages:
        theirs = [one for one in recipients(message) if one.ref == person]
        found |= {(way.channel, way.address): way for way in ways(row, theirs, staff=False)}
    return list(found.values())


def gathered(messages: Sequence[Told], language: str) -> Letter:
    """One letter for all of them, in the reader's language; a single one is the letter it would have been."""
    if len(messages) == 1:
        return letter(messages[0], language)
    platform = messages[0].platform
    with override(language):
        title = ngettext("%(n)d message from %(platform)s", "%(n)d messages from %(platform)s", len(messages)) % {
            "n": len(messages),
            "platform": platform.name,
        }
        lines = [line(one) for one in messages]
        said = "\n\n".join(f"• {one.title}\n{one.said}\n{address_of(one.path)}" for one in lines)
        centre = address_of(HOMES[messages[-1].reader])
        return as_letter(title, said, centre, platform.name, turn=_("Here is what was gathered for you."))


HOMES = {"consumer": "/messages", "merchant": "/merchant/messages", "platform": "/review/messages"}
"""Where each reader's message centre is."""
