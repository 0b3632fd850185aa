"""Who gets a message, in which language, and where they can be reached."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from ombud.accounts.models import Membership, Person, Platform
from ombud.core.complaint.events.filing import ComplaintFiled
from ombud.ledger.connection import rows
from ombud.ledger.words import texts_of
from ombud.notices.load import Told, event_of

PERSONS = ("consumer", "member", "invited")
FILED = "SELECT body FROM event WHERE platform = %s AND stream = %s AND seq = 1"


class Recipient(NamedTuple):
    """One person, or the contact that a complaint names."""

    ref: str
    language: str
    email: str = ""
    phone: str = ""
    choices: Mapping[str, Any] = {}
    """When letters to this person wait: see rest.py."""


def recipients(message: Told) -> list[Recipient]:
    """Everybody it is for: the consumer and the complaint's own contact, the shop's members, or senior reviewers."""
    platform = Platform.objects.get(pk=message.platform.id)
    found = [
        Recipient(person.ref, person.language or default_language(platform), person.email, person.phone, person.choices)
        for person in _people(message)
    ]
    if message.to_kind == "consumer":
        language = found[0].language if found else default_language(platform)
        choices = found[0].choices if found else {}
        contacts = contact_of(message.platform.id, message.stream, language) if message.thing == "complaint" else []
        found += [one._replace(choices=choices) for one in contacts]
    reachable = {one.ref for one in found if one.email or one.phone}
    return [one for one in found if one.email or one.phone or one.ref not in reachable]


def default_language(platform: Platform) -> str:
    """The first of the platform's languages, as Django writes it."""
    return str(next(iter(platform.languages), "en")).lower()


def contact_of(platform: int, complaint: str, language: str) -> list[Recipient]:
    """Where the complaint itself says that its maker can be reached; nothing once law has erased it."""
    found = rows(FILED, (platform, complaint))
    event = event_of(found[0][0]) if found else None
    if not isinstance(event, ComplaintFiled):
        return []
    contact = event.contact
    hashes = [one for one in (contact.email, contact.phone) if one]
    said = texts_of(platform, complaint, digests=hashes)
    email, phone = said.get(contact.email, "").strip(), said.get(contact.phone, "").strip()
    return [Recipient(event.consumer, language, email, phone)] if email or phone else []


def _people(message: Told) -> list[Person]:
    of = Person.objects.filter(platform_id=message.platform.id, is_active=True)
    match message.to_kind:
        case "consumer":
            # Of what is kept of them, who sells is told as who buys: no two people have the same reference.
            kinds = PERSONS if message.thing == "erasure" else ("consumer",)
            return list(of.filter(kind__in=kinds, ref=message.to_ref))
        case "shop":
            members = Membership.objects.filter(platform_id=message.platform.id, shop=message.to_ref)
            return list(of.filter(id__in=members.values("person_id")).order_by("ref"))
        case _:
            return list(of.filter(kind="reviewer", role=message.to_ref).order_by("ref"))
