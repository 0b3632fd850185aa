"""The log names routes, ids and places in our code, and nothing that anybody has said: looked for by canaries."""

import io
import json
import logging
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from ombud.accounts.keys import KINDS, make_key
from ombud.desk import clock
from ombud.ledger.connection import forget
from ombud.site.log_lines import Json, Line
from tests.cast import MONDAY, World, a_filing, an_order, world
from tests.vault.made import photo

CANARY = "canary7Q"
WORDS, NAME, PHONE, SECRET = f"{CANARY} said", f"{CANARY}-name", "13800007777", f"{CANARY}secret"


@pytest.fixture(params=[Line, Json])
def lines(request: pytest.FixtureRequest, database: Any, settings: Any, tmp_path: Path) -> Iterator[io.StringIO]:
    """All that any logger says from here on, as it would be written."""
    settings.ACCESS_LOG = True
    settings.VAULT = tmp_path / "vault"
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(request.param())
    root, level = logging.getLogger(), logging.getLogger().level
    ordinary = io.StringIO()
    root.addHandler(handler)
    root.addHandler(plain := logging.StreamHandler(ordinary))
    root.setLevel(logging.DEBUG)
    yield written
    root.removeHandler(handler)
    root.removeHandler(plain)
    root.setLevel(level)
    assert CANARY in ordinary.getvalue()  # so there was something to leave out


@pytest.mark.requirement("EV-3")
def test_of_a_whole_case_with_all_that_goes_wrong_in_it_nothing_that_was_said_is_in_the_log(
    lines: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = world()
    _row, token = make_key(made.platform, "logs", KINDS)
    with clock.at(MONDAY + timedelta(hours=6)):
        id = _a_case(made, token)
        _what_goes_wrong(made, token, id, monkeypatch)
    _delivered(made, monkeypatch)
    said = lines.getvalue()
    assert [canary for canary in (CANARY, PHONE, id, token) if canary in said] == []
    for wanted in ("/api/v1/complaints/<str:id>", "RuntimeError", "409", "404", "500"):
        assert wanted in said


def _call(token: str, actor: str) -> Any:
    client = Client(raise_request_exception=False)
    more = {"Authorization": f"Bearer {token}", "Ombud-Actor": actor}

    def post(path: str, body: Any, key: str) -> Any:
        return client.post(
            f"/api/v1/{path}", json.dumps(body), "application/json", headers={**more, "Idempotency-Key": key}
        )

    return post


def _a_case(made: World, token: str) -> str:
    """Filed with a contact and a picture, answered, talked about."""
    order = an_order(made, f"o-{CANARY}")
    ana, boris = _call(token, "consumer:ana"), _call(token, "merchant:mugs:boris")
    filing = {**a_filing(order), "problem": WORDS, "contact": {"phone": PHONE, "name": NAME}}
    filed = ana("complaints", filing, f"{CANARY}-1")
    assert filed.status_code == 201, filed.content
    id = str(filed.json()["id"])
    assert boris(f"complaints/{id}/answer", {"stance": "refuses", "words": WORDS}, "k2").status_code == 200
    assert ana(f"complaints/{id}/message", {"words": WORDS}, "k3").status_code == 200
    Client().get(f"/api/v1/complaints/{id}", headers={"Authorization": f"Bearer {token}"})
    picture = io.BytesIO(photo(40, 30, "PNG"))
    picture.name = f"{CANARY}.png"
    Client().post("/api/v1/files", {"file": picture}, headers={"Authorization": f"Bearer {token}"})
    return id


def _what_goes_wrong(made: World, token: str, id: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Refused, not understood, not found, not signed in, broken in the middle, and a row that a database names."""
    ana = _call(token, "consumer:ana")
    assert ana(f"complaints/{id}/answer", {"stance": "refuses", "words": WORDS}, "k4").status_code >= 400
    assert ana(f"complaints/{CANARY}/message", {"words": WORDS}, "k5").status_code == 404
    assert ana("complaints", {"problem": {"not": WORDS}, "order": NAME}, "k6").status_code in (404, 422)
    assert Client().get(f"/case/{SECRET}").status_code in (302, 404)
    assert Client().get(f"/{SECRET}?q={WORDS}").status_code == 404
    Client().post("/sign-in", {"login": NAME, "password": SECRET})
    Client(enforce_csrf_checks=True).post("/sign-in", {"login": NAME}, headers={"Referer": f"https://{SECRET}/"})
    Client().get("/", headers={"Host": f"{CANARY}.example"})

    def broken(*_given: Any, **_more: Any) -> Any:
        raise RuntimeError(f"Key (phone)=({PHONE}) of {NAME} already exists.")

    with monkeypatch.context() as patch:
        patch.setattr("ombud.desk.handle.commit", broken)
        assert ana(f"complaints/{id}/message", {"words": WORDS}, "k7").status_code == 500
    forget()
    try:
        from ombud.ledger.connection import rows

        rows("SELECT %s::int", (f"{CANARY}",))
    except Exception:
        logging.getLogger("ombud.timers").exception("A part failed")
    forget()


def _delivered(made: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """All jobs are done, and one channel fails with the recipient in its words, as libraries do."""
    from ombud.ledger.connection import rows
    from ombud.timers import jobs

    logging.getLogger("apprise").warning("Failed to send to %s at %s", NAME, PHONE)
    logging.getLogger("some.library").error("no such recipient: " + PHONE)  # noqa: G003 - as libraries do
    for (row,) in rows("SELECT id FROM outbox WHERE platform = %s AND done_at IS NULL", (made.platform.pk,)):
        jobs.do(made.platform.pk, row)
