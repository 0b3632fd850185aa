"""On a report, too, a reviewer's own eyes come before the machine."""

import pytest

from ombud.core.complaint.note_first_view import NOTED
from ombud.core.complaint.show_overlay import NO_FIRST_VIEW, NO_SUCH_DETECTOR, SHOWN
from ombud.core.evidence_report import note_first_view, show_overlay
from ombud.core.evidence_report.audience import audience
from ombud.core.staff import NOT_STAFF
from tests.core.complaint.world import BORIS, CARLA, RITA, RUTH
from tests.core.evidence_report.world import ANSWERED, attempt


@pytest.mark.requirement("PD-7")
def test_a_finding_on_the_accused_picture_is_drawn_once_its_reader_has_said_what_they_see() -> None:
    assert attempt(show_overlay, ANSWERED, RITA, detector="noise") == NO_FIRST_VIEW
    noted = ANSWERED.then(note_first_view, RITA, view="cannot-tell")
    shown = noted.then(show_overlay, RITA, detector="noise")
    viewed = shown.state.first_view("rita")
    assert viewed is not None
    assert (viewed.view, viewed.overlays) == ("cannot-tell", ("noise",))
    assert {audience(one) for one in (*noted.events, *shown.events)} == {("platform",)}
    assert attempt(show_overlay, shown, RUTH, detector="noise") == NO_FIRST_VIEW
    assert attempt(show_overlay, shown, RITA, detector="noise") == SHOWN
    assert attempt(show_overlay, shown, RITA, detector="?") == NO_SUCH_DETECTOR.given(detector="?")
    assert attempt(note_first_view, noted, RITA, view="genuine") == NOTED
    assert shown.state.deadlines == ANSWERED.state.deadlines


def test_no_side_notes_a_view_or_looks_at_findings() -> None:
    for by in (CARLA, BORIS):
        assert attempt(note_first_view, ANSWERED, by, view="genuine") == NOT_STAFF
        assert attempt(show_overlay, ANSWERED, by, detector="noise") == NOT_STAFF
