"""Sends the link by which somebody without a session follows one case, to the phone or address the complaint names."""

from hashlib import sha256
from urllib.parse import quote

import msgspec
from django.utils import timezone
from django.utils.translation import gettext, override

from ombud.accounts.models import CaseLink, Person, Platform
from ombud.notices.channels import ways
from ombud.notices.deliver import Delivery, NotYet, language_of, left_of, send
from ombud.notices.links import address_of
from ombud.notices.people import Recipient, contact_of, default_language
from ombud.notices.render import Letter, as_letter

JOB = "case-link"


class Payload(msgspec.Struct):
    """What whoever asks for a link puts into the outbox."""

    complaint: str
    """The stream's id."""
    number: str
    person: str
    token: str


def send_link(platform: int, outbox: int, payload: bytes) -> None:
    """Do the job `case-link`: may be done any number of times; a link that has run out isn't sent any more."""
    asked = msgspec.json.decode(payload, type=Payload)
    hashed = sha256(asked.token.encode()).hexdigest()
    if not CaseLink.objects.filter(platform_id=platform, hash=hashed, expires_at__gt=timezone.now()).exists():
        return
    row = Platform.objects.get(pk=platform)
    about = -outbox  # no message of the centre stands behind it: its deliveries are told apart by the sign
    for way in ways(row, _recipients(row, asked), staff=False):
        send(Delivery(about, platform, way), _letter(row, asked, language_of(way.language)))
    if left_of(platform, about):
        raise NotYet("the link did not leave yet")


def _recipients(platform: Platform, asked: Payload) -> list[Recipient]:
    people = Person.objects.filter(platform=platform, ref=asked.person, is_active=True)
    language = next((one.language for one in people if one.language), default_language(platform))
    own = [Recipient(one.ref, language, one.email, one.phone) for one in people]
    return own + contact_of(platform.pk, asked.complaint, language)


def _letter(platform: Platform, asked: Payload, language: str) -> Letter:
    with override(language):
        link = address_of(f"/follow/{quote(asked.token, safe='')}")
        title = gettext("Your link to complaint %(number)s") % {"number": asked.number}
        said = gettext(
            "Somebody asked for this link to follow complaint %(number)s. It opens the case once, within 15 minutes. "
            "If it wasn’t you, you need not do anything."
        ) % {"number": asked.number}
        return as_letter(title, said, link, platform.name)
