"""A long file is made in the background; its page says how far it is, and who asked alone takes it, for a while."""

import io
import json
import zipfile
from collections.abc import Generator, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pikepdf
import pytest

from ombud.desk import clock
from ombud.desk.erasing.erase import erase_words
from ombud.ledger.connection import connection, rows
from ombud.portals.common.along import making, parts, taken
from ombud.portals.common.press import NotPrinted
from ombud.vault.check import Counted, check
from ombud.vault.made.asked import AT_ONCE_MAX, KEPT_FOR, Asked
from ombud.vault.made.carry_out import Made, Progress, forget_old, make_next
from ombud.vault.store import vault_store
from tests.cast import MONDAY, World, a_complaint, world
from tests.pdfa import faults, flowing, text_of
from tests.portals.clients import signed_in
from tests.stories.test_archive_by_api import Door

SECONDS = timedelta(seconds=1)


@pytest.fixture
def case(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[World, str]]:
    """A case that counts as long, though it is none."""
    monkeypatch.setattr(taken, "QUICK_ENTRIES", 0)
    connection().execute("UPDATE made_file SET until = asked_at")
    forget_old(datetime.now(UTC))
    with clock.at(MONDAY):
        made = world()
        filed = a_complaint(made, problem="The mug has a crack.")
        assert made.do("complaint.answer", filed.id, made.boris, stance="refuses", words="It was whole when it left.")
        yield made, filed.number


def small(data: bytes = b"made") -> Any:
    """What makes a file of these bytes, and says that it was at the second of three parts."""

    def make(asked: Asked, progress: Progress) -> Generator[Made]:
        progress("pages", 1, 3)
        yield Made(f"one.{asked.form}", "application/pdf", io.BytesIO(data))

    return make


def pieces() -> list[str]:
    return [one for (one,) in rows("SELECT unnest(pieces) FROM made_file")]


