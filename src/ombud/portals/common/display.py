"""Says dates, spans of time, money and names the way the reader's language does."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from decimal import Decimal
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.numbers import format_currency, format_decimal, get_currency_precision
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

HTML_LANG = {"en": "en", "zh-hans": "zh-Hans", "zh-hant": "zh-Hant", "es": "es"}
LANGUAGE_NAMES = {"en": "English", "zh-hans": "简体中文", "zh-hant": "繁體中文", "es": "Español"}
SOON = timedelta(hours=12)  # half a day: the last stretch in which most people still wake, read and answer
_BABEL = {"en": "en", "zh-hans": "zh_Hans", "zh-hant": "zh_Hant", "es": "es"}
_PATTERNS = {
    "moment": {"zh": "M月d日 HH:mm", "": "d MMM, HH:mm"},
    "moment-year": {"zh": "y年M月d日 HH:mm", "": "d MMM y, HH:mm"},
    "date": {"zh": "M月d日", "": "d MMM"},
    "date-year": {"zh": "y年M月d日", "": "d MMM y"},
}


@dataclass(frozen=True)
class Left:
    """How much of a window is left: in words, as a share of 100, and how pressing it is (calm, soon, late)."""

    text: str
    level: str
    percent: int | None


def language(code: str | None = None) -> str:
    """One of our four codes for any code given, or for the language in use."""
    code = (code or translation.get_language() or "en").lower()
    if code in _BABEL:
        return code
    if code.startswith("zh"):
        return "zh-hant" if code.endswith(("-tw", "-hk", "-mo")) or "hant" in code else "zh-hans"
    return "es" if code.startswith("es") else "en"


def html_lang(code: str | None = None) -> str:
    """The value of the HTML lang attribute: zh-Hans where Django says zh-hans. A language not ours is left as it is."""
    if code and code.lower() not in HTML_LANG and not code.lower().startswith("zh"):
        return code
    return HTML_LANG[language(code)]


def as_zone(zone: str | tzinfo | None) -> tzinfo:
    """The platform's zone, or the one Django uses when none is told."""
    if zone is None or zone == "":
        return timezone.get_current_timezone()
    return ZoneInfo(zone) if isinstance(zone, str) else zone


def joined(*sentences: str) -> str:
    """Sentences one after the other: with a space between them, which Chinese doesn't set."""
    return ("" if language().startswith("zh") else " ").join(one for one in sentences if one)


def money(minor: int, currency: str) -> str:
    """An amount of integer minor units: 16800 CNY is ¥168.00, and ¥168,00 for a Spanish reader."""
    locale = Locale.parse(_BABEL[language()])
    places = get_currency_precision(currency)
    amount = Decimal(minor).scaleb(-places)
    if currency != "CNY":
        return format_currency(amount, currency, locale=locale)
    # Babel writes CN¥ or CNY outside China; this market has one yuan, and its readers know it by ¥.
    number = format_decimal(abs(amount), format="#,##0." + "0" * places, locale=locale)
    return f"{'−' if minor < 0 else ''}¥{number}"


def when(moment: datetime, zone: str | tzinfo | None = None, now: datetime | None = None, shape: str = "moment") -> str:
    """A moment in the platform's zone: 24 Nov, 10:12; with its year when that isn't this one. "full" names
    the zone; "dated" has year and offset always, for what is read elsewhere and later."""
    place = as_zone(zone)
    local = moment.astimezone(place)
    if shape == "time":
        return local.strftime("%H:%M")
    this_year = (now or timezone.now()).astimezone(place).year
    always = shape in ("full", "dated")
    kind = "moment" if always else shape
    key = kind if local.year == this_year and not always else f"{kind}-year"
    code = language()
    pattern = _PATTERNS[key]["zh" if code.startswith("zh") else ""]
    text = format_datetime(local.replace(tzinfo=None), pattern, locale=_BABEL[code]).replace("Sept", "Sep")
    if shape == "dated":
        return f"{text} {offset_name(local)}"
    return _("{time} ({zone})").format(time=text, zone=zone_name(local)) if shape == "full" else text


def day(iso: str) -> str:
    """A day with its year, from 2026-11-24: 24 Nov 2026."""
    code = language()
    pattern = _PATTERNS["date-year"]["zh" if code.startswith("zh") else ""]
    return format_date(date.fromisoformat(iso), pattern, locale=_BABEL[code]).replace("Sept", "Sep")


def zone_name(local: datetime) -> str:
    """The zone as a reader can check it: Asia/Shanghai, UTC+8."""
    offset = offset_name(local)
    key = getattr(local.tzinfo, "key", "")
    return f"{key}, {offset}" if key and key != "UTC" else offset


