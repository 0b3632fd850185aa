"""Rules are published and rolled back with notice, by who oversees, and nothing that was announced is lost."""

from datetime import datetime, timedelta

import pytest
from msgspec.structs import replace

from ombud.core.people import Consumer, Reviewer, System
from ombud.core.refusal import Refusal
from ombud.core.rulebook import publish, roll_back
from ombud.core.rulebook.events import RulesPublished
from ombud.core.rulebook.publish import PublishRules
from ombud.core.rulebook.roll_back import RollBackRules
from ombud.core.rulebook.state import Rulebook, evolve, fold
from ombud.core.words import NOTHING, Words
from ombud.packs.load import load_version

AT = datetime.fromisoformat("2026-03-09T02:00:00+00:00")
"""Monday, 10:00 in Shanghai."""
BASE = load_version("wechat@2023.1")
POLICY = replace(BASE, pack=replace(BASE.pack, notice_days=7))
SENIOR = Reviewer(id="senior", rights=("oversee",))
NEXT = load_version("wechat@2026.1")


def published(since: str, pack: str = "wechat@2026.1", at: datetime = AT) -> RulesPublished:
    return RulesPublished(
        by=SENIOR, at=at, pack=pack, since=since, instead="wechat@2023.1", fingerprint="f", words=NOTHING
    )


def publishing(since: str = "2026-03-17", pack: str = "wechat@2026.1", **changed: object) -> PublishRules:
    command = PublishRules(
        by=SENIOR, at=AT, rulebook="rules", pack=pack, since=since, words=Words("Better."), fingerprint="f"
    )
    return replace(command, **changed)


def back(since: str, pack: str = "wechat@2023.1", at: datetime = AT) -> RollBackRules:
    words = Words("It went wrong.")
    return RollBackRules(by=SENIOR, at=at, rulebook="rules", pack=pack, since=since, words=words, fingerprint="f")


def test_a_version_is_published_with_whole_days_of_notice() -> None:
    outcome = publish.decide(publishing(), None, POLICY)

    assert isinstance(outcome, tuple)
    book = fold(outcome)
    assert book is not None
    assert (book.on("2026-03-16"), book.on("2026-03-17")) == ("", "wechat@2026.1")
    assert [one.pack for one in book.coming("2026-03-09")] == ["wechat@2026.1"]
    assert book.coming("2026-03-17") == ()
    assert outcome[0].instead == "wechat@2023.1"


REFUSED = [
    ({"by": Consumer(id="ana")}, "reviewer-only"),
    ({"by": System(id="key:1")}, "reviewer-only"),
    ({"by": Reviewer(id="rita")}, "no-right"),
    ({"rulebook": "other"}, "no-such-rulebook"),
    ({"words": Words(" ")}, "no-words"),
    ({"words": Words("x" * 2001)}, "too-many-words"),
    ({"fingerprint": ""}, "version-unknown"),
    ({"faults": 2}, "version-not-in-order"),
    ({"since": "soon"}, "not-a-day"),
    ({"since": "20260401"}, "not-a-day"),
    ({"since": "2026-03-16"}, "announced-too-late"),
    ({"since": "2020-01-01"}, "announced-too-late"),
    ({"pack": "wechat@2023.1"}, "applies-already"),
]


@pytest.mark.parametrize(("changed", "code"), REFUSED)
def test_what_is_not_allowed_is_refused_by_name(changed: dict[str, object], code: str) -> None:
    outcome = publish.decide(publishing(**changed), None, POLICY)

    assert isinstance(outcome, Refusal)
    assert outcome.code == code


def test_a_refusal_for_want_of_notice_names_the_first_day_that_would_do() -> None:
    outcome = publish.decide(publishing("2026-03-10"), None, POLICY)
    assert isinstance(outcome, Refusal)
    assert outcome.facts == {"days": 7, "earliest": "2026-03-17"}
    midnight = datetime.fromisoformat("2026-03-09T16:00:00+00:00")
    assert isinstance(publish.decide(publishing("2026-03-17", at=midnight), None, POLICY), tuple)
    longer = replace(POLICY, pack=replace(POLICY.pack, notice_days=15))
    outcome = publish.decide(publishing(), None, longer)
    assert isinstance(outcome, Refusal)
    assert outcome.facts == {"days": 15, "earliest": "2026-03-25"}


def test_a_later_decision_takes_the_place_of_what_was_to_come_from_its_day_on() -> None:
    book = fold([published("2026-04-01"), published("2026-05-01", "mine@1")])
    assert book is not None
    book = evolve(book, published("2026-04-01", "market@2026.1"))

    assert [(one.pack, one.stands) for one in book.changes] == [
        ("wechat@2026.1", False), ("mine@1", False), ("market@2026.1", True),
    ]  # fmt: skip
    assert book.on("2026-06-01") == "market@2026.1"


def after(outcome: object, book: Rulebook) -> Rulebook:
    assert isinstance(outcome, tuple), outcome
    for event in outcome:
        book = evolve(book, event)
    return book


def test_what_is_only_announced_is_called_off_without_notice_up_to_the_day_before() -> None:
    book = fold([published("2026-03-17")])
    assert book is not None
    assert book.on("2026-03-17") == "wechat@2026.1"

    called_off = after(roll_back.decide(back("2026-03-10"), book, POLICY), book)

    assert called_off.on("2026-03-17") == "wechat@2023.1"
    assert called_off.changes[-1].back
    assert roll_back.decide(back("2026-03-09"), book, POLICY) == roll_back.BEGUN


def test_what_applies_is_rolled_back_with_notice_and_only_to_what_applied_before() -> None:
    book = fold([published("2026-03-17")])
    assert book is not None
    later = AT + timedelta(days=20)
    now = replace(NEXT, pack=replace(NEXT.pack, notice_days=7))

    early = roll_back.decide(back("2026-03-31", at=later), book, now)
    never = roll_back.decide(back("2026-05-01", "market@2026.1", later), book, now)
    already = roll_back.decide(back("2026-05-01", "wechat@2026.1", later), book, now)

    assert isinstance(early, Refusal)
    assert isinstance(never, Refusal)
    assert isinstance(already, Refusal)
    assert [early.code, never.code, already.code] == ["announced-too-late", "never-applied", "applies-already"]
    rolled = after(roll_back.decide(back("2026-04-06", at=later), book, now), book)
    assert (rolled.on("2026-04-05"), rolled.on("2026-04-06")) == ("wechat@2026.1", "wechat@2023.1")


def test_going_on_with_todays_rules_after_others_have_applied_in_between_needs_notice_too() -> None:
    book = fold([published("2026-03-17")])
    assert book is not None
    eve = datetime.fromisoformat("2026-03-16T02:00:00+00:00")

    outcome = roll_back.decide(back("2026-03-20", at=eve), book, POLICY)

    assert isinstance(outcome, Refusal)
    assert outcome.code == "announced-too-late"


def test_where_nothing_was_published_nothing_is_rolled_back() -> None:
    assert roll_back.decide(back("2026-04-01"), None, POLICY) == roll_back.NOTHING_PUBLISHED
