"""What a group of routes is: who may, and the routes, one a line."""

from typing import NamedTuple

TAKEN = (200, 204, 302, 400, 409, 422)
"""A form sent empty by somebody who may send it: taken, or found wanting, but never as if it weren't there."""


TAKEN_CALL = (200, 201, 202, 204, 400, 403, 409, 422)
"""The same of a call; a refusal of the rules is an answer too."""


class Route(NamedTuple):
    """One line of a table."""

    name: str
    methods: str
    """Of GET and POST: those it takes. The other one answers 405 to whoever may."""
    things: str
    """What its address names, as tests/access/things.py knows it."""
    query: str
    statuses: tuple[int, ...]
    """What those who may are answered instead of 200, where it isn't that."""


class Group(NamedTuple):
    """Routes that the same people may use. Everybody else is sent to sign in, or finds nothing there."""

    what: str
    may: tuple[str, ...]
    routes: tuple[Route, ...]
    near: tuple[str, ...]
    """Who is refused, and asks in each run; everybody else asks in the deep form."""


def group(what: str, may: str, near: str, table: str) -> Group:
    """A group from its table: `name  methods  things|-  [?query]  [status …]` on each line."""
    routes = tuple(_route(line) for line in table.strip().splitlines())
    return Group(what, tuple(may.split()), routes, tuple(near.split()))


def _route(line: str) -> Route:
    name, methods, *rest = line.split()
    query = next((one for one in rest if one[0] in "?!"), "")
    statuses = tuple(int(one) for one in rest if one.isdigit() and len(one) == 3)
    named = [one for one in rest if one not in ("-", query) and not (one.isdigit() and len(one) == 3)]
    return Route(name, methods, " ".join(named), query, statuses)
