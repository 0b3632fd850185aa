"""NoteSurge: a note stays with the staff and changes nothing."""

from ombud.core.surge import note
from ombud.core.surge.audience import audience
from tests.core.surge.world import BORIS, IRIS, accepted, after, raised, refused


def test_any_of_the_staff_notes_something_and_nobody_else_reads_it() -> None:
    (event,) = accepted(note, raised(), IRIS, words="Their carrier is on strike.")
    assert audience(event) == ("platform",)
    assert after(note, raised(), IRIS, words="The same.") == raised()


def test_each_no_has_its_code() -> None:
    assert refused(note, raised(), BORIS, words="Hello") == "reviewer-only"
    assert refused(note, raised(), IRIS, words=" ") == "no-words"
