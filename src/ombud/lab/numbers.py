"""Numbers of parcels, orders and payments in lines of text: told by their form, their check digit or what stands by."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Literal, NamedTuple

Kind = Literal["parcel", "order", "payment", "amount"]
# What stands before a number says what it is; a form alone can't, since an order and a parcel may both be 18 digits.
_LABELS: tuple[tuple[Kind, str], ...] = (
    ("parcel", r"快递单号|运单号|运單號|物流单号|物流單號|快遞單號|追踪号|tracking|waybill|seguimiento|guía"),
    (
        "payment",
        r"交易单号|交易單號|商户单号|商戶單號|支付单号|流水号|transaction|payment (?:no|id|number)|transacción",
    ),
    ("order", r"订单编号|订单号|訂單編號|訂單號|order|pedido"),
)
_NEAR = re.compile("|".join(f"(?P<{kind}>{words})" for kind, words in _LABELS), re.IGNORECASE)
_LONG = re.compile(
    r"(?<![0-9A-Z*])(?:[0-9]{6}-[0-9]{15}|[0-9]{3,8}\*{2,24}[0-9]{3,8}|[0-9A-Z][0-9A-Z-]{7,31})(?![0-9A-Z*])"
)
# Printed on parcels in groups: XD 7301 9120 4471.
_GROUPS = re.compile(r"(?<![0-9A-Z])(?:[A-Z]{1,3} ?)?[0-9]{3,5}(?: [0-9]{3,5}){2,7}(?![0-9A-Z])")
_DIGITS_MIN, _MASKED_MIN = 8, 6
_MONEY = re.compile(r"(?:[¥￥$€]|RMB|CNY)\s?([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,7})(?:\.([0-9]{1,2}))?(?![0-9])")


class Number(NamedTuple):
    """One number. `sure` says that its form, or a check digit, leaves little doubt of what it is."""

    kind: Kind
    text: str
    by: str = ""
    """A courier or a way to pay, as a code: `sf`, `yto`, `wechat-pay`."""
    sure: bool = False
    line: int = 0
    """Which of the lines it stands in."""


class _Form(NamedTuple):
    by: str
    kind: Kind
    shape: re.Pattern[str]
    check: Callable[[str], bool] | None = None


def s10(text: str) -> bool:
    """The check digit of postal items (Universal Postal Union, S10): two letters, eight digits, it, two letters."""
    total = sum(int(digit) * weight for digit, weight in zip(text[2:10], (8, 6, 4, 2, 3, 5, 9, 7), strict=True))
    return int(text[10]) == {10: 0, 11: 5}.get(11 - total % 11, 11 - total % 11)


def ups(text: str) -> bool:
    """The check digit of UPS: letters count as their place in the alphabet plus two, every second sign twice."""
    values = [int(sign) if sign.isdigit() else (ord(sign) - 63) % 10 for sign in text[2:]]
    total = sum(value * (2 if at % 2 else 1) for at, value in enumerate(values[:-1]))
    return -total % 10 == values[-1]


# Forms as couriers and payers publish them; those of digits alone need a word beside them or a check digit.
_FORMS = (
    _Form("sf", "parcel", re.compile(r"SF[0-9]{12,15}")),
    _Form("yto", "parcel", re.compile(r"YT[0-9]{13}")),
    _Form("jt", "parcel", re.compile(r"JT[0-9]{13}")),
    _Form("jd", "parcel", re.compile(r"JD[A-Z]{0,2}[0-9]{11,13}(?:-[0-9]+-[0-9]+-?)?")),
    _Form("deppon", "parcel", re.compile(r"DPK[0-9]{12}")),
    _Form("amazon", "parcel", re.compile(r"TBA[0-9]{12}")),
    _Form("post", "parcel", re.compile(r"[A-Z]{2}[0-9]{9}[A-Z]{2}"), s10),
    _Form("ups", "parcel", re.compile(r"1Z[0-9A-Z]{16}"), ups),
    _Form("", "parcel", re.compile(r"[A-Z]{2,3}[0-9]{10,15}"), lambda _text: False),  # some courier's, by its look
    _Form("pinduoduo", "order", re.compile(r"[0-9]{6}-[0-9]{15}")),
    _Form("wechat-pay", "payment", re.compile(r"42000[0-9]{23}")),
    _Form("alipay", "payment", re.compile(r"20[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{20}")),
)


def numbers(lines: Iterable[str]) -> list[Number]:
    """Every number of use in the lines, each once, in their order."""
    found: dict[tuple[Kind, str], Number] = {}
    label: Kind | None = None
    for at, line in enumerate(lines):
        for one in _in_line(line, label):
            found.setdefault((one.kind, one.text), one._replace(line=at))
        said = [match.lastgroup for match in _NEAR.finditer(line)]
        # A word at a line's end speaks for the next line, where screens are narrow.
        label = _kind(said[-1]) if said and not _LONG.search(line.upper()) else None
    return list(found.values())


def _in_line(line: str, label: Kind | None) -> Iterator[Number]:
    for match in _MONEY.finditer(line):
        whole, cents = match[1].replace(",", ""), (match[2] or "").ljust(2, "0")
        yield Number("amount", str(int(whole) * 100 + int(cents)))
    # Chinese words stand right beside the digits, so they are taken for blanks first.
    for match in _LONG.finditer(_latin(line)):
        text = match[0].strip("-")
        if sum(sign.isdigit() for sign in text) < (_MASKED_MIN if "*" in text else _DIGITS_MIN):
            continue
        said = [one.lastgroup for one in _NEAR.finditer(line) if one.start() < match.start()]
        kind = _kind(said[-1]) if said else label
        yield from _told(text, kind)


def _told(text: str, kind: Kind | None) -> Iterator[Number]:
    for form in _FORMS:
        if form.shape.fullmatch(text):
            right = form.check is None or form.check(text)
            yield Number(form.kind, text, form.by, sure=right)
            return
    if kind is not None:
        yield Number(kind, text)


def _latin(line: str) -> str:
    """The line in capitals and with blanks for Chinese, as long as it was: groups of digits are drawn together."""
    plain = "".join(sign if sign.isascii() else " " for sign in line).upper()
    return _GROUPS.sub(lambda group: group[0].replace(" ", "").ljust(len(group[0])), plain)


def _kind(said: str | None) -> Kind | None:
    return next((kind for kind, _ in _LABELS if kind == said), None)
