"""Counts open deadlines again after a working-day table was replaced: each that moves, by an event of its own."""

import logging

import msgspec

from ombud.accounts.models import Platform
from ombud.core.people import Clock
from ombud.desk.handle import Act, Done
from ombud.desk.handle_many import handle_many
from ombud.ledger.connection import rows
from ombud.packs.load import UnknownPackError, load_version

BATCH = 200
log = logging.getLogger(__name__)
OPEN = """
SELECT id, kind, pack, state FROM stream
WHERE platform = %s AND kind IN ('complaint', 'penalty', 'shop', 'evidence_report')
    AND next_due_at IS NOT NULL AND id > %s
ORDER BY id LIMIT %s
"""


class _Counted(msgspec.Struct):
    calendar: str = ""


class _Open(msgspec.Struct):
    deadlines: tuple[_Counted, ...] = ()


_read = msgspec.json.Decoder(_Open).decode


def recount() -> int:
    """Look at all that is open and counted by days; returns how many things had a deadline that moved.

    Safe to repeat. A platform whose pack isn't there any more stops no other.
    """
    moved = 0
    for platform in Platform.objects.values_list("pk", flat=True):
        try:
            moved += _recount(platform)
        except UnknownPackError:
            log.exception("Deadlines of platform %s can't be counted again", platform)
    return moved


def _recount(platform: int) -> int:
    moved, after = 0, ""
    while found := rows(OPEN, (platform, after, BATCH)):
        after = found[-1][0]
        acts = [
            Act(platform, f"{kind}.recount", id.removeprefix(f"{kind}/"), Clock(), via="calendar")
            for id, kind, pack, state in found
            if _stale(pack, bytes(state))
        ]
        moved += sum(isinstance(outcome, Done) for outcome in handle_many(acts))
    return moved


def _stale(pack: str, state: bytes) -> bool:
    """Whether a deadline was counted by another table than the one in force."""
    now = load_version(pack).calendar.version
    return any(one.calendar not in ("", now) for one in _read(state).deadlines)
