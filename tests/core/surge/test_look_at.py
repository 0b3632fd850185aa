"""LookAtSurge: one reviewer has the alarm; a colleague may take it over."""

from ombud.core.surge import dismiss, look_at
from tests.core.surge.world import BORIS, IRIS, RITA, RUTH, after, raised, refused


def test_a_reviewer_takes_it_and_a_colleague_takes_it_over() -> None:
    surge = after(look_at, raised(), RITA)
    assert surge.claimed_by == "rita"
    assert after(look_at, surge, RUTH).claimed_by == "ruth"


def test_each_no_has_its_code() -> None:
    surge = after(look_at, raised(), RITA)
    assert refused(look_at, surge, RITA) == "already-yours"
    assert refused(look_at, surge, BORIS) == "reviewer-only"
    assert refused(look_at, surge, IRIS) == "no-right"
    over = after(dismiss, surge, RITA, reason="expected", words="A sale.")
    assert refused(look_at, over, RITA) == "surge-over"
