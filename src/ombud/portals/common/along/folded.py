"""A text as it is read aloud: wide, accented, hidden and foreign signs as the plain ones they stand for."""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

DOTS = "·・•‧∙"


class Folded(NamedTuple):
    """A text in its plain form, and where each of its signs stands in the text as it was written."""

    text: str
    places: Sequence[int]


def folded(text: str) -> Folded:
    """The plain form: full-width digits, letters with accents, any dash, any blank; without signs that nobody sees."""
    if text.isascii():
        return Folded(text, range(len(text)))
    found = [(plain, place) for place, sign in enumerate(text) if (plain := _plain(sign))]
    return Folded("".join(plain for plain, _ in found), [place for _, place in found])


@lru_cache(maxsize=20_000)
def _plain(sign: str) -> str:
    """One sign, or none where it can't be seen by itself."""
    kind = unicodedata.category(sign)
    if kind in {"Cf", "Mn"}:
        return ""
    if kind == "Pd" or sign in DOTS:
        return "-"
    if kind == "Zs":
        return " "
    if kind == "Nd":
        return str(unicodedata.decimal(sign))
    alike = unicodedata.normalize("NFKC", sign)
    base = unicodedata.normalize("NFD", alike)[:1]
    return base if base.isascii() and len(alike) == 1 else alike if len(alike) == 1 else sign
