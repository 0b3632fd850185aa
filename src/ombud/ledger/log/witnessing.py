"""Witnesses: others who are given the log's checkpoints, so that the platform can't show another past later on."""

from datetime import datetime, timedelta
from typing import NamedTuple

from django.conf import settings

from ombud.ledger.connection import connection, rows
from ombud.ledger.log.receipt import Kept, latest

EVERY = {"mailto": timedelta(hours=1)}
"""How often at most a witness of a kind is given the newest one, where more often would be a nuisance."""
AT_MOST_EVERY = timedelta(seconds=5)
WAITS = (5, 15, 60, 300, 900, 3600)
"""Seconds until the next try after failures: a witness that is away for a day is tried each hour."""
FAILURE_MAX = 300
CLAIM = """
INSERT INTO log_witness AS w (platform, witness, tried_at) VALUES (%(platform)s, %(witness)s, %(at)s)
ON CONFLICT (platform, witness) DO UPDATE SET tried_at = excluded.tried_at
    WHERE (w.checkpoint_at IS NULL OR w.checkpoint_at < %(checkpoint)s)
    AND w.tried_at <= excluded.tried_at - make_interval(secs => CASE WHEN w.failures = 0 THEN %(pause)s
        ELSE (%(waits)s::int[])[least(w.failures, cardinality(%(waits)s::int[]))] END)
RETURNING size, failures
"""
"""One worker takes a witness for one try, once it is due: another that comes meanwhile finds that it isn't."""
SENT = """
UPDATE log_witness SET size = %s, checkpoint_at = %s, sent_at = %s, failures = 0, failure = '', signature = %s
WHERE platform = %s AND witness = %s
"""
FAILED = "UPDATE log_witness SET failures = failures + 1, failure = %s WHERE platform = %s AND witness = %s"
KNOWN = "UPDATE log_witness SET size = %s WHERE platform = %s AND witness = %s"
STANDING = """
SELECT witness, size, sent_at, failures, failure, signature FROM log_witness WHERE platform = %s ORDER BY witness
"""


class Claimed(NamedTuple):
    """What one witness is to be given now."""

    platform: int
    witness: str
    old: int
    """The size up to which it has the log."""
    checkpoint: Kept


class Standing(NamedTuple):
    """How far one witness has the log."""

    witness: str
    size: int
    sent_at: datetime | None
    failures: int
    failure: str
    signature: str
    asked: bool
    """Whether it is still given what comes."""

    @property
    def shown(self) -> str:
        """Its host, or its kind alone: addresses of mail and folders are no stranger's business."""
        kind, _, rest = self.witness.partition(":")
        return rest.strip("/").partition("/")[0] if kind in ("http", "https") else kind


def witnesses_of(slug: str) -> list[str]:
    """The witnesses of one platform: those of the whole installation, and its own (`slug=https://…`)."""
    found = []
    for one in settings.WITNESSES:
        own, _, address = one.partition("=")
        if not address or ":" in own:
            found.append(one)
        elif own == slug:
            found.append(address)
    return found


def claim(platform: int, witness: str, at: datetime) -> Claimed | None:
    """The newest checkpoint for this witness, where it hasn't got it and a try is due."""
    checkpoint = latest(platform)
    if checkpoint is None:
        return None
    pause = EVERY.get(witness.partition(":")[0], AT_MOST_EVERY).total_seconds()
    asked = {"platform": platform, "witness": witness, "at": at, "checkpoint": checkpoint.at, "pause": pause}
    row = connection().execute(CLAIM, {**asked, "waits": list(WAITS)}).fetchone()
    return Claimed(platform, witness, row[0], checkpoint) if row else None


def sent(claimed: Claimed, at: datetime, signature: str = "") -> None:
    """It has it; `signature` is what it signed in its turn."""
    its = claimed.checkpoint
    connection().execute(SENT, (its.size, its.at, at, signature, claimed.platform, claimed.witness))


def failed(claimed: Claimed, why: str, known: int | None = None) -> None:
    """It could not be given; `known` is up to where the witness itself says that it has the log."""
    if known is not None:
        connection().execute(KNOWN, (known, claimed.platform, claimed.witness))
    connection().execute(FAILED, (why[:FAILURE_MAX], claimed.platform, claimed.witness))


def standing(platform: int, slug: str) -> list[Standing]:
    """All witnesses that were ever given something, with what failed last; whose name was taken out since is kept
    among them, as no longer asked."""
    asked = set(witnesses_of(slug))
    return [Standing._make((*one, one[0] in asked)) for one in rows(STANDING, (platform,))]
