"""The procedure is walked from code and pack, and two packs are compared down to the last figure."""

import pytest
from msgspec.structs import replace

from ombud.core.complaint.lapse import CONSEQUENCES
from ombud.core.policy.policy import Policy
from ombud.core.policy.span import Span
from ombud.packs import compare
from ombud.packs.load import load_pack, load_version, texts
from ombud.packs.procedure import complaint_turns, penalty_turns_of

WECHAT, WEIDIAN = load_pack("wechat"), load_pack("weidian")


@pytest.mark.parametrize("name", ["market", "pinduoduo", "wechat", "weidian", "weixun"])
def test_every_turn_the_core_knows_is_in_the_picture_with_its_time(name: str) -> None:
    turns = complaint_turns(load_pack(name))

    assert {turn.kind for turn in turns} == set(CONSEQUENCES)
    assert all(turn.span is not None for turn in turns)


def test_the_picture_follows_the_pack() -> None:
    windows = replace(WECHAT.pack.windows, answer=Span(hours=5, source="ours"))
    lapses = replace(WECHAT.pack.lapses, consumer_silent="close")
    other = Policy(pack=replace(WECHAT.pack, windows=windows, lapses=lapses), calendar=WECHAT.calendar)

    def told(policy: Policy) -> dict[str, tuple[int | None, str]]:
        turns = complaint_turns(policy)
        return {
            one.kind: (one.span.hours, one.leads_to) for one in turns if one.span and one.kind in ("answer", "choice")
        }

    assert told(WECHAT) == {"answer": (48, "platform"), "choice": (72, "platform")}
    assert told(other) == {"answer": (5, "platform"), "choice": (72, "closed")}


def test_a_violation_without_appeal_has_only_the_consultation() -> None:
    rules = WEIDIAN.pack.penalties
    assert rules is not None
    one = next(one for one in rules.violations if one.appeal is None)

    assert {turn.kind for turn in penalty_turns_of(one, WEIDIAN)} <= {"consultation", "penalty-approval"}


def test_a_version_does_not_differ_from_itself() -> None:
    both = (WECHAT, texts("wechat@2026.1"))
    assert compare.data(WECHAT, WECHAT) == ()
    assert compare.words(both, both, "en") == ()


def test_figures_codes_and_words_that_differ_are_found_where_they_stand() -> None:
    before = load_version("wechat@2023.1")

    found = {one.way: (one.before, one.after) for one in compare.data(before, WECHAT)}
    words = {one.key: (one.before, one.after) for one in compare.words(
        (before, texts("wechat@2023.1")), (WECHAT, texts("wechat@2026.1")), "en")}  # fmt: skip

    old, new = found[("windows", "answer")]
    assert (old.hours, new.hours) == (72, 48)
    assert not {way[0] for way in found} & set(compare.HEAD)
    assert "72 hours" in words["rule.2.1.text"][0]
    assert "48 hours" in words["rule.2.1.text"][1]


def test_a_thing_that_only_one_version_has_is_one_difference() -> None:
    fewer = replace(WECHAT, pack=replace(WECHAT.pack, reasons=WECHAT.pack.reasons[1:]))

    (found,) = compare.data(WECHAT, fewer)

    assert found.way == ("reasons", WECHAT.pack.reasons[0].code)
    assert (found.before, found.after) == (WECHAT.pack.reasons[0], None)
