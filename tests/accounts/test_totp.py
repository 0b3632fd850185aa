"""Codes of an app, and codes on paper: each opens once, whoever asks and in whichever process."""

from datetime import UTC, datetime, timedelta

import pytest

from ombud.accounts import factors, totp
from ombud.accounts.door_models import SecondFactor
from ombud.accounts.models import Person
from tests.cast import world

RFC_SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"  # "12345678901234567890", of RFC 6238's appendix B
AT = datetime(2026, 11, 28, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("second", "code"),
    [(59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (2000000000, "279037"), (20000000000, "353130")],
)
def test_codes_are_those_of_the_rfc(second: int, code: str) -> None:
    assert totp.code_of(RFC_SECRET, second // 30) == code


def test_a_code_holds_for_its_step_and_the_two_beside_it() -> None:
    secret = totp.new_secret()
    code = totp.code_of(secret, totp.step_of(AT))
    for shift, holds in ((-60, False), (-30, True), (0, True), (30, True), (60, False)):
        meant = totp.step_meant(secret, code, AT + timedelta(seconds=shift))
        assert (meant == totp.step_of(AT)) is holds, shift
    assert totp.step_meant(secret, "１２３４５６", AT) is None


def rita(secret: str) -> Person:
    person = Person.objects.get(platform=world().platform, ref="rita")
    factors.set_up_codes(person, secret, totp.step_of(AT) - 1, AT)
    return person


def test_a_code_is_good_once_and_an_older_one_never_after_it() -> None:
    secret = totp.new_secret()
    person, now = rita(secret), totp.step_of(AT)
    assert not factors.proves(person, totp.code_of(secret, now - 1), AT), "it proved the set-up"
    assert factors.proves(person, totp.code_of(secret, now), AT)
    assert not factors.proves(person, totp.code_of(secret, now), AT)
    later = AT + timedelta(seconds=30)
    spaced = totp.code_of(secret, now + 1)
    assert factors.proves(person, f"{spaced[:3]} {spaced[3:]}", later)
    assert not factors.proves(person, totp.code_of(secret, now), later)


def test_a_secret_lies_sealed_for_its_person() -> None:
    secret = totp.new_secret()
    row = SecondFactor.objects.get(person=rita(secret))
    assert secret not in row.secret
    other = Person.objects.get(platform=row.platform, ref="rolf")
    SecondFactor.objects.create(platform=row.platform, person=other, kind="codes", secret=row.secret, made_at=AT)
    assert not factors.proves(other, totp.code_of(secret, totp.step_of(AT)), AT), "a row that was copied opens nothing"


def test_codes_on_paper_work_once_each_and_new_ones_end_the_old() -> None:
    person = rita(totp.new_secret())
    first = factors.new_codes(person)
    assert len(set(first)) == 10
    assert factors.proves(person, first[0].lower().replace("-", " "), AT)
    assert not factors.proves(person, first[0], AT)
    assert factors.codes_left(person) == 9
    factors.new_codes(person)
    assert not factors.proves(person, first[1], AT)
    assert not factors.proves(person, "", AT)
