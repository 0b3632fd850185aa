"""Puts the certificates in a time stamp's answer in the order that DER wants, which OpenSSL's authorities don't keep.

The signature is over what was stamped and when; the certificates beside it are in no order that matters, but a strict
reader refuses the whole answer for it.
"""

from collections.abc import Iterator
from typing import NamedTuple

CERTIFICATES = 0xA0
_LONG, _LENGTH = 0x80, 0x7F


class _Part(NamedTuple):
    """One value of ASN.1: its tag, where it begins, where what it holds begins, and where both end."""

    tag: int
    at: int
    inside: int
    end: int


def in_order(answer: bytes) -> bytes:
    """The answer with its certificates sorted; as it was where it can't be read as one."""
    try:
        found = certificates(answer)
    except (ValueError, IndexError):
        return answer
    if not found:
        return answer
    begin, some = found
    end = begin + sum(map(len, some))
    return answer[:begin] + b"".join(sorted(some)) + answer[end:]


def certificates(answer: bytes) -> tuple[int, list[bytes]] | None:
    """Where the certificates begin, and each of them (RFC 3161, 2.4.2; RFC 5652, 5.1); None where there are none.

    Raises ValueError, IndexError where it isn't built like that.
    """
    (whole,) = _parts(answer, 0, len(answer))
    _status, token = _parts(answer, whole.inside, whole.end)
    _kind, content = _parts(answer, token.inside, token.end)
    (signed,) = _parts(answer, content.inside, content.end)
    its = next((one for one in _parts(answer, signed.inside, signed.end) if one.tag == CERTIFICATES), None)
    if its is None:
        return None
    return its.inside, [answer[one.at : one.end] for one in _parts(answer, its.inside, its.end)]


def _parts(data: bytes, at: int, end: int) -> Iterator[_Part]:
    while at < end:
        length, inside = data[at + 1], at + 2
        if length & _LONG:
            signs = length & _LENGTH
            length, inside = int.from_bytes(data[inside : inside + signs]), inside + signs
        if inside + length > end or (inside == at + 2 and data[at + 1] == _LONG):
            raise ValueError("not in DER")
        yield _Part(data[at], at, inside, inside + length)
        at = inside + length
