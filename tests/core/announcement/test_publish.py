"""Announcements are made by who may, in every language or knowingly not, and show from the instant they name."""

from typing import Any

import pytest

from ombud.core.announcement import publish
from ombud.core.announcement.state import text_for
from ombud.core.files import File
from ombud.core.people import Consumer, Member, Reviewer, System
from ombud.core.refusal import Refusal
from ombud.core.words import Words
from tests.core.announcement.cast import AT, EVERY, HOUR, POLICY, published, publishing, text

PDF = File(file="f", media_type="application/pdf")
PHOTO = File(file="f", media_type="image/jpeg")


def test_it_shows_at_once_where_no_instant_is_named() -> None:
    made = published()

    assert (made.number, made.shows_at, made.audience, len(made.versions)) == ("TA-1", AT, "everybody", 1)
    assert made.shows(AT)
    assert made.revised_at is None


def test_a_later_instant_is_the_first_at_which_it_shows() -> None:
    made = published(shows_at=AT + HOUR)

    assert not made.shows(AT + HOUR - HOUR / 3600)
    assert made.shows(AT + HOUR)


def test_the_events_hold_hashes_and_no_words() -> None:
    outcome = publish.decide(publishing(author=Words("Service team", b"salt")), None, POLICY)

    assert isinstance(outcome, tuple)
    assert "Service team" not in repr(outcome)
    assert "Friday" not in repr(outcome)


REFUSED: list[tuple[dict[str, Any], str, str]] = [
    ({"by": Consumer(id="ana")}, "reviewer-only", ""),
    ({"by": Member(id="boris", shop="mugs")}, "reviewer-only", ""),
    ({"by": Reviewer(id="rita")}, "no-right", ""),
    ({"texts": ()}, "no-text", "texts"),
    ({"texts": (text("de"),)}, "language-unknown", "texts"),
    ({"texts": (*EVERY, text("en"))}, "language-twice", "texts"),
    ({"texts": (text("en", title=" "),)}, "no-title", "texts"),
    ({"texts": (text("en", body="\n"),)}, "no-words", "texts"),
    ({"texts": (text("en", title="x" * 121),)}, "title-too-long", "texts"),
    ({"texts": (text("en", body="x" * 20_001),)}, "too-many-words", "texts"),
    ({"copyright": Words("x" * 301)}, "line-too-long", "copyright"),
    ({"texts": EVERY[:3]}, "languages-missing", "without"),
    ({"texts": EVERY[:2], "without": ("es",)}, "languages-missing", "without"),
    ({"files": (PHOTO,) * 13}, "too-many-files", "files"),
    ({"files": (PDF,)}, "pictures-only", "files"),
    ({"shows_at": AT - HOUR}, "instant-past", "shows_at"),
]


@pytest.mark.parametrize(("changed", "code", "field"), REFUSED)
def test_what_is_not_allowed_is_refused_by_name(changed: dict[str, Any], code: str, field: str) -> None:
    outcome = publish.decide(publishing(**changed), None, POLICY)

    assert isinstance(outcome, Refusal)
    assert (outcome.code, outcome.field) == (code, field)


def test_the_platforms_own_software_announces_too() -> None:
    assert isinstance(publish.decide(publishing(by=System(id="cms")), None, POLICY), tuple)


def test_the_warning_names_what_is_missing_and_one_can_leave_it_out_on_purpose() -> None:
    outcome = publish.decide(publishing(texts=EVERY[:1], without=("es",)), None, POLICY)
    assert isinstance(outcome, Refusal)
    assert outcome.facts == {"missing": "zh-Hans, zh-Hant"}

    assert published(texts=EVERY[:1], without=("zh-Hans", "zh-Hant", "es")).latest.said.texts[0].lang == "en"


@pytest.mark.parametrize(
    ("written", "reads", "shown"),
    [
        (("en", "zh-Hans"), "zh-Hans", "zh-Hans"),
        (("en", "zh-Hans"), "zh-Hant", "zh-Hans"),
        (("zh-Hant", "en"), "zh-Hans", "zh-Hant"),
        (("zh-Hans", "en"), "es", "zh-Hans"),
        (("en",), "zh-Hant", "en"),
    ],
)
def test_a_reader_of_a_missing_language_gets_its_sister_or_else_the_original(
    written: tuple[str, ...], reads: str, shown: str
) -> None:
    made = published(texts=tuple(text(one) for one in written), without=("en", "zh-Hans", "zh-Hant", "es"))

    assert text_for(made.latest.said, reads).lang == shown
