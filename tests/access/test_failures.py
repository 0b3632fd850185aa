"""What breaks in the middle leaves everything as it was, tells nobody why, and shows nothing that isn't recorded."""

import errno
from typing import Any

import pytest
from django.test import Client

from ombud.accounts.models import Person
from ombud.ledger.connection import rows
from ombud.vault.models import EvidenceFile
from tests.access.crawl import World
from tests.portals.merchant.console import a_photo

SECRET = "postgresql://ombud_app:hunter2@10.0.0.7/ombud"
KEPT = """
SELECT (SELECT count(*) FROM event WHERE platform = %(p)s), (SELECT count(*) FROM kept_words WHERE platform = %(p)s),
    (SELECT count(*) FROM outbox WHERE platform = %(p)s), (SELECT count(*) FROM message WHERE platform = %(p)s),
    (SELECT count(*) FROM idempotency WHERE platform = %(p)s),
    (SELECT md5(string_agg(id || version || encode(state, 'hex'), ',' ORDER BY id)) FROM stream WHERE platform = %(p)s)
"""
PLACES = (
    "ombud.desk.handle.decide", "ombud.desk.handle.put", "ombud.desk.handle.put_moved", "ombud.desk.handle.commit",
    "ombud.desk.handle.with_deposited", "ombud.desk.commit.statement",
)  # fmt: skip
"""Before the decision, in it, between it and the record, and in writing the record."""


def breaks(*_given: Any, **_named: Any) -> Any:
    raise RuntimeError(SECRET)


def kept(world: World) -> Any:
    return rows(KEPT, {"p": world.a.platform})[0]


def generic(world: World, answer: Any, statuses: tuple[int, ...] = (500, 503)) -> None:
    said = answer.content.decode()
    assert answer.status_code in statuses
    for never in (SECRET, "hunter2", "RuntimeError", "Traceback", "ombud/desk", "/src/"):
        assert never not in said
    assert {one.field for one in world.canaries.found(answer.content)} <= {"person.boris.name"}


@pytest.mark.requirement("EV-2")
@pytest.mark.parametrize("place", PLACES)
def test_a_failure_inside_an_act_changes_nothing_and_says_nothing(
    place: str, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, words = kept(world), world.a.words("failed")
    monkeypatch.setattr(place, breaks)
    form = {"words": words, "act_key": "f"}
    generic(world, world.browsers["boris"].post("/merchant/chat/o-3", form))
    body = f'{{"words": "{words}"}}'.encode()
    answer = world.callers["boris"]("POST", "/api/v1/conversations/o-3/say", body)
    generic(world, answer)
    assert answer.json()["code"] in ("our-mistake", "not-now")
    monkeypatch.undo()
    assert kept(world) == before


@pytest.mark.requirement("EV-2")
def test_a_full_disk_takes_no_file_and_leaves_none(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_given: Any, **_named: Any) -> Any:
        raise OSError(errno.ENOSPC, "No space left on device", SECRET)

    from ombud.vault.store import vault_store

    count = EvidenceFile.objects.filter(platform=world.a.platform).count()
    monkeypatch.setattr(type(vault_store()), "put", full)
    generic(world, world.browsers["ana"].post("/uploads", {"file": a_photo("mug.jpg", "green")}), (422, 503))
    assert EvidenceFile.objects.filter(platform=world.a.platform).count() == count


@pytest.mark.requirement("EV-2")
def test_where_a_look_cant_be_written_down_nothing_is_shown(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ombud.portals.common.looks.recorded", breaks)
    monkeypatch.setattr("ombud.api.v1.looks.recorded", breaks)
    number = world.a.made["case"]
    page = world.browsers["rita"].get(f"/review/cases/{number}")
    assert page.status_code == 500
    assert not {one.field for one in world.canaries.found(page.content)} - {"person.rita.name"}
    call = world.callers["rita"]("GET", f"/api/v1/complaints/{number}")
    assert (call.status_code, world.canaries.found(call.content)) == (500, set())


@pytest.mark.requirement("EV-2")
def test_whoever_was_shut_out_is_out_with_the_next_request(world: World) -> None:
    """I19: their session and whoever a key speaks for, at once; the role in a shop too."""
    person = world.a.person("service")
    client = Client(raise_request_exception=False)
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/merchant/complaints").status_code == 200
    Person.objects.filter(pk=person.pk).update(is_active=False)
    assert client.get("/merchant/complaints").status_code == 302
    Person.objects.filter(pk=person.pk).update(is_active=True)
