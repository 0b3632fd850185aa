"""Asks every cell over one prepared world, and keeps of each answer what tests look at."""

import html
import json
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any, NamedTuple
from urllib.parse import quote

from ombud.desk import clock
from tests.access import roles
from tests.access.lives import lived
from tests.access.matrix import Cell, call_cells, page_cells
from tests.access.platform import Side
from tests.access.tokens import Canaries, Canary
from tests.cast import MONDAY

NOW = MONDAY + timedelta(hours=6)
CHANGES = re.compile(
    r'csrfmiddlewaretoken" value="[^"]+"|CSRFToken": ?"[^"]+"|csrfToken=[^;]+|\d\d:\d\d:\d\d|"instance":"[^"]+"'
)
"""What differs in each answer: tokens against forged forms, and the time."""
LOOSE_HEADERS = {"Content-Length", "Date", "X-Request-ID"}


class Answered(NamedTuple):
    """One cell's answer."""

    cell: Cell
    status: int
    location: str
    said: str
    """Body and headers with what differs in each answer, and the address asked for, taken out."""
    found: frozenset[Canary]


class World(NamedTuple):
    """Both platforms, and who asks."""

    a: Side
    b: Side
    canaries: Canaries
    browsers: dict[str, Any]
    callers: dict[str, Any]


@contextmanager
def at_work() -> Iterator[None]:
    """The hour at which all is asked: six after the Monday of the cast."""
    with clock.at(NOW):
        yield


def prepared() -> World:
    """Two platforms on which everything happened."""
    canaries = Canaries()
    a, b = lived(Side("a", canaries)), lived(Side("b", canaries))
    return World(a, b, canaries, roles.browsers(a, b), roles.callers(a, b))


def pages(world: World) -> Iterator[Answered]:
    """Every page, as everybody."""
    for cell in page_cells(world.a):
        client = world.browsers[cell.role]
        yield answered(world, cell, client.generic(cell.method, cell.path, b""))


def calls(world: World) -> Iterator[Answered]:
    """Every call, as everybody."""
    for cell in call_cells(world.a):
        body = json.dumps(cell.body).encode() if cell.method != "GET" else b""
        yield answered(world, cell, world.callers[cell.role](cell.method, cell.path, body))


def asked(world: World, cells: Iterable[Cell]) -> list[Answered]:
    """What these cells are answered."""
    found = []
    for cell in cells:
        api = cell.path.startswith("/api/")
        call = world.callers[cell.role] if api else world.browsers[cell.role].generic
        found.append(answered(world, cell, call(cell.method, cell.path)))
    return found


def answered(world: World, cell: Cell, answer: Any) -> Answered:
    """What is kept of an answer."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    headers = {name: value for name, value in answer.headers.items() if name not in LOOSE_HEADERS}
    # A session's first page sets these two, and one a minute later renews them, whatever it is asked for.
    cookies = sorted(set(answer.cookies) - {"ombud_csrf", "ombud_session"})
    whole = body + "\n".join(f"{name}: {value}" for name, value in headers.items()).encode()
    said = ""
    if cell.refused:
        said = _same(f"{body.decode('utf-8', 'replace')}\n{sorted(headers.items())}\n{cookies}", cell.path)
    return Answered(cell, answer.status_code, headers.get("Location", ""), said, frozenset(world.canaries.found(whole)))


def _same(text: str, path: str) -> str:
    """The text without what differs in each answer, and without the address that was asked for."""
    bare = path.partition("?")[0]
    if bare == "/":
        return CHANGES.sub("…", text.replace('name="next" value="/"', 'name="next" value="HERE"'))
    forms = (path, html.escape(path), quote(path), quote(path, safe=""), bare, html.escape(bare), quote(bare, safe=""))
    for form in forms:
        text = text.replace(form, "HERE")
    return CHANGES.sub("…", text)
