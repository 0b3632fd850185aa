"""What is said of each request: one line of the log without anything of a person in it, and one figure.

A route is named as it stands in the list of addresses, with placeholders where ids and tokens are.
"""

import logging
import re
import secrets
import time
from collections.abc import Callable
from functools import cache

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest, multiprocess

from ombud.site import log_lines

log = logging.getLogger("ombud.request")
GIVEN = re.compile(r"[A-Za-z0-9-]{8,64}", re.ASCII)
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
REFUSED = {409, 422}
"""What the rules refuse; see `STATUS_OF` in the API's problems for the few with statuses of their own."""
NOWHERE = "(none)"
Answer = Callable[[HttpRequest], HttpResponseBase]


class Requests:
    """The outermost middleware: gives each request an id, and says how it ended."""

    def __init__(self, get_response: Answer) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        began = time.perf_counter()
        id = _id(request)
        log_lines.now_about(id)
        answer = self._get_response(request)
        seconds = time.perf_counter() - began
        route, method = route_of(request), request.method or ""
        answer.headers["X-Request-ID"] = id
        if settings.METRICS_TOKEN:
            _count(route, method, answer.status_code, seconds)
        if settings.ACCESS_LOG:
            told = {"route": route, "method": method, "status": answer.status_code, "ms": round(seconds * 1000, 1)}
            log.info("%(method)s %(route)s %(status)s %(ms)s ms", told, extra={"told": told})
        return answer


def route_of(request: HttpRequest) -> str:
    """The route's pattern; never the path."""
    match = request.resolver_match
    return f"/{match.route}" if match is not None else NOWHERE


def told() -> bytes:
    """The figures of all processes that share our data folder, in Prometheus's form."""
    if not settings.METRICS_TOKEN:
        return b""
    registry = CollectorRegistry()
    multiprocess.MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return generate_latest(registry)


def _id(request: HttpRequest) -> str:
    """The proxy's own, where there is a proxy to be believed; else one of ours. A stranger's could say anything."""
    given = request.headers.get("X-Request-ID", "") if settings.BEHIND_PROXY else ""
    return given if GIVEN.fullmatch(given) else secrets.token_hex(8)


def _count(route: str, method: str, status: int, seconds: float) -> None:
    took, refused = _families()
    took.labels(route, method, f"{status // 100}xx").observe(seconds)
    if status in REFUSED:
        refused.labels(route, str(status)).inc()


@cache
def _families() -> tuple[Histogram, Counter]:
    """Made in the process that serves, after it was forked: each has files of its own, named by its process id."""
    return (
        Histogram("ombud_request_seconds", "How long requests took.", ["route", "method", "status"], buckets=BUCKETS),
        Counter("ombud_refusals", "Requests that the rules refused.", ["route", "status"]),
    )
