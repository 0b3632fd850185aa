"""GatherCases: cases are put to an alarm and taken out of it, up to the pack's number."""

from ombud.core.surge import gather
from tests.core.surge.world import BORIS, RITA, after, raised, refused


def test_cases_come_and_go_each_once() -> None:
    surge = after(gather, raised(), RITA, added=("c-3", "c-3", "c-2"), left_out=("c-1", "c-9"))
    assert surge.cases == ("c-2", "c-3")


def test_each_no_has_its_code() -> None:
    assert refused(gather, raised(), BORIS, added=("c-3",)) == "reviewer-only"
    assert refused(gather, raised(), RITA, added=("c-1",), left_out=("c-9",)) == "cases-unchanged"
    assert refused(gather, raised(), RITA, added=("c-3", "c-4")) == "too-many-cases"
    assert refused(gather, raised(), RITA, added=("c-3",), strangers=("c-3",)) == "case-of-another-shop"
