"""Staff import orders on a page: see how rows would be read, start it, watch it, stop it, mend what came back."""

import threading
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from ombud.desk import clock
from ombud.imports import runs
from ombud.imports.carry_runs import carry_out_next
from ombud.ledger.connection import connection, rows
from tests.cast import World, world
from tests.portals.clients import signed_in

ORDERS = (
    "order_id,shop,buyer_id,status,created_at,product_name,qty,price\n"
    "x,mugs,ana,paid,2026-03-01 10:00,Mug,1,10.00\n"
    "y,mugs,ana,delivered,2026-03-01 10:00,Mug,1,10.00\n"
    "z,mugs,ana,paid,03/01/26,Mug,1,10.00\n"
)


def never() -> bool:
    return False


def sent(client: Client, text: str = ORDERS, name: str = "march.csv") -> str:
    answer = client.post("/review/imports", {"file": SimpleUploadedFile(name, text.encode())})
    assert answer.status_code == 302, answer.content
    return str(answer["Location"])


def read(client: Client, address: str, **posted: Any) -> str:
    answer = client.post(address, posted, follow=True) if posted else client.get(address)
    assert answer.status_code == 200
    return str(answer.content.decode())


def known(made: World) -> set[str]:
    return {id for (id,) in rows("SELECT id FROM order_row WHERE platform = %s", (made.platform.pk,))}


def mapping(made: World) -> str:
    """As the file suggests, but with dates as ISO 8601 alone."""
    run = runs.listed(made.platform.pk)[0][0]
    return run.mapping.split("[dates]")[0].split("[status]")[0] + '[status]\npaid = "paid"\ndelivered = "delivered"\n'


