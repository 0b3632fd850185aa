"""Shows what people wrote exactly as they wrote it, and makes signs visible that would hide or reorder it."""

from __future__ import annotations

import re
import unicodedata

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

_JOINERS = {"\u200c", "\u200d"}
_HIDDEN = set("\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u3164\ufeff\uffa0")
_HAN = re.compile(r"[\u3400-\u9fff]")
_LATIN = re.compile(r"[A-Za-z]")
_BREAKS = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_LINK = re.compile(r"https?://(?:(?!&(?:quot|lt|gt|#x27);)[^\s<（），。；：、！？《》「」『』【】“”])+")
"""An address in escaped text: a quotation mark or a bracket ends it, and so does a hidden sign, which is a tag here."""


def said_html(text: str) -> SafeString:
    """The text escaped, a paragraph for each block of lines, hidden signs shown by their code point."""
    plain = _BREAKS.sub("\n", text)
    blocks = [block for block in re.split(r"\n{2,}", plain) if block]
    return mark_safe("".join(f"<p>{_line(block)}</p>" for block in blocks))  # noqa: S308 (each sign is escaped below)


def linked_html(text: str) -> SafeString:
    """The same, with web addresses as links that show where they lead, and tell the place they lead to nothing."""
    return mark_safe(_LINK.sub(_linked, said_html(text)))  # noqa: S308 (escaped above; an address holds no quotes)


def _linked(found: re.Match[str]) -> str:
    url = found[0].rstrip(".,;:!?)'")
    return f'<a href="{url}" rel="noopener noreferrer nofollow">{url}</a>{found[0][len(url) :]}'


def foreign_script(text: str, reader: str) -> str:
    """For words whose language nobody told: a `lang` by their script, where that isn't the page's; or nothing.

    Quotes, dashes and apostrophes are the same signs in Han and in Latin type, but not of the same width.
    """
    han, latin = bool(_HAN.search(text)), bool(_LATIN.search(text))
    if reader.startswith("zh"):
        return "und-Latn" if latin and not han else ""
    return "und-Hani" if han else ""


def _line(block: str) -> str:
    out, plain_from = [], 0
    for index, sign in enumerate(block):
        if sign == "\n" or _is_hidden(sign, block[index - 1] if index else ""):
            out += [escape(block[plain_from:index]), "<br>" if sign == "\n" else _shown(sign)]
            plain_from = index + 1
    return "".join([*out, escape(block[plain_from:])])


def _is_hidden(sign: str, before: str) -> bool:
    if sign in _JOINERS:
        return not _may_join(before)
    category = unicodedata.category(sign)
    return sign in _HIDDEN or category in {"Cf", "Co", "Cn", "Cs"} or (category == "Cc" and sign != "\t")


def _may_join(before: str) -> bool:
    """Joiners belong inside emoji and the scripts of India and Iran; between Latin letters or Han they only hide."""
    if not before:
        return False
    category = unicodedata.category(before)
    if category in {"So", "Sk", "Mn", "Mc"}:
        return True
    return category == "Lo" and not unicodedata.name(before, "").startswith(("CJK", "HIRAGANA", "KATAKANA", "HANGUL"))


def _shown(sign: str) -> str:
    code = f"U+{ord(sign):04X}"
    return f'<span class="sign" title="{escape(unicodedata.name(sign, code))}">{code}</span>'
