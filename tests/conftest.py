"""What tests stand on: one private PostgreSQL for all that need it, the site on a free port, and browsers."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.shared_data import absent

ROOMS_WITH_EDGES = {
    "access", "accounts", "api", "connectors", "desk", "imports", "kill", "ledger", "machines", "notices", "portals",
    "reads", "sandbox", "stories", "timers", "vault", "webhooks",
}  # fmt: skip
"""Folders whose tests get the database without asking; the others ask for the fixture `database`."""


MEMORY = Path("/dev") / "shm"
MEMORY_FREE_MIN_BYTES = 4 << 30
"""Far more than three processes' databases and vaults come to; containers often have 64 MB there."""


def _memory() -> Path | None:
    """Where files lie in memory, if there is room: PostgreSQL syncs as ever, and no commit waits for a disk."""
    if not os.access(MEMORY, os.W_OK):
        return None
    found = os.statvfs(MEMORY)
    # Our own copy of PostgreSQL's programs may have to run from there.
    fits = found.f_bavail * found.f_frsize >= MEMORY_FREE_MIN_BYTES and not found.f_flag & os.ST_NOEXEC
    return MEMORY if fits else None


def _prepare_environment() -> Path:
    """Name the private database before Django reads its settings; it is started only when a test needs it."""
    from ombud.site.postgres import urls_of

    place = Path(tempfile.mkdtemp(prefix="ombud-test-", dir=_memory()))
    place.chmod(0o755)  # the folder is ours, and PostgreSQL may run as another user
    urls = urls_of(place / "postgres")
    os.environ.update(
        DJANGO_SETTINGS_MODULE="ombud.site.settings",
        DATABASE_URL=urls.app,
        OMBUD_OWNER_DATABASE_URL=urls.owner,
        OMBUD_WEB_DATABASE_URL=urls.web,
        OMBUD_DATA=str(place / "data"),
        OMBUD_DEMO="1",
        OMBUD_PLAIN_STATIC="1",
        OMBUD_SCREENING="0",  # its own tests ask for it; elsewhere it would only take processor time
        OMBUD_ORIGIN="http://localhost:8000",
        OMBUD_EVIDENCE_ORIGIN="http://localhost:8001",
        DJANGO_ALLOW_ASYNC_UNSAFE="1",  # Playwright's loop runs in the test's thread
    )
    for name in ("OMBUD_DEBUG", "OMBUD_HOSTS", "OMBUD_ROLE", "OMBUD_MAIL_HOST"):
        os.environ.pop(name, None)
    return place


PURE_ROOMS = {"core", "lab"}
"""Runs of these rooms alone do without Django: they need none, and prove it."""
PLACE = Path("unset")


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    global PLACE  # noqa: PLW0603 - set once, before any test
    tests = Path(__file__).parent
    asked = [Path(word.partition("::")[0]).resolve() for word in config.args]
    if all(any(path.is_relative_to(tests / room) for room in PURE_ROOMS) for path in asked):
        return
    if getattr(config.option, "numprocesses", None):
        return  # the tests run in other processes, and each of them prepares its own
    PLACE = _prepare_environment()
    import django

    django.setup()


def pytest_unconfigure() -> None:
    if PLACE.is_absolute():
        shutil.rmtree(PLACE, ignore_errors=True)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Where CI says that nothing may be missing, a test that was skipped has failed."""
    report = yield
    if report.skipped and not hasattr(report, "wasxfail") and os.environ.get("CI") == "true":
        report.outcome = "failed"
        report.longrepr = f"With CI=true nothing may be skipped: {item.nodeid}\n{report.longrepr}"
    return report


TOGETHER = "tests/access/"
"""Files of this folder stand on one world that was asked everything, a minute's work: they belong to one process."""


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """A file of tests to one process, as `--dist loadfile` has it, and the files of one folder too."""
    if config.getoption("dist") != "loadfile":
        return None
    from xdist.scheduler import LoadFileScheduling

    class ByFile(LoadFileScheduling):  # type: ignore[misc]  # it comes without types
        def _split_scope(self, nodeid: str) -> str:
            return TOGETHER if nodeid.startswith(TOGETHER) else str(super()._split_scope(nodeid))

    return ByFile(config, log)


