"""Witnesses get each new checkpoint, at most every few seconds; what fails is tried again and shown."""

import threading
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.test import override_settings

from ombud.accounts.log_keys import verifiers_of
from ombud.ledger.connection import rows
from ombud.ledger.log.check import held_in
from ombud.ledger.log.receipt import latest
from ombud.ledger.log.witnessing import standing, witnesses_of
from ombud.site.doctor import log
from ombud.timers import sequencer, witnesses
from ombud.timers.posting import post
from tests.cast import MONDAY, World, a_log, an_order
from tests.portals.clients import signed_in

SECOND = timedelta(seconds=1)


class Receiver(BaseHTTPRequestHandler):
    """A witness over the web that knows the log up to some size."""

    got: list[str] = []
    known = 0

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        Receiver.got.append(body)
        old = int(body.partition("\n")[0].removeprefix("old "))
        self.send_response(200 if old == Receiver.known else 409)
        self.end_headers()
        self.wfile.write(
            b"\xe2\x80\x94 witness.example/w AAAAAAAA\n" if old == Receiver.known else b"%d\n" % Receiver.known
        )

    def log_message(self, *_said: Any) -> None:
        """Nothing."""


@pytest.fixture
def receiver() -> Iterator[str]:
    Receiver.got, Receiver.known = [], 0
    server = HTTPServer(("127.0.0.1", 0), Receiver)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/w"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def made() -> World:
    return a_log()


def own(made: World, address: str) -> Any:
    return override_settings(WITNESSES=[f"{made.platform.slug}={address}"])


def more(made: World, id: str, at: Any) -> None:
    an_order(made, id)
    sequencer.settle_all(at)


def test_a_folder_gets_each_new_checkpoint_once_and_not_too_often(made: World, tmp_path: Path) -> None:
    with own(made, f"file:{tmp_path}"):
        assert witnesses.give(MONDAY) == 1
        assert witnesses.give(MONDAY + 60 * SECOND) == 0
        more(made, "o-2", MONDAY + 61 * SECOND)
        assert witnesses.give(MONDAY + 64 * SECOND) == 1
        more(made, "o-3", MONDAY + 65 * SECOND)
        assert witnesses.give(MONDAY + 66 * SECOND) == 0
        assert witnesses.give(MONDAY + 69 * SECOND) == 1
    (file,) = (tmp_path / made.platform.slug).iterdir()
    held = held_in(file.read_text(), verifiers_of(made.platform.pk))
    assert [one.size for one in held] == sorted({one.size for one in held})
    assert len(held) == 3
    (told,) = standing(made.platform.pk, made.platform.slug)
    assert (told.size, told.failures, told.shown) == (held[-1].size, 0, "file")


def test_mail_is_sent_at_most_each_hour(made: World) -> None:
    with own(made, "mailto:notary@example.org"):
        assert witnesses.give(MONDAY) == 1
        more(made, "o-2", MONDAY + 61 * SECOND)
        assert witnesses.give(MONDAY + 120 * SECOND) == 0
        assert witnesses.give(MONDAY + 3601 * SECOND) == 1
    kept = latest(made.platform.pk)
    assert kept is not None
    assert [one.to for one in mail.outbox] == [["notary@example.org"]] * 2
    assert mail.outbox[-1].body == kept.note


def test_a_web_witness_gets_proof_and_checkpoint_and_its_signature_is_kept(made: World, receiver: str) -> None:
    with own(made, receiver):
        assert witnesses.give(MONDAY) == 1
        (told,) = standing(made.platform.pk, made.platform.slug)
        assert told.signature == "— witness.example/w AAAAAAAA\n"
        Receiver.known = told.size
        more(made, "o-2", MONDAY + 61 * SECOND)
        assert witnesses.give(MONDAY + 62 * SECOND) == 1
    kept = latest(made.platform.pk)
    assert kept is not None
    assert Receiver.got[0].startswith("old 0\n\n")
    assert Receiver.got[1].startswith(f"old {told.size}\n")
    assert all(body.endswith("\n") and "\n\n" in body for body in Receiver.got)
    assert Receiver.got[1].endswith(kept.note)


def test_a_web_witness_that_knows_more_is_asked_again_from_there(made: World, receiver: str) -> None:
    Receiver.known = 2
    with own(made, receiver):
        assert witnesses.give(MONDAY) == 0
        assert witnesses.give(MONDAY + 6 * SECOND) == 1
    assert Receiver.got[1].startswith("old 2\n")


