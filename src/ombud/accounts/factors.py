"""What somebody has besides a password: an app with codes, passkeys, and codes on paper for when those are lost."""

import base64
import secrets
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from django.conf import settings
from django.db import transaction

from ombud.accounts import totp
from ombud.accounts.door_models import RecoveryCode, SecondFactor
from ombud.accounts.models import Person
from ombud.ledger.renewing import Sealed
from ombud.ledger.sealing import CantOpen, renewed, seal, unseal

STAFF = ("reviewer", "admin")
CODES = 10
CODE_BYTES = 15
"""120 bits: nothing to guess, so a plain hash is enough."""
GROUP = 6


def has_factor(person: Person) -> bool:
    """Whether signing in asks for more than a password."""
    return SecondFactor.objects.filter(platform_id=person.platform_id, person=person).exists()


def must_have(person: Person) -> bool:
    """Whether this person does nothing here before they have a second factor."""
    return person.kind in STAFF and settings.SECOND_FACTOR == "required"


def factors_of(person: Person) -> Sequence[SecondFactor]:
    """All of them, in the order they were made."""
    return list(SecondFactor.objects.filter(platform_id=person.platform_id, person=person).order_by("made_at", "pk"))


def set_up_codes(person: Person, secret: str, step: int, at: datetime) -> None:
    """From now on the app with this secret counts, and no other. The code that proved it counts as used."""
    with transaction.atomic():
        SecondFactor.objects.filter(platform_id=person.platform_id, person=person, kind="codes").delete()
        SecondFactor.objects.create(
            platform_id=person.platform_id,
            person=person,
            kind="codes",
            secret=seal(secret, _place(person)),
            counter=step,
            made_at=at,
        )


def proves(person: Person, typed: str, at: datetime) -> bool:
    """Whether what was typed is a code of the app, or one of those on paper. Each is good once, in all processes."""
    plain = "".join(one for one in typed if one.isalnum()).upper()
    if len(plain) == totp.DIGITS and plain.isdecimal() and plain.isascii():
        return _by_app(person, plain, at)
    return _on_paper(person, plain, at)


def new_codes(person: Person) -> list[str]:
    """New codes for paper; the ones before are worth nothing any more. Shown now and never again."""
    made = [base64.b32encode(secrets.token_bytes(CODE_BYTES)).decode() for _ in range(CODES)]
    with transaction.atomic():
        RecoveryCode.objects.filter(platform_id=person.platform_id, person=person).delete()
        RecoveryCode.objects.bulk_create(
            RecoveryCode(platform_id=person.platform_id, person=person, hash=_hash(one)) for one in made
        )
    return ["-".join(one[start : start + GROUP] for start in range(0, len(one), GROUP)) for one in made]


def codes_left(person: Person) -> int:
    """How many codes on paper are still good."""
    return RecoveryCode.objects.filter(platform_id=person.platform_id, person=person, used_at=None).count()


def take_off(person: Person) -> None:
    """All second factors and codes of this person, gone: the next sign-in asks to set one up anew."""
    with transaction.atomic():
        SecondFactor.objects.filter(platform_id=person.platform_id, person=person).delete()
        RecoveryCode.objects.filter(platform_id=person.platform_id, person=person).delete()


def _by_app(person: Person, typed: str, at: datetime) -> bool:
    app = SecondFactor.objects.filter(platform_id=person.platform_id, person=person, kind="codes").first()
    if app is None:
        return False
    try:
        step = totp.step_meant(unseal(app.secret, _place(person)), typed, at)
    except CantOpen:
        return False
    if step is None:
        return False
    # Of two who type the same code at once, the row's counter lets one in.
    fresh = SecondFactor.objects.filter(pk=app.pk, counter__lt=step)
    return bool(fresh.update(counter=step, used_at=at))


def _on_paper(person: Person, typed: str, at: datetime) -> bool:
    unused = RecoveryCode.objects.filter(platform_id=person.platform_id, person=person, used_at=None)
    return bool(unused.filter(hash=_hash(typed)).update(used_at=at))


def _place(person: Person) -> str:
    return _place_of(person.pk)


def _place_of(person: UUID) -> str:
    return f"second factor/{person}"


APPS = Sealed(
    "second factors by app",
    "SELECT id, secret, person_id FROM accounts_secondfactor WHERE kind = 'codes' AND id > %s ORDER BY id LIMIT %s",
    "UPDATE accounts_secondfactor SET secret = %s WHERE id = %s AND secret = %s",
    (0,),
    lambda row: renewed(row[1], _place_of(row[2])),
)


def _hash(code: str) -> str:
    return sha256(code.encode("utf-8", "surrogatepass")).hexdigest()
