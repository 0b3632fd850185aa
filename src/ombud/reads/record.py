"""What happened to a report or to an account, as the staff read it: events in order, with the words beside them."""

from collections.abc import Callable
from typing import Any, NamedTuple

import msgspec

from ombud.core.account.events import AccountEvent
from ombud.core.erasure.events import ErasureEvent
from ombud.core.people import Party
from ombud.core.report.events import ReportEvent
from ombud.ledger.connection import rows
from ombud.ledger.words import words_of
from ombud.reads.timeline import EVENTS


class _ReportBody(msgspec.Struct):
    audience: tuple[str, ...]
    event: ReportEvent


class _AccountBody(msgspec.Struct):
    audience: tuple[str, ...]
    event: AccountEvent


class Record(NamedTuple):
    """The events one party may read, oldest first, and the words they speak of by their hash."""

    events: tuple[Any, ...]
    words: dict[str, str]

    def said(self, kept: str) -> str:
        """The words behind a hash; empty where law has erased them or nothing was said."""
        return self.words.get(kept, "")


_read_report = msgspec.json.Decoder(_ReportBody).decode
_read_account = msgspec.json.Decoder(_AccountBody).decode


def report_record(platform: int, report: str, party: Party) -> Record:
    """What happened to a report, as this party may read it."""
    return _record(platform, report, party, _read_report)


def account_record(platform: int, account: str, party: Party) -> Record:
    """What happened to an account, as this party may read it."""
    return _record(platform, f"account/{account}", party, _read_account)


class _ErasureBody(msgspec.Struct):
    audience: tuple[str, ...]
    event: ErasureEvent


_read_erasure = msgspec.json.Decoder(_ErasureBody).decode


def erasure_record(platform: int, person: str, party: Party) -> Record:
    """What a person asked to have erased, and what came of it."""
    return _record(platform, f"erasure/{person}", party, _read_erasure)


def _record(platform: int, stream: str, party: Party, read: Callable[[bytes], Any]) -> Record:
    bodies = (read(bytes(body)) for _, body in rows(EVENTS, (platform, stream)))
    return Record(tuple(one.event for one in bodies if party in one.audience), words_of(platform, stream))
