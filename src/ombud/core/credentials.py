"""Numbers by which authorities know people and companies: held against the check digits of their standards."""

import re
from datetime import date

from ombud.core.policy.shopkeeping import Credential
from ombud.core.refusal import Refusal

CREDIT_CODE_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""GB 32100-2015: 31 signs, without I, O, S, V and Z; each is worth its place."""
CREDIT_CODE_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
"""The standard's weights: 3 to the power of the place, modulo 31."""
CREDIT_CODE = re.compile(rf"[1-9A-HJ-NP-RTUW-Y][{CREDIT_CODE_SIGNS}][0-9]{{6}}[{CREDIT_CODE_SIGNS}]{{10}}")
ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
"""GB 11714-1997, the number of the organisation within the code: places 9 to 16, checked by place 17."""
ORGANISATION_SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
RESIDENT_ID = re.compile(r"[1-9][0-9]{5}[0-9]{8}[0-9]{3}[0-9X]")
RESIDENT_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
"""GB 11643-1999 by ISO 7064 MOD 11-2: 2 to the power of the place from the right, modulo 11."""
RESIDENT_ID_CHECKS = "10X98765432"
REGIONS = frozenset(
    (11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54, 61, 62, 63,
     64, 65, 71, 81, 82, 83)
)  # fmt: skip
"""GB/T 2260: the first two digits of the provinces, 83 for people of Taiwan who live on the mainland."""
OLDEST_YEAR = 1880
"""Nobody alive was born before."""
FULL_AGE_YEARS = 18

NUMBER_MISSING = Refusal(code="number-missing", because="Enter this number.")
NOT_THIS_FORM = Refusal(
    code="number-form-wrong", because="A number of this kind is written otherwise.", way_out="An example: {example}."
)
CHECK_DIGIT_WRONG = Refusal(
    code="check-digit-wrong",
    because="The check digit doesn’t fit the rest, so a sign was mistyped or two were swapped.",
    way_out="Compare it with the document, sign by sign.",
)
NO_SUCH_REGION = Refusal(
    code="region-unknown", because="There is no region “{region}”.", way_out="Compare the first six digits."
)
NO_SUCH_BIRTHDAY = Refusal(
    code="birthday-impossible",
    because="“{birthday}” in this number can’t be a date of birth.",
    way_out="Compare the digits 7 to 14.",
)
TOO_YOUNG = Refusal(
    code="under-age",
    because="The holder of this number isn’t {age} yet.",
    way_out="A parent or guardian can register the shop.",
)


def plain(number: str) -> str:
    """A number as it is compared: without spaces and hyphens, in capital letters, full-width signs made plain."""
    narrow = "".join(chr(ord(sign) - 0xFEE0) if "\uff01" <= sign <= "\uff5e" else sign for sign in number)
    return re.sub(r"[\s\-\u2010-\u2015]", "", narrow).upper()


def credit_code_check(first_17: str) -> str:
    """The 18th sign of a unified social credit code.

    GB 32100-2015, appendix: 31 minus the weighted sum modulo 31, and 0 where that is 31.
    """
    total = sum(
        CREDIT_CODE_SIGNS.index(sign) * weight for sign, weight in zip(first_17, CREDIT_CODE_WEIGHTS, strict=True)
    )
    return CREDIT_CODE_SIGNS[-total % 31]


def organisation_check(first_8: str) -> str:
    """The ninth sign of an organisation's number: GB 11714-1997, 11 minus the weighted sum modulo 11, X for 10."""
    total = sum(
        ORGANISATION_SIGNS.index(sign) * weight for sign, weight in zip(first_8, ORGANISATION_WEIGHTS, strict=True)
    )
    rest = 11 - total % 11
    return {10: "X", 11: "0"}.get(rest, str(rest))


def resident_id_check(first_17: str) -> str:
    """The 18th sign of a resident ID number: GB 11643-1999, by ISO 7064 MOD 11-2."""
    total = sum(int(digit) * weight for digit, weight in zip(first_17, RESIDENT_ID_WEIGHTS, strict=True))
    return RESIDENT_ID_CHECKS[total % 11]


def credit_code_fault(number: str, example: str = "") -> Refusal | None:
    """What is wrong with a unified social credit code, or None."""
    if not CREDIT_CODE.fullmatch(number):
        return NOT_THIS_FORM.given(example=example)
    if int(number[2:4]) not in REGIONS and number[2:4] != "10":  # 10: registered with the ministry itself
        return NO_SUCH_REGION.given(region=number[2:8])
    return None if number[17] == credit_code_check(number[:17]) else CHECK_DIGIT_WRONG


def resident_id_fault(number: str, today: date, example: str = "") -> Refusal | None:
    """What is wrong with a resident ID number on this day, or None. Who registers a shop is of full age."""
    if not RESIDENT_ID.fullmatch(number):
        return NOT_THIS_FORM.given(example=example)
    if int(number[:2]) not in REGIONS:
        return NO_SUCH_REGION.given(region=number[:6])
    born = _date(number[6:14])
    if born is None or not born.year >= OLDEST_YEAR or born > today:
        return NO_SUCH_BIRTHDAY.given(birthday=number[6:14])
    if number[17] != resident_id_check(number[:17]):
        return CHECK_DIGIT_WRONG
    of_age = (today.year - born.year, today.month, today.day) >= (FULL_AGE_YEARS, born.month, born.day)
    return None if of_age else TOO_YOUNG.given(age=FULL_AGE_YEARS)


def fault(credential: Credential, typed: str, today: date) -> Refusal | None:
    """What is wrong with a number that was typed, by the credential's own check; None where nothing is."""
    number = plain(typed)
    if not number:
        return NUMBER_MISSING if credential.required else None
    match credential.check:
        case "cn-credit-code":
            return credit_code_fault(number, credential.example)
        case "cn-resident-id":
            return resident_id_fault(number, today, credential.example)
        case "pattern":
            fits = re.fullmatch(credential.pattern, number)
            return None if fits else NOT_THIS_FORM.given(example=credential.example)


def masked(number: str) -> str:
    """A number as it is shown: its last four signs, and as many dots as are hidden."""
    number = plain(number)
    shown = 4 if len(number) >= 12 else min(2, len(number) // 3)
    return "•" * (len(number) - shown) + number[len(number) - shown :]


def _date(digits: str) -> date | None:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None
