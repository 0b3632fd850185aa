"""Reads what people type: amounts in their own notation, and instants in the platform's zone."""

import re
import unicodedata
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from babel.numbers import NumberFormatError, get_currency_precision, parse_decimal
from django.utils.translation import gettext as _

from ombud.portals.common.act import Misread
from ombud.portals.common.display import language, money

BABEL = {"en": "en", "zh-hans": "zh_Hans", "zh-hant": "zh_Hant", "es": "es"}
MINOR_MAX = 10**13
"""No purchase comes near; beyond it a slip of the hand is certain."""


def amount(text: str, currency: str, field: str = "amount") -> int | Misread:
    """Minor units: 50, 50.00 and 50,00 are all fifty; in doubt the reader's language decides what a comma is."""
    places = get_currency_precision(currency)
    plain = re.sub(r"[\s¥$€元]|CNY|RMB", "", unicodedata.normalize("NFKC", text))
    plain = plain.replace("。", ".")
    example = money(16850 if places else 168, currency)
    if not plain:
        return Misread(field, _("Enter an amount, such as {example}.").format(example=example))
    not_one = Misread(field, _("“{typed}” isn’t an amount. Write it like {example}.").format(
        typed=text.strip(), example=example))  # fmt: skip
    if re.fullmatch(rf"[0-9]+([.,][0-9]{{1,{max(places, 1)}}})?", plain):
        value = Decimal(plain.replace(",", "."))
    elif not re.fullmatch("[0-9.,’']+", plain):  # Babel would take 1e5, and no person means that
        return not_one
    else:
        try:
            value = parse_decimal(plain, locale=BABEL[language()], strict=True)
        except NumberFormatError:
            return not_one
    minor = value.scaleb(places)
    if minor != minor.to_integral_value():
        return Misread(field, _("This currency has {places} decimal places at most.").format(places=places))
    if not 0 <= minor <= MINOR_MAX:
        return Misread(field, _("Enter an amount, such as {example}.").format(example=example))
    return int(minor)


def written(minor: int, currency: str) -> str:
    """An amount as an input is filled with it: 168.00, and 168,00 for a Spanish reader."""
    places = get_currency_precision(currency)
    plain = f"{Decimal(minor).scaleb(-places):.{places}f}"
    return plain.replace(".", ",") if language() == "es" else plain


def instant(text: str, zone: ZoneInfo, field: str = "at") -> str | Misread:
    """UTC, ISO 8601, from what a datetime-local input gives in the platform's zone."""
    try:
        local = datetime.fromisoformat(text.strip())
    except ValueError:
        return Misread(field, _("Enter a date and a time."))
    there = local if local.tzinfo else local.replace(tzinfo=zone)
    utc = there.astimezone(UTC)
    if utc.astimezone(zone).replace(tzinfo=None) - there.replace(tzinfo=None) > timedelta() and not local.tzinfo:
        return Misread(field, _("The clocks were put forward then, so this time didn’t exist. Choose another."))
    return utc.isoformat(timespec="seconds").replace("+00:00", "Z")
