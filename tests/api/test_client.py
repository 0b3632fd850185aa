"""The Python client against a site as it is served: a whole life, refusals, pages, retries under one key, webhooks."""

import base64
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, ClassVar

import pytest
from standardwebhooks.webhooks import Webhook

from ombud.accounts.keys import make_key
from ombud.ledger.check import broken
from ombud.packs.load import load_pack
from tests.cast import World, world
from tests.vault.made import photo

sys.path.insert(0, str(Path(__file__).parents[2] / "clients" / "python"))
from ombud_client import Client, ProblemError, Unreachable
from ombud_client import webhooks as hooks

REFUND_NUMBER = "50300806962026112400001234567"


@pytest.fixture
def made() -> World:
    return world("weidian")


@pytest.fixture
def ombud(made: World, site_url: str) -> Client:
    return Client(
        f"{site_url}/api/v1", make_key(made.platform, "client", ("consumer", "merchant", "reviewer", "system"))[1]
    )


def told(ombud: Client, id: str = "o-1") -> None:
    bought = (datetime.now(UTC) - timedelta(days=2)).isoformat()
    ombud.order_tell(
        id,
        facts={
            "number": f"N{id}", "shop": "mugs", "consumer": "ana", "currency": "CNY", "paid": 16800,
            "status": "delivered", "purchased_at": bought,
            "lines": [{"id": "1", "title": "Celadon mug", "unit_price": 16800}],
        },
        source="webhook",
    )  # fmt: skip


@pytest.mark.requirement("EV-5")
@pytest.mark.requirement("EV-3")
def test_a_whole_life_is_driven_by_the_client_alone(ombud: Client, made: World) -> None:
    told(ombud)
    ana, boris, rita = (ombud.acting(one) for one in ("consumer:ana", "merchant:mugs:boris", "reviewer:rita"))
    kept = ana.upload_file(photo(), "image/jpeg", filename="crack.jpg")
    case = ana.complaint_file(
        order="o-1", reason="not-as-described", lines=[{"line": "1"}], problem="The mug has a crack.",
        asked={"remedy": "refund", "amount": 16800}, contact={"phone": "13800001234"}, files=[{"file": kept["id"]}],
    )["id"]  # fmt: skip
    with pytest.raises(ProblemError) as no:
        boris.complaint_rule(
            case, liability="none", merchant_share=0, terms={"remedy": "none"}, reason="x", facts="", reasons="",
            relied_on=[], rules=[],
        )  # fmt: skip
    assert (no.value.status, no.value.code) == (409, "reviewer-only")
    boris.complaint_answer(case, stance="refuses", words="It left us whole.")
    ana.complaint_escalate(case, words="Please look.")
    rita.complaint_claim(case)
    rita.read_file(kept["id"], complaint=case)
    rita.complaint_assess(case, exhibit=kept["id"], counts=True, words="It shows the crack.")
    pack = load_pack("weidian").pack
    rita.complaint_rule(
        case, liability="merchant", merchant_share=100, terms={"remedy": "refund", "amount": 16800},
        reason=pack.ruling_reasons[0], facts="Cracked.", reasons="The photo shows it.", relied_on=[kept["id"]],
        rules=[pack.rules[0]],
    )  # fmt: skip
    assert ana.read_complaint(case)["stage"] == "executing"
    boris.complaint_prove(case, proof="refund-number", reference=REFUND_NUMBER)
    done = rita.complaint_verify(case, words="It arrived.")
    assert done["events"][-1] == "ComplaintClosed"
    ended = ana.read_complaint(case)
    assert (ended["stage"], ended["due_at"]) == ("closed", None)
    assert [one["id"] for one in ana.each_complaint()] == [case]
    assert [one for one in broken() if one.platform == made.platform.pk] == []


def test_lists_go_on_page_after_page_and_somebody_elses_thing_is_not_there(ombud: Client) -> None:
    for n in range(5):
        told(ombud, f"o-{n}")
    ana = ombud.acting("consumer:ana")
    assert {one["id"] for one in ana.each_order(limit=2)} == {f"o-{n}" for n in range(5)}
    with pytest.raises(ProblemError) as no:
        ombud.acting("consumer:other").read_order("o-1")
    assert (no.value.status, no.value.code) == (404, "not-found")
    assert no.value.detail


