"""deploy/nginx.conf and deploy/Caddyfile with their programs, before the real site: what they let through, as whom."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.cast import World, world
from tests.conftest import free_port
from tests.long_form import DEEP, deep
from tests.portals.clients import signed_in
from tests.shared_data import absent
from tests.site.proxies import (
    EVIDENCE,
    HELP,
    Ports,
    caddy_of,
    certificate,
    checked,
    nginx_of,
    program,
    running,
    trusting,
)  # fmt: skip

KINDS = {"nginx": nginx_of, "caddy": caddy_of}
CALLER = "127.0.0.2"
"""Whoever asks: the proxy itself is at 127.0.0.1, and is the only one that is believed."""
MB = 1_000_000


class Front(NamedTuple):
    """A running proxy before a running site."""

    kind: str
    ports: Ports
    folder: Path

    def opened(self, host: str) -> http.client.HTTPSConnection:
        """A connection of the caller's to the proxy."""
        raw = socket.create_connection(("127.0.0.1", self.ports.https), 30, (CALLER, 0))
        held = http.client.HTTPSConnection(host, self.ports.https, timeout=30)
        held.sock = trusting(self.folder).wrap_socket(raw, server_hostname=host)
        return held

    def ask(self, path: str, host: str = HELP, method: str = "GET", body: Any = None, **headers: str) -> Any:
        """One answer, read; its text is in `.text`."""
        held = self.opened(host)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        held.request(method, path, body=body, headers={"Host": f"{host}:{self.ports.https}", **named})
        answer: Any = held.getresponse()
        answer.text = answer.read()
        held.close()
        return answer


def there(kind: str) -> None:
    if program(kind) is None:
        absent(f"{kind} is not installed (Debian: {kind})")


@pytest.fixture(scope="module")
def ports(database: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ports]:
    """The site as it runs behind a proxy, both origins."""
    from ombud.site.dies_with_parent import dies_with_parent
    from ombud.site.serving import evidence_command, fenced, site_command

    found = Ports(*(free_port() for _ in range(4)))
    settings = {
        **os.environ, **fenced(), "OMBUD_ORIGIN": f"https://{HELP}:{found.https}", "OMBUD_PLAIN_STATIC": "0",
        "OMBUD_EVIDENCE_ORIGIN": f"https://{EVIDENCE}:{found.https}", "OMBUD_BEHIND_TLS_PROXY": "1",
        "OMBUD_TRUSTED_PROXIES": "127.0.0.1", "OMBUD_METRICS_TOKEN": "t" * 40,
    }  # fmt: skip
    for name in ("OMBUD_OWNER_DATABASE_URL", "OMBUD_DEBUG", "OMBUD_DEMO"):
        settings.pop(name, None)
    static = [sys.executable, "-m", "django", "collectstatic", "--noinput", "-v0", "--settings", "ombud.site.settings"]
    subprocess.run(static, env=settings, check=True)
    commands = [(site_command(found.site, workers=1), "web"), (evidence_command(found.evidence), "evidence")]
    with (tmp_path_factory.mktemp("proxied") / "site.log").open("wb") as log:
        servers = [
            subprocess.Popen(
                command, env={**settings, "OMBUD_ROLE": role}, stdout=log, stderr=log, preexec_fn=dies_with_parent(15)
            )
            for command, role in commands
        ]
    try:
        for port in (found.site, found.evidence):
            _wait(port)
        yield found
    finally:
        for server in servers:
            server.terminate()
        for server in servers:
            server.wait(20)


