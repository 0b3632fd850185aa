"""The label that GB 45438-2025 asks of AI-made pictures in China: a small JSON, in XMP or in a note of the file."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import msgspec

from ombud.lab.finding import Finding, Strength
from ombud.lab.picture import Picture
from ombud.lab.provenance.xmp_values import plain, values

VERSION = "1"
NAMESPACE = "http://www.tc260.org.cn/ns/AIGC/1.0/"
_FIELDS = ("Label", "ContentProducer", "ProduceID", "ContentPropagator", "PropagateID")
_SIGNED = ("ReservedCode1", "ReservedCode2")
_COMMENT, _DESCRIPTION = 0x9286, 0x010E
_STRENGTHS: dict[str, Strength] = {"1": "strong", "2": "clear", "3": "weak"}
"""1: its maker says that it is AI-made; 2: whoever spread it found that it may be; 3: they suspect it."""


def look(picture: Picture) -> Finding:
    """The label as it stands, whoever wrote it: that it is there is a statement, no proof."""
    for place, text in _labels(picture):
        told = _read(text)
        if told is None:
            continue
        facts: dict[str, str | int | float | bool | list[str]] = {"place": place}
        facts.update({name: said for name in _FIELDS if (said := plain(str(told.get(name, ""))))})
        if any(told.get(name) for name in _SIGNED):
            facts["signed"] = True  # nobody publishes the keys by which that could be checked
        label = str(told.get("Label", "")).strip()
        return Finding(
            detector="aigc-label",
            version=VERSION,
            kind="observed",
            strength=_STRENGTHS.get(label, "weak"),
            facts=facts,
        )
    return Finding(detector="aigc-label", version=VERSION, kind="observed", facts={"absent": True})


def _labels(picture: Picture) -> Iterator[tuple[str, str]]:
    """Where such a label may stand: in XMP under the standard's own name, in notes by that keyword, in EXIF."""
    found = picture.carried
    prefix = re.search(rf"xmlns:([A-Za-z0-9_.-]{{1,40}})\s*=\s*[\"']{re.escape(NAMESPACE)}[\"']", found.xmp)
    for name in dict.fromkeys((prefix[1] if prefix else "TC260", "TC260")):
        for value in values_of(found.xmp, f"{name}:AIGC"):
            yield "xmp", value
    for key, text in found.texts.items():
        if key.rpartition(":")[2].upper() == "AIGC" or '"AIGC"' in text[:4000]:
            yield "note", text
    for table, tag in (("exif", _COMMENT), ("first", _DESCRIPTION)):
        said = _as_text(found.exif.tags.get((table, tag)))
        if "AIGC" in said:
            yield "exif", said


def _as_text(value: object) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value or "")


def values_of(xmp: str, name: str) -> list[str]:
    """The values, whole: a label with its signatures is longer than what is shown of others."""
    if name not in xmp:
        return []
    at = xmp.find(name)
    around = unescape(xmp[at : at + 8000])
    return [around[around.find("{") :]] if "{" in around else values(xmp, name)


def _read(text: str) -> dict[str, Any] | None:
    """The label's fields, from the first brace to the one that closes it, be it by itself or under `AIGC`."""
    start = text.find("{")
    body = _closed(text[start : start + 8000]) if start >= 0 else ""
    try:
        told = msgspec.json.decode(body.encode("utf-8", "replace"))
    except msgspec.DecodeError:
        told = dict(re.findall(r"[\"'](\w{1,40})[\"']\s*:\s*[\"']?([^\"',}]{0,300})", body))
    if isinstance(told, dict) and isinstance(told.get("AIGC"), dict):
        told = told["AIGC"]
    return told if isinstance(told, dict) and any(name in told for name in _FIELDS) else None


def _closed(text: str) -> str:
    depth = 0
    for at, sign in enumerate(text):
        depth += (sign == "{") - (sign == "}")
        if depth == 0:
            return text[: at + 1]
    return text