def test_the_same_key_does_it_once_and_another_call_under_it_is_refused(ombud: Client) -> None:
    told(ombud)
    ana = ombud.acting("consumer:ana")
    filing: Any = {"order": "o-1", "reason": "not-as-described", "lines": [{"line": "1"}], "problem": "Cracked.",
                   "asked": {"remedy": "refund", "amount": 16800}, "contact": {"phone": "13800001234"}}  # fmt: skip
    first = ana.complaint_file(**filing, key="k-1")
    assert ana.complaint_file(**filing, key="k-1") == first
    with pytest.raises(ProblemError) as no:
        ana.complaint_file(**filing | {"problem": "Something else."}, key="k-1")
    assert no.value.code == "idempotency-key-reused"


class Stumbling(BaseHTTPRequestHandler):
    """Answers what it is told to, one after the other, and notes under which keys it was asked."""

    answers: ClassVar[list[tuple[int, dict[str, Any], dict[str, str]]]] = []
    keys: ClassVar[list[str]] = []

    def do_POST(self) -> None:
        """The next answer."""
        self.rfile.read(int(self.headers.get("Content-Length", "0")))
        self.keys.append(self.headers.get("Idempotency-Key", ""))
        status, body, headers = self.answers.pop(0)
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(json.dumps(body).encode())

    def log_message(self, *_told: Any) -> None:
        """Nothing."""


@contextmanager
def stumbling(*answers: tuple[int, dict[str, Any], dict[str, str]]) -> Iterator[tuple[Client, list[float]]]:
    Stumbling.answers, Stumbling.keys = list(answers), []
    server = HTTPServer(("127.0.0.1", 0), Stumbling)
    Thread(target=server.serve_forever, daemon=True).start()
    client, slept = Client(f"http://127.0.0.1:{server.server_port}", "k"), list[float]()
    client._sleep = slept.append
    try:
        yield client, slept
    finally:
        server.shutdown()
        server.server_close()


def test_what_may_be_sent_again_is_sent_again_under_the_same_key() -> None:
    done = {"id": "c", "number": "", "version": 1, "events": []}
    busy = {"code": "changed-meanwhile"}
    with stumbling((503, {}, {"Retry-After": "7"}), (409, busy, {}), (200, done, {})) as (client, slept):
        assert client.complaint_nudge("c") == done
        assert len(set(Stumbling.keys)) == 1
        assert len(Stumbling.keys) == 3
        assert slept == [7.0, 1.0]


def test_a_refusal_is_not_sent_again_and_no_redirect_is_followed() -> None:
    with stumbling((409, {"code": "too-late", "detail": "It closed."}, {})) as (client, slept):
        with pytest.raises(ProblemError) as no:
            client.complaint_nudge("c")
        assert (no.value.code, no.value.detail, slept) == ("too-late", "It closed.", [])
    with stumbling((302, {}, {"Location": "http://127.0.0.1:9/elsewhere"})) as (client, _slept):
        with pytest.raises(ProblemError) as no:
            client.complaint_nudge("c")
        assert no.value.status == 302


def test_where_nobody_answers_the_key_is_told_so_that_it_can_be_tried_later() -> None:
    client = Client("http://127.0.0.1:9", "k", tries=2)
    client._sleep = lambda _seconds: None
    with pytest.raises(Unreachable) as no:
        client.complaint_nudge("c", key="k-7")
    assert no.value.key == "k-7"


def test_a_webhook_is_checked_as_the_standard_says() -> None:
    secret = "whsec_" + base64.b64encode(b"x" * 24).decode()
    at, body = datetime.now(UTC), '{"type":"complaint.ruled"}'
    signed = Webhook(secret).sign("msg_1", at, body)
    headers = {
        "webhook-id": "msg_1",
        "Webhook-Timestamp": str(int(at.timestamp())),
        "webhook-signature": f"v1,xx {signed}",
    }
    assert hooks.verify(body.encode(), headers, secret) == {"type": "complaint.ruled"}
    for changed in (
        {"webhook-signature": "v1,xx"},
        {"webhook-id": "msg_2"},
        {"Webhook-Timestamp": "1"},
        {"webhook-id": ""},
    ):
        with pytest.raises(hooks.NotVerified):
            hooks.verify(body.encode(), headers | changed, secret)
    with pytest.raises(hooks.NotVerified):
        hooks.verify(body.encode() + b" ", headers, secret)
