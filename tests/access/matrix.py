"""The matrix route × role × ownership: cells, made of the groups in pages.py and calls.py.

A new page or call needs its line in a group there. `OMBUD_DEEP=1` asks every cell; without it those who may ask, and of
the others those named as near: who comes closest to being let in, and one of each kind that isn't.
"""

import os
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from django.urls import URLResolver, get_resolver, reverse

from ombud.api.v1.urls import _addresses
from ombud.site.take_along import ADDRESSES
from tests.access import roles
from tests.access.calls import CALLS
from tests.access.groups import TAKEN, TAKEN_CALL, Group, Route
from tests.access.pages import PAGES
from tests.access.platform import Side
from tests.access.things import missing, resolved

COSTLY = ("paper", "archive", "-pdf", "copy", "/copy", "pack-publish", "pack-roll-back")
"""Files and replays that take a second to make: in each run one of those who may has one made."""
FEW = ("stranger", "ana", "boris", "rita", "b.rita", "no-key")
"""Of everybody, where everybody may."""
ALIKE = ("service", "admin")
"""Who may what the others of their kind may, almost everywhere: where three or more may, the others ask."""
DEEP = os.environ.get("OMBUD_DEEP") == "1"

OPEN_TO_ASK = ("announcement", "announcement-versions", "announcement-version")
"""Pages that strangers may see some of: what they may not see isn't there, for them too."""
LINKS = ("follow", "invited")
"""Secret links: one that isn't, or is no more, says so."""
NAMELESS = ("alive", "ready", "metrics", "healthz")
"""Addresses for machines, which no page links to."""


class Cell(NamedTuple):
    """Who asks what, of whose, and what comes back."""

    role: str
    method: str
    route: str
    path: str
    whose: str
    """`there`: of platform a, whoever asks; `missing`: of nobody."""
    expected: tuple[int, ...]
    refused: bool
    """Whether nothing of the thing may be said."""
    body: dict[str, Any] = {}
    """Of a call."""


def page_cells(side: Side) -> Iterator[Cell]:
    """All cells of pages to be asked in this run: first what is refused, then what is read, then what is sent."""
    found = [cell for one in PAGES for route in one.routes for cell in _of_page(one, route, side)]
    yield from sorted(found, key=lambda cell: (not cell.refused, cell.method != "GET"))


def call_cells(side: Side) -> Iterator[Cell]:
    """The same of calls."""
    found = [cell for one in CALLS for route in one.routes for cell in _of_call(one, route, side)]
    yield from sorted(found, key=lambda cell: (not cell.refused, cell.method != "GET"))


def _of_page(its: Group, route: Route, side: Side) -> Iterator[Cell]:
    name = route.name.partition("+")[0]
    path, gone = page_path(name, route, side), page_path(name, route, side, there=False)
    for method in route.methods.split(","):
        for role in _asking(its, roles.PAGES, method, costly=name.endswith(COSTLY)):
            if role in its.may:
                yield Cell(role, method, route.name, path, "there", _granted(route, method), refused=False)
            else:
                shut = role in (roles.STRANGER, *roles.GONE) and bool(its.may) and name not in OPEN_TO_ASK
                yield Cell(role, method, route.name, path, "there", (302,) if shut else (404,), refused=True)
        if gone and its.may:
            spent = 410 if name in LINKS else 404
            yield Cell(its.may[0], method, route.name, gone, "missing", (spent,), refused=True)
    for method in ("GET", "POST"):
        if method not in _methods()[name] and its.may and roles.STRANGER not in its.may:
            yield Cell(its.may[0], method, route.name, path, "there", (405,), refused=False)


