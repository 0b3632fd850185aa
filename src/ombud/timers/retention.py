"""Takes away what was kept for as long as it may be: words and files of what is over, drafts, visits, old links.

What a law holds stays, and is looked at in each round. A stream is purged once; the table `erased` says when and why.
"""

import logging
import threading
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from ombud.accounts.platforms import Settings, ahead_of, settings_of
from ombud.core.erasure.ends import RUNNING
from ombud.core.policy.retention import KINDS
from ombud.desk.erasing import erase
from ombud.desk.erasing.holds import holds_of
from ombud.ledger.connection import connection, rows
from ombud.packs.load import UnknownPackError, load_pack
from ombud.timers import running
from ombud.timers.over import ONCE, OVER, ROWS, still_named
from ombud.vault.models import EvidenceFile

BATCH = 200
log = logging.getLogger(__name__)
LOCK, UNLOCK = (f"SELECT pg_{name}(hashtext('retention'))" for name in ("try_advisory_lock", "advisory_unlock"))
PLATFORMS = "SELECT id FROM accounts_platform ORDER BY id"
PEOPLE = "SELECT DISTINCT stream, person FROM kept_words WHERE platform = %s AND stream = ANY(%s) AND erased_on IS NULL"
OF_THIS_WORLD = ("drafts", "visits", "deliveries", "links")
"""What bears the time of this world also on a sandbox, whose clock was put forward."""
FILES = "SELECT DISTINCT file FROM file_use WHERE platform = %s AND stream = ANY(%s)"


def purge(now: datetime, stop: threading.Event | None = None, only: int | None = None) -> dict[tuple[int, str], int]:
    """One pass over every platform, or only one, by one of several workers: by platform and kind, how many streams or
    rows went."""
    if not connection().execute(LOCK).fetchone()[0]:  # type: ignore[index]  # it gives one row
        return {}
    try:
        return _purged(now, stop, only)
    finally:
        connection().execute(UNLOCK)


def _purged(now: datetime, stop: threading.Event | None, only: int | None) -> dict[tuple[int, str], int]:
    gone: dict[tuple[int, str], int] = {}
    for (platform,) in rows(PLATFORMS) if only is None else [(only,)]:
        here = now + ahead_of(platform)
        settings = settings_of(platform, here)
        try:
            spans = load_pack(settings.pack).pack.retention
        except UnknownPackError:
            log.exception("What platform %s keeps can't be purged without its pack", platform)
            continue
        for kind in KINDS:
            if stop is not None and stop.is_set():
                return gone
            at = now if kind in OF_THIS_WORLD else here
            done = _kind(settings, kind, at - timedelta(days=spans.days(kind)), at)
            gone |= {(platform, kind): done} if done else {}
    return gone


def _kind(settings: Settings, kind: str, before: datetime, now: datetime) -> int:
    if kind in ROWS:
        return _rows(settings.id, kind, before)
    if kind in RUNNING:
        return running.purge(settings, kind, before, now)
    return _streams(settings, kind, before, now)


def _rows(platform: int, kind: str, before: datetime) -> int:
    return sum(connection().execute(one, (platform, before)).rowcount for one in ROWS[kind])


def _streams(settings: Settings, kind: str, before: datetime, now: datetime) -> int:
    return sum(_purge(settings, kind, streams, now) for streams in _over(settings.id, kind, before))


def _over(platform: int, kind: str, before: datetime) -> Iterator[list[str]]:
    asked = {"platform": platform, "before": before, "after": "", "limit": BATCH}
    while found := [stream for (stream,) in rows(OVER[kind] + ONCE, asked)]:
        yield found
        asked["after"] = found[-1]


def _purge(settings: Settings, kind: str, streams: Sequence[str], now: datetime) -> int:
    platform, on = settings.id, now.astimezone(settings.zone).date()
    holds = holds_of(platform, streams, now)
    free = [one for one in streams if one not in holds]
    for stream, person in rows(PEOPLE, (platform, free)):
        erase.erase_words(platform, person, [stream], kind, now, on)
    erase.erase_contact_in(platform, free)
    ids = [file for (file,) in rows(FILES, (platform, free))]
    held = still_named(platform, ids, free)
    files = list(EvidenceFile.objects.filter(platform=platform, id__in=ids, erased_on=None)) if ids else []
    erase.erase_files(platform, files, held, kind, now, on)
    for stream in free:
        connection().execute(erase.WRITTEN, (platform, now, stream, "", kind, 0, 0))
    return len(free)
