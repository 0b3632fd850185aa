"""A long file in parts: each is set by itself, so that a case of thousands of entries takes no more memory than a short
one, and is a whole document with its own cover, contents and proof of what it is."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

Row = dict[str, Any]
ENTRIES = 600
"""In one part, of events, messages and exhibits together: about a hundred pages, set in some twelve seconds by one
processor."""
LISTS = ("story", "talks", "evidence")
"""The sections that grow, by their ids; the others are short."""


def weight(page: Row) -> int:
    """How many entries the file has."""
    return len(page["events"]) + sum(map(_lines, page.get("talks", ()))) + len(page["exhibits"])


def whole(page: Row) -> Row:
    """All of it as one."""
    return {**page, "here": {one["id"] for one in page["sections"]}, "part": 1, "parts": 1, "counted_from": 0}


def parts(page: Row) -> list[Row]:
    """The pages of each part; one, as it is, where all fits in one."""
    if weight(page) <= ENTRIES:
        return [whole(page)]
    filled = list(_filled(page))
    ids, made = [one["id"] for one in page["sections"]], list[Row]()
    filled = list(_filled(page))
    for number, lists in enumerate(filled, 1):
        held = _held(ids, lists, first=number == 1, last=number == len(filled))
        before = made[-1]["here"] if made else set()
        its = [_titled(one, one["id"] in before) for one in page["sections"] if one["id"] in held]
        counted = {"here": held, "sections": its, "part": number, "parts": len(filled)}
        shown = {"events": lists["story"], "talks": lists["talks"], "exhibits": lists["evidence"]}
        made.append({**page, **shown, **counted, "counted_from": ids.index(its[0]["id"])})
    return made


def _held(ids: list[str], lists: dict[str, list[Row]], *, first: bool, last: bool) -> set[str]:
    """The sections of one part: what comes before the story in the first, what comes after the evidence in the last."""
    held = {id for id in LISTS if lists[id]}
    if first:
        held |= set(ids[: ids.index("story")])
    if last:
        held |= set(ids[ids.index("evidence") :])
    return held


def _titled(section: Row, goes_on: bool) -> Row:
    if not goes_on:
        return section
    # Translators: the heading of a part of a long paper that began in the part before
    return {**section, "title": _("{title} (continued)").format(title=section["title"])}


def _filled(page: Row) -> Iterator[dict[str, list[Row]]]:
    """The growing lists, cut where a part is full."""
    part, room = _empty(), ENTRIES
    for id, one in _all(page):
        size = _lines(one) if id == "talks" else 1
        if size > room:
            yield part
            part, room = _empty(), ENTRIES
        part[id].append(one)
        room -= size
    if room < ENTRIES:
        yield part


def _all(page: Row) -> Iterator[tuple[str, Row]]:
    for one in page["events"]:
        yield "story", one
    for card in page.get("talks", ()):
        yield from (("talks", one) for one in _cut(card))
    for one in page["exhibits"]:
        yield "evidence", one


def _lines(card: Row) -> int:
    return max(1, len(card["rows"]))


def _cut(card: Row) -> Iterator[Row]:
    """A talk, a part's worth at a time: what was said with it stands before all, its fingerprint after all."""
    for start in range(0, _lines(card), ENTRIES):
        rows, rest = card["rows"][start : start + ENTRIES], card["rows"][start + ENTRIES :]
        yield {**card, "rows": rows, "said": "" if start else card["said"], "hash": "" if rest else card["hash"]}


def _empty() -> dict[str, list[Row]]:
    return {id: [] for id in LISTS}
