"""The commands that serve: granian for the site and for the evidence origin, one way for demo, tests and real use."""

import importlib.util
import os
import sys

WORKERS = 2
BLOCKING_THREADS = 1
"""Measured: filing by API reaches 0.62 of a bare loop with one thread a process, 0.46 with two, 0.43 with eight."""


def site_command(port: int, *, workers: int = WORKERS, host: str = "127.0.0.1") -> list[str]:
    """Serve the site."""
    return _granian(port, workers, host)


def evidence_command(port: int, *, host: str = "127.0.0.1") -> list[str]:
    """Serve the evidence origin; its process needs OMBUD_ROLE=evidence."""
    return _granian(port, 1, host)


def evidence_exists() -> bool:
    """Whether there is anything to serve on the evidence origin."""
    return importlib.util.find_spec("ombud.site.evidence_urls") is not None


def fenced() -> dict[str, str]:
    """What the site's own processes connect by: the role that sees one platform at a time, where there is one."""
    web = os.environ.get("OMBUD_WEB_DATABASE_URL")
    return {"DATABASE_URL": web} if web else {}


def _granian(port: int, workers: int, host: str) -> list[str]:
    return [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--host", host, "--port", str(port),
        "--workers", str(workers), "--blocking-threads", str(BLOCKING_THREADS), "--respawn-failed-workers",
        "--workers-kill-timeout", "10", "--log-level", "warning", "ombud.site.wsgi:application",
    ]  # fmt: skip
