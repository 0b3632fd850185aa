"""A refusal in the reader's language: its sentence and its way out, with figures and instants as people write them."""

from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from babel.dates import format_datetime
from babel.numbers import format_decimal
from django.utils.translation import get_language, gettext
from msgspec.structs import replace

from ombud.core.refusal import Fact, Refusal
from ombud.notices.figures import locale, money
from ombud.packs.load import texts

CODED = {"kind": "evidence", "reason": "reason", "rule": "door"}
"""Facts that are codes of the pack, and the table of its words that says them."""
MONEY = {"refundable", "most", "amount", "available", "left", "disputed"}
"""Names of facts that are amounts in minor units."""
LARGE = 10_000
"""From here on figures are grouped: nobody reads 25000000."""


class Said(NamedTuple):
    """What a person reads."""

    text: str
    way_out: str
    field: str
    code: str


def said(refusal: Refusal, zone: ZoneInfo, currency: str = "CNY", pack: str = "") -> Said:
    """The refusal in the language that is active now, instants in the platform's zone, codes in the pack's words."""
    refusal = _in_words(refusal, pack) if pack else refusal
    facts = {name: _fact(name, fact, zone, currency) for name, fact in refusal.facts.items()}
    way_out = gettext(refusal.way_out) if refusal.way_out else ""
    return Said(
        text=_filled(gettext(refusal.because), facts),
        way_out=_filled(way_out, facts),
        field=refusal.field,
        code=refusal.code,
    )


def _in_words(refusal: Refusal, pack: str) -> Refusal:
    """The refusal with the pack's words for the codes that its sentence names."""
    words, lang = texts(pack), get_language() or "en"
    told = {
        name: words.say(key, lang)
        for name, table in CODED.items()
        if name in refusal.facts and words.has(key := f"{table}.{refusal.facts[name]}", lang)
    }
    return replace(refusal, facts={**refusal.facts, **told}) if told else refusal


def _filled(sentence: str, facts: dict[str, str]) -> str:
    for name, fact in facts.items():
        sentence = sentence.replace("{" + name + "}", fact)
    return sentence


def _fact(name: str, fact: Fact, zone: ZoneInfo, currency: str) -> str:
    if isinstance(fact, datetime):
        return format_datetime(
            fact, "d MMM y, HH:mm" if locale().language != "zh" else "y年M月d日 HH:mm", zone, locale()
        )
    if isinstance(fact, int) and name in MONEY:
        return money(fact, currency)
    if isinstance(fact, int) and fact >= LARGE:
        return str(format_decimal(fact, locale=locale()))
    return str(fact)
