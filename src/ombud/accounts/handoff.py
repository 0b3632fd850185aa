"""Handoff: a marketplace signs its own user in by a link that holds once, for minutes, and says what it may create.

The link carries `base64url(JSON).base64url(HMAC-SHA256)`, under the secret that platform and marketplace share.
"""

import base64
import binascii
import hashlib
import hmac
from datetime import datetime, timedelta
from typing import Literal

import msgspec
from django.db import IntegrityError, transaction

from ombud.accounts.handoff_secrets import secrets_of
from ombud.accounts.models import Membership, Person, Platform, SpentHandoff
from ombud.core.refusal import Refusal
from ombud.core.struct import Value

LIFE_MAX = timedelta(minutes=5)
TOKEN_MAX = 8_000
"""Longer addresses are cut by browsers and proxies anyway."""
REF_MAX = 128


class Handoff(Value, frozen=True):
    """Who comes, as the marketplace says."""

    platform: str
    """The platform's slug."""
    kind: Literal["consumer", "member"]
    """Only buyers and sellers come this way; the platform's own people sign in here themselves."""
    ref: str
    """The marketplace's own id of the person."""
    nonce: str
    exp: int
    """Seconds since 1970, at most five minutes from now."""
    name: str = ""
    shop: str = ""
    role: Literal["", "owner", "service", "viewer"] = ""
    order: str = ""
    """The order they want to complain about."""
    may_create: Literal["nothing", "person", "order"] = "nothing"
    """`person`: somebody unknown may be made known, with the part in the shop; `order`: the order of `facts` too."""
    facts: msgspec.Raw = msgspec.Raw(b"{}")
    """Of the order, as `PUT /api/v1/orders/{id}` takes them."""


FORGED = Refusal(
    code="handoff-forged",
    because="This sign-in link isn’t whole, or it wasn’t made by your marketplace.",
    way_out="Go back to your marketplace and come from there again.",
)
OVER = Refusal(
    code="handoff-over",
    because="This sign-in link was only good for some minutes, and they are over.",
    way_out="Go back to your marketplace and come from there again.",
)
SPENT = Refusal(
    code="handoff-spent",
    because="This sign-in link was used already; each works once.",
    way_out="Go back to your marketplace and come from there again.",
)
UNKNOWN = Refusal(
    code="handoff-person-unknown",
    because="Your marketplace sent you here, but nobody of that name is known here in that part.",
    way_out="Ask your marketplace’s service to make you known here.",
)
BARRED = Refusal(
    code="handoff-person-barred",
    because="This account can’t sign in here.",
    way_out="Ask the platform’s service why.",
)


def signed(handoff: Handoff, secret: str) -> str:
    """The link's `t`, as a marketplace makes it."""
    payload = base64.urlsafe_b64encode(msgspec.json.encode(handoff)).rstrip(b"=")
    return b".".join((payload, base64.urlsafe_b64encode(_mac(payload, secret)).rstrip(b"="))).decode()


def read(token: str, at: datetime) -> tuple[Handoff, Platform] | Refusal:
    """What the link says, if its marketplace signed it and its time isn't over. Nothing is spent by reading."""
    payload, _dot, mac = token.partition(".")
    try:
        handoff = msgspec.json.decode(_bytes(payload), type=Handoff)
        given = _bytes(mac)
    except (ValueError, binascii.Error, msgspec.DecodeError, RecursionError):
        return FORGED
    platform = Platform.objects.filter(slug=handoff.platform).first() if "\x00" not in handoff.platform else None
    if platform is None:
        return FORGED
    if not any(hmac.compare_digest(given, _mac(payload.encode(), one)) for one in secrets_of(platform, at)):
        return FORGED
    if not (handoff.nonce and handoff.ref) or not all(
        _fits(one) for one in (handoff.ref, handoff.nonce, handoff.shop, handoff.order)
    ):
        return FORGED
    left = handoff.exp - at.timestamp()
    return (handoff, platform) if 0 < left <= LIFE_MAX.total_seconds() else OVER


def enter(handoff: Handoff, platform: Platform) -> Person | Refusal:
    """The person who comes, made known where the link may; the link is spent. On a refusal it isn't."""
    with transaction.atomic():
        person = _person(handoff, platform)
        if isinstance(person, Refusal):
            return person
        try:
            with transaction.atomic():
                SpentHandoff.objects.create(platform=platform, nonce=handoff.nonce)
        except IntegrityError:
            transaction.set_rollback(True)
            return SPENT
        return person


def _person(handoff: Handoff, platform: Platform) -> Person | Refusal:
    person = Person.objects.filter(platform=platform, ref=handoff.ref).first()
    may_create = handoff.may_create != "nothing"
    if person is None:
        if not may_create:
            return UNKNOWN
        person = known(platform, handoff.ref, handoff.kind, handoff.name)
    if person.kind != handoff.kind:
        return UNKNOWN
    if not person.is_active:
        return BARRED
    if handoff.kind == "member" and not _has_part(handoff, platform, person, may_create=may_create):
        return UNKNOWN
    return person


def known(platform: Platform, ref: str, kind: str, name: str = "") -> Person:
    """A person whom the marketplace knows, made known here: without a password, so only its links let them in."""
    login = f"{platform.slug}/{ref}"[:200]
    made = Person(platform=platform, ref=ref, login=login, kind=kind, name=name.replace("\x00", "")[:200])
    made.set_unusable_password()
    person, _new = Person.objects.get_or_create(
        platform=platform,
        ref=ref,
        defaults={"login": made.login, "kind": kind, "name": made.name, "password": made.password},
    )
    return person


def _has_part(handoff: Handoff, platform: Platform, person: Person, *, may_create: bool) -> bool:
    if not handoff.shop:
        return Membership.objects.filter(platform=platform, person=person).exists()
    if Membership.objects.filter(platform=platform, person=person, shop=handoff.shop).exists():
        return True
    if may_create and handoff.role:
        Membership.objects.create(platform=platform, person=person, shop=handoff.shop, role=handoff.role)
        return True
    return False


def _fits(text: str) -> bool:
    return len(text) <= REF_MAX and (text.isprintable() or not text)


def _mac(payload: bytes, secret: str) -> bytes:
    return hmac.new(secret.encode(), payload, hashlib.sha256).digest()


def _bytes(text: str) -> bytes:
    if len(text) > TOKEN_MAX:
        raise ValueError("too long")
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