@pytest.fixture(scope="module", params=list(KINDS))
def front(request: pytest.FixtureRequest, ports: Ports, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    there(request.param)
    folder = tmp_path_factory.mktemp(request.param)
    folder.chmod(0o755)
    certificate(folder)
    # The site's own address holds the port, so both kinds of proxy use it in turn.
    with running(KINDS[request.param](folder, ports), folder):
        _wait(ports.https)
        yield Front(request.param, ports, folder)


def _wait(port: int) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError(f"nothing listens on port {port}")


def where_installed(test: Any) -> Any:
    """A test of the short form too where both programs are there: nobody gets a web server only for running tests."""
    return test if DEEP or all(map(program, KINDS)) else None


@where_installed
@pytest.mark.parametrize("kind", list(KINDS))
def test_its_own_program_takes_the_file_as_it_stands(kind: str, tmp_path: Path) -> None:
    there(kind)
    certificate(tmp_path)
    KINDS[kind](tmp_path, Ports(8443, 8080, 8000, 8001))
    done = checked(kind, tmp_path)
    assert done.returncode == 0, done.stderr
    warned = [line for line in done.stderr.splitlines() if "warn" in line and "OCSP" not in line]
    assert not warned


@deep
def test_both_origins_are_served_with_their_own_headers_and_nothing_else_is(front: Front) -> None:
    site, evidence = front.ask("/sign-in"), front.ask("/alive", EVIDENCE)
    assert (site.status, evidence.status) == (200, 200)
    assert site.headers.get_all("Strict-Transport-Security")
    for name in ("Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy"):
        assert len(site.headers.get_all(name) or []) == 1, name
    cookies = " ".join(site.headers.get_all("Set-Cookie") or [])
    assert cookies
    assert "Secure" in cookies
    assert (
        evidence.headers.get_all("Content-Security-Policy") == ["default-src 'none'; sandbox"]
        or evidence.headers["Content-Security-Policy"]
    )
    assert front.ask("/sign-in", EVIDENCE).status == 404
    for path in ("/metrics", "/healthz"):
        assert front.ask(path, Authorization=f"Bearer {'t' * 40}").status == 404
    for host in ("other.example", "127.0.0.1"):
        answer = front.ask("/sign-in", Host=host)
        assert answer.status >= 400 or b"<form" not in answer.text


@deep
def test_what_a_caller_says_of_itself_is_believed_by_nobody(front: Front) -> None:
    from ombud.accounts.door_models import Visit

    made: World = world()
    client = signed_in(made, "ana")
    key = next(iter(client.cookies.values())).value
    cookie = f"__Host-ombud_session={key}"
    lies = {"X_Forwarded_For": "6.6.6.6", "X_Forwarded_Proto": "http", "X_Forwarded_Host": "evil.example"}
    answer = front.ask("/me", Cookie=cookie, Forwarded="for=6.6.6.6;host=evil.example", X_Real_IP="6.6.6.6", **lies)
    assert answer.status == 200, (answer.status, answer.headers)
    assert b"evil.example" not in answer.text
    visit = Visit.objects.get(key=key)
    assert visit.address == CALLER


@deep
def test_sizes_end_where_they_should(front: Front) -> None:
    def sent(path: str, size: int, host: str = HELP) -> int:
        """The answer to a body of that many bytes, or to as much of it as was taken."""
        held = front.opened(host)
        held.putrequest("POST", path, skip_host=True)
        held.putheader("Host", f"{host}:{front.ports.https}")
        held.putheader("Content-Length", str(size))
        held.endheaders()
        piece = bytes(64 * 1024)
        try:
            for start in range(0, size, len(piece)):
                held.send(piece[: size - start])
        except OSError:
            pass  # it had heard enough
        try:
            return held.getresponse().status
        except (OSError, http.client.HTTPException):
            return 0
        finally:
            held.close()

    # Caddy hands on as it comes, so a site that needs no more to say no is heard first.
    early = (401, 403, 302, 400, 404, 405) if front.kind == "caddy" else ()
    for path in ("/api/v1/files", "/sign-in", "/complaints"):
        assert sent(path, 80 * MB) in (413, 0, 502, *early), path
    for path in ("/api/v1/files", "/api/v1/imports", "/review/imports"):
        assert sent(path, MB) in (401, 403, 302, 400, 405), path
    for path in ("/api/v1/imports", "/review/imports"):
        assert sent(path, 80 * MB) not in (413, 500), path
        assert sent(path, 300 * MB) in (413, 0, 502, *early), path
    assert sent("/alive", 4096, EVIDENCE) in (413, 502, 0, *early)


@deep
def test_one_connection_serves_many_and_ends_with_no_other_s_answer(front: Front) -> None:
    held = front.opened(HELP)
    for number in range(5):
        held.request("GET", "/alive", headers={"Host": f"{HELP}:{front.ports.https}"})
        answer = held.getresponse()
        assert (answer.status, answer.version) == (200, 11), number
        answer.read()
    smuggled = (
        f"POST /alive HTTP/1.1\r\nHost: {HELP}:{front.ports.https}\r\nContent-Length: 6\r\n"
        "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n"
    )
    raw = front.opened(HELP).sock
    raw.sendall(smuggled.encode())
    told = raw.recv(65536)
    assert b"HTTP/1.1 200" not in told


@deep
def test_plain_http_leads_to_https(front: Front) -> None:
    held = http.client.HTTPConnection("127.0.0.1", front.ports.http, timeout=30)
    held.request("GET", "/log?platform=x", headers={"Host": HELP})
    answer = held.getresponse()
    assert answer.status in (301, 308)
    assert str(answer.headers["Location"]).startswith(f"https://{HELP}")
    assert str(answer.headers["Location"]).endswith("/log?platform=x")
