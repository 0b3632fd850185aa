"""Finds a case by what a caller knows: its number, the order's, a name, or the last digits of a phone.

Each way is one look into an index; nothing is searched through.
"""

import re
from typing import Literal, NamedTuple

from ombud.ledger.connection import rows
from ombud.reads.queues import CASES, Listed

MOST = 50
"""Cases one search shows; who finds more has to say more."""
TAIL = 4
"""Digits of a phone that are kept to search by."""
PHONE_DIGITS_MIN, PHONE_DIGITS_MAX = TAIL, 15
"""The longest number there is has 15 digits (E.164)."""

BY_NUMBER = f"{CASES} WHERE platform = %s AND number = %s"
BY_ORDER = f"{CASES} WHERE platform = %s AND order_number = %s ORDER BY moved_at DESC LIMIT %s"
PHONES = "SELECT id FROM complaint_contact WHERE platform = %s AND phone_tail = %s LIMIT %s"
NAMES = "SELECT id FROM complaint_contact WHERE platform = %s AND lower(name) = lower(%s) LIMIT %s"
THESE = f"{CASES} WHERE platform = %s AND id = ANY(%s) ORDER BY moved_at DESC LIMIT %s"
LOOKED_AT = 500
"""Of people with one name or one phone tail; the newest of them are shown."""

How = Literal["number", "order", "name", "phone"]


class Hit(NamedTuple):
    """A case that was found, and by what."""

    case: Listed
    how: How


def search(platform: int, wanted: str) -> list[Hit]:
    """The cases that fit what was typed, the surest way of finding first; each case once."""
    text = " ".join(wanted.replace("\x00", "").split())[:200]
    if not text:
        return []
    found: dict[str, Hit] = {}
    for how, cases in _ways(platform, text):
        for case in cases:
            found.setdefault(case.id, Hit(case, how))
    return list(found.values())[:MOST]


def _ways(platform: int, text: str) -> list[tuple[How, list[Listed]]]:
    ways: list[tuple[How, list[Listed]]] = [
        ("number", _listed(BY_NUMBER, platform, as_number(text))),
        ("order", _listed(BY_ORDER, platform, text, MOST)),
        ("name", _of_contacts(NAMES, platform, text)),
    ]
    digits = re.sub(r"[\s+()\-–./]", "", text)
    if digits.isascii() and digits.isdigit() and PHONE_DIGITS_MIN <= len(digits) <= PHONE_DIGITS_MAX:
        ways.append(("phone", _of_contacts(PHONES, platform, digits[-TAIL:])))
    return ways


def as_number(text: str) -> str:
    """A complaint's number as it is kept, however its hyphens came over the telephone."""
    parts = re.fullmatch(r"([A-Z]+)[\s-]*(\d{6})[\s-]*([A-Z0-9]{5})", text.upper())
    return "-".join(parts.groups()) if parts else text.upper()


def _of_contacts(statement: str, platform: int, wanted: str) -> list[Listed]:
    ids = [id for (id,) in rows(statement, (platform, wanted, LOOKED_AT))]
    return _listed(THESE, platform, ids, MOST) if ids else []


def _listed(statement: str, *parameters: object) -> list[Listed]:
    return [Listed(*row) for row in rows(statement, parameters)]
