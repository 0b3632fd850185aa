"""Uploads and drafts: one file at a time with its answer, and words that survive, each for their owner alone."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from ombud.portals.common import drafts, uploads
from ombud.vault import refusals
from ombud.vault.models import EvidenceFile
from tests.cast import a_complaint, world
from tests.portals.clients import signed_in
from tests.portals.consumer.cases import photo


def test_a_file_is_taken_by_itself_and_answered_with_its_row() -> None:
    made = world()
    answer = signed_in(made, "ana").post("/uploads", {"file": photo()})
    assert answer.status_code == 201
    row = answer.json()
    assert (row["name"], row["state"]) == ("mug.jpg", "kept")
    assert row["thumb"].startswith("http://localhost:8001/")
    assert EvidenceFile.objects.get(id=row["id"]).uploaded_by == "ana"


def test_a_file_that_can_not_be_taken_is_answered_with_the_way_out() -> None:
    bad = SimpleUploadedFile("a.jpg", b"not a picture", "image/jpeg")
    client = signed_in(world(), "ana")
    answer = client.post("/uploads", {"file": bad})
    assert answer.status_code == 422
    assert "neither a picture, nor a PDF" in answer.json()["error"]
    assert answer.json()["again"] is False
    assert client.post("/uploads", {}).status_code == 422


def test_what_may_pass_with_time_is_said_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "deposit", lambda *_: refusals.BUSY)
    answer = signed_in(world(), "ana").post("/uploads", {"file": photo()})
    assert (answer.status_code, answer.json()["again"]) == (422, True)


def test_a_stranger_uploads_and_saves_nothing() -> None:
    assert Client().post("/uploads", {"file": photo()}).status_code == 302
    assert Client().post("/drafts/message", {"words": "x"}).status_code == 302


def test_somebody_elses_file_can_not_be_named() -> None:
    made = world()
    theirs = signed_in(made, "other").post("/uploads", {"file": photo()}).json()["id"]
    from tests.portals.consumer.cases import number_id

    number = a_complaint(made).number
    client = signed_in(made, "ana")
    client.post(f"/complaints/{number}/talk", {"words": "Look.", "file": theirs, "act_key": "k"})
    page = client.get(f"/complaints/{number}/talk").content.decode()
    assert theirs not in page
    assert number_id(made, number)


def test_a_draft_is_its_writers_own_and_has_an_end_to_its_size() -> None:
    made = world()
    client = signed_in(made, "ana")
    assert client.post("/drafts/offer/a/b", {"words": "Half\r\nway", "act_key": "k"}).status_code == 204
    draft = made.platform.draft_set.get()
    assert (draft.form, draft.about, draft.fields) == ("offer", "a/b", {"words": ["Half\nway"]})
    assert draft.person.ref == "ana"
    assert client.post("/drafts/offer", {"words": "x" * 60_001}).status_code == 413
    assert client.get("/drafts/offer").status_code == 405
    assert client.post(f"/drafts/{'f' * 65}", {"words": "x"}).status_code == 404
    assert client.post(f"/drafts/offer/{'a' * 129}", {"words": "x"}).status_code == 404


def test_nobody_keeps_drafts_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "DRAFTS_MAX", 2)
    made = world()
    client = signed_in(made, "ana")
    told = [client.post(f"/drafts/form-{n}", {"words": "x"}).status_code for n in (1, 2, 3, 2)]
    assert told == [204, 204, 413, 204]


def test_whoever_came_by_a_link_to_one_case_touches_nothing_else_of_its_owner() -> None:
    made = world()
    case = a_complaint(made).id
    at_home, came = signed_in(made, "ana"), signed_in(made, "ana")
    session = came.session
    session["case_link"] = case
    session.save()
    assert came.post(f"/drafts/talk/{case}", {"words": "x"}).status_code == 204
    for about in ("/o-1", "", "/another"):
        assert came.post(f"/drafts/file{about}", {"problem": "Not what I said."}).status_code == 404
    assert came.post(reverse("security-end"), {"visit": "others"}).status_code == 404
    assert at_home.get("/complaints/").status_code == 200
    assert [one.about for one in made.platform.draft_set.all()] == [case]