@pytest.fixture(scope="session")
def database(django_db_blocker: Any) -> Iterator[Any]:
    """A migrated PostgreSQL for the whole run, open to every test: each makes a platform of its own."""
    from ombud.site.migration import migrate
    from ombud.site.postgres import private_postgres

    with private_postgres(PLACE / "postgres") as running, django_db_blocker.unblock():
        migrate(verbosity=0)
        yield running
        from django.db import connections

        connections.close_all()


@pytest.fixture(autouse=True)
def _database_in_rooms_with_edges(request: pytest.FixtureRequest) -> None:
    room = request.path.relative_to(Path(__file__).parent).parts[0]
    if room in ROOMS_WITH_EDGES:
        request.getfixturevalue("database")
        from django.utils import translation

        translation.activate("en")  # the last request of the test before may have been in another


def free_port() -> int:
    """A port that nobody holds now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def site_url(database: Any) -> Iterator[str]:
    """The whole site as it is served for real, on a free port, with the evidence origin on another."""
    from ombud.site.dies_with_parent import dies_with_parent
    from ombud.site.serving import evidence_command, evidence_exists, fenced, site_command

    port, evidence_port = free_port(), free_port()
    url = f"http://localhost:{port}"
    settings = {
        **os.environ,
        "OMBUD_ORIGIN": url,
        "OMBUD_EVIDENCE_ORIGIN": f"http://localhost:{evidence_port}",
        "OMBUD_PLAIN_STATIC": "0",
        **fenced(),
    }
    settings.pop("OMBUD_OWNER_DATABASE_URL")
    subprocess.run(
        [sys.executable, "-m", "django", "collectstatic", "--noinput", "-v0", "--settings", "ombud.site.settings"],
        env=settings, check=True,
    )  # fmt: skip
    log = (PLACE / "site.log").open("wb")
    commands: list[tuple[list[str], dict[str, str]]] = [(site_command(port, workers=1), {})]
    if evidence_exists():
        commands.append((evidence_command(evidence_port), {"OMBUD_ROLE": "evidence"}))
    servers = [
        subprocess.Popen(c, env={**settings, **more}, stdout=log, stderr=log, preexec_fn=dies_with_parent(15))
        for c, more in commands
    ]
    try:
        _wait_until_it_answers(f"{url}/alive", servers[0])
        yield url
    finally:
        for server in servers:
            server.terminate()
        for server in servers:
            server.wait(20)


def _wait_until_it_answers(url: str, server: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        if server.poll() is not None:
            break
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except OSError:
            time.sleep(0.05)
    pytest.fail("The site did not start:\n" + (PLACE / "site.log").read_text()[-3000:], pytrace=False)


CHROMIUM_FLAGS = [
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--disable-quic",
]  # fmt: skip
PAGE_TIMEOUT_MS = 20_000
"""Far more than a page needs: a machine that is busy with something else must not fail a test."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Debian's Chromium, one for the run."""
    found = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not found:
        absent("Chromium is not installed (Debian: chromium)")
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=PAGE_TIMEOUT_MS)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=CHROMIUM_FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def new_page(browser: Any) -> Iterator[Any]:
    """Opens pages, each in a context of its own, with what Playwright's new_context takes; closed at the end."""
    contexts = []

    def open_page(**options: Any) -> Any:
        context = browser.new_context(**{"locale": "en-GB", "timezone_id": "Asia/Shanghai", **options})
        context.set_default_timeout(PAGE_TIMEOUT_MS)
        contexts.append(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def phone(new_page: Any) -> Any:
    """A page on a phone, 390 wide, of a reader of simplified Chinese."""
    return new_page(
        viewport={"width": 390, "height": 844}, device_scale_factor=2, is_mobile=True, has_touch=True, locale="zh-CN"
    )


@pytest.fixture
def desktop(new_page: Any) -> Any:
    """A page on a desk, 1280 wide, in English."""
    return new_page(viewport={"width": 1280, "height": 900})
