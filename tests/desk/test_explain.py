"""A verb's story is read off the code, and the page of all of them is fresh."""

import subprocess
import sys

import pytest

from ombud.core.refusal import Refusal
from ombud.desk import explain
from ombud.desk.story import follows, moved, story
from ombud.desk.things import EVENT_TYPES, VERBS


def test_the_page_of_what_happens_is_fresh() -> None:
    assert explain.PAGE.read_text() == explain.page(), "run: ombud explain --write"


@pytest.mark.parametrize("verb", VERBS)
def test_each_verb_says_who_and_when_and_what_comes_of_it(verb: str) -> None:
    told = story(VERBS[verb])
    assert set(told.said) == {"Who", "When", "Event", "Next"}
    assert told.about.endswith(".")
    assert told.events


@pytest.mark.parametrize("verb", VERBS)
def test_each_refusal_that_a_verb_s_file_defines_is_found_on_its_way(verb: str) -> None:
    module = VERBS[verb].module
    own = {name for name, one in vars(module).items() if isinstance(one, Refusal) and f"\n{name} = " in _source(module)}
    found = {one.code for one in story(VERBS[verb]).refusals}
    assert {getattr(module, name).code for name in own} <= found


def test_each_event_comes_from_some_verb() -> None:
    made = {event for verb in VERBS.values() for event in story(verb).events}
    echoes = {name for event in EVENT_TYPES.values() for name in follows(event).echoes}
    echoes |= set(moved())
    assert [tag for tag, event in EVENT_TYPES.items() if event not in made and tag not in echoes] == []


def test_refusals_stand_in_the_order_in_which_they_are_asked() -> None:
    codes = [one.code for one in story(VERBS["complaint.answer"]).refusals]
    assert codes.index("shop-only") < codes.index("no-right") < codes.index("complaint-closed")


def test_a_filing_opens_the_complaint_on_its_order_too() -> None:
    told = explain.explain("FileComplaint")
    assert "Notice `complaint_filed` to the consumer" in told
    assert "The order may get ComplaintOpened" in told
    assert "answer, on merchant: window `answer`" in told


def test_an_event_says_which_verbs_lead_to_it() -> None:
    assert "AcceptOffer" in explain.explain("Settled")


def test_an_unknown_name_is_answered_with_those_there_are() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "ombud.site.cli", "explain", "Nonsense"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert done.stderr.count("FileComplaint") == 1
    assert done.stderr.count("LetTimePass") == 1, "a verb of several things is named once"


def _source(module: object) -> str:
    import inspect

    return "\n" + inspect.getsource(module)  # type: ignore[arg-type]
