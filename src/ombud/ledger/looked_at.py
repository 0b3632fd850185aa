"""Writing down who of the staff saw or did what: looks at personal data, sign-ins, keys, roles, rules.

Acts that change a thing write their row with the act itself (desk/write.py). Everything else calls `recorded`, before
it shows anything: where the row can't be written, nothing is shown.
"""

from datetime import datetime
from typing import NamedTuple

from ombud.ledger.connection import connection

INSERT = """
INSERT INTO looked_at (platform, at, who, kind, what, thing, name, part, via, why)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
"""
KINDS = ("look", "act", "sign-in", "key", "role", "rules", "command")
"""What there is to filter by: a look at personal data, an act, a sign-in, keys, who may do what, the rules, a command
on the server."""
LOOKS = frozenset(("ContactSeen", "ExhibitsOpened", "OverlayShown", "AccusedOverlayShown", "CredentialsSeen"))
"""Events that are looks."""
NAME_MAX = 200


class About(NamedTuple):
    """What was looked at."""

    thing: str
    """complaint, penalty, order, shop, person, key, rulebook, import …"""
    name: str
    """As people know it: a number, else an id."""
    part: str = ""
    """What of it: a file, a talk."""


class LookWrite(NamedTuple):
    """A row as an act writes it with itself."""

    at: datetime
    who: str
    kind: str
    what: str
    thing: str
    name: str
    via: str


def recorded(
    platform: int, who: str, what: str, about: About, at: datetime, *, kind: str = "look", via: str = "", why: str = ""
) -> None:
    """Write down that `who` (a person's ref, `key:7`, `command`) saw or did `what` (a kebab word: `signed-in`,
    `case-read`) at that instant. Committed when this returns."""
    assert kind in KINDS, kind
    given = (who, kind, what, about.thing, about.name, about.part, via, why)
    storable = (one.replace("\x00", "�")[: NAME_MAX if one is not why else 500] for one in given)
    connection().execute(INSERT, (platform, at, *storable))


def kind_of(thing: str, event: str) -> str:
    """Of which kind an event of the staff's is."""
    return "look" if event in LOOKS else "rules" if thing == "rulebook" else "act"
