"""Sends the link by which somebody invited from outside decides one appeal, to the address the invitation names."""

from urllib.parse import quote

import msgspec
from django.utils import timezone
from django.utils.translation import gettext, override

from ombud.accounts import invitations
from ombud.accounts.models import Person, Platform
from ombud.notices.channels import ways
from ombud.notices.deliver import Delivery, NotYet, language_of, left_of, send
from ombud.notices.links import address_of
from ombud.notices.people import Recipient, default_language
from ombud.notices.render import Letter, as_letter

JOB = "invite-link"


class Payload(msgspec.Struct):
    """What whoever invites puts into the outbox."""

    person: str
    number: str
    token: str


def send_invitation(platform: int, outbox: int, payload: bytes) -> None:
    """Do the job `invite-link`: may be done any number of times; a link that was used or has run out isn't sent."""
    asked = msgspec.json.decode(payload, type=Payload)
    person = Person.objects.filter(platform_id=platform, ref=asked.person, kind="invited").first()
    if person is None or invitations.whose(asked.token, timezone.now()) != person:
        return
    row = Platform.objects.get(pk=platform)
    about = -outbox  # no message of the centre stands behind it: its deliveries are told apart by the sign
    to = Recipient(person.ref, person.language or default_language(row), person.email, "")
    for way in ways(row, [to], staff=False):
        send(Delivery(about, platform, way), _letter(row, asked, language_of(way.language)))
    if left_of(platform, about):
        raise NotYet("the invitation did not leave yet")


def _letter(platform: Platform, asked: Payload, language: str) -> Letter:
    with override(language):
        link = address_of(f"/invited/{quote(asked.token, safe='')}")
        title = gettext("%(platform)s asks you to decide an appeal") % {"platform": platform.name}
        said = gettext(
            "A shop appeals a penalty (%(number)s), and everybody at %(platform)s who may decide it has decided on it "
            "before. You are asked to decide it from outside. The link opens this penalty and nothing else, once, "
            "within %(days)s days. If you don’t know of this, you need not do anything."
        ) % {"number": asked.number, "platform": platform.name, "days": invitations.LIFE.days}
        return as_letter(title, said, link, platform.name)
