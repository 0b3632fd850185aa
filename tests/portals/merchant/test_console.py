"""The shop's console shows a shop its own cases, and nobody else's."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from ombud.accounts.models import Person
from ombud.desk import clock
from ombud.reads import shop_list
from tests.cast import World, a_complaint, a_filing, an_order, world
from tests.portals.clients import signed_in


def fresh(made: World, order: str = "o-1", **changed: object) -> str:
    """A complaint of this very hour; returns its number."""
    now = clock.now()
    an_order(made, order, purchased_at=(now - timedelta(days=3)).isoformat())
    done = made.do("complaint.file", "", made.ana, now - timedelta(minutes=5), **a_filing(order, **changed))
    return str(done.number)


def text(body: bytes) -> str:
    """What a reader reads, tags gone."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body.decode()))


def page(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, answer.status_code
    return answer.content.decode()


@pytest.mark.requirement("EV-4")
def test_the_list_says_by_when_and_what_silence_means_with_the_answers_in_the_row() -> None:
    made = world()
    number = fresh(made)
    body = page(signed_in(made, "boris"), "/merchant/complaints")
    assert number in body
    assert "Answer by" in text(body.encode())
    assert re.search(r'class="silence">[^<]*the platform takes the case', body)
    for answer in (f"{number}/answer?stance=agrees", f"{number}/offer", f"{number}/answer?stance=refuses"):
        assert f"/merchant/complaints/{answer}" in body


def test_the_nearest_deadline_stands_first() -> None:
    made = world()
    now = clock.now()
    numbers = []
    for hours, order in ((2, "o-1"), (40, "o-2"), (20, "o-3")):
        an_order(made, order, purchased_at=(now - timedelta(days=5)).isoformat())
        done = made.do("complaint.file", "", made.ana, now - timedelta(hours=hours), **a_filing(order))
        numbers.append(done.number)
    body = page(signed_in(made, "boris"), "/merchant/complaints")
    places = [body.index(f"complaints/{number}") for number in numbers]
    assert places[1] < places[2] < places[0]
    assert "1 of the complaints that wait for you is due within a day" in page(signed_in(made, "boris"), "/merchant/")


def test_the_tabs_count_what_they_hold_and_pages_go_on_from_a_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shop_list, "PAGE", 2)
    monkeypatch.setattr(shop_list.complaints, "__kwdefaults__", {"after": None, "before": None, "most": 2})
    made = world()
    numbers = [fresh(made, f"o-{n}") for n in range(5)]
    client = signed_in(made, "boris")
    seen: list[str] = []
    path = "/merchant/complaints?tab=mine"
    for _ in range(3):
        body = page(client, path)
        assert 'Your turn <span class="num">5</span>' in body
        found = [one for one in re.findall(r"/merchant/complaints/([A-Z0-9-]+)\"", body) if one in numbers]
        seen += dict.fromkeys(found)
        older = re.search(r'rel="next" href="([^"]+)"', body)
        path = older[1].replace("&amp;", "&") if older else ""
    assert sorted(seen) == sorted(numbers)
    assert path == ""
    newer = re.search(r'rel="prev" href="([^"]+)"', body)
    assert newer
    back = page(client, newer[1].replace("&amp;", "&"))
    assert [one for one in seen[2:4] if f'complaints/{one}"' in back] == seen[2:4]


def test_closed_cases_lie_in_their_own_tab_the_last_moved_first() -> None:
    made = world()
    first, second = (a_complaint(made, an_order(made, one)) for one in ("o-1", "o-2"))
    for n, done in enumerate((second, first)):
        made.do("complaint.withdraw", done.id, made.ana, at=clock.now() + timedelta(seconds=n - 60), words="x")
    body = page(signed_in(made, "boris"), "/merchant/complaints?tab=closed")
    assert body.index(f"complaints/{first.number}") < body.index(f"complaints/{second.number}")
    assert "Withdrawn" in body