def offset_name(local: datetime) -> str:
    """How far it is from UTC: UTC+8."""
    minutes = int((local.utcoffset() or timedelta()).total_seconds() // 60)
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'-' if minutes < 0 else '+'}{hours}" + (f":{rest:02}" if rest else "")


def span_words(span: timedelta) -> tuple[list[str], int]:
    """The two largest units of a span in words, and the count of the largest (it steers the plural around it)."""
    minutes = max(int(abs(span).total_seconds() // 60), 1)
    days, hours, rest = minutes // 1440, minutes % 1440 // 60, minutes % 60
    told = [
        (days, ngettext("%(n)d day", "%(n)d days", days) % {"n": days}),
        (hours, ngettext("%(n)d hour", "%(n)d hours", hours) % {"n": hours}),
        (rest, ngettext("%(n)d minute", "%(n)d minutes", rest) % {"n": rest}),
    ]
    first = next(index for index, (count, _words) in enumerate(told) if count)
    return [words for count, words in told[first : first + 2] if count], told[first][0]


def remaining(deadline: datetime, now: datetime, start: datetime | None = None) -> Left:
    """What is left until a deadline: "1 day 22 hours left", or by how much it has passed."""
    left = deadline - now
    words, count = span_words(left)
    names = dict(zip(("first", "second"), words, strict=False))
    if left <= timedelta():
        return Left(_overdue(names, count), "late", 0 if start else None)
    if len(words) == 2:
        text = ngettext("%(first)s %(second)s left", "%(first)s %(second)s left", count) % names
    else:
        text = ngettext("%(first)s left", "%(first)s left", count) % names
    percent = None
    if start is not None and deadline > start:
        percent = min(100, max(1, round(100 * (left / (deadline - start)))))
    return Left(text, "soon" if left <= SOON else "calm", percent)


def _overdue(names: dict[str, str], count: int) -> str:
    if len(names) == 2:
        return ngettext("%(first)s %(second)s overdue", "%(first)s %(second)s overdue", count) % names
    return ngettext("%(first)s overdue", "%(first)s overdue", count) % names


def tick_words() -> dict[str, list[str]]:
    """The same sentences with gaps, so that the browser can count down without knowing any grammar."""
    gap = {"first": "{a}", "second": "{b}"}
    units = [
        [ngettext("%(n)d day", "%(n)d days", n).replace("%(n)d", "{n}") for n in (1, 2)],
        [ngettext("%(n)d hour", "%(n)d hours", n).replace("%(n)d", "{n}") for n in (1, 2)],
        [ngettext("%(n)d minute", "%(n)d minutes", n).replace("%(n)d", "{n}") for n in (1, 2)],
    ]
    return {
        "days": units[0],
        "hours": units[1],
        "minutes": units[2],
        "two": [ngettext("%(first)s %(second)s left", "%(first)s %(second)s left", n) % gap for n in (1, 2)],
        "one": [ngettext("%(first)s left", "%(first)s left", n) % gap for n in (1, 2)],
        "over": [_("Time is up")],
    }


def order_status(told: str) -> str:
    """An order's state as its marketplace told it: in words where we know them, else as told."""
    words = {
        "created": pgettext("order", "Created"),
        "approved": pgettext("order", "Paid"),
        "invoiced": pgettext("order", "Invoiced"),
        "processing": pgettext("order", "Being prepared"),
        "shipped": pgettext("order", "Sent"),
        "delivered": pgettext("order", "Delivered"),
        "canceled": pgettext("order", "Cancelled"),
        "unavailable": pgettext("order", "Out of stock"),
    }
    return words.get(told.lower(), told)


def mask(name: str) -> str:
    """A name as others may see it: its first letter and two stars, 林** in every language."""
    plain = "".join(sign for sign in name.strip() if unicodedata.category(sign) not in {"Cf", "Cc"})
    if not plain:
        return "**"
    end = 1
    while end < len(plain) and unicodedata.combining(plain[end]):
        end += 1
    return plain[:end] + "**"


def iso(moment: datetime) -> str:
    """A moment as machines read it, in UTC."""
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def size(count: int) -> str:
    """A file's size in kB or MB, with the reader's decimal sign."""
    code = _BABEL[language()]
    if count < 1_000_000:
        return f"{format_decimal(max(1, round(count / 1000)), locale=code)} kB"
    return f"{format_decimal(round(count / 1_000_000, 1), locale=code)} MB"
