"""What consumer and shop say to each other about an order."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from ombud.core.conversation import mark_read, say
from ombud.core.conversation.events import ConversationBegun, MessageSaid, MessagesRead
from ombud.core.conversation.rungs import (
    FILES_MAX,
    NOT_YOURS,
    PACE_MAX,
    TOO_FAST,
    TOO_MANY_AT_ONCE,
    TOO_MANY_FILES,
)
from ombud.core.conversation.state import PACE_SPAN, Conversation, evolve, fold
from ombud.core.files import File
from ombud.core.order.follow_talk import follow
from ombud.core.order.rungs import NO_SHOP, NOBODY_BOUGHT, WORDS_MISSING, WORDS_TOO_LONG
from ombud.core.order.state import evolve as evolve_order
from ombud.core.people import Consumer, Member
from ombud.core.refusal import Refusal
from ombud.core.staff import NO_RIGHT
from ombud.core.words import EMPTY, Words
from tests.core.complaint.cast import ordered
from tests.core.complaint.world import BELA, BORIS, CARLA, CYRUS, POLICY, RITA

AT = datetime(2026, 3, 9, 2, 0, tzinfo=UTC)
HELLO, YES = Words("Is it dishwasher-safe?"), Words("Yes, it is.")
PHOTO = File(file="photo-9", sha256="ab", media_type="image/jpeg")
ORDER = ordered()


def spoken(by: Any, about: Any, at: datetime = AT, words: Words = HELLO, files: tuple[File, ...] = ()) -> Any:
    return say.decide(say.Say(by=by, at=at, conversation=ORDER.id, words=words, files=files), about, POLICY)


def talk(*said: tuple[Any, datetime]) -> Conversation:
    state: Any = ORDER
    for by, at in said:
        events = spoken(by, state, at)
        assert not isinstance(events, Refusal), events
        for event in events:
            state = evolve(None if state is ORDER else state, event)
    assert isinstance(state, Conversation)
    return state


@pytest.mark.parametrize(("by", "side"), [(CARLA, "consumer"), (BORIS, "merchant")])
def test_the_first_message_of_either_side_begins_the_talk(by: Any, side: Any) -> None:
    assert spoken(by, ORDER, files=(PHOTO,)) == (
        ConversationBegun(by=by, at=AT, order=ORDER.id, number="A-1", shop="mugs", consumer="carla"),
        MessageSaid(by=by, at=AT, side=side, words=HELLO.kept, files=(PHOTO,)),
    )
    assert spoken(by, talk((CARLA, AT))) == (MessageSaid(by=by, at=AT, side=side, words=HELLO.kept),)


@pytest.mark.parametrize(
    ("by", "about", "fields", "refusal"),
    [
        (CYRUS, ORDER, {}, NOT_YOURS),
        (RITA, ORDER, {}, NOT_YOURS),
        (Member(id="x", shop="tea", rights=("answer",)), talk((CARLA, AT)), {}, NOT_YOURS),
        (BELA, ORDER, {}, NO_RIGHT),
        (CARLA, ordered(shop=""), {}, NO_SHOP),
        (BORIS, ordered(consumer=""), {}, NOBODY_BOUGHT),
        (CARLA, ORDER, {"words": EMPTY}, WORDS_MISSING),
        (CARLA, ORDER, {"words": Words("x" * 2001)}, WORDS_TOO_LONG.given(words_max=200, words=2001)),
        (CARLA, ORDER, {"files": (PHOTO,) * 5}, TOO_MANY_AT_ONCE.given(files_max=4)),
    ],
)
def test_refusals_of_a_message(by: Any, about: Any, fields: Any, refusal: Refusal) -> None:
    assert spoken(by, about, **fields) == refusal


def test_a_flood_is_stopped_and_told_when_it_may_go_on_while_the_other_side_may_answer() -> None:
    flood = talk(*[(CARLA, AT)] * PACE_MAX)
    later = AT + PACE_SPAN
    assert spoken(CARLA, flood) == TOO_FAST.given(messages_max=PACE_MAX, next_at=later)
    assert isinstance(spoken(BORIS, flood), tuple)
    assert isinstance(spoken(CARLA, flood, later), tuple)


def test_a_side_sends_only_so_many_files_and_words_go_on() -> None:
    state = talk((CARLA, AT))
    part = replace(state.consumer_part, files=tuple(f"f{n}" for n in range(FILES_MAX)))
    full = replace(state, consumer_part=part)
    assert spoken(CARLA, full, files=(PHOTO,)) == TOO_MANY_FILES.given(files_max=FILES_MAX)
    assert isinstance(spoken(CARLA, full), tuple)
    assert full.sender_of("f7") == "consumer"
    assert full.sender_of("photo-9") is None


def test_reading_leaves_its_instant_and_counts_from_nothing_again() -> None:
    state = talk((CARLA, AT), (CARLA, AT))
    assert (state.unread("merchant"), state.unread("consumer"), state.last_seq, state.said) == (2, 0, 3, 2)
    when = AT + timedelta(minutes=5)
    read = mark_read.decide(mark_read.MarkRead(by=BORIS, at=when, conversation=ORDER.id), state, POLICY)
    assert read == (MessagesRead(by=BORIS, at=when, side="merchant", up_to=3),)
    after = evolve(state, read[0])
    assert (after.unread("merchant"), after.merchant_part.read_to, after.merchant_part.read_at) == (0, 3, when)
    again = mark_read.MarkRead(by=BORIS, at=when, conversation=ORDER.id)
    assert mark_read.decide(again, after, POLICY) == mark_read.NOTHING_NEW


def test_what_came_after_the_page_was_read_is_not_marked() -> None:
    state = talk((CARLA, AT), (CARLA, AT))
    seen_less = mark_read.MarkRead(by=BORIS, at=AT, conversation=ORDER.id, up_to=2)
    assert mark_read.decide(seen_less, state, POLICY) == mark_read.NEWER
    assert mark_read.may(BELA, state, POLICY, AT) == NO_RIGHT
    assert mark_read.may(Consumer(id="cyrus"), state, POLICY, AT) == NOT_YOURS


def test_the_state_does_not_grow_with_the_talk() -> None:
    said = [event for n in range(3000) for event in _line(n)]
    state = fold([ConversationBegun(by=CARLA, at=AT, order="o", number="N", shop="mugs", consumer="carla"), *said])
    assert state is not None
    assert state.said == 3000
    assert len(repr(state)) < 1200


def _line(n: int) -> list[Any]:
    return [MessageSaid(by=CARLA, at=AT + timedelta(minutes=n), side="consumer", words=HELLO.kept)]


def test_the_order_remembers_that_its_consumer_wrote_once() -> None:
    (begun, said) = spoken(CARLA, ORDER)
    state = evolve(evolve(None, begun), said)
    assert follow(begun, state, ORDER) == ()
    (echo,) = follow(said, state, ORDER)
    assert evolve_order(ORDER, echo).contacted_at == AT
    assert follow(said, state, evolve_order(ORDER, echo)) == ()
    assert follow(spoken(BORIS, ORDER)[1], state, ORDER) == ()
