"""Numbers of passports and of identity cards outside the mainland, and names in messengers, as they stand in a text.

Where a number has a check digit it has to fit. What has none looks like any number of an order, so it is taken for one
only behind the word that says what it is.
"""

import re
from collections.abc import Iterable

_LATIN_ID = r"[A-Za-z][\w-]{5,19}"
_WITH_A_SIGN = r"(?=[A-Za-z-]*[\d_])"
"""Plain words have no digits: "wechat payment" names nobody."""
_NOT_MONEY = r"(?! ?(?:元|块|塊|yuan|RMB|CNY|EUR))"
_HANDLE_NAMED = r"(?:号码|號碼|账号|帐号|帳號|号|號| ?id)"
_IS = r" ?(?:[:=]|是|为|為| is | es )? ?"
HANDLE = re.compile(
    r"(?:(?<![A-Za-z])(?:wechat|weixin|qq|vx)|微信|扣扣)"
    rf"(?:{_HANDLE_NAMED}{_IS}({_LATIN_ID})"
    rf"|{_HANDLE_NAMED}?{_IS}({_WITH_A_SIGN}{_LATIN_ID}|\d{{5,11}}{_NOT_MONEY})"
    rf"|(?<=信) ?: ?({_LATIN_ID}))(?![0-9A-Za-z_-])",
    re.ASCII | re.IGNORECASE,
)
"""A name in WeChat or a number of QQ, behind the word for it."""
_DOCUMENT = (
    "护照|護照|passport|pasaporte|通行证|通行證|回乡证|回鄉證|台胞证|台胞證|身份证|身份證|居留证|居留證|HKID|ID card"
)
_OF_IT = r"(?:[ :.,#=]|号码?|號碼?|number|numero|no(?![a-z])|is(?![a-z])|es(?![a-z])|是|为|為){0,6}"
DOCUMENT = re.compile(
    rf"(?:{_DOCUMENT}){_OF_IT}((?<![A-Z0-9])[A-Z]{{0,3}}\d{{6,10}}(?: ?\([\dA]\))?)(?![0-9A-Z])",
    re.ASCII | re.IGNORECASE,
)
"""A number of a passport, a permit or a card, behind the word for it."""
NUMBERS = (
    r"[A-Z]{1,2}\d{6} ?\([\dA]\)",  # an identity card of Hong Kong, if its check digit holds
    r"[157]\d{6} ?\(\d\)|[157]/\d{6}/\d",  # of Macau
    r"[A-Z][1289]\d{8}",  # of Taiwan, if its check digit holds
)
"""What is known by its form."""
_HONG_KONG = re.compile(r"[A-Z]{1,2}\d{6}[\dA]")
_TAIWAN = re.compile(r"[A-Z]\d{9}")
_LETTERS = "ABCDEFGHJKLMNPQRSTUVXYWZIO"
"""Of Taiwan's counties, in the order of their numbers, from 10 on."""
_NO_LETTER = 36
_LONGEST = 9


def fits(number: str) -> bool:
    """Whether the check digit of a number from Hong Kong or Taiwan holds; True for what is neither. Without gaps."""
    if _HONG_KONG.fullmatch(number):
        worth = [int(sign, 36) for sign in number]
        worth = worth if len(worth) == _LONGEST else [_NO_LETTER, *worth]
        return _sum(worth, range(_LONGEST, 0, -1)) % 11 == 0
    if _TAIWAN.fullmatch(number):
        county = 10 + _LETTERS.index(number[0])
        digits = [county // 10, county % 10, *map(int, number[1:])]
        return _sum(digits, (1, *range(9, 0, -1), 1)) % 10 == 0
    return True


def _sum(digits: Iterable[int], weights: Iterable[int]) -> int:
    return sum(digit * weight for digit, weight in zip(digits, weights, strict=True))
