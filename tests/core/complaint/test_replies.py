"""What comes at the last moment can be replied to: once for each side, and nobody decides before."""

from typing import Any

import pytest
from msgspec.structs import replace

from ombud.core.calendar import Calendar
from ombud.core.complaint import (
    approve,
    ask_review,
    attach_talk,
    decide_review,
    excuse,
    message,
    open_exhibits,
    recount,
    reject,
    reopen,
    replies,
    request_evidence,
    rule,
    submit,
    withdraw,
)
from ombud.core.complaint.events.intervention import ReplyTimeGiven
from ombud.core.complaint.events.work import DeadlineLapsed
from ombud.core.complaint.standing import awaiting, lapse_code, nearest, turns_of
from ombud.core.conversation.excerpt import Excerpt
from ombud.core.deadlines import Deadline
from ombud.core.people import Side
from ombud.core.policy.pack import ReplyRules
from ombud.reads.complaint_row import row_of
from tests.core.complaint.cast import (
    ASKED,
    BOTH_ASKED,
    CHAT,
    FINDINGS,
    IN_REVIEW,
    NEGOTIATING,
    PHOTO,
    PLATFORM,
    PROPOSED,
    SAID,
    Case,
    attempt,
    ruled,
)
from tests.core.complaint.world import (
    BORIS,
    CALENDAR,
    CARLA,
    HOUR,
    IMPORTER,
    INSTANT,
    REPLY,
    RITA,
    RUTH,
    TIME,
    packed,
    span,
)

POLICY = packed(reply=REPLY)
FINAL = Excerpt(
    conversation=NEGOTIATING.state.order_id, first=3, last=5, shown_first=2, shown_last=8, hash="ab" * 32, messages=2,
    files=1, first_at=NEGOTIATING.at, last_at=NEGOTIATING.at,
)  # fmt: skip


def under(case: Case) -> Case:
    """The case under a pack that gives time to reply."""
    return case._replace(policy=POLICY)


def given(case: Case) -> list[Side]:
    """Whom the last act gave time to reply."""
    return [one.of for one in case.events if isinstance(one, ReplyTimeGiven)]


BOTH, ONE = under(BOTH_ASKED), under(ASKED)
"""The consumer's request is r1 and the shop's r2; and the shop alone, by r1."""
END = BOTH.due("evidence", "r1")
LAST = END - INSTANT
REMINDED = (LAST + 5 * HOUR).replace(microsecond=0)
ANSWER: dict[str, Any] = {"files": (CHAT,), "words": SAID, "declared_true": True}
SNIPED = BOTH.then(submit, BORIS, at=LAST, request="r2", **ANSWER)
AFTER = SNIPED.wait(END)
"""The consumer gave nothing in time, but may reply."""


def test_what_comes_at_the_last_moment_gives_the_other_side_time_in_the_same_batch() -> None:
    due = LAST + 10 * HOUR
    deadline = Deadline(kind="reply", on="consumer", from_at=LAST, due_at=due, remind_at=REMINDED, about="consumer")
    assert SNIPED.events[1:] == (ReplyTimeGiven(by=BORIS, at=LAST, of="consumer", deadline=deadline),)
    assert SNIPED.state.deadline("reply") == deadline


@pytest.mark.parametrize(
    ("case", "by", "before", "fields", "whom"),
    [
        (BOTH, BORIS, 6 * HOUR, {"request": "r2"}, ["consumer"]),
        (BOTH, BORIS, 6 * HOUR + INSTANT, {"request": "r2"}, []),
        (BOTH, CARLA, 6 * HOUR, {"request": "r1"}, ["merchant"]),
        (ONE, BORIS, 6 * HOUR, {"request": "r1"}, ["consumer"]),
        (ONE, BORIS, 7 * HOUR, {"request": "r1"}, []),
        (ONE, CARLA, 6 * HOUR, {}, ["merchant"]),
        (BOTH_ASKED, BORIS, INSTANT, {"request": "r2"}, []),
    ],
)
def test_it_is_the_last_moment_from_the_packs_span_before_the_end_on(
    case: Case, by: Any, before: Any, fields: Any, whom: list[str]
) -> None:
    assert given(case.then(submit, by, at=END - before, **(ANSWER | fields))) == whom


def test_where_nobody_was_asked_it_is_the_last_moment_of_the_platforms_own_time() -> None:
    case = under(PLATFORM)
    end = case.due("ruling")
    assert given(case.then(submit, CARLA, at=end - 7 * HOUR, words=SAID)) == []
    assert given(case.then(submit, CARLA, at=end - 6 * HOUR, words=SAID)) == ["merchant"]
    assert given(under(NEGOTIATING).then(submit, CARLA, at=NEGOTIATING.due("answer") - INSTANT, words=SAID)) == []


