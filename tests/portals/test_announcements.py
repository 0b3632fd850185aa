"""Announcements as people meet them: list, lasting address, earlier versions, and the strip until it is read."""

import re
import secrets
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from ombud.desk import clock
from ombud.desk.handle import Done
from ombud.portals.common.said import linked_html
from tests.cast import World, world
from tests.portals.clients import signed_in

WORDS = "The line is closed on Friday.\n\nSee https://example.org/hours?a=1&b=2. <b>Not bold</b>"


def announced(made: World, **more: Any) -> Done:
    text = {"lang": "zh-Hans", "title": "周五休息", "body": WORDS, "tags": "服务，放假"}
    fields: dict[str, Any] = {
        "texts": [text], "without": ["en", "zh-Hant", "es"], "author": "客服中心", "source": "本平台",
        "copyright": "© 2026 Bazaar", "category": "service", **more,
    }  # fmt: skip
    done = made.do("announcement.publish", "", made.senior, clock.now(), **fields)
    assert isinstance(done, Done), done
    return done


def shown(made: World, client: Client, path: str, lang: str = "en") -> str:
    client.cookies["django_language"] = lang
    answer = client.get(f"{path}?platform={made.platform.slug}")
    assert answer.status_code == 200, path
    return answer.content.decode()


@pytest.mark.requirement("OS-7")
@pytest.mark.requirement("CG-6")
def test_a_stranger_reads_an_announcement_in_the_language_it_is_written_in_marked_as_such() -> None:
    made = world()
    done = announced(made)

    page = shown(made, Client(), f"/announcements/{done.number}")

    assert '<span class="said" lang="zh-Hans" dir="auto">周五休息</span>' in page
    assert "There is no text in your language. This is the one in 简体中文." in page
    assert 'href="https://example.org/hours?a=1&amp;b=2"' in page
    assert "&lt;b&gt;Not bold&lt;/b&gt;" in page
    for part in ("客服中心", "本平台", "© 2026 Bazaar", "放假", f"/announcements/{done.number}?platform="):
        assert part in page
    assert "周五休息" in shown(made, Client(), "/announcements")
    assert "没有您所用语言" not in shown(made, Client(), f"/announcements/{done.number}", "zh-hans")


@pytest.mark.requirement("OS-7")
def test_what_it_said_before_stays_readable_with_its_dates() -> None:
    made = world()
    done = announced(made)
    text = {"lang": "zh-Hans", "title": "周四休息", "body": "改为周四。"}
    now = clock.now() + timedelta(seconds=1)
    fields = {"texts": [text], "without": ["en", "zh-Hant", "es"]}
    assert isinstance(made.do("announcement.revise", done.id, made.senior, now, **fields), Done)

    page = shown(made, Client(), f"/announcements/{done.number}")
    assert "周四休息" in page
    assert "Last revised" in page
    versions = shown(made, Client(), f"/announcements/{done.number}/versions")
    assert versions.index("周四休息") < versions.index("周五休息")
    first = shown(made, Client(), f"/announcements/{done.number}/versions/1")
    assert "This is an earlier version." in first
    assert "The line is closed on Friday." in first
    assert Client().get(f"/announcements/{done.number}/versions/3").status_code == 404


@pytest.mark.requirement("OS-7")
def test_one_that_is_withdrawn_says_so_at_its_address_and_shows_nothing_else() -> None:
    made = world()
    done = announced(made)
    words = {"words": "It named the wrong day."}
    assert isinstance(made.do("announcement.withdraw", done.id, made.senior, clock.now(), **words), Done)

    page = shown(made, Client(), f"/announcements/{done.number}")

    assert "It named the wrong day." in page
    assert "周五休息" not in page
    assert Client().get(f"/announcements/{done.number}/versions").status_code == 404
    assert "周五休息" not in shown(made, Client(), "/announcements")


@pytest.mark.requirement("OS-7")
def test_each_side_meets_what_is_for_it_on_its_first_page_until_it_was_read() -> None:
    made = world()
    done = announced(made, audience="merchants")
    boris, ana = signed_in(made, "boris"), signed_in(made, "ana")

    for path in ("/merchant/", "/merchant/messages"):
        assert "周五休息" in boris.get(path).content.decode()
    for path in ("/complaints/", "/me"):
        assert "周五休息" not in ana.get(path).content.decode()
    assert ana.get(f"/announcements/{done.number}").status_code == 404
    assert Client().get(f"/announcements/{done.number}?platform={made.platform.slug}").status_code == 404

    assert boris.get(f"/announcements/{done.number}").status_code == 200
    assert "周五休息" not in boris.get("/merchant/").content.decode()


def link(url: str) -> str:
    return f'<a href="{url}" rel="noopener noreferrer nofollow">{url}</a>'


