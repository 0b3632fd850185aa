"""The talk about an order, through the desk: its rows, its notices, and what of it becomes evidence."""

from datetime import timedelta
from hashlib import sha256
from typing import Any

import pytest

from ombud.core.refusal import Refusal
from ombud.desk.access import access_complaint, access_order
from ombud.desk.access_conversation import access_conversation
from ombud.desk.handle import Done, NotFound
from ombud.ledger.connection import connection, rows
from ombud.ledger.words import texts_of
from ombud.notices.centre import messages_of
from ombud.reads.conversations import conversations, unread
from ombud.reads.said_record import newest, shown
from tests.cast import MONDAY, World, a_complaint, an_order, world

MINUTE = timedelta(minutes=1)


def say(made: World, by: Any, minute: int, words: str, order: str = "o-1") -> Done:
    done = made.do("conversation.say", order, by, MONDAY + minute * MINUTE, words=words)
    assert isinstance(done, Done), done
    return done


@pytest.fixture
def made() -> World:
    """Ana and Boris talk about a mug."""
    made = world("weidian")
    an_order(made)
    said = (made.ana, "Hello"), (made.boris, "Yes?"), (made.ana, "It is cracked."), (made.ana, "Here.")
    for minute, (by, words) in enumerate([*said, (made.boris, "I see.")]):
        say(made, by, minute, words)
    return made


def test_the_talk_is_listed_for_both_sides_with_what_they_have_not_read(made: World) -> None:
    (of_shop,) = conversations(made.platform.pk, "shop", "mugs")
    (of_ana,) = conversations(made.platform.pk, "consumer", "ana")
    assert (of_shop.unread, of_ana.unread, of_shop.said, of_shop.last_words) == (3, 2, 5, "I see.")
    assert (unread(made.platform.pk, "shop", "mugs"), unread(made.platform.pk, "shop", "tea")) == (1, 0)
    assert conversations(made.platform.pk, "shop", "mugs", search="No-")[0].id == "o-1"
    assert conversations(made.platform.pk, "shop", "mugs", search="N_") == []


def test_lists_go_on_from_a_key_with_what_waits_first(made: World) -> None:
    for n in range(2, 6):
        an_order(made, f"o-{n}")
        say(made, made.boris if n == 4 else made.ana, 10 + n, f"{n}", f"o-{n}")
    first = conversations(made.platform.pk, "shop", "mugs", limit=3)
    rest = conversations(made.platform.pk, "shop", "mugs", first[2].after, limit=3)
    assert [one.id for one in first[:3]] + [one.id for one in rest] == ["o-5", "o-3", "o-2", "o-1", "o-4"]


def test_a_side_is_told_once_until_it_has_read(made: World) -> None:
    def told(by: Any) -> list[str]:
        return [one.notice for one in messages_of(made.platform.pk, by).entries]

    assert (told(made.boris), told(made.ana)) == (["message_said"], ["message_said"])
    assert isinstance(made.do("conversation.mark-read", "o-1", made.boris, MONDAY + 9 * MINUTE), Done)
    assert isinstance(made.do("conversation.mark-read", "o-1", made.boris, MONDAY + 9 * MINUTE), Refusal)
    say(made, made.ana, 10, "Well?")
    say(made, made.ana, 11, "Well??")
    assert told(made.boris) == ["message_said"] * 2
    assert messages_of(made.platform.pk, made.boris).entries[0].path == "/merchant/chat/o-1"


def test_only_the_two_sides_reach_it(made: World) -> None:
    for by in (made.ana, made.boris, made.viewer):
        assert access_conversation(made.platform.pk, "o-1", by).conversation is not None
    for by in (made.other, made.sam, made.rita):
        with pytest.raises(NotFound):
            access_conversation(made.platform.pk, "o-1", by)
    audiences = rows(
        "SELECT DISTINCT convert_from(body, 'UTF8')::json ->> 'audience' FROM event"
        " WHERE platform = %s AND stream = %s",
        (made.platform.pk, "conversation/o-1"),
    )
    assert audiences == [('["consumer","merchant"]',)]


def test_writing_in_the_chat_counts_as_having_written_to_the_shop(made: World) -> None:
    order = access_order(made.platform.pk, "o-1", made.ana)
    assert order.contacted_at == MONDAY


def test_pages_go_back_from_the_newest(made: World) -> None:
    page = newest(made.platform.pk, "o-1", limit=2)
    older = newest(made.platform.pk, "o-1", page.before, limit=9)
    assert [one.text for one in older.lines + page.lines] == ["Hello", "Yes?", "It is cracked.", "Here.", "I see."]
    assert older.before == 0


@pytest.mark.requirement("PD-1")
def test_a_part_of_the_talk_becomes_evidence_with_what_was_said_around_it_and_its_hash(made: World) -> None:
    case = a_complaint(made, "o-1")
    (third,) = [one.seq for one in newest(made.platform.pk, "o-1").lines if one.text == "It is cracked."]
    done = made.do("complaint.attach-talk", case.id, made.ana, MONDAY + 20 * MINUTE, first=third, last=third)
    assert isinstance(done, Done), done
    say(made, made.ana, 21, "Said later")
    (talk,) = access_complaint(made.platform.pk, case.id, made.rita, MONDAY + 22 * MINUTE).complaint.talks
    its = shown(made.platform.pk, talk.excerpt)
    assert [(one.text, one.around) for one in its.lines] == [
        ("Hello", True), ("Yes?", True), ("It is cracked.", False), ("Here.", True), ("I see.", True),
    ]  # fmt: skip
    assert its.intact
    head = bytes(32)
    for (body,) in rows(
        "SELECT body FROM event WHERE platform = %s AND stream = %s AND seq <= %s ORDER BY seq",
        (made.platform.pk, "conversation/o-1", talk.excerpt.shown_last),
    ):
        head = sha256(head + bytes(body)).digest()
    assert head.hex() == talk.excerpt.hash
    assert messages_of(made.platform.pk, made.boris).entries[0].notice == "talk_attached"


def test_words_that_were_changed_beside_the_record_are_seen(made: World) -> None:
    case = a_complaint(made, "o-1")
    assert isinstance(made.do("complaint.attach-talk", case.id, made.boris, MONDAY + 20 * MINUTE), Done)
    (talk,) = access_complaint(made.platform.pk, case.id, made.ana, MONDAY + 20 * MINUTE).complaint.talks
    assert (talk.excerpt.messages, shown(made.platform.pk, talk.excerpt).intact) == (5, True)
    its = {text: digest for digest, text in texts_of(made.platform.pk, "conversation/o-1").items()}
    connection().execute(
        "UPDATE kept_words SET body = %s WHERE platform = %s AND stream = %s AND digest = %s",
        (b"I owe you nothing.", made.platform.pk, "conversation/o-1", its["I see."]),
    )
    assert not shown(made.platform.pk, talk.excerpt).intact


def test_messages_of_another_order_or_none_are_no_evidence(made: World) -> None:
    case = a_complaint(made, an_order(made, "o-2"))
    refused = made.do("complaint.attach-talk", case.id, made.ana, MONDAY + 20 * MINUTE)
    assert isinstance(refused, Refusal)
    assert refused.code == "no-such-talk"
