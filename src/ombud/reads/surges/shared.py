"""What accounts share with others, as far as this platform knows: a telephone, an address, that they never bought.

Contacts are compared by a hash under the installation's own secret, kept only while a unit of time is open. What the
marketplace doesn't tell (devices, ways of payment, when an account was made there) can't be compared.
"""

import hmac
from collections.abc import Collection, Sequence
from typing import Any

import msgspec
from django.conf import settings

from ombud.core.complaint.events.filing import ComplaintFiled
from ombud.core.complaint.state import Complaint
from ombud.ledger.connection import Connection
from ombud.ledger.words import said as said_in
from ombud.reads.surges.taken import Happened

STRANGER = "stranger"
"""Accounts that never bought anything here hang together: they are free to make, however many there are."""
PEOPLE = "SELECT ref, phone, email FROM accounts_person WHERE platform_id = %s AND ref = ANY(%s)"
BUYERS = "SELECT DISTINCT consumer FROM order_row WHERE platform = %s AND consumer = ANY(%s)"
FILED = "SELECT stream, body FROM event WHERE platform = %s AND stream = ANY(%s) AND seq = 1"
PHONE_DIGITS = 8
"""Fewer are no telephone; only the last are compared, since some write the country's number and some don't."""


class _Body(msgspec.Struct):
    event: ComplaintFiled


_read = msgspec.json.Decoder(_Body).decode


def keys_of(
    held: Connection, platform: int, happened: Sequence[Happened], whos: Collection[str]
) -> dict[str, set[str]]:
    """What each of these consumers (`consumer:…`) shares with others, by what they and their complaints say."""
    refs = [who.partition(":")[2] for who in whos if who.startswith("consumer:")]
    found: dict[str, set[str]] = {ref: set() for ref in refs}
    for ref, phone, email in held.execute(PEOPLE, (platform, refs)).fetchall():
        found[ref] |= contact_keys(phone, email)
    for consumer, phone, email in _given(held, platform, happened):
        found.setdefault(consumer, set()).update(contact_keys(phone, email))
    bought = {row[0] for row in held.execute(BUYERS, (platform, refs)).fetchall()}
    return {f"consumer:{ref}": keys if ref in bought else keys | {STRANGER} for ref, keys in found.items()}


def contact_keys(phone: str, email: str) -> set[str]:
    """A telephone and an address as keys; what is no telephone and no address makes none."""
    digits = "".join(one for one in phone if one.isdigit())
    name, at, host = email.strip().lower().partition("@")
    keys = {_key("phone", digits[-11:])} if len(digits) >= PHONE_DIGITS else set()
    return keys | ({_key("email", f"{name.partition('+')[0]}@{host}")} if at and name and host else set())


def _given(held: Connection, platform: int, happened: Sequence[Happened]) -> list[tuple[str, str, str]]:
    """Consumer, telephone and address as each complaint gives them."""
    streams = list({one.stream for one in happened if isinstance(one.state, Complaint)})
    if not streams:
        return []
    filed = {row[0]: _read(bytes(row[1])).event for row in held.execute(FILED, (platform, streams)).fetchall()}
    digests = [one for event in filed.values() for one in (event.contact.phone, event.contact.email) if one]
    said: dict[tuple[str, Any], str] = {
        (one.stream, one.digest): one.text
        for one in said_in(platform, streams, digests, lambda asked, given: held.execute(asked, given).fetchall())
    }
    return [
        (event.consumer, said.get((stream, event.contact.phone), ""), said.get((stream, event.contact.email), ""))
        for stream, event in filed.items()
    ]


def _key(kind: str, value: str) -> str:
    return f"{kind}:{hmac.new(settings.SECRET_KEY.encode(), value.encode(), 'sha256').hexdigest()[:20]}"