def test_an_empty_tab_explains_itself() -> None:
    body = page(signed_in(world(), "boris"), "/merchant/complaints")
    assert "Nothing waits for you" in body
    assert "as soon as it reaches your shop" in body


@pytest.mark.requirement("EV-2")
def test_another_shops_case_looks_exactly_like_one_that_does_not_exist() -> None:
    made = world()
    number = fresh(made)
    sam = signed_in(made, "sam")

    def body(path: str) -> bytes:
        answer = sam.get(path)
        assert answer.status_code == 404
        return re.sub(rb'(value="[^"]+"|CSRFToken": "[^"]+")', b"", answer.content)

    pages = ("", "/news", "/answer", "/offer", "/talk", "/evidence", "/proof", "/ruling", "/offers/o1/accept")
    for one in pages:
        wanted = body(f"/merchant/complaints/{number}{one}")
        assert wanted.replace(number.encode(), b"") == body(f"/merchant/complaints/T-260309-XXXXX{one}").replace(
            b"T-260309-XXXXX", b""
        )
    for verb in ("answer", "offer", "talk", "evidence", "proof", "ruling", "elsewhere"):
        sent = sam.post(f"/merchant/complaints/{number}/{verb}", {"stance": "refuses", "words": "x", "where": "court"})
        assert sent.status_code == 404
    assert number not in page(sam, "/merchant/complaints")
    page(sam, "/merchant/orders/o-1", 404)


@pytest.mark.requirement("EV-2")
def test_consumers_and_reviewers_have_no_console() -> None:
    made = world()
    for one in ("ana", "rita"):
        page(signed_in(made, one), "/merchant/", 404)
    assert Client().get("/merchant/").headers["Location"] == "/sign-in?next=/merchant/"


@pytest.mark.requirement("EV-2")
def test_a_shop_does_not_see_a_complaint_before_the_platform_has_let_it_in() -> None:
    made = world()
    now = clock.now()
    an_order(made, purchased_at=(now - timedelta(days=3)).isoformat())
    held = made.do(
        "complaint.file", "", made.ana, now - timedelta(minutes=9), **a_filing(problem="加微信兼职刷单", sure=True)
    )
    boris = signed_in(made, "boris")
    page(boris, f"/merchant/complaints/{held.number}", 404)
    listed = page(boris, "/merchant/complaints?tab=platform")
    assert held.number not in listed
    assert 'With the platform <span class="num">0</span>' in listed
    made.do("complaint.turn-away", held.id, made.rita, now, reason="not-a-complaint", words="Advertising.")
    page(boris, f"/merchant/complaints/{held.number}", 404)
    assert held.number not in page(boris, "/merchant/complaints?tab=closed")


@pytest.mark.requirement("EV-2")
def test_a_viewer_sees_everything_and_has_no_button() -> None:
    made = world()
    number = fresh(made)
    viewer = signed_in(made, "viewer")
    for path in ("/merchant/", "/merchant/complaints", f"/merchant/complaints/{number}"):
        body = page(viewer, path)
        assert "/answer" not in body
        assert "/offer" not in body
        assert "role" in body
    assert "Celadon mug" in page(viewer, f"/merchant/complaints/{number}")
    form = page(viewer, f"/merchant/complaints/{number}/answer")
    assert "<textarea" not in form
    assert "Your role doesn&#x27;t include this." in form
    sent = viewer.post(f"/merchant/complaints/{number}/answer", {"stance": "refuses", "words": "No."})
    assert sent.status_code == 422
    assert "role" in sent.content.decode()
    assert "The shop refuses" not in text(signed_in(made, "ana").get(f"/complaints/{number}").content)


def test_a_member_without_a_shop_meets_the_way_to_one_and_nothing_else() -> None:
    made = world()
    lost = Person(platform=made.platform, ref="lost", login=f"{made.platform.slug}/lost", kind="member")
    lost.set_unusable_password()
    lost.save()
    client = signed_in(made, "lost")
    assert client.get("/merchant/").url == "/merchant/shop"
    page(client, "/merchant/complaints", 404)


