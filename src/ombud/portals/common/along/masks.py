"""Masks personal data of other people in words that leave the house: what we know of them, and what looks like it.

The rule: in words that the reader didn't write, every phone number, mail address, identity and card number is masked,
and so are the other side's name, phone and mail as we know them. What a person wrote of somebody else's home or life
can't be found by rule; the file says so.
"""

import re
from collections.abc import Callable, Iterable

from ombud.core.credentials import resident_id_check
from ombud.notices.masking import masked
from ombud.portals.common.along import documents
from ombud.portals.common.along.folded import folded
from ombud.portals.common.display import mask

_ENDS = "中国|中國|公司|网络|網絡|网址|香港|台湾|台灣"
_AT = re.compile(r" ?(?:@|[(\[{<] ?(?:at|艾特|@) ?[)\]}>]) ?", re.IGNORECASE)
_DOT = re.compile(r"\.| ?[(\[{<] ?(?:dot|punto|点|點) ?[)\]}>] ?", re.IGNORECASE)
_MAIL = re.compile(
    rf"(?<![A-Za-z0-9_.+-])[A-Za-z0-9_.+-]+(?:{_AT.pattern})(?:[\w-]+(?:{_DOT.pattern}))+(?:[A-Za-z]{{2,}}|{_ENDS})",
    re.IGNORECASE,
)
_NUMBERS = (
    r"\+\d(?:[ ().-]?\d){6,14}",  # written as from abroad
    r"(?:86[ -]?)?1[3-9]\d(?:(?:[ -]?\d){8}|(?:[./_,]\d{4}){2})",  # a mobile phone in China
    r"\(?0\d{2,3}\)?[ -]?\d{7,8}",  # a landline in China
    r"09\d{2}(?:[ -]?\d{3}){2}",  # a mobile phone in Taiwan
    r"[6789]\d{2}(?:[ .-]?\d){6}",  # a phone in Spain
    r"\d{17}[\dXx]",  # a resident identity number
    r"\d{8}-?[A-Z]|[XYZ]-?\d{7}-?[A-Z]",  # an identity number in Spain
    r"\d(?:[ .-]?\d){15,18}",  # a bank card, if its check digit holds
    *documents.NUMBERS,
)
_NUMBER = re.compile(rf"(?<![0-9A-Za-z])(?:{'|'.join(_NUMBERS)})(?![0-9A-Za-z])")
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
_CARD_DIGITS = 16
"""From here on a number is hidden only where its check digit says that it is a card's or a person's: transactions have
as many digits."""
_LATIN_NAME_MIN, _NAME_MIN = 3, 2
"""A shorter name stands in too many words that mean nobody."""
_SPACED_MIN = 3
"""So many signs of a Chinese name are also found with gaps between them; two are two words as often."""
_NUMBER_MIN = 7
"""Digits of a number that is a phone's."""


class Masks:
    """What is masked for one reader of one thing."""

    def __init__(self, names: Iterable[str] = (), addresses: Iterable[str] = (), spare: Iterable[str] = ()) -> None:
        """`names` and `addresses` (phones, mails) are the others'; numbers in `spare`, such as an order's, stay."""
        names, addresses = list(names), list(addresses)
        self._told = [one.strip() for one in (*names, *addresses) if one.strip()]
        self._long = [
            re.compile(rf"(?<![0-9A-Za-z]){re.escape(folded(one).text)}(?![0-9A-Za-z])")
            for one in self._told
            if _unlike_an_id(one)
        ]
        self._names = [(re.compile(_name(one), re.IGNORECASE), mask(one)) for one in _longest(names) if _telling(one)]
        self._addresses = [(re.compile(_spread(one), re.IGNORECASE), _hidden(one)) for one in _longest(addresses)]
        self._spare = {_plain(one) for one in spare}

    def of(self, text: str) -> str:
        """The text as others may read it."""
        text = _over(self.known(text), _MAIL, _mail)
        text = _over(text, documents.DOCUMENT, self._unless_spare)
        text = _over(text, documents.HANDLE, lambda found: f"{found[:1]}**")
        return _over(text, _NUMBER, self._number)

    def known(self, text: str) -> str:
        """The text without what we know of the others; numbers that may be a waybill's stay."""
        for pattern, shown in (*self._addresses, *self._names):
            text = _over(text, pattern, shown)
        return text

    def hides(self, text: str) -> bool:
        """Whether something of it may not be read."""
        return self.of(text) != text

    def names(self, body: str) -> bool:
        """Whether a written event names one of the others by what we know of them, or by a mail address: their own id
        may be one. Hashes and amounts look like numbers, so those aren't looked for."""
        strings = [folded(found[1]).text for found in _STRING.finditer(body)]
        return any(
            one in self._told or _MAIL.search(one) or any(pattern.search(one) for pattern in self._long)
            for one in strings
        )

    def _number(self, found: str) -> str:
        digits = _plain(found).upper()
        if len(digits) >= _CARD_DIGITS:
            return self._unless_spare(found) if _is_card(digits) or _is_identity(digits) else found
        return self._unless_spare(found) if documents.fits(digits) else found

    def _unless_spare(self, found: str) -> str:
        return found if _plain(found) in self._spare else _hidden(found)


