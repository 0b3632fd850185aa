"""Values out of an XMP packet by name, found as text: no parser of XML, so nothing can unfold or lead elsewhere."""

import re
from html import unescape

VALUE_MAX = 300
"""Characters of a value that are kept."""
_VALUES_MAX, _ELEMENT_MAX = 50, 8_000
_ATTRIBUTE = re.compile(r"""\s{0,8}=\s{0,8}(?:"([^"<]{0,4000})"|'([^'<]{0,4000})')""")
_ITEM = re.compile(r"<rdf:li[^<>]{0,200}>([^<]{0,4000})</rdf:li>")


def values(xmp: str, name: str) -> list[str]:
    """Every value of `prefix:name`, as attribute or as element, in the order they stand; also items of a list."""
    found: list[str] = []
    at = xmp.find(name)
    while at >= 0 and len(found) < _VALUES_MAX:
        end = at + len(name)
        if xmp[at - 1] == "<":
            found += _inside(xmp, name, end)
        elif match := _ATTRIBUTE.match(xmp, end):
            found.append(match[1] or match[2] or "")
        at = xmp.find(name, end)
    return [said for one in found if (said := plain(unescape(one)))]


def _inside(xmp: str, name: str, at: int) -> list[str]:
    start = xmp.find(">", at, at + 300) + 1
    end = xmp.find(f"</{name}>", start, start + _ELEMENT_MAX) if start else -1
    if end < 0 or xmp[at : at + 1] not in ("", ">", " ", "\n", "\t", "\r"):
        return []
    inside = xmp[start:end]
    return _ITEM.findall(inside)[:_VALUES_MAX] if "<" in inside else [inside]


def first(xmp: str, name: str) -> str:
    """The first of `values`, or nothing."""
    return next(iter(values(xmp, name)), "")


def plain(text: str) -> str:
    """One line of printable characters, for whoever shows it."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text[: 4 * VALUE_MAX]).split())[:VALUE_MAX]
