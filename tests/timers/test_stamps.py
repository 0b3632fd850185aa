"""Time stamps, from an authority that `openssl ts` plays: kept where they hold, and nothing else is."""

import subprocess
import threading
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from shutil import which
from typing import Any

import pytest
from django.conf import settings
from django.test import Client, override_settings
from rfc3161_client import VerificationError

from ombud.ledger.connection import rows
from ombud.ledger.log.receipt import latest
from ombud.timers import sequencer, stamps
from ombud.timers.in_order import certificates, in_order
from tests.cast import MONDAY, World, a_complaint, an_order, world
from tests.shared_data import absent

CONFIG = """
[tsa]
dir = {0}
serial = {0}/serial
signer_cert = {0}/tsa.pem
signer_key = {0}/tsa.key
certs = {0}/root.pem
default_policy = 1.2.3.4
digests = sha256, sha512
signer_digest = sha256
accuracy = secs:1
"""
STAMPING = "extendedKeyUsage=critical,timeStamping\nkeyUsage=critical,digitalSignature\n"


def openssl(*words: str) -> None:
    subprocess.run(["openssl", *words], check=True, capture_output=True)


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """An authority over HTTP: its address, its root's file, and what it answers with."""
    if which("openssl") is None:
        absent("openssl is not installed")
    place = tmp_path_factory.mktemp("tsa")
    root, key, cert, config = (str(place / one) for one in ("root.pem", "tsa.key", "tsa.pem", "tsa.cnf"))
    Path(config).write_text(CONFIG.format(place))
    (place / "serial").write_text("01\n")
    (place / "ext").write_text(STAMPING)
    curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
    openssl("req", "-x509", *curve, "-keyout", f"{root}.key", "-out", root, "-subj", "/CN=Root", "-days", "3650",
            "-addext", "basicConstraints=critical,CA:TRUE", "-addext", "keyUsage=critical,keyCertSign")  # fmt: skip
    openssl("req", *curve, "-keyout", key, "-out", f"{cert}.csr", "-subj", "/CN=Stamps")
    openssl("x509", "-req", "-in", f"{cert}.csr", "-CA", root, "-CAkey", f"{root}.key", "-CAcreateserial", "-out", cert,
            "-days", "3650", "-extfile", str(place / "ext"))  # fmt: skip

    class Authority(BaseHTTPRequestHandler):
        spoil = False

        def do_POST(self) -> None:
            (place / "q").write_bytes(self.rfile.read(int(self.headers["Content-Length"])))
            openssl("ts", "-reply", "-config", config, "-section", "tsa", "-queryfile", str(place / "q"), "-out",
                    str(place / "r"))  # fmt: skip
            answer = bytearray((place / "r").read_bytes())
            if Authority.spoil:
                answer[-5] ^= 1
            self.send_response(200)
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_said: Any) -> None:
            """Nothing."""

    server = HTTPServer(("127.0.0.1", 0), Authority)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    with override_settings(TSA_URL=f"http://127.0.0.1:{server.server_port}/", TSA_CERTIFICATES=root):
        yield Authority
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> World:
    """A platform with something in its log, the only one that is looked at."""
    made = world()
    a_complaint(made)
    sequencer.settle_all(MONDAY)
    monkeypatch.setattr(stamps, "PLATFORMS", f"SELECT {made.platform.pk}")
    return made


def kept(made: World) -> list[Any]:
    return rows("SELECT size, at, token FROM log_stamp WHERE platform = %s ORDER BY at", (made.platform.pk,))


def test_the_newest_checkpoint_is_stamped_once_an_hour_and_the_stamp_holds(authority: Any, made: World) -> None:
    assert stamps.stamp_all(MONDAY) == 1
    an_order(made, "o-2")
    sequencer.settle_all(MONDAY + timedelta(minutes=30))
    assert stamps.stamp_all(MONDAY + timedelta(minutes=30)) == 0
    assert stamps.stamp_all(MONDAY + timedelta(minutes=61)) == 1
    checkpoint = latest(made.platform.pk)
    assert checkpoint is not None
    size, at, token = kept(made)[-1]
    assert (size, at) == (checkpoint.size, checkpoint.at)
    assert stamps.check(bytes(token), checkpoint.note).year >= 2026
    with pytest.raises((VerificationError, ValueError)):
        stamps.check(bytes(token), checkpoint.note.replace("\n1", "\n2", 1) + "x")


def test_the_certificates_may_come_in_any_order(authority: Any, made: World) -> None:
    stamps.stamp_all(MONDAY)
    ((_size, _at, kept_token),) = kept(made)
    checkpoint, token = latest(made.platform.pk), bytes(kept_token)
    found = certificates(token)
    assert checkpoint is not None
    assert found is not None
    begin, some = found
    assert len(some) == 2
    for order in (some, some[::-1]):
        sent = token[:begin] + b"".join(order) + token[begin + sum(map(len, some)) :]
        assert stamps.check(in_order(sent), checkpoint.note).year >= 2026
    for broken in (b"", b"\x30", b"\x30\x80\0\0", token[:90], b"\x30\x82\xff\xff" + token):
        assert in_order(broken) == broken


def test_an_answer_that_does_not_hold_is_not_kept(authority: Any, made: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(authority, "spoil", True)
    assert stamps.stamp_all(MONDAY) == 0
    assert kept(made) == []


def test_an_authority_that_is_away_stops_nothing(authority: Any, made: World) -> None:
    with override_settings(TSA_URL="http://127.0.0.1:9/"):
        assert stamps.stamp_all(MONDAY) == 0
    assert kept(made) == []


@pytest.mark.parametrize("said", [b"\0\1 no protocol\r\n\r\n", b"HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n"])
def test_an_authority_that_answers_nonsense_stops_nothing(
    authority: Any, made: World, monkeypatch: pytest.MonkeyPatch, said: bytes
) -> None:
    monkeypatch.setattr(authority, "do_POST", lambda self: self.wfile.write(said))
    assert stamps.stamp_all(MONDAY) == 0
    assert kept(made) == []


def test_openssl_finds_the_stamp_that_is_handed_out_to_hold(authority: Any, made: World, tmp_path: Path) -> None:
    stamps.stamp_all(MONDAY)
    slug = made.platform.slug
    (tmp_path / "stamp.tsr").write_bytes(Client().get(f"/log/{slug}/stamp").content)
    (tmp_path / "stamped").write_bytes(Client().get(f"/log/{slug}/stamped").content)
    openssl("ts", "-verify", "-in", str(tmp_path / "stamp.tsr"), "-data", str(tmp_path / "stamped"),
            "-CAfile", settings.TSA_CERTIFICATES)  # fmt: skip
    assert "A time stamp authority confirmed" in Client().get(f"/log?platform={slug}").content.decode()