def _over(text: str, pattern: re.Pattern[str], shown: str | Callable[[str], str]) -> str:
    """The text with what the pattern finds in its plain form, or a group of it, shown otherwise: always alike, or by
    what was found. The rest is as it was written."""
    plain = folded(text)
    made, done = list[str](), 0
    for found in pattern.finditer(plain.text):
        group = found.lastindex or 0
        instead = shown if isinstance(shown, str) else shown(found[group])
        if instead != found[group]:
            begin, end = plain.places[found.start(group)], plain.places[found.end(group) - 1] + 1
            made += [text[done:begin], instead]
            done = end
    return "".join([*made, text[done:]])


def _longest(texts: Iterable[str]) -> list[str]:
    """Without blanks and doubles, the longest first: a whole name before a part of it."""
    return sorted({one.strip() for one in texts if one.strip()}, key=lambda one: (-len(one), one))


def _telling(name: str) -> bool:
    return len(name) >= (_LATIN_NAME_MIN if name.isascii() else _NAME_MIN)


def _unlike_an_id(told: str) -> bool:
    """Whether it is a name or an address wherever it stands in an event; "ana" may be anybody's id."""
    return " " in told or not told.isascii() or sum(sign.isdigit() for sign in told) >= _NUMBER_MIN


def _name(name: str) -> str:
    if not _latin(name) and len(name) >= _SPACED_MIN:
        return r"\s*".join(map(re.escape, "".join(name.split())))
    words = r"\s+".join(map(re.escape, folded(name).text.split()))
    return rf"(?<![^\W\d_]){words}(?![^\W\d_])" if _latin(name) else words


def _latin(name: str) -> bool:
    return all(ord(sign) < 0x250 for sign in name)


def _spread(address: str) -> str:
    """A number also where it is written with gaps."""
    digits = _plain(address)
    if "@" in address or len(digits) < len(address) / 2:
        return re.escape(address)
    return rf"(?<!\d)\+?{r'[ ().-]*'.join(digits)}(?!\d)"


def _mail(found: str) -> str:
    return masked(_DOT.sub(".", _AT.sub("@", found)).replace(" ", ""))


def _hidden(address: str) -> str:
    if "@" in address:
        return masked(address)
    plain = _plain(address)
    return "*" * max(0, len(plain) - 4) + plain[-4:]


def _plain(number: str) -> str:
    return "".join(sign for sign in number if sign.isalnum())


def _is_card(digits: str) -> bool:
    """Whether the last digit fits the others, as on every bank card (Luhn)."""
    if not digits.isdigit():
        return False
    doubled = (int(one) * (1 + place % 2) for place, one in enumerate(reversed(digits)))
    return sum(one - 9 if one > 9 else one for one in doubled) % 10 == 0


def _is_identity(number: str) -> bool:
    return len(number) == 18 and resident_id_check(number[:17]) == number[17]