def test_what_comes_after_the_end_can_be_replied_to_as_well() -> None:
    lost = BOTH.wait(END)
    late = lost.then(submit, BORIS, at=END + 9 * HOUR, words=SAID)
    assert (late.events[0].late, given(late)) == (True, ["consumer"])


def test_files_in_a_message_and_talk_count_as_much_as_evidence() -> None:
    assert given(BOTH.then(message, BORIS, at=LAST, files=(CHAT,))) == ["consumer"]
    assert given(BOTH.then(message, BORIS, at=LAST, words=SAID)) == []
    assert given(BOTH.then(message, RITA, at=LAST, files=(CHAT,))) == []
    assert given(BOTH.then(attach_talk, CARLA, at=LAST, excerpt=FINAL)) == ["merchant"]


def test_who_has_as_long_for_its_own_evidence_needs_no_more() -> None:
    waiting = BOTH.then(excuse, CARLA, at=END - 8 * HOUR, request="r1", kind="more-time", words=SAID)
    longer = waiting.wait(waiting.due("excuse"))
    assert longer.due("evidence", "r1") > END + 20 * HOUR
    at = longer.due("evidence", "r1") - 11 * HOUR
    assert given(longer.then(submit, BORIS, at=at, words=SAID)) == []
    assert given(longer.then(submit, BORIS, at=at + 2 * HOUR, words=SAID)) == ["consumer"]


def test_nobody_rules_until_the_reply_is_there() -> None:
    seen = _opened(AFTER)
    refusal = rule.REPLY_OUTSTANDING.given(due_at=LAST + 10 * HOUR)
    assert attempt(rule, seen, RITA, **FINDINGS) == refusal
    replied = _opened(seen.then(submit, CARLA, at=END + HOUR, words=SAID))
    assert [(one.kind, one.on) for one in replied.state.deadlines] == [("ruling", "platform"), ("reply", "merchant")]
    both = _opened(replied.then(submit, BORIS, words=SAID))
    assert isinstance(attempt(rule, both, RITA, **FINDINGS), tuple)


def test_without_a_reply_the_platform_decides_when_its_time_is_over() -> None:
    until = AFTER.due("reply")
    assert nearest(AFTER.state, "consumer") == AFTER.state.deadline("reply")
    before, over = _opened(AFTER.wait(until - INSTANT)), AFTER.wait(until)
    assert attempt(rule, before, RITA, **FINDINGS) == rule.REPLY_OUTSTANDING.given(due_at=until)
    assert over.events == (DeadlineLapsed(by=TIME, at=until, kind="reply", about="consumer", due_at=until),)
    assert isinstance(attempt(rule, _opened(over), RITA, **FINDINGS), tuple)


def test_a_reply_in_time_is_not_late_though_the_turn_was_lost() -> None:
    assert AFTER.state.requests[0].state == "lost"
    until = AFTER.due("reply")
    assert not AFTER.then(submit, CARLA, at=until - INSTANT, words=SAID).events[0].late
    assert AFTER.wait(until).then(submit, CARLA, at=until, words=SAID).events[0].late
    named = AFTER.then(submit, CARLA, at=END + HOUR, request="r1", **ANSWER)
    assert (named.events[0].late, named.due("reply")) == (True, until)


def test_an_answer_to_the_platforms_own_question_is_no_reply_yet() -> None:
    answered = SNIPED.then(submit, CARLA, at=LAST, request="r1", **ANSWER | {"files": (PHOTO,)})
    assert answered.due("reply", "consumer") == LAST + 10 * HOUR


def test_two_who_wait_for_each_others_last_moment_come_to_an_end() -> None:
    first = AFTER.due("reply")
    again = AFTER.then(submit, CARLA, at=first - INSTANT, words=SAID)
    assert given(again) == ["merchant"]
    last = again.due("reply") - INSTANT
    end = again.then(submit, BORIS, at=last, words=SAID)
    assert (given(end), end.state.deadline("reply")) == ([], None)
    more = end.then(submit, CARLA, at=last, words=SAID).then(message, BORIS, at=last, files=(CHAT,))
    assert (given(more), more.state.deadline("reply")) == ([], None)


def test_while_one_side_may_reply_the_other_gives_it_no_more_time() -> None:
    more = AFTER.then(submit, BORIS, at=END + 8 * HOUR, words=SAID)
    assert (given(more), more.due("reply")) == ([], LAST + 10 * HOUR)


