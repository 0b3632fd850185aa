"""Letters about somebody's own door: a new browser, a changed password or second factor, a link to set a password."""

from typing import Literal, NamedTuple
from urllib.parse import quote

import msgspec
from django.utils.translation import gettext, ngettext, override

from ombud.accounts import password_links
from ombud.accounts.models import Person, Platform
from ombud.notices.channels import ways
from ombud.notices.deliver import Delivery, NotYet, language_of, left_of, send
from ombud.notices.links import address_of
from ombud.notices.people import Recipient, default_language
from ombud.notices.render import Letter, as_letter

JOB = "door-letter"
What = Literal[
    "new-browser", "password-changed", "factor-added", "factor-removed", "recovery-code-used", "new-recovery-codes",
    "reset", "invited", "part-changed",
]  # fmt: skip


class Payload(msgspec.Struct):
    """What whoever changes something at the door puts into the outbox."""

    person: str
    what: What
    detail: str = ""


class Said(NamedTuple):
    """The words of a letter, and where its link leads."""

    title: str
    text: str
    path: str = "/security"


def send_letter(platform: int, outbox: int, payload: bytes) -> None:
    """Do the job `door-letter`: may be done any number of times. A link is made as it leaves, so no token lies in the
    outbox."""
    asked = msgspec.json.decode(payload, type=Payload)
    person = Person.objects.filter(platform_id=platform, pk=asked.person, is_active=True).first()
    if person is None or not person.email:
        return
    row = Platform.objects.get(pk=platform)
    about = -outbox  # no message of the centre stands behind it: its deliveries are told apart by the sign
    to = Recipient(person.ref, person.language or default_language(row), person.email, "")
    for way in ways(row, [to], staff=False):
        send(Delivery(about, platform, way), _letter(row, person, asked, language_of(way.language)))
    if left_of(platform, about):
        raise NotYet("the letter did not leave yet")


def _letter(platform: Platform, person: Person, asked: Payload, language: str) -> Letter:
    with override(language):
        said = _link(platform, person, asked) if asked.what in password_links.LIVES else _news(asked, person)
        return as_letter(said.title, said.text, address_of(said.path), platform.name)


def _link(platform: Platform, person: Person, asked: Payload) -> Said:
    if asked.what == "invited":
        days = password_links.LIVES["invited"].days
        path = f"/sign-in/new-password/{quote(password_links.make(person, 'invited'), safe='')}"
        text = ngettext(
            "You were invited to work for %(platform)s here, as %(login)s. Set your password by this link within "
            "%(count)s day. If you don’t know of this, you need not do anything.",
            "You were invited to work for %(platform)s here, as %(login)s. Set your password by this link within "
            "%(count)s days. If you don’t know of this, you need not do anything.",
            days,
        ) % {"platform": platform.name, "login": person.login, "count": days}
        return Said(gettext("%(platform)s invites you") % {"platform": platform.name}, text, path)
    path = f"/sign-in/new-password/{quote(password_links.make(person, 'reset'), safe='')}"
    text = gettext(
        "Somebody asked to set a new password for %(login)s. The link is good for an hour, once. If it wasn’t you, "
        "you need not do anything: your password stays as it is."
    ) % {"login": person.login}
    return Said(gettext("Set a new password"), text, path)


def _news(asked: Payload, person: Person) -> Said:
    browser, _, address = asked.detail.partition("\n")
    filled = {"login": person.login, "browser": browser, "address": address}
    wrong = gettext("If it wasn’t you, change your password now and end the sessions you don’t know.")
    title, text = {
        "new-browser": (
            gettext("Signed in from a new browser"),
            gettext("%(login)s was signed in from a browser that wasn’t used before: %(browser)s, from %(address)s."),
        ),
        "password-changed": (
            gettext("Your password was changed"),
            gettext("The password of %(login)s was changed. All other sessions were ended."),
        ),
        "factor-added": (
            gettext("A second factor was added"),
            gettext("Signing in as %(login)s now asks for more than a password."),
        ),
        "factor-removed": (
            gettext("A second factor was removed"),
            gettext("A second factor of %(login)s was removed."),
        ),
        "recovery-code-used": (
            gettext("A recovery code was used"),
            gettext("%(login)s was signed in with a recovery code. It is used up."),
        ),
        "new-recovery-codes": (
            gettext("New recovery codes"),
            gettext("%(login)s has new recovery codes. The ones before are worth nothing any more."),
        ),
        "part-changed": (
            gettext("Your part was changed"),
            gettext("An administrator changed what %(login)s may do. All sessions were ended."),
        ),
    }[asked.what]
    return Said(title, f"{text % filled} {wrong}")