def test_a_witness_that_is_away_is_tried_again_later_and_later_and_stops_no_other(made: World, tmp_path: Path) -> None:
    slug = made.platform.slug
    given = [f"{slug}=http://127.0.0.1:9/w", f"{slug}=pigeon:loft", f"{slug}=file:{tmp_path}"]
    with override_settings(WITNESSES=given):
        assert witnesses.give(MONDAY) == 1
        assert witnesses.give(MONDAY + 4 * SECOND) == 0
        failures = "SELECT failures FROM log_witness WHERE platform = %s AND witness LIKE 'http%%'"
        assert rows(failures, (made.platform.pk,)) == [(1,)]
        witnesses.give(MONDAY + 6 * SECOND)
        witnesses.give(MONDAY + 12 * SECOND)
        assert rows(failures, (made.platform.pk,)) == [(2,)]
        witnesses.give(MONDAY + 22 * SECOND)
        assert rows(failures, (made.platform.pk,)) == [(3,)]
    told = {one.witness.partition(":")[0]: one.failure for one in standing(made.platform.pk, made.platform.slug)}
    assert "a witness is a file:, a mailto: or an https: address" in told["pigeon"]


def test_who_is_no_longer_named_is_said_to_be_asked_no_more_and_not_to_fail(made: World, receiver: str) -> None:
    def told() -> str:
        page = signed_in(made, "ana").get("/log").content.decode()
        return page.partition("<h2>Witnesses</h2>")[2].partition("</section>")[0]

    with own(made, receiver):
        witnesses.give(MONDAY)
        more(made, "o-2", MONDAY + 61 * SECOND)
        witnesses.give(MONDAY + 62 * SECOND)  # it has another size than we think: a failure
        assert "couldn’t be reached last" in told()
        assert "no longer asked" not in told()
        assert [one for one in log.findings() if made.platform.slug in one.says and receiver in one.says]
    assert "couldn’t be reached last" not in told()
    assert "no longer asked" in told()
    assert not [one for one in log.findings() if made.platform.slug in one.says and receiver in one.says]
    rows("UPDATE log_witness SET sent_at = NULL WHERE platform = %s RETURNING 1", (made.platform.pk,))
    assert "<li>" not in told(), "it never got anything"


@pytest.mark.parametrize(
    ("said", "failure"),
    [
        (b"\0\1 no protocol\r\n\r\n", "what it answered is no HTTP: BadStatusLine"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "what it answered is no HTTP: IncompleteRead"),
        (b"HTTP/1.1 409 No\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "what it answered is no HTTP: IncompleteRead"),
        (b"HTTP/1.1 503 Away\r\nContent-Length: 0\r\n\r\n", "it answered 503"),
    ],
)
def test_a_witness_that_answers_nonsense_stops_no_other(
    made: World, tmp_path: Path, receiver: str, monkeypatch: pytest.MonkeyPatch, said: bytes, failure: str
) -> None:
    monkeypatch.setattr(Receiver, "do_POST", lambda self: self.wfile.write(said))
    slug = made.platform.slug
    with override_settings(WITNESSES=[f"{slug}={receiver}", f"{slug}=http://a b/", f"{slug}=file:{tmp_path}"]):
        assert witnesses.give(MONDAY) == 1
    told = {one.witness: one.failure for one in standing(made.platform.pk, made.platform.slug)}
    assert (told[receiver], told[f"file:{tmp_path}"]) == (failure, "")
    assert told["http://a b/"] != ""


def test_a_witness_that_never_ends_its_answer_is_left(receiver: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(self: Receiver) -> None:
        self.send_response(200)
        self.end_headers()
        with suppress(OSError):
            while True:
                self.wfile.write(b"x")

    monkeypatch.setattr(Receiver, "do_POST", endless)
    with pytest.raises(TimeoutError):
        post(receiver, "text/plain", b"", bytes_max=1 << 40, seconds=0.2)


def test_witnesses_are_of_all_platforms_or_of_one() -> None:
    with override_settings(WITNESSES=["file:/w", "one=https://w.example/a", "two=mailto:x@example.org"]):
        assert witnesses_of("one") == ["file:/w", "https://w.example/a"]
        assert witnesses_of("three") == ["file:/w"]
