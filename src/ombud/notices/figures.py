"""Amounts, instants and lists in a notice, as its reader's language writes them."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_datetime
from babel.lists import format_list
from babel.numbers import format_currency, get_currency_precision
from django.utils.translation import get_language, gettext

LOCALES = {"en": "en_GB", "zh-hans": "zh_Hans_CN", "zh-hant": "zh_Hant_TW", "es": "es"}
NOMINAL = {"CNY": "¥"}
"""Signs that this market's readers know, where Babel would write CN¥ outside China."""


def locale() -> Locale:
    """Babel's locale of the language in use."""
    return Locale.parse(LOCALES.get((get_language() or "en").lower(), "en_GB"))


def money(minor: int, currency: str) -> str:
    """Integer minor units as an amount: 16800 CNY is ¥168.00."""
    if not currency:
        return str(minor)
    amount = str(format_currency(minor / 10 ** get_currency_precision(currency), currency, locale=locale()))
    return amount.replace(f"CN{NOMINAL['CNY']}", NOMINAL["CNY"])


def instant(at: datetime, zone: ZoneInfo) -> str:
    """An instant in the platform's zone, with the zone's name: a mail is read anywhere."""
    pattern = "y年M月d日 HH:mm" if locale().language == "zh" else "d MMM y, HH:mm"
    time = format_datetime(at.astimezone(zone).replace(tzinfo=None), pattern, locale=locale())
    return gettext("{time} ({zone})").format(time=time, zone=zone.key)


def listed(words: Sequence[str]) -> str:
    """Several things in one sentence."""
    return str(format_list(list(words), locale=locale()))
