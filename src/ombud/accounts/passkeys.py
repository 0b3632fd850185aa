"""Passkeys and security keys (WebAuthn): what can't be typed can't be given to a page that only looks like ours."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from fido2.server import Fido2Server
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from ombud.accounts.door_models import SecondFactor
from ombud.accounts.models import Person

PER_PERSON_MAX = 10
VERIFIED = UserVerificationRequirement.PREFERRED
"""It stands beside a password, which is what one knows; the passkey is what one has."""
State = dict[str, Any]


def offer(person: Person, title: str) -> tuple[dict[str, Any], State]:
    """What a browser needs to make a passkey for this person, and what to remember until it answers."""
    user = PublicKeyCredentialUserEntity(id=person.pk.bytes, name=person.login, display_name=str(person))
    options, state = _server(title).register_begin(
        user, _known(person), ResidentKeyRequirement.DISCOURAGED, user_verification=VERIFIED
    )
    return dict(options), state


def add(person: Person, name: str, state: State, answer: Mapping[str, Any], at: datetime) -> bool:
    """Keep the passkey that the browser made; False where its answer isn't one to what was asked."""
    if SecondFactor.objects.filter(person=person, kind="passkey").count() >= PER_PERSON_MAX:
        return False
    try:
        made = _server("").register_complete(state, answer).credential_data
    except (ValueError, TypeError, KeyError, AttributeError):
        return False
    if made is None or made.credential_id in {one.credential_id for one in _known(person)}:
        return False
    SecondFactor.objects.create(
        platform_id=person.platform_id,
        person=person,
        kind="passkey",
        name=name[:80],
        secret=websafe_encode(bytes(made)),
        counter=0,
        made_at=at,
    )
    return True


def ask(person: Person) -> tuple[dict[str, Any], State]:
    """What a browser needs to show one of this person's passkeys, and what to remember until it answers."""
    options, state = _server("").authenticate_begin(_known(person), VERIFIED)
    return dict(options), state


def proves(person: Person, state: State, answer: Mapping[str, Any], at: datetime) -> bool:
    """Whether one of this person's passkeys signed what was asked. One that counts must count on: a copy wouldn't."""
    try:
        used = _server("").authenticate_complete(state, _known(person), answer)
        counter = AuthenticationResponse.from_dict(answer).response.authenticator_data.counter
    except (ValueError, TypeError, KeyError, AttributeError):
        return False
    row = next(one for one in _rows(person) if _read(one).credential_id == used.credential_id)
    fresh = SecondFactor.objects.filter(pk=row.pk, counter=row.counter)
    if counter and counter <= row.counter:
        return False
    return bool(fresh.update(counter=counter, used_at=at))


def _server(title: str) -> Fido2Server:
    host = urlsplit(settings.ORIGIN).hostname or "localhost"
    ours = PublicKeyCredentialRpEntity(id=host, name=title or "Ombud")
    return Fido2Server(ours, verify_origin=lambda origin: origin == settings.ORIGIN)


def _known(person: Person) -> Sequence[AttestedCredentialData]:
    return [_read(one) for one in _rows(person)]


def _rows(person: Person) -> Sequence[SecondFactor]:
    return list(SecondFactor.objects.filter(platform_id=person.platform_id, person=person, kind="passkey"))


def _read(row: SecondFactor) -> AttestedCredentialData:
    return AttestedCredentialData(websafe_decode(row.secret))
