"""The ways by which a message leaves: mail, what the platform configured with apprise, and the loopback of the demo.

A platform's `channels` are addresses of apprise. One with `{phone}` or `{email}` goes to each recipient who has it
(`twilio://SID:TOKEN@FROM/{phone}`); one that names neither is the staff's own and gets what is for the senior queue;
`loopback` keeps all letters in the database instead of sending them.
"""

import logging
from collections.abc import Iterator
from typing import NamedTuple, Protocol
from urllib.parse import quote, urlsplit

import apprise
from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection

from ombud.accounts.models import Platform
from ombud.notices.people import Recipient
from ombud.notices.render import Letter

SEND_SECONDS_MAX = 10
"""A mail server that takes longer is tried again later; nothing else waits for it meanwhile."""
LOOPBACK = "loopback"


class NotSent(Exception):
    """It did not leave; the reason names no address."""


class Send(Protocol):
    """Sends one letter; raises NotSent. `key` is the same for each attempt."""

    def __call__(self, letter: Letter, key: str) -> None:
        """Send it."""


class Way(NamedTuple):
    """One channel to one address."""

    channel: str
    address: str
    language: str
    send: Send | None
    """None for the loopback, which is written where the delivery is recorded."""


def ways(platform: Platform, people: list[Recipient], *, staff: bool) -> list[Way]:
    """Every way to every recipient, each address once for each channel."""
    found = {(way.channel, way.address): way for person in reversed(people) for way in _to(platform, person)}
    if staff and not platform.sandbox:
        for url in platform.channels:
            if "{" not in url and url != LOOPBACK:
                name = _name(url)
                found[name, name] = Way(name, name, _language(people), _by_apprise(url))
    return list(reversed(found.values()))


def _to(platform: Platform, person: Recipient) -> Iterator[Way]:
    """In the demo, on a sandbox, and where the platform asks for it, all goes to the loopback: no people are there."""
    if settings.DEMO or platform.sandbox or LOOPBACK in platform.channels:
        address = person.email or person.phone or person.ref
        yield Way(LOOPBACK, address, person.language, None)
        return
    if person.email and settings.EMAIL_HOST:
        yield Way("mail", person.email, person.language, _by_mail(person.email))
    for url in platform.channels:
        if "{phone}" in url and person.phone:
            yield Way(_name(url), person.phone, person.language, _by_apprise(url, phone=person.phone))
        elif "{email}" in url and person.email:
            yield Way(_name(url), person.email, person.language, _by_apprise(url, email=person.email))


def _language(people: list[Recipient]) -> str:
    return people[0].language if people else "en"


def _name(url: str) -> str:
    """What the record calls it: the kind of service, never its keys."""
    return urlsplit(url).scheme or "apprise"


def _by_mail(address: str) -> Send:
    def send(letter: Letter, key: str) -> None:
        host = urlsplit(settings.ORIGIN).hostname or "localhost"
        mail = EmailMultiAlternatives(
            letter.subject,
            letter.text,
            to=[address],
            connection=get_connection(timeout=SEND_SECONDS_MAX),
            # The same for each attempt, so that a reader's mail program can show a repeated one once.
            headers={"Message-ID": f"<{key}@{host}>", "Auto-Submitted": "auto-generated"},
        )
        mail.attach_alternative(letter.html, "text/html")
        try:
            mail.send()
        except Exception as error:
            raise NotSent(type(error).__name__) from error

    return send


def _by_apprise(url: str, **placed: str) -> Send:
    for name, value in placed.items():
        url = url.replace("{" + name + "}", quote(value, safe=""))

    def send(letter: Letter, key: str) -> None:  # noqa: ARG001 - every way takes the same
        logging.getLogger("apprise").setLevel(logging.CRITICAL)  # it would write addresses to the log
        sender = apprise.Apprise()
        if not sender.add(url):
            raise NotSent("apprise doesn't understand the address configured for this channel")
        body = letter.short if "phone" in placed else letter.text
        if not sender.notify(title="" if "phone" in placed else letter.subject, body=body):
            raise NotSent("the service did not take it")

    return send
