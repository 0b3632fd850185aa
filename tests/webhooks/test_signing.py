"""Signatures are those of Standard Webhooks, and the ways of checking them in the manual work as they stand there."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from ombud.connectors.signing import genuine
from ombud.webhooks.endpoints import make
from ombud.webhooks.signing import headers
from tests.cast import world

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
OTHER = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD"
MANUAL = (Path(__file__).parents[2] / "docs" / "webhooks.md").read_text(encoding="utf-8")
WAYS = re.findall(r"```python\n(.*?)```", MANUAL, re.DOTALL)


def test_a_signature_is_the_published_example_to_the_letter() -> None:
    # The example in the documentation of Standard Webhooks' reference implementations.
    sent = headers(
        "msg_p5jXN8AQM9LWM0D4loKWxJek", b'{"test": 2432232314}', [SECRET], datetime.fromtimestamp(1614265330, UTC)
    )
    assert sent["webhook-id"] == "msg_p5jXN8AQM9LWM0D4loKWxJek"
    assert sent["webhook-timestamp"] == "1614265330"
    assert sent["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def receive(way: str) -> Callable[[bytes, dict[str, str], str], Any]:
    named: dict[str, Any] = {}
    exec(way, named)  # noqa: S102 - our own manual
    return named["receive"]  # type: ignore[no-any-return]


@pytest.mark.requirement("EV-5")
@pytest.mark.parametrize("way", WAYS, ids=["library", "hand"])
def test_each_way_of_the_manual_takes_what_is_ours_and_nothing_else(way: str) -> None:
    check, now = receive(way), datetime.now(UTC)
    body = '{"type":"ping","name":"杯子"}'.encode()
    assert check(body, headers("evt_1", body, [SECRET], now), SECRET) == {"type": "ping", "name": "杯子"}
    both = headers("evt_1", body, [OTHER, SECRET], now)
    assert check(body, both, SECRET) == check(body, both, OTHER)
    for bad, sent, secret in (
        (body + b" ", headers("evt_1", body, [SECRET], now), SECRET),
        (body, headers("evt_1", body, [OTHER], now), SECRET),
        (body, headers("evt_1", body, [SECRET], now - timedelta(minutes=6)), SECRET),
        (body, headers("evt_1", body, [SECRET], now) | {"webhook-id": "evt_2"}, SECRET),
    ):
        with pytest.raises(Exception, match=r".*"):
            check(bad, sent, secret)


def test_what_one_ombud_sends_another_takes() -> None:
    now, body = datetime.now(UTC), b"{}"
    assert genuine(headers("evt_1", body, [OTHER, SECRET], now), body, SECRET, now).id == "evt_1"


def test_secrets_are_by_lot_and_of_the_length_that_the_scheme_wants() -> None:
    made = world()
    secrets = {make(made.platform.pk, "https://hooks.shop.cn/", [], "", "rita", datetime.now(UTC))[1] for _ in range(3)}
    assert len(secrets) == 3
    assert all(re.fullmatch(r"whsec_[A-Za-z0-9+/]{43}=", one) for one in secrets)