def _of_call(its: Group, route: Route, side: Side) -> Iterator[Cell]:
    path, gone = call_path(route, side), call_path(route, side, there=False)
    pairs = (one.split("=") for one in route.query[1:].split("&") if route.query.startswith("!"))
    body = {name: side.made.get(value, value) for name, value in pairs}
    for method in route.methods.split(","):
        for role in _asking(its, tuple(roles.CALLERS), method, costly=route.name.endswith(COSTLY)):
            may = role in its.may
            expected = _granted_call(route, method) if may else (_shut(role),)
            yield Cell(role, method, route.name, path, "there", expected, refused=not may, body=body)
        if gone and its.may:
            yield Cell(its.may[0], method, route.name, gone, "missing", (404,), refused=True, body=body)


def _shut(role: str) -> int:
    if role in ("no-key", "revoked-key"):
        return 401
    return 403 if role in ("out-of-scope", "exstaff") else 404


def _granted(route: Route, method: str) -> tuple[int, ...]:
    if route.statuses:
        return (*route.statuses, *(TAKEN if method != "GET" else ()))
    return (200,) if method == "GET" else TAKEN


def _granted_call(route: Route, method: str) -> tuple[int, ...]:
    return route.statuses or ((200,) if method == "GET" else TAKEN_CALL)


@cache
def _methods() -> dict[str, str]:
    """All methods that a page takes, whoever may."""
    found: dict[str, str] = defaultdict(str)
    for its in PAGES:
        for route in its.routes:
            found[route.name.partition("+")[0]] += route.methods
    return found


def _asking(its: Group, everybody: tuple[str, ...], method: str, *, costly: bool) -> tuple[str, ...]:
    """Who asks in this run. A form goes the way of its page: few are enough, since all were asked for that."""
    if DEEP:
        return everybody
    may, near = its.may, its.near
    if roles.STRANGER in may:
        may = tuple(one for one in may if one in FEW)
    may = tuple(one for one in may if one not in ALIKE or len(may) < 3)
    if method != "GET" or costly:
        may, near = may[:1], near[:4]
    return tuple(one for one in everybody if one in may or one in near)


def page_path(name: str, route: Route, side: Side, *, there: bool = True) -> str:
    """Where the page is; of a thing that isn't there, empty where its address names none."""
    if not there and (not route.things or route.things.startswith("=")):
        return ""
    args = resolved(route.things, side) if there else missing(route.things, side)
    return (f"/{name}" if name in NAMELESS else reverse(name, args=args)) + _query(route, side)


def call_path(route: Route, side: Side, *, there: bool = True) -> str:
    """Where the call is."""
    if not there and (not route.things or route.things.startswith("=")):
        return ""
    path = route.name.partition("+")[0]
    for one in resolved(route.things, side) if there else missing(route.things, side):
        path = path.replace("{}", one, 1)
    return f"/api/v1/{path}{_query(route, side)}"


def _query(route: Route, side: Side) -> str:
    if not route.query.startswith("?"):
        return ""
    pairs = (one.split("=") for one in route.query[1:].split("&"))
    return "?" + "&".join(f"{name}={side.made.get(value, value)}" for name, value in pairs)


def site_routes() -> set[str]:
    """The names of all pages there are; for one without a name, its address."""
    return {name for name, at in _walk(get_resolver().url_patterns, "") if not at.startswith("api/")}


def _walk(found: list[object], prefix: str) -> Iterator[tuple[str, str]]:
    for one in found:
        at = prefix + str(getattr(one, "pattern", ""))
        if isinstance(one, URLResolver):
            yield from _walk(one.url_patterns, at)
        else:
            yield getattr(one, "name", "") or at, at


def call_routes() -> set[tuple[str, str]]:
    """Each call there is: its address with `{}` for ids, and its method."""
    keyed = {_bare(route): {one.upper() for one in its} for route, its in (_addresses() | ADDRESSES).items()}
    found = {_bare(at) for _name, at in _walk(get_resolver().url_patterns, "") if at.startswith("api/v1/")}
    return {(route, one) for route in found - {""} for one in keyed.get(route, {"GET"})}


def _bare(route: str) -> str:
    return re.sub(r"<\w+:\w+>", "{}", route.removeprefix("api/v1/"))
