"""The talk about an order through its pages: written, read, and put into a complaint, without script."""

import re
from datetime import timedelta
from typing import Any

import pytest

from ombud.desk import clock
from ombud.desk.access import access_complaint
from ombud.desk.access_conversation import access_conversation
from ombud.notices.centre import unread_count
from ombud.vault.deposit import deposit
from ombud.vault.models import EvidenceFile
from tests.cast import MONDAY, World, a_complaint, an_order, world
from tests.pdfa import flowing, text_of
from tests.portals.clients import signed_in
from tests.vault.made import photo

HERE = "/merchant/chat/o-1"


@pytest.fixture
def made() -> World:
    made = world("weidian")
    an_order(made)
    return made


def say(client: Any, where: str, **fields: Any) -> Any:
    return client.post(where, {"words": "", "act_key": "", **fields})


def text(answer: Any) -> str:
    assert answer.status_code == 200, answer.status_code
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


@pytest.mark.requirement("PD-1")
def test_both_sides_write_and_see_what_the_other_has_read(made: World) -> None:
    ana, boris = signed_in(made, "ana"), signed_in(made, "boris")
    with clock.at(MONDAY):
        assert "Nothing has been said yet" in text(ana.get("/chat/o-1"))
        assert say(ana, "/chat/o-1", words="Is it dishwasher-safe?").headers["Location"] == "/chat/o-1#end"
        assert "Read" not in text(ana.get("/chat/o-1"))
        listed = boris.get("/merchant/chat").content.decode()
        assert "Is it dishwasher-safe?" in listed
        assert 'class="unread"' in listed
    with clock.at(MONDAY + timedelta(minutes=7)):
        assert unread_count(made.platform.pk, made.boris) == 1
        page = text(boris.get(HERE))
        assert unread_count(made.platform.pk, made.boris) == 0, "who has read the talk has read the notice of it"
        assert "New" in page
        assert 'class="unread"' not in boris.get("/merchant/chat").content.decode()
        assert "Read 10:07" in text(ana.get("/chat/o-1")).replace("9 Mar, ", "")


def test_a_refused_message_keeps_what_was_typed(made: World) -> None:
    boris = signed_in(made, "boris")
    answer = say(boris, HERE, words="x" * 5000)
    assert answer.status_code == 422
    assert "x" * 5000 in answer.content.decode()
    assert "This takes at most 2,000 characters" in answer.content.decode() or "at most 2000" in answer.content.decode()
    assert access_conversation(made.platform.pk, "o-1", made.boris).conversation is None


def test_who_only_looks_reads_without_leaving_a_mark(made: World) -> None:
    made.do("conversation.say", "o-1", made.ana, words="Hello")
    page = text(signed_in(made, "viewer").get(HERE))
    assert "Hello" in page
    assert "Send" not in page
    talk = access_conversation(made.platform.pk, "o-1", made.boris).conversation
    assert talk is not None
    assert talk.unread("merchant") == 1


@pytest.mark.parametrize("where", ["", "/news/of", "/evidence/of"])
def test_nobody_else_finds_the_talk(made: World, where: str) -> None:
    made.do("conversation.say", "o-1", made.ana, words="Hello")
    assert signed_in(made, "sam").get(f"/merchant/chat{where}/o-1").status_code == 404
    assert signed_in(made, "other").get(f"/chat{where}/o-1").status_code == 404
    assert signed_in(made, "rita").get(f"/merchant/chat{where}/o-1").status_code == 404


def test_an_open_page_is_told_of_what_is_new_and_marks_it_only_when_it_says_so(made: World) -> None:
    boris = signed_in(made, "boris")
    made.do("conversation.say", "o-1", made.ana, words="Hello")
    boris.get(HERE)
    seen = access_conversation(made.platform.pk, "o-1", made.boris).conversation
    assert seen is not None
    asking = f"/merchant/chat/news/of/o-1?seen={seen.events}"
    assert "chat-lines" not in boris.get(asking).content.decode()
    made.do("conversation.say", "o-1", made.ana, MONDAY + timedelta(minutes=1), words="Are you there?")
    news = boris.get(asking).content.decode()
    assert "Are you there?" in news
    assert "data-chat-read" in news
    assert access_conversation(made.platform.pk, "o-1", made.boris).conversation.unread("merchant") == 1  # type: ignore[union-attr]
    boris.post("/merchant/chat/read/of/o-1", {"up_to": str(seen.events + 1)})
    assert access_conversation(made.platform.pk, "o-1", made.boris).conversation.unread("merchant") == 0  # type: ignore[union-attr]


@pytest.mark.requirement("PD-1")
def test_a_part_of_the_talk_goes_into_the_case_and_stands_on_every_page_of_it(made: World) -> None:
    kept = deposit(made.platform.pk, photo(600, 400), "crack.jpg", "ana")
    file = str(kept.file.id)  # type: ignore[union-attr]
    for minute, (by, words, files) in enumerate(
        [(made.ana, "Hello", []), (made.ana, "It cracked.", [{"file": file}]), (made.boris, "Oh no.", [])]
    ):
        made.do("conversation.say", "o-1", by, MONDAY + timedelta(minutes=minute), words=words, files=files)
    case = a_complaint(made, "o-1")
    boris = signed_in(made, "boris")
    with clock.at(MONDAY + timedelta(hours=1)):
        choose = boris.get("/merchant/chat/evidence/of/o-1").content.decode()
        seqs = re.findall(r'name="seq" value="(\d+)"', choose)
        assert len(seqs) == 3
        sent = {"case": case.number, "what": "ticked", "words": "They say it cracked.", "act_key": "k"}
        assert boris.post("/merchant/chat/evidence/of/o-1", sent).status_code == 422
        done = boris.post("/merchant/chat/evidence/of/o-1", {**sent, "act_key": "k2", "seq": seqs[1:2]})
        assert done.headers["Location"] == f"/merchant/complaints/{case.number}"
        for who, where in (("boris", f"/merchant/complaints/{case.number}"), ("ana", f"/complaints/{case.number}")):
            page = signed_in(made, who).get(where).content.decode()
            assert page.count('class="talk-card') == 1
            assert "Word for word as it was said" in page
            assert len(re.findall(r'class="say[^"]* around"', page)) == 2, "what was said around it is pale"
        taken = flowing(text_of(signed_in(made, "ana").get(f"/complaints/{case.number}/file.pdf").getvalue()))
        talk = access_complaint(made.platform.pk, case.id, made.ana).complaint.talks[0]
        assert "Itcracked." in taken
        assert talk.excerpt.hash in taken
        rita = signed_in(made, "rita")
        assert "They say it cracked." in text(rita.get(f"/review/{case.number}?tab=talk", follow=True))
        assert "t1" in access_complaint(made.platform.pk, case.id, made.rita).complaint.opened, "the look is on record"
        for who in ("boris", "ana", "rita"):
            whole = signed_in(made, who).get(f"/evidence/{case.number}/talk/t1/{file}")
            assert whole.status_code == 200
    assert signed_in(made, "sam").get(f"/evidence/{case.number}/talk/t1").status_code == 404
    other = str(EvidenceFile.objects.exclude(id=file).values_list("id", flat=True).first() or case.id)
    assert signed_in(made, "ana").get(f"/evidence/{case.number}/talk/t1/{other}").status_code == 404