@pytest.mark.requirement("OS-1")
def test_a_file_is_looked_at_started_and_what_could_not_be_taken_comes_back_to_be_mended() -> None:
    made = world()
    senior = signed_in(made, "senior")
    assert "Nothing was imported yet" in read(senior, "/review/imports")
    address = sent(senior)
    page = read(senior, address)
    assert "no one format fits all 3 rows" in page, "what the file can't say stands in the proposal"
    page = read(senior, address, do="check", mapping=mapping(made))
    assert "created_at: “03/01/26” is no date and time" in page
    assert "Delivered, without a date" in page
    assert known(made) == set()
    assert "It waits for the import before it" in read(senior, address, do="start", mapping=mapping(made))
    assert carry_out_next(never)
    page = read(senior, address)
    assert known(made) == {"x", "y"}
    assert "created_at: “03/01/26” is no date and time" in page
    rejects = senior.get(f"{address}/files/rejects")
    assert rejects["Content-Disposition"] == 'attachment; filename="march-rejects.csv"'
    back = b"".join(rejects.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    assert "ombud_reason" in back
    flagged = b"".join(senior.get(f"{address}/files/flagged").streaming_content)  # type: ignore[attr-defined]
    assert b"y,delivered-without-date" in flagged
    again = sent(senior, back.replace("03/01/26", "2026-03-01"), "mended.csv")
    first = address.rpartition("/")[2]
    read(senior, again, do="check", earlier=first)
    read(senior, again, do="start", mapping=runs.listed(made.platform.pk)[0][0].mapping)
    assert carry_out_next(never)
    assert known(made) == {"x", "y", "z"}
    assert "march.csv" in read(senior, "/review/imports")
    assert not carry_out_next(never)


def test_the_reasons_are_in_the_language_of_who_started_it() -> None:
    made = world()
    senior = signed_in(made, "senior", **{"Accept-Language": "es"})
    address = sent(senior)
    read(senior, address, do="start", mapping=mapping(made))
    run = runs.listed(made.platform.pk)[0][0]
    assert run.language == "es"
    assert carry_out_next(never)


@pytest.mark.requirement("OS-1")
def test_an_import_is_stopped_goes_on_and_outlives_its_worker() -> None:
    made = world()
    senior = signed_in(made, "senior")
    many = ORDERS.splitlines()[0] + "\n" + "".join(
        f"m{n},mugs,ana,paid,2026-03-01,Mug,1,1.00\n" for n in range(2_500)
    )  # fmt: skip
    address = sent(senior, many)
    read(senior, address, do="start", mapping=mapping(made))
    leaving = threading.Event()
    leaving.set()
    assert carry_out_next(leaving.is_set), "a worker that ends at once"
    assert "It waits for the import before it" in read(senior, address)
    id = address.rpartition("/")[2]
    connection().execute("UPDATE import_run SET state = 'running', told = 0, beat_at = %s WHERE id = %s",
                         (clock.now() - timedelta(minutes=5), id))  # fmt: skip
    page = read(senior, address, do="stop")
    assert "It stops after the orders that are being written." in page
    assert carry_out_next(never)
    run = runs.of(made.platform.pk, id)
    assert run is not None
    assert (run.state, run.problem) == ("stopped", "")
    assert "It was stopped." in read(senior, address)
    read(senior, address, do="start", mapping=mapping(made))
    assert carry_out_next(never)
    run = runs.of(made.platform.pk, id)
    assert run is not None
    assert (run.state, run.report.told + run.report.known, run.report.refused_count) == ("done", 2_500, 0)


def test_only_who_oversees_imports_and_only_on_their_own_platform() -> None:
    made, other = world(), world()
    address = sent(signed_in(made, "senior"))
    for who in (signed_in(made, "rita"), signed_in(other, "senior"), signed_in(made, "ana"), signed_in(made, "boris")):
        for path in (address, f"{address}/progress", f"{address}/files/rejects"):
            assert who.get(path).status_code == 404
    assert signed_in(made, "rita").get("/review/imports").status_code == 404
    assert Client().get("/review/imports").status_code == 302
    checked = Client(enforce_csrf_checks=True)
    checked.force_login(signed_in(made, "senior").get("/review/imports").wsgi_request.user)
    assert checked.post("/review/imports", {"file": SimpleUploadedFile("x.csv", b"a")}).status_code == 403


def test_too_large_and_empty_files_are_said_before_anything_is_read() -> None:
    made = world()
    senior = signed_in(made, "senior")
    answer = senior.post("/review/imports", {"file": SimpleUploadedFile("x.csv", b"")})
    assert answer.status_code == 422
    answer = senior.generic("POST", "/review/imports", b"", CONTENT_LENGTH=str(runs.BYTES_MAX * 2))
    assert answer.status_code == 413
    assert runs.listed(made.platform.pk)[0] == []


def test_a_file_that_is_no_table_says_so_and_its_removal_takes_it_away() -> None:
    made = world()
    senior = signed_in(made, "senior")
    address = sent(senior, "\x89PNG\r\n\x1a\n\x00\x00", "picture.csv")
    page = read(senior, address)
    assert "No mapping yet" in page
    run = runs.listed(made.platform.pk)[0][0]
    assert run.path.exists()
    read(senior, address, do="discard")
    assert not run.folder.exists()
    assert runs.of(made.platform.pk, run.id) is None


def test_files_are_forgotten_after_thirty_days() -> None:
    made = world()
    sent(signed_in(made, "senior"))
    run = runs.listed(made.platform.pk)[0][0]
    runs.forget_old(clock.now() + timedelta(days=29))
    assert runs.of(made.platform.pk, run.id) is not None
    runs.forget_old(clock.now() + timedelta(days=31))
    assert not run.folder.exists()


def test_an_import_waits_for_the_machine_that_has_its_file(settings: Any, tmp_path: Path) -> None:
    made = world()
    senior = signed_in(made, "senior")
    address = sent(senior)
    read(senior, address, do="start", mapping=mapping(made))
    data, settings.DATA = settings.DATA, tmp_path  # as another machine's worker sees it
    assert not carry_out_next(never)
    settings.DATA = data
    assert carry_out_next(never)
    assert known(made) == {"x", "y"}
