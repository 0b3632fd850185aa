"""A recorded penalty under another version of its pack: the same course, or where it would have parted from it."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from ombud.core.penalty import begin, impose, lapse
from ombud.core.penalty.events import PenaltyEvent
from ombud.core.penalty.state import Penalty, fold
from ombud.core.policy.policy import Policy
from ombud.core.policy.span import Span
from ombud.core.refusal import Refusal
from ombud.packs.checks import penalty_turns as turns
from ombud.packs.load import load_pack
from ombud.packs.replay_penalty import difference

AT = datetime.fromisoformat("2026-03-09T02:00:00+00:00")
NOW = load_pack("weidian")
CODE = "fictitious-transactions"


def events(after: timedelta = timedelta(), *, begun: bool = False) -> tuple[PenaltyEvent, ...]:
    """Imposed on the Monday, begun so long after, or left alone for so long."""
    orders = tuple(
        impose.PenalisedOrder(id=f"o{n}", number=str(n), amount=1, currency="CNY") for n in range(4)
    )  # fmt: skip
    command = impose.ImposePenalty(
        by=turns.ONE, at=AT, penalty="p1", number="1", shop="s1", violation=CODE, facts=turns.SAID, reasons=turns.SAID,
        orders=tuple(one.id for one in orders), known_orders=orders, seed=turns.SEED,
    )  # fmt: skip
    told = impose.decide(command, turns.GROUNDS, NOW)
    assert not isinstance(told, Refusal), told
    if not after:
        return told
    penalty = fold(told)
    assert penalty is not None
    at = AT + after
    more: Any = (
        begin.decide(
            begin.BeginAppeal(by=turns.MEMBER, at=at, penalty="p1", chance=turns.CHANCE, seed=turns.SEED), penalty, NOW
        )
        if begun
        else lapse.decide(lapse.LetTimePass(by=lapse.TIME, at=at, penalty="p1"), penalty, NOW)
    )
    assert not isinstance(more, Refusal), more
    return (*told, *more)


def under(**appeal: Any) -> Policy:
    """The same rules, but for how this violation is appealed."""
    rules = NOW.pack.penalties
    assert rules is not None
    violations = tuple(
        replace(one, appeal=replace(one.appeal, **appeal)) if one.code == CODE and one.appeal else one
        for one in rules.violations
    )
    return replace(NOW, pack=replace(NOW.pack, penalties=replace(rules, violations=violations)))


def days(n: int) -> Span:
    return Span(days=n, source="ours")


@pytest.mark.parametrize("violation", [one.code for one in NOW.pack.penalties.violations] if NOW.pack.penalties else [])
def test_every_penalty_has_its_own_course_under_its_own_version(violation: str) -> None:
    rules = NOW.pack.penalties
    assert rules is not None
    said = rules.violation(violation)
    assert said is not None
    first = turns.turns_of(said, NOW, AT)
    assert all(isinstance(one, Penalty) for one in first.values())
    assert difference(events(), NOW) is None
    assert difference(events(timedelta(days=40)), NOW) is None
    assert difference(events(timedelta(days=2), begun=True), NOW) is None


def test_an_appeal_begun_in_time_would_have_been_too_late_under_a_shorter_window() -> None:
    found = difference(events(timedelta(days=5), begun=True), under(closes=days(3)))

    assert found is not None
    assert (found.number, found.event, found.dates_only) == ("1", "AppealBegun", False)
    assert found.instead == "too late: the time for “appeal” would have ended at 2026-03-12 16:00 UTC"


def test_another_number_of_drawn_orders_is_another_draw() -> None:
    found = difference(events(timedelta(days=2), begun=True), under(drawn_max=2))

    assert found is not None
    assert found.instead == "another draw: 2 orders would have been drawn, not 3"


def test_a_window_that_closed_would_still_be_open_under_a_longer_one() -> None:
    found = difference(events(timedelta(days=8)), under(closes=days(10)))

    assert found is not None
    assert found.instead.startswith("not yet: there would have been time for “appeal” until 2026-03-19")


def test_an_open_penalty_with_another_window_is_told_apart_as_another_date() -> None:
    found = difference(events(), under(closes=days(10)))

    assert found is not None
    assert found.dates_only
    assert found.instead.startswith("another date: “appeal” would be due at 2026-03-19")


def test_an_opening_that_comes_later_makes_the_appeal_too_early() -> None:
    found = difference(events(timedelta(days=2), begun=True), under(opens=days(4)))

    assert found is not None
    assert found.instead.startswith("too early: it could have been appealed from 2026-03-13")


def changed(**more: Any) -> Policy:
    rules = NOW.pack.penalties
    assert rules is not None
    return replace(NOW, pack=replace(NOW.pack, penalties=replace(rules, **more)))


def test_what_the_version_does_not_know_or_allow_is_found() -> None:
    rules = NOW.pack.penalties
    assert rules is not None
    said = rules.violation(CODE)
    assert said is not None
    others = tuple(one for one in rules.violations if one.code != CODE)
    fewer = (*others, replace(said, measures=said.measures[1:]))
    silent = (*others, replace(said, appealable=False, appeal=None))
    two = replace(rules.limits, two_people_for=(said.measures[0].kind,))

    told = [
        difference(events(), replace(NOW, pack=replace(NOW.pack, penalties=None))),
        difference(events(), changed(violations=others)),
        difference(events(), changed(violations=fewer)),
        difference(events(), changed(limits=two)),
        difference(events(timedelta(days=2), begun=True), changed(violations=silent)),
    ]

    assert [one.instead if one else "" for one in told] == [
        "refused: these rules know no penalties",
        f"refused: there is no violation {CODE}",
        f"refused: {said.measures[0].code} is no measure for this violation",
        "proposed: a second person would have had to agree",
        "refused: it could not have been appealed",
    ]
