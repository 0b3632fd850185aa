"""Whether this installation is well: `/ready` for whoever shares out requests, `/healthz` for whoever watches.

A stranger hears one word. Who has the token of monitoring hears what was looked at.
"""

import hmac
import threading
import time
from collections.abc import Callable
from typing import NamedTuple

import msgspec
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from ombud.accounts.models import Platform
from ombud.ledger import fence
from ombud.ledger.connection import rows

WORKER_SECONDS_MAX = 60
"""The worker says every 2 s that it lives."""
LOG_SECONDS_MAX = 60
"""What was promised to a party is in the log by then, or it is an alarm."""
KEPT_SECONDS = 5
"""So that asking often costs nothing."""
WRITABLE = "SELECT NOT pg_is_in_recovery() AND current_setting('transaction_read_only') = 'off'"
WORKER = "SELECT extract(epoch FROM now() - max(last_heartbeat))::float8 FROM procrastinate_workers"
LOG = "SELECT coalesce(extract(epoch FROM now() - min(since)), 0)::float8, count(*) FROM to_log WHERE platform = %s"


class Check(NamedTuple):
    """One thing that was looked at, with what was found where that is a number."""

    name: str
    well: bool
    seconds: float | None = None
    says: str = ""


@require_safe
def ready(_request: HttpRequest) -> HttpResponse:
    """Whether requests may be sent here: the database answers, and takes writes. All else may be mended meanwhile."""
    return _answer(_database().well)


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Whether everything is well: database, vault, isolation, worker, log."""
    found = _kept.checks()
    well = all(one.well for one in found)
    if not may_see(request):
        return _answer(well)
    told = {
        "well": well,
        "checks": {one.name: {k: v for k, v in one._asdict().items() if k != "name"} for one in found},
    }
    body = msgspec.json.encode(told)
    return HttpResponse(body, status=200 if well else 503, content_type="application/json", headers=_FRESH)


def may_see(request: HttpRequest) -> bool:
    """Whether the caller has the token of monitoring. Without one set, nobody has."""
    token = settings.METRICS_TOKEN
    given = request.headers.get("Authorization", "").removeprefix("Bearer ").strip()
    return bool(token) and hmac.compare_digest(given.encode(), token.encode())


def checks() -> list[Check]:
    """All of them, asked now."""
    database = _database()
    if not database.well:
        return [database]
    return [database, _vault(), _isolation(), _worker(), _log()]


def log_lag(platform: int) -> tuple[float, int]:
    """Seconds that the oldest commit waits for the log, and how many wait."""
    with fence.looking_at(platform):
        seconds, waiting = rows(LOG, (platform,))[0]
    return max(0.0, seconds), waiting


def worker_seconds() -> float | None:
    """Since a worker last said that it lives; None where none ever did."""
    return rows(WORKER)[0][0]  # type: ignore[no-any-return]


def platforms() -> list[tuple[int, str]]:
    """All of them, with their short names."""
    return list(Platform.objects.order_by("id").values_list("id", "slug"))


def _database() -> Check:
    return _tried("database", lambda: (bool(rows(WRITABLE)[0][0]), None))


def _vault() -> Check:
    from ombud.vault.store import vault_store

    def reached() -> tuple[bool, None]:
        vault_store().reach()
        return True, None

    return _tried("vault", reached)


def _isolation() -> Check:
    from ombud.vault import isolation

    return _tried("isolation", lambda: (isolation.available(), None))


def _worker() -> Check:
    def asked() -> tuple[bool, float | None]:
        seconds = worker_seconds()
        return seconds is not None and seconds < WORKER_SECONDS_MAX, seconds

    return _tried("worker", asked)


def _log() -> Check:
    def asked() -> tuple[bool, float]:
        slowest = max((log_lag(id)[0] for id, _slug in platforms()), default=0.0)
        return slowest < LOG_SECONDS_MAX, slowest

    return _tried("log", asked)


def _tried(name: str, ask: Callable[[], tuple[bool, float | None]]) -> Check:
    try:
        well, seconds = ask()
    except Exception as error:  # noqa: BLE001 - whatever it is, this isn't well, and the rest is still to be asked
        return Check(name, well=False, says=type(error).__name__)
    return Check(name, well, seconds)


class _Kept:
    """What was found lately, so that a stranger who asks without end makes no work."""

    def __init__(self) -> None:
        self._lock, self._at, self._found = threading.Lock(), 0.0, list[Check]()

    def checks(self) -> list[Check]:
        with self._lock:
            if not self._found or time.monotonic() - self._at > KEPT_SECONDS:
                self._found, self._at = checks(), time.monotonic()
            return self._found


_kept = _Kept()
_FRESH = {"Cache-Control": "no-store"}


def _answer(well: bool) -> HttpResponse:
    words = b"ok\n" if well else b"not well\n"
    return HttpResponse(words, status=200 if well else 503, content_type="text/plain", headers=_FRESH)
