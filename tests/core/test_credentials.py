"""Numbers of companies and people pass by the check digits of their standards, and each slip is named.

All numbers are made up: they were counted, not copied.
"""

from datetime import date

import pytest

from ombud.core.credentials import (
    CREDIT_CODE_WEIGHTS,
    RESIDENT_ID_WEIGHTS,
    credit_code_check,
    credit_code_fault,
    fault,
    masked,
    organisation_check,
    plain,
    resident_id_check,
    resident_id_fault,
)
from ombud.core.policy.shopkeeping import Credential

TODAY = date(2026, 3, 9)
CREDIT_CODES = (
    "91310000MA1FL0007C", "91110108MA01ABCD1E", "91440300MA5FKJ2N0U", "92510104MA6CBQ7X2W", "91330106MA2AX3R99J",
    "12100000400001234H",
)  # fmt: skip
RESIDENT_IDS = ("110101199003070011", "310104198512210026", "440305197207193012", "11010519491231002X")


@pytest.mark.parametrize("code", [f"{one[:17]}{credit_code_check(one[:17])}" for one in CREDIT_CODES])
def test_a_counted_credit_code_passes(code: str) -> None:
    assert credit_code_fault(code) is None


@pytest.mark.parametrize("number", [f"{one[:17]}{resident_id_check(one[:17])}" for one in RESIDENT_IDS])
def test_a_counted_id_number_passes(number: str) -> None:
    assert resident_id_fault(number, TODAY) is None


def test_the_check_signs_are_those_of_the_standards() -> None:
    assert tuple(3**place % 31 for place in range(17)) == CREDIT_CODE_WEIGHTS
    assert tuple(2 ** (17 - place) % 11 for place in range(17)) == RESIDENT_ID_WEIGHTS
    assert credit_code_check("91310000MA1FL0007") == "C"
    assert organisation_check("MA1FL000") == "7"
    assert resident_id_check("11010519491231002") == "X"


def test_one_sign_mistyped_or_two_swapped_is_always_found() -> None:
    code, number = "91310000MA1FL0007C", "11010519491231002X"
    for place in range(17):
        for sign in "0123456789":
            typed = f"{number[:place]}{sign}{number[place + 1 :]}"
            assert typed == number or resident_id_fault(typed, TODAY) is not None
        for sign in "0123456789ABCDEFGHJKLMNPQRTUWXY":
            typed = f"{code[:place]}{sign}{code[place + 1 :]}"
            assert typed == code or credit_code_fault(typed) is not None
        for whole, wrong in ((code, credit_code_fault), (number, lambda one: resident_id_fault(one, TODAY))):
            swapped = f"{whole[:place]}{whole[place + 1]}{whole[place]}{whole[place + 2 :]}"
            assert swapped == whole or wrong(swapped) is not None


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("", "number-form-wrong"),
        ("91310000MA1FL0007", "number-form-wrong"),
        ("91310000MA1FL0007CC", "number-form-wrong"),
        ("91310000MA1FLOOO7C", "number-form-wrong"),
        ("91990000MA1FL0007C", "region-unknown"),
        ("91310000MA1FL0007D", "check-digit-wrong"),
    ],
)
def test_a_wrong_credit_code_says_what_is_wrong(number: str, code: str) -> None:
    refusal = credit_code_fault(number)
    assert refusal is not None
    assert refusal.code == code


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("1101011990030700", "number-form-wrong"),
        ("11010119900307001A", "number-form-wrong"),
        ("990101199003070011", "region-unknown"),
        ("110101199002300018", "birthday-impossible"),
        ("110101203003070019", "birthday-impossible"),
        ("110101179003070019", "birthday-impossible"),
        ("110101199003070012", "check-digit-wrong"),
    ],
)
def test_a_wrong_id_number_says_what_is_wrong(number: str, code: str) -> None:
    refusal = resident_id_fault(number, TODAY)
    assert refusal is not None
    assert refusal.code == code


def test_who_is_not_of_full_age_registers_no_shop_until_the_very_birthday() -> None:
    first = "11010120080309001"
    number = first + resident_id_check(first)
    assert resident_id_fault(number, date(2026, 3, 9)) is None
    young = resident_id_fault(number, date(2026, 3, 8))
    assert young is not None
    assert (young.code, young.facts) == ("under-age", {"age": 18})


def test_a_number_is_compared_as_it_was_meant() -> None:
    assert plain(" 91310000-MA1FL0007c\u3000") == "91310000MA1FL0007C"
    assert plain("１１０１０５19491231002ｘ") == "11010519491231002X"


def test_a_number_is_shown_by_its_end_alone() -> None:
    assert masked("91310000MA1FL0007C") == "••••••••••••••007C"
    assert masked("HRB1234") == "•••••34"
    assert masked("") == ""


def test_a_number_without_a_national_check_is_held_against_its_form() -> None:
    vat = Credential(code="vat", check="pattern", pattern="[A-Z]{2}[0-9A-Z]{8,12}", example="DE123456789")
    assert fault(vat, "de 123 456 789", TODAY) is None
    wrong = fault(vat, "123456789", TODAY)
    assert wrong is not None
    assert (wrong.code, wrong.facts) == ("number-form-wrong", {"example": "DE123456789"})
    missing = fault(vat, "  ", TODAY)
    assert missing is not None
    assert missing.code == "number-missing"