@pytest.mark.requirement("EV-5")
@pytest.mark.requirement("CG-3")
def test_a_long_pdf_is_asked_for_waited_for_and_taken_in_parts_that_each_hold_and_together_say_all(
    case: tuple[World, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "ENTRIES", 2)
    made, number = case
    ana, page = signed_in(made, "ana"), f"/complaints/{number}/file"
    assert ana.get(f"{page}.pdf").headers["Location"].startswith(page), "a bookmark leads to the page"
    assert ana.post(page, {"form": "pdf"}).status_code == 303
    shown = ana.get(page).content.decode()
    assert "It waits for the files before it" in shown
    assert '<noscript><meta http-equiv="refresh" content="5"></noscript>' in shown
    alone = ana.get(page, headers={"HX-Request": "true"}).content.decode()
    assert alone.startswith('<div id="making" role="status" hx-get=')
    steps: list[tuple[str, int, int]] = []

    def make(asked: Asked, progress: Progress) -> Generator[Made]:
        def said(*step: Any) -> None:
            steps.append(step)
            progress(*step)

        yield from making.make(asked, said)

    assert make_next(make, MONDAY)
    assert steps[-1] == ("pages", len(steps) - 2, len(steps) - 1)
    shown = ana.get(page).content.decode()
    assert ("Ready" in shown, "meta http-equiv" in shown, "hx-get" in shown) == (True, False, False)
    (id,) = rows("SELECT id FROM made_file")[0]
    taken_parts = [ana.get(f"{page}.pdf?made={id}&part={one}") for one in range(1, len(steps))]
    files = [b"".join(one.streaming_content) for one in taken_parts]  # type: ignore[attr-defined]
    assert [faults(one) for one in files] == [[]] * len(files)
    assert len(files) > 1
    assert taken_parts[1]["Content-Disposition"] == f'attachment; filename="{number}-02.pdf"'
    told = [flowing(text_of(one)) for one in files]
    assert "Part2of" in told[1]
    for words in ("Themughasacrack.", "Itwaswholewhenitleft.", "Howtocheckthisfile", "Theevidence"):
        assert any(words in one for one in told), words
    for place, one in enumerate(files):
        with pikepdf.open(io.BytesIO(one)) as held:
            assert ("record.json" in held.attachments) == (place == 0)


@pytest.mark.requirement("EV-2")
def test_what_was_made_is_its_askers_alone_for_two_days_and_then_nothing_of_it_is_left(case: tuple[World, str]) -> None:
    made, number = case
    ana, page = signed_in(made, "ana"), f"/complaints/{number}/file"
    ana.post(page, {"form": "zip"})
    assert make_next(small(b"x" * 100), MONDAY)
    (id,) = rows("SELECT id FROM made_file")[0]
    assert b"".join(ana.get(f"{page}.zip?made={id}").streaming_content) == b"x" * 100  # type: ignore[attr-defined]
    assert all(b"x" * 100 not in vault_store().get(one) for one in pieces()), "it lies sealed"
    unnamed = {one.digest for one in check(rows) if not isinstance(one, Counted)}
    assert unnamed.isdisjoint(pieces()), "and the vault knows of it"
    boris = signed_in(made, "boris")
    assert boris.get(f"/merchant/complaints/{number}/file.zip?made={id}").status_code == 410
    assert id not in boris.get(f"/merchant/complaints/{number}/file").content.decode()
    assert ana.get(f"{page}.zip?made=0").status_code == 410
    kept = pieces()
    with clock.at(MONDAY + KEPT_FOR):
        assert ana.get(f"{page}.zip?made={id}").status_code == 410
        assert "Files made for you" not in ana.get(page).content.decode()
        forget_old(clock.now())
    assert (rows("SELECT id FROM made_file"), [vault_store().has(one) for one in kept]) == ([], [False])


@pytest.mark.requirement("EV-5")
def test_one_that_fails_says_so_and_is_asked_for_again(
    case: tuple[World, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    made, number = case
    ana, page = signed_in(made, "ana"), f"/complaints/{number}/file"
    ana.post(page, {"form": "pdf"})

    def broken(_paper: Any) -> bytes:
        raise NotPrinted("failed", "planted")

    monkeypatch.setattr(taken, "pdf", broken)
    assert make_next(making.make, MONDAY)
    shown = ana.get(page).content.decode()
    assert ("Something went wrong on our side" in shown, "Try again" in shown, pieces()) == (True, True, [])
    ana.post(page, {"form": "pdf"})
    assert make_next(small(), MONDAY)
    assert [one[0] for one in rows("SELECT state FROM made_file WHERE until > %s", (MONDAY,))] == ["ready"]


@pytest.mark.requirement("OP-2")
def test_what_a_killed_worker_was_at_is_made_by_the_next_and_given_up_after_the_third(case: tuple[World, str]) -> None:
    made, number = case
    ana, page = signed_in(made, "ana"), f"/complaints/{number}/file"
    ana.post(page, {"form": "zip"})
    # As it is left by a worker that was killed: running, a piece laid, and nobody holds the lock any more.
    left = vault_store().put(b"half of it")
    connection().execute("UPDATE made_file SET state = 'running', tries = 1, pieces = %s", ([left],))
    assert "Being made" in ana.get(page).content.decode()
    assert make_next(small(), MONDAY)
    assert (vault_store().has(left), "Ready" in ana.get(page).content.decode()) == (False, True)
    ana.post(page, {"do": "drop"})
    ana.post(page, {"form": "zip"})
    connection().execute("UPDATE made_file SET state = 'running', tries = 3 WHERE state = 'waiting'")
    assert make_next(small(), MONDAY)
    assert "It was interrupted several times" in ana.get(page).content.decode()


def test_a_worker_that_is_told_to_stop_leaves_what_it_was_at_to_the_next(case: tuple[World, str]) -> None:
    made, number = case
    signed_in(made, "ana").post(f"/complaints/{number}/file", {"form": "zip"})
    asked = iter([False, True])
    assert not make_next(small(), MONDAY, lambda: next(asked))
    assert rows("SELECT state, tries FROM made_file") == [("waiting", 0)]


def test_asking_twice_makes_one_and_a_person_has_only_some_at_once(case: tuple[World, str]) -> None:
    made, number = case
    ana = signed_in(made, "ana")
    for _ in range(2):
        assert ana.post(f"/complaints/{number}/file", {"form": "zip"}).status_code == 303
    assert len(rows("SELECT id FROM made_file")) == 1
    connection().execute(
        "INSERT INTO made_file (platform, id, who, actor, thing, stream, form, language, asked_at, until)"
        " SELECT platform, id || n, who, actor, thing, 'other', form, language, asked_at, until"
        " FROM made_file, generate_series(2, %s) AS n", (AT_ONCE_MAX,)
    )  # fmt: skip
    answer = ana.post(f"/complaints/{number}/file", {"form": "pdf"})
    assert (answer.status_code, "being made for you already" in answer.content.decode()) == (409, True)


@pytest.mark.requirement("CG-3")
def test_erasing_what_somebody_said_takes_the_files_that_quote_it_even_while_they_are_made(
    case: tuple[World, str],
) -> None:
    made, number = case
    boris, page = signed_in(made, "boris"), f"/merchant/complaints/{number}/file"
    boris.post(page, {"form": "zip"})
    assert make_next(small(), MONDAY)
    boris.post(page, {"form": "pdf"})
    ((stream,),) = rows("SELECT DISTINCT stream FROM made_file")

    def meanwhile(_asked: Asked, _progress: Progress) -> Generator[Made]:
        erase_words(made.platform.pk, "ana", [stream], "asked", MONDAY, MONDAY.date())
        yield Made("one.pdf", "application/pdf", io.BytesIO(b"quoted"))

    assert make_next(meanwhile, MONDAY)
    assert "Files made for you" not in boris.get(page).content.decode()
    forget_old(MONDAY + SECONDS)
    assert rows("SELECT id FROM made_file") == []


@pytest.mark.requirement("EV-5")
def test_by_api_a_long_file_is_asked_for_looked_after_and_taken(case: tuple[World, str]) -> None:
    made, number = case
    api = Door(made)
    answer = api("GET", f"/complaints/{number}/archive", made.ana)
    assert (answer.status_code, answer.json()["code"]) == (409, "takes-long")
    answer = api("POST", f"/complaints/{number}/archive", made.ana)
    assert (answer.status_code, answer.json()["state"]) == (202, "waiting")
    id = answer.json()["id"]
    assert api("GET", f"/made-files/{id}/file", made.ana).json()["code"] == "not-ready"
    assert make_next(making.make, MONDAY)
    told = api("GET", f"/made-files/{id}", made.ana).json()
    assert (told["state"], [one["name"] for one in told["files"]]) == ("ready", [f"{number}.zip"])
    data = b"".join(api("GET", f"/made-files/{id}/file", made.ana).streaming_content)
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        assert json.loads(packed.read("record.json"))
    for other in (made.boris, made.other, made.rita):
        assert api("GET", f"/made-files/{id}", other).status_code == 404
        assert api("GET", f"/made-files/{id}/file", other).status_code == 404
    assert api("POST", f"/made-files/{id}/remove", made.ana).status_code == 204
    assert api("GET", f"/made-files/{id}", made.ana).status_code == 404


def test_what_may_not_be_seen_any_more_is_not_made(case: tuple[World, str]) -> None:
    made, number = case
    signed_in(made, "ana").post(f"/complaints/{number}/file", {"form": "zip"})
    connection().execute("UPDATE made_file SET actor = replace(actor, '\"ana\"', '\"other\"')")
    assert make_next(making.make, MONDAY)
    assert rows("SELECT state, problem FROM made_file") == [("failed", "gone")]