def test_on_a_new_request_what_comes_last_can_be_replied_to_again() -> None:
    over = AFTER.wait(AFTER.due("reply"))
    again = over.then(request_evidence, RITA, of="merchant", words=SAID)
    end = again.due("evidence", "r3")
    assert given(again.then(submit, BORIS, at=end - INSTANT, request="r3", **ANSWER)) == ["consumer"]


def test_a_review_is_not_decided_before_the_reply_either() -> None:
    case = under(IN_REVIEW)
    at = case.due("review") - HOUR
    brought = _opened(case.then(submit, BORIS, at=at, words=SAID, files=(CHAT,)), RUTH)
    refusal = rule.REPLY_OUTSTANDING.given(due_at=at + 10 * HOUR)
    assert attempt(decide_review, brought, RUTH, upheld=True, words=SAID) == refusal
    assert given(ruled(AFTER.wait(AFTER.due("reply"))).then(ask_review, CARLA, words=SAID)) == []


def test_a_review_begins_anew() -> None:
    over = AFTER.wait(AFTER.due("reply"))
    review = ruled(over).then(ask_review, CARLA, words=SAID)
    assert (review.state.replies, given(review.then(submit, BORIS, words=SAID))) == ((), ["consumer"])


def test_a_proposed_ruling_waits_and_can_be_sent_back() -> None:
    case = under(PROPOSED)
    at = case.due("approval") - HOUR
    brought = _opened(case.then(submit, CARLA, at=at, words=SAID), RUTH)
    assert attempt(approve, brought, RUTH) == rule.REPLY_OUTSTANDING.given(due_at=at + 10 * HOUR)
    assert brought.then(reject, RUTH, words=SAID).due("reply", "merchant") == at + 10 * HOUR


def test_taking_the_complaint_back_and_reopening_it_ends_no_reply() -> None:
    brought = BOTH.then(submit, CARLA, at=LAST, request="r1", **ANSWER)
    back = brought.then(withdraw, CARLA).then(reopen, CARLA, at=LAST + 5 * HOUR)
    assert back.due("reply", "merchant") == LAST + 15 * HOUR
    assert given(back.then(submit, CARLA, words=SAID)) == []
    replied = brought.then(submit, BORIS, words=SAID).then(withdraw, CARLA).then(reopen, CARLA)
    assert replied.state.deadline("reply", "merchant") is None


def test_whose_turn_it_is_is_said_and_what_follows() -> None:
    assert (turns_of(AFTER.state), awaiting(AFTER.state)) == (("consumer",), "awaiting-consumer-reply")
    due = AFTER.state.deadline("reply")
    assert due is not None
    assert lapse_code(due, AFTER.state, POLICY) == "decided-as-it-is"
    both = AFTER.then(submit, CARLA, at=END + HOUR, request="r1", **ANSWER)
    assert given(both) == ["merchant"]
    assert awaiting(both.state) == "awaiting-both-reply"
    assert (row_of(AFTER.state, END).queue, row_of(AFTER.state, END).turn) == ("", "consumer")


def test_a_replaced_table_of_working_days_moves_it_and_the_end_it_hangs_on() -> None:
    days = packed(
        reply=ReplyRules(last=span(hours=6), time=span(working_days=2)),
        windows=replace(POLICY.pack.windows, evidence=span(working_days=2)),
    )
    asked = PLATFORM._replace(policy=days).then(request_evidence, RITA, of="both", words=SAID)
    end = asked.due("evidence", "r1")
    given_ = asked.then(submit, BORIS, at=end - HOUR, request="r2", **ANSWER).wait(end)
    off = frozenset(given_.due("reply").date() - n * (24 * HOUR) for n in range(2))
    more: Calendar = replace(CALENDAR, off_days=off, version="test-2")
    moved = given_._replace(policy=replace(days, calendar=more)).then(recount, IMPORTER)
    assert moved.due("reply") > given_.due("reply")
    first = asked._replace(policy=replace(days, calendar=replace(more, off_days=frozenset({(end - HOUR).date()}))))
    assert first.then(recount, IMPORTER).state.requests[0].until > end


def test_the_other_side_is_the_one_across() -> None:
    assert (replies.across("consumer"), replies.across("merchant")) == ("merchant", "consumer")


def _opened(case: Case, by: Any = RITA) -> Case:
    left = tuple(one.id for one in case.state.exhibits if one.id not in case.state.opened)
    return case.then(open_exhibits, by, exhibits=left) if left else case