HIDDEN = '<span class="sign" title="RIGHT-TO-LEFT OVERRIDE">U+202E</span>'


@pytest.mark.parametrize(
    ("written", "shown_as"),
    [
        ("https://a.example/x.", f"{link('https://a.example/x')}."),
        ("见https://a.example/x。完", f"见{link('https://a.example/x')}。完"),
        ("javascript:alert(1)", "javascript:alert(1)"),
        ('https://a.example/" onclick="x', f"{link('https://a.example/')}&quot; onclick=&quot;x"),
        ("https://a.example/<script>", f"{link('https://a.example/')}&lt;script&gt;"),
        ("https://a\u202e.example", f"{link('https://a')}{HIDDEN}.example"),
    ],
)
def test_only_plain_web_addresses_become_links_and_nothing_hides_in_them(written: str, shown_as: str) -> None:
    assert linked_html(written) == f"<p>{shown_as}</p>"


def form(**more: Any) -> dict[str, Any]:
    return {
        "original": "en", "title-en": "Closed on Friday", "body-en": "We are back on Monday.", "audience": "everybody",
        "category": "holiday", "author": "Service team", "act_key": secrets.token_hex(6), **more,
    }  # fmt: skip


def previewed(answer: Any) -> str:
    return str(re.search(r'name="previewed" value="([0-9a-f]+)"', answer.content.decode())[1])  # type: ignore[index]


@pytest.mark.requirement("OS-7")
def test_staff_look_at_every_language_are_warned_of_those_missing_and_then_send() -> None:
    made = world()
    senior = signed_in(made, "senior")
    assert senior.get("/review/announcements/new").status_code == 200

    looked = senior.post("/review/announcements/new", form(step="preview"))
    page = looked.content.decode()
    assert "Not written in: 简体中文, 繁體中文, Español." in page
    assert page.count("We are back on Monday.") == 5  # the form, and what readers of each language get
    mark = previewed(looked)

    refused = senior.post("/review/announcements/new", form(step="send", previewed=mark, without=["es"]))
    assert refused.status_code == 422
    assert Client().get(f"/announcements?platform={made.platform.slug}").content.count(b"Closed on Friday") == 0

    every = ["zh-Hans", "zh-Hant", "es"]
    changed = senior.post("/review/announcements/new", form(step="send", previewed="0", without=every))
    assert "You changed it after its preview." in changed.content.decode()

    sent = senior.post("/review/announcements/new", form(step="send", previewed=mark, without=every))
    assert sent.status_code == 302
    assert "Closed on Friday" in shown(made, Client(), "/announcements")
    assert "Service team" in senior.get(sent["Location"]).content.decode()


@pytest.mark.requirement("OS-7")
def test_staff_schedule_revise_and_withdraw() -> None:
    made = world()
    senior = signed_in(made, "senior")
    every, later = ["zh-Hans", "zh-Hant", "es"], (clock.now() + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")
    asked = form(shows_at=later)
    mark = previewed(senior.post("/review/announcements/new", {**asked, "step": "preview"}))
    where = senior.post("/review/announcements/new", {**asked, "step": "send", "previewed": mark, "without": every})
    here = where["Location"]
    assert "Closed on Friday" not in shown(made, Client(), "/announcements")
    assert f'value="{later}"' in senior.get(f"{here}/revise").content.decode()

    asked = form(**{"title-en": "Closed on Thursday", "shows_at": ""})
    mark = previewed(senior.post(f"{here}/revise", {**asked, "step": "preview"}))
    revised = senior.post(f"{here}/revise", {**asked, "step": "send", "previewed": mark, "without": every})
    assert revised.status_code == 302
    page = senior.get(here).content.decode()
    assert "Closed on Thursday" in page
    assert "never shown" in page

    assert senior.post(f"{here}/withdraw", {"words": " ", "act_key": "w1"}).status_code == 422
    assert senior.post(f"{here}/withdraw", {"words": "Not needed.", "act_key": "w2"}).status_code == 302
    assert "Withdrawn" in senior.get("/review/announcements").content.decode()
    assert senior.get(f"{here}/revise").status_code == 422


def test_a_reviewer_who_does_not_oversee_reads_and_writes_nothing() -> None:
    made = world()
    done = announced(made)
    rita = signed_in(made, "rita")

    assert "周五休息" in rita.get("/review/announcements").content.decode()
    assert rita.get(f"/review/announcements/{done.number}").status_code == 200
    for path in ("new", f"{done.number}/revise", f"{done.number}/withdraw"):
        assert rita.post(f"/review/announcements/{path}", form(step="send")).status_code == 422
    assert signed_in(made, "boris").get("/review/announcements").status_code == 404
