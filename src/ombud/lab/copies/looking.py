"""Looking for a picture's source: by hash first, and only then by local features; every candidate is checked."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from msgspec.structs import replace

from ombud.lab.copies import codes, votes
from ombud.lab.copies.description import Description, read
from ombud.lab.copies.differing import differing_roughly
from ombud.lab.copies.grades import grade
from ombud.lab.copies.segment import Segment
from ombud.lab.copies.verify import Laid, lay_features, lay_views
from ombud.lab.finding import Match, Strength

CHECKED_MAX = 8
"""Candidates whose geometry is checked, each some 3 ms of processor time."""
HASHED_MAX = 24
DIFFERING_MAX = 3
"""Matches with which it is said what differs, each some 5 ms."""
_VOTES_MIN = 0.5
"""Less than two rare words in common is chance."""
_BACK = (0, 3, 2, 1, 4, 5, 6, 7)
"""The way that undoes each of the eight: quarters turn back, mirror images undo themselves."""
_ORDER: dict[Strength, int] = {"strong": 3, "clear": 2, "weak": 1, "none": 0}


class Held(NamedTuple):
    """A segment, and which of its pictures are gone."""

    segment: Segment
    gone: set[int]


class Found(NamedTuple):
    """One picture of the gallery, how it lies on the query, and how sure that is."""

    match: Match
    laid: Laid
    strength: Strength
    by: str
    """`hash` or `features`."""


class _Candidate(NamedTuple):
    held: int
    number: int


def look_for(
    query: Description, among: Sequence[Held], data: Callable[[int, int], bytes], *, thorough: bool
) -> tuple[Found, ...]:
    """All that are graded above `none`, the surest first. `data` reads a description from where it is kept."""
    known: dict[_Candidate, Description] = {}

    def source(one: _Candidate) -> Description:
        if one not in known:
            start, size = among[one.held].segment.where[one.number]
            known[one] = read(data(int(start), int(size)))
        return known[one]

    def found(one: _Candidate, laid: Laid, by: str) -> Found:
        match = laid.match(among[one.held].segment.ids[one.number])
        return Found(match, laid, grade(laid, by_hash=by == "hash"), by)

    by_hash: dict[_Candidate, Found] = {}
    hashed = _hashed(query, among)
    for candidate, view, source_view, way in hashed[:HASHED_MAX]:
        one = found(candidate, lay_views(query, source(candidate), view, source_view, way), "hash")
        if one.strength != "none":
            by_hash.setdefault(candidate, one)
    if by_hash and not thorough:
        return _told(query, by_hash, source)
    wanted = list(dict.fromkeys([one[0] for one in hashed if one[0] not in by_hash][:CHECKED_MAX]))
    wanted += [one for one in _voted(query, among) if one not in by_hash and one not in wanted]
    rest: dict[_Candidate, Found] = {}
    for candidate in wanted[: CHECKED_MAX + len(hashed[:CHECKED_MAX])]:
        one = found(candidate, lay_features(query, source(candidate)), "features")
        if one.strength != "none":
            rest[candidate] = one
        if one.strength == "strong" and not thorough:
            break
    return _told(query, by_hash | rest, source)


def _hashed(query: Description, among: Sequence[Held]) -> list[tuple[_Candidate, int, int, int]]:
    """Candidates whose code is within the radius, nearest first: with the query's view, theirs, and the way."""
    found = []
    for view in (0, 1) if query.framed else (0,):
        for way in range(8):
            for held, (one, gone) in enumerate(among):
                places, apart = codes.search(query.codes[view, way], one.table)
                for place, far in zip(places, apart, strict=True):
                    number, source_view = divmod(int(one.owners[place]), 2)
                    if number not in gone:
                        found.append((int(far), _Candidate(held, number), view, source_view, _BACK[way]))
    return [(candidate, view, theirs, way) for _, candidate, view, theirs, way in sorted(found)]


def _voted(query: Description, among: Sequence[Held]) -> list[_Candidate]:
    """The pictures with most votes."""
    question = votes.asked(query.descriptors)
    found = []
    for held, (one, gone) in enumerate(among):
        count = votes.votes(question, one.lists, len(one.ids))
        count[list(gone)] = 0
        best = np.argsort(-count, kind="stable")[:CHECKED_MAX]
        found += [(-float(count[at]), _Candidate(held, int(at))) for at in best if count[at] >= _VOTES_MIN]
    return [candidate for _, candidate in sorted(found)[:CHECKED_MAX]]


def _told(
    query: Description, some: dict[_Candidate, Found], source: Callable[[_Candidate], Description]
) -> tuple[Found, ...]:
    """Sorted; with the surest it is said what differs, as far as their thumbnails show it."""
    rank = sorted(
        some, key=lambda one: (-_ORDER[some[one].strength], -some[one].laid.inliers, -some[one].laid.agreement)
    )
    told: list[Found] = []
    for candidate in rank:
        one = some[candidate]
        if len(told) < DIFFERING_MAX and one.strength != "weak":
            differs = differing_roughly(query, source(candidate), one.match)
            one = one._replace(match=replace(one.match, differs=differs))
        told.append(one)
    return tuple(told)