@pytest.mark.requirement("EV-1")
def test_settings_keep_language_and_digest() -> None:
    made = world()
    client = signed_in(made, "boris")
    sent = client.post("/merchant/settings", {"language": "es", "digest": "daily"})
    assert sent.status_code == 302
    boris = Person.objects.get(platform=made.platform, ref="boris")
    assert (boris.language, boris.choices["digest"]) == ("es", "daily")
    assert '<html lang="es">' in page(client, "/merchant/")
    client.post("/merchant/settings", {"language": "xx", "digest": "never"})
    boris.refresh_from_db()
    assert (boris.language, boris.choices["digest"]) == ("es", "daily")


def test_orders_and_products_of_the_shop_can_be_read() -> None:
    made = world()
    an_order(made)
    an_order(made, "o-2", purchased_at=None)
    an_order(made, "o-9", shop="tea")
    made.tell("product.tell", "mug", facts={"shop": "mugs", "title": "Celadon mug", "price": 16800, "currency": "CNY"})
    made.tell("product.tell", "oolong", facts={"shop": "tea", "title": "Oolong", "price": 100, "currency": "CNY"})
    client = signed_in(made, "boris")
    listed = page(client, "/merchant/orders")
    assert listed.index("No-1") < listed.index("No-2")
    assert "No-9" not in listed
    assert "350 ml" in page(client, "/merchant/orders/o-1")
    assert "Celadon mug" in page(client, "/merchant/products")
    assert "¥168.00" in page(client, "/merchant/products/mug")
    page(client, "/merchant/products/oolong", 404)
    page(client, "/merchant/orders/o-9", 404)


def test_orders_go_on_from_a_key_through_those_without_a_date(monkeypatch: pytest.MonkeyPatch) -> None:
    made = world()
    from ombud.portals.merchant import things

    for module in (shop_list, things):
        monkeypatch.setattr(module, "PAGE", 2)
    for n in range(3):
        an_order(made, f"d-{n}")
    for n in range(3):
        an_order(made, f"u-{n}", purchased_at=None)
    client, path, seen = signed_in(made, "boris"), "/merchant/orders", []
    while path:
        body = page(client, path)
        seen += re.findall(r"orders/([du]-\d)\"", body)
        older = re.search(r'rel="next" href="([^"]+)"', body)
        path = f"/merchant/orders{older[1]}" if older else ""
    assert seen == ["d-0", "d-1", "d-2", "u-0", "u-1", "u-2"]


@pytest.mark.parametrize(
    "bad", ["?after=x~y", "?after=2026-01-01~a", "?tab=%00&after=~", "?before=2026-01-01T00:00:00%2B00:00~%00"]
)
def test_a_spoilt_place_in_a_list_is_its_start(bad: str) -> None:
    client = signed_in(world(), "boris")
    page(client, f"/merchant/complaints{bad}")
    page(client, f"/merchant/orders{bad}")
    page(client, f"/merchant/products{bad}")


@pytest.mark.requirement("MP-5")
def test_a_message_is_unread_until_it_is_opened_and_leads_to_its_case() -> None:
    made = world()
    number = fresh(made)
    client = signed_in(made, "boris")
    body = page(client, "/merchant/messages?show=unread")
    row = re.search(r'name="message" value="(\d+)"><input type="hidden" name="to" value="([^"]+)"', body)
    assert row
    assert row[2] == f"/merchant/complaints/{number}"
    opened = client.post("/merchant/messages/read", {"message": row[1], "to": row[2]})
    assert opened.headers["Location"] == row[2]
    assert "You have read everything" in page(client, "/merchant/messages?show=unread")
    assert number in page(client, "/merchant/messages")
    assert number not in page(signed_in(made, "sam"), "/merchant/messages")
    away = client.post("/merchant/messages/read", {"to": "//evil.example/"})
    assert away.headers["Location"] == "/merchant/messages"
