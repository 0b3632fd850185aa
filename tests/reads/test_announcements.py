"""Announcements as their audiences find them: who sees which, from when, and what was said before."""

from datetime import timedelta
from typing import Any

import pytest

from ombud.core.people import System
from ombud.core.refusal import Refusal
from ombud.desk.access import access_announcement, audiences_of
from ombud.desk.handle import Done, NotFound
from ombud.desk.rebuild import rebuild
from ombud.reads import announcements
from tests.cast import MONDAY, World, world

LATER = MONDAY + timedelta(hours=2)


def announcing(lang: str = "en", title: str = "Closed on Friday", **more: Any) -> dict[str, Any]:
    texts = [{"lang": lang, "title": title, "body": "We are back on Monday.", "tags": "hours，holiday"}]
    return {"texts": texts, "without": ["en", "zh-Hans", "zh-Hant", "es"], **more}


def announced(made: World, **more: Any) -> Done:
    done = made.do("announcement.publish", "", made.senior, **announcing(**more))
    assert isinstance(done, Done), done
    return done


def titles(made: World, by: Any, now: Any = MONDAY, **asked: Any) -> list[str]:
    found, _more = announcements.shown(made.platform.pk, audiences_of(by), now, **asked)
    return [one.text(one.announcement.latest.said, "en").title for one in found]


@pytest.mark.requirement("OS-7")
def test_each_audience_finds_what_is_for_it_the_newest_first_and_what_waits_nobody() -> None:
    made = world()
    announced(made, title="To all")
    announced(made, title="To shops", audience="merchants")
    announced(made, title="To buyers", audience="consumers", category="safety")
    late = announced(made, title="Later", shows_at=LATER.isoformat())

    assert sorted(titles(made, made.boris)) == ["To all", "To shops"]
    assert sorted(titles(made, made.ana)) == ["To all", "To buyers"]
    assert titles(made, None) == ["To all"]
    assert titles(made, made.ana, category="safety") == ["To buyers"]
    assert titles(made, None, LATER) == ["Later", "To all"]
    assert len(announcements.every(made.platform.pk)[0]) == 4
    with pytest.raises(NotFound):
        access_announcement(made.platform.pk, late.number, made.ana, MONDAY)
    assert access_announcement(made.platform.pk, late.number, made.rita, MONDAY).number == late.number
    assert rebuild(replace=False, platform=made.platform.pk) == []


def test_it_is_reached_by_its_number_on_its_own_platform_alone() -> None:
    made, other = world(), world()
    done = announced(made, audience="merchants")

    assert access_announcement(made.platform.pk, done.number.lower(), made.boris, MONDAY).id == done.id
    for platform, by in ((made, made.ana), (made, None), (other, other.boris)):
        with pytest.raises(NotFound):
            access_announcement(platform.platform.pk, done.number, by, MONDAY)


def test_a_revision_keeps_what_was_said_and_a_withdrawal_takes_it_off_the_list() -> None:
    made = world()
    done = announced(made)
    made.do("announcement.revise", done.id, System(id="cms"), LATER, **announcing(title="Closed on Thursday"))

    told = announcements.told(made.platform.pk, access_announcement(made.platform.pk, done.id, None, LATER))
    said = [told.text(one.said, "es") for one in told.announcement.public]
    assert [(one.lang, one.title, one.tags) for one in said] == [
        ("en", "Closed on Friday", ("hours", "holiday")),
        ("en", "Closed on Thursday", ("hours", "holiday")),
    ]
    assert announcements.latest(made.platform.pk, ("everybody",), LATER, MONDAY - timedelta(days=1)) is not None
    made.do("announcement.withdraw", done.id, made.senior, LATER, words="The wrong day.")
    assert titles(made, None, LATER) == []
    gone = announcements.told(made.platform.pk, access_announcement(made.platform.pk, done.id, None, LATER))
    assert gone.line(gone.announcement.why) == "The wrong day."
    assert announcements.latest(made.platform.pk, ("everybody",), LATER, MONDAY - timedelta(days=1)) is None
    assert rebuild(replace=False, platform=made.platform.pk) == []


def test_a_refused_announcement_leaves_nothing() -> None:
    made = world()

    refused = made.do("announcement.publish", "", made.senior, texts=announcing()["texts"])

    assert isinstance(refused, Refusal)
    assert refused.code == "languages-missing"
    assert announcements.every(made.platform.pk) == ([], False)


def test_the_next_page_goes_on_where_the_last_ended() -> None:
    made = world()
    for n in range(23):
        announced(made, title=f"No. {n}")

    first, more = announcements.shown(made.platform.pk, ("everybody",), MONDAY)
    rest, none = announcements.shown(made.platform.pk, ("everybody",), MONDAY, announcements.key(first[-1]))

    assert (len(first), more, len(rest), none) == (20, True, 3, False)
    assert len({one.announcement.id for one in (*first, *rest)}) == 23
