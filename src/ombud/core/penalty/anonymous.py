"""Takes personal data out of text that leaves the platform: addresses, numbers of people and cards, known names."""

import re
from collections.abc import Iterable, Mapping

REMOVED = "[…]"
PATTERNS: Mapping[str, re.Pattern[str]] = {
    "an e-mail address": re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    "a phone, card or identity number": re.compile(
        r"(?<![\w.-])(?!\d{4}-\d\d-\d\d(?!\d))\+?\d(?:[ ()-]?\d){6,}[Xx]?(?!\w)"
    ),
    "an account in a messenger": re.compile(r"(?i)\b(?:wechat|weixin|whatsapp|telegram|qq)\s*[:：]\s*\S+"),
    "a handle": re.compile(r"(?<!\w)@\w{3,}"),
}
"""Long runs of digits, but for dates, are taken for numbers of people: an order's number goes with them, and isn't
missed."""
NAME_SIGNS_MIN = 2


def without_persons(text: str, names: Iterable[str] = ()) -> str:
    """The text with what points to a person replaced by […]."""
    for pattern in PATTERNS.values():
        text = pattern.sub(REMOVED, text)
    for name in _names(names):
        text = re.sub(_whole(name), REMOVED, text, flags=re.IGNORECASE)
    return text


def found_in(text: str, names: Iterable[str] = ()) -> list[str]:
    """Which kinds of personal data are in the text."""
    found = [what for what, pattern in PATTERNS.items() if pattern.search(text)]
    named = any(re.search(_whole(name), text, re.IGNORECASE) for name in _names(names))
    return [*found, "a name"] if named else found


def _names(names: Iterable[str]) -> list[str]:
    """The longest first, so that a first name doesn't leave the rest of a full one behind."""
    return sorted({one.strip() for one in names if len(one.strip()) >= NAME_SIGNS_MIN}, key=len, reverse=True)


def _whole(name: str) -> str:
    """The name as a word of its own; Chinese has no spaces between words."""
    edge = r"\b" if name.isascii() else ""
    return f"{edge}{re.escape(name)}{edge}"
