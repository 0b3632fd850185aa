"""A reviewer's own eyes come first; what a machine found is drawn only after, and each look is on record."""

from typing import Any

import pytest

from ombud.core.complaint import note_first_view, open_exhibits, show_overlay
from ombud.core.complaint.audience import audience
from ombud.core.complaint.events.work import FirstViewNoted, OverlayShown
from ombud.core.staff import NOT_STAFF
from tests.core.complaint.cast import PLATFORM, attempt
from tests.core.complaint.world import BORIS, CARLA, IRIS

OPENED = PLATFORM.then(open_exhibits, IRIS, exhibits=("photo-1",))
NOTED = OPENED.then(note_first_view, IRIS, exhibit="photo-1", view="doubtful")


@pytest.mark.requirement("PD-7")
def test_a_finding_is_drawn_once_its_reader_has_said_what_they_see_themselves() -> None:
    asked = {"exhibit": "photo-1", "detector": "copy-move"}
    assert attempt(show_overlay, OPENED, IRIS, **asked) == show_overlay.NO_FIRST_VIEW
    shown = NOTED.then(show_overlay, IRIS, **asked)
    assert shown.events == (OverlayShown(by=IRIS, at=NOTED.at, exhibit="photo-1", detector="copy-move"),)
    viewed = shown.state.first_view("iris", "photo-1")
    assert viewed is not None
    assert (viewed.view, viewed.overlays) == ("doubtful", ("copy-move",))
    assert {audience(one) for one in (*NOTED.events, *shown.events)} == {("platform",)}


def test_the_first_view_stays_as_it_was_noted() -> None:
    (event,) = NOTED.events
    assert event == FirstViewNoted(by=IRIS, at=OPENED.at, exhibit="photo-1", view="doubtful", words=event.words)
    again = attempt(note_first_view, NOTED, IRIS, exhibit="photo-1", view="genuine")
    assert again == note_first_view.NOTED


@pytest.mark.parametrize(
    ("case", "by", "exhibit", "refusal"),
    [
        (OPENED, CARLA, "photo-1", NOT_STAFF),
        (OPENED, BORIS, "photo-1", NOT_STAFF),
        (OPENED, IRIS, "photo-9", open_exhibits.NO_SUCH_EXHIBIT.given(exhibit="photo-9")),
        (PLATFORM, IRIS, "photo-1", note_first_view.NOT_OPENED),
    ],
)
def test_a_refused_first_view_names_the_first_reason(case: Any, by: Any, exhibit: str, refusal: object) -> None:
    assert attempt(note_first_view, case, by, exhibit=exhibit, view="genuine") == refusal


@pytest.mark.parametrize(
    ("case", "by", "asked", "refusal"),
    [
        (NOTED, CARLA, ("photo-1", "noise"), NOT_STAFF),
        (NOTED, IRIS, ("photo-9", "noise"), open_exhibits.NO_SUCH_EXHIBIT.given(exhibit="photo-9")),
        (NOTED, IRIS, ("photo-1", "No such"), show_overlay.NO_SUCH_DETECTOR.given(detector="No such")),
        (NOTED.then(show_overlay, IRIS, exhibit="photo-1", detector="noise"), IRIS, ("photo-1", "noise"),
         show_overlay.SHOWN),
    ],
)  # fmt: skip
def test_a_refused_overlay_names_the_first_reason(case: Any, by: Any, asked: Any, refusal: object) -> None:
    exhibit, detector = asked
    assert attempt(show_overlay, case, by, exhibit=exhibit, detector=detector) == refusal
