"""Each look of the staff is on the audit log, with what of it, and only who oversees reads it."""

import csv
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from ombud.desk import clock
from ombud.ledger.connection import rows
from ombud.ledger.looked_at import About, recorded
from ombud.portals.reviewer.audit.page import CHUNK
from tests.api.caller import Api
from tests.cast import MONDAY, World, a_complaint, world
from tests.portals.clients import signed_in

LAST = "SELECT who, what, thing, name, part, via, why FROM looked_at WHERE platform = %s ORDER BY id DESC LIMIT 1"
HOW_MANY = "SELECT count(*) FROM looked_at WHERE platform = %s"


@pytest.fixture
def made() -> Any:
    with clock.at(MONDAY):
        yield world()


def last(made: World) -> tuple[Any, ...]:
    return rows(LAST, (made.platform.pk,))[0]


def how_many(made: World) -> int:
    return int(rows(HOW_MANY, (made.platform.pk,))[0][0])


def taken(client: Client, path: str = "/review/audit.csv") -> str:
    return b"".join(client.get(path).streaming_content).decode()  # type: ignore[attr-defined]


@pytest.mark.requirement("EV-2")
def test_each_look_of_the_staff_at_a_case_is_on_the_log_with_what_of_it(made: World) -> None:
    case = a_complaint(made)
    rita = signed_in(made, "rita")
    assert rita.get(f"/review/cases/{case.number}").status_code == 200
    assert last(made) == ("rita", "case-read", "complaint", case.number, "", "session", "")
    assert rita.get("/review/search?q=13800001234").status_code == 200
    assert last(made)[1:4] == ("searched", "search", "")
    before = how_many(made)
    for path in ("/review/", "/review/search", f"/review/cases/{case.number}/news?since=0", "/review/cases/nothing"):
        rita.get(path)
    assert how_many(made) == before
    assert signed_in(made, "ana").get(f"/complaints/{case.number}").status_code == 200
    assert how_many(made) == before, "parties see their own"


@pytest.mark.requirement("EV-2")
def test_a_look_by_api_is_on_the_log_where_the_key_speaks_for_the_staff(made: World) -> None:
    case, api = a_complaint(made), Api(made)
    assert api.get(f"/complaints/{case.id}", made.rita).status == 200
    assert last(made) == ("rita", "case-read", "complaint", case.id, "", f"key:{api.key.pk}", "")
    before = how_many(made)
    assert api.get(f"/complaints/{case.id}", made.ana).status == 200
    assert api.get("/complaints/nothing", made.rita).status == 404
    assert how_many(made) == before


@pytest.mark.requirement("EV-2")
def test_only_who_oversees_reads_the_log_and_narrows_it(made: World) -> None:
    case = a_complaint(made)
    made.do("complaint.see-contact", case.id, made.rita, why="=HYPERLINK(1)\u202eTo call.")
    recorded(made.platform.pk, "rolf", "original-taken", About("complaint", case.number, "f"), MONDAY, why="=cmd|x")
    senior = signed_in(made, "senior")
    page = senior.get("/review/audit").content.decode()
    assert "Saw contact details" in page
    assert "Took an original" in page
    narrowed = senior.get("/review/audit?who=rita&kind=look").content.decode()
    assert "Took an original" not in narrowed
    assert "Nothing stands here" in senior.get("/review/audit?day=2026-03-08").content.decode()
    assert "Took an original" in senior.get(f"/review/audit?name={case.number}&day=2026-03-09").content.decode()
    table = taken(senior)
    assert ",'=cmd|x" in table
    assert last(made)[1] == "log-taken"
    for ref in ("rita", "ana", "boris"):
        assert signed_in(made, ref).get("/review/audit").status_code == 404
        assert signed_in(made, ref).get("/review/audit.csv").status_code == 404


def test_the_log_goes_on_where_a_page_ended_on_the_page_and_by_api(made: World) -> None:
    for n in range(120):
        recorded(made.platform.pk, "rita", "case-read", About("complaint", f"T-{n:03}"), MONDAY)
    senior, seen, path = signed_in(made, "senior"), [], "/review/audit"
    while path:
        page = senior.get(path).content.decode()
        seen += [word[:5] for word in page.split("Case T-")[1:]]
        path = page.partition('rel="next" href="')[2].partition('"')[0].replace("&amp;", "&")
        path = f"/review/audit{path}" if path else ""
    assert [f"T-{one[:3]}" for one in seen] == [f"T-{n:03}" for n in reversed(range(120))]
    api = Api(made)
    first = api.get("/audit-log?limit=100&name=T-007&kind=look", made.senior).body
    assert [one["name"] for one in first["items"]] == ["T-007"]
    found, cursor = 0, ""
    while cursor is not None:
        body = api.get(f"/audit-log?limit=50{f'&cursor={cursor}' if cursor else ''}&who=rita", made.senior).body
        found, cursor = found + len(body["items"]), body["next_cursor"]
    assert found == 120
    assert api.get("/audit-log", made.rita).status == 404
    assert api.get("/audit-log?since=yesterday", made.senior).status == 422


def test_the_file_holds_every_row_however_many_there_are_each_once_the_newest_first(made: World) -> None:
    many = CHUNK * 2 + 5
    fill = "INSERT INTO looked_at (platform, at, who, kind, what, thing, name, part, via, why) SELECT %s, %s, 'rita', "
    fill += "'look', 'case-read', 'complaint', 'T-' || n, '', 'session', '' FROM generate_series(1, %s) n RETURNING id"
    rows(fill, (made.platform.pk, MONDAY, many))
    senior = signed_in(made, "senior")
    senior.cookies[settings.LANGUAGE_COOKIE_NAME] = "zh-hans"
    lines = list(csv.reader(taken(senior, "/review/audit.csv?who=rita").lstrip("\ufeff").splitlines()))
    assert [line[5] for line in lines[1:]] == [f"T-{n}" for n in range(many, 0, -1)]
    assert {line[9] for line in lines[1:]} == {"查看了投诉单"}
    assert '<option value="act">操作</option>' in senior.get("/review/audit").content.decode(), "what staff did"


def test_the_calls_of_keys_are_told_in_the_language_asked_for_by_api_too(made: World) -> None:
    recorded(made.platform.pk, "rita", "case-read", About("complaint", "T-1"), MONDAY, via="key:7")
    recorded(made.platform.pk, "admin", "key-made-for-consumer-merchant-system", About("key", "7"), MONDAY, kind="key")
    words = {
        "en": ("Made a key for consumers, shops and the platform’s own software", "Read the case"),
        "es": ("Creó una clave para consumidores, tiendas y el propio software de la plataforma", "Leyó el caso"),
        "zh-hans": ("创建了密钥（消费者、商家和平台自己的软件）", "查看了投诉单"),
    }
    for language, said in words.items():
        told = Api(made).get("/audit-log", made.senior, **{"Accept-Language": language}).body["items"]
        told = [one for one in told if one["what"] != "log-read"]
        assert tuple(one["said"] for one in told) == said
        assert told[0]["what"] == "key-made-for-consumer-merchant-system"
        client = signed_in(made, "senior")
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        page = client.get("/review/audit").content.decode()
        for one in said:
            assert f'<span class="t">{one}</span>' in page
