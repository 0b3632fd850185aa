"""DismissSurge: an alarm that leads to nothing says why, and ends."""

from ombud.core.surge import dismiss, open_intervention
from tests.core.surge.world import BORIS, IRIS, RITA, after, raised, refused

WHY = {"reason": "not-the-shops", "words": "The carrier was on strike; every shop of the region has it."}


def test_a_dismissed_alarm_waits_for_nobody() -> None:
    surge = after(dismiss, raised(), RITA, **WHY)
    assert (surge.stage, surge.dismissal, surge.deadlines, surge.over) == ("dismissed", "not-the-shops", (), True)


def test_each_no_has_its_code() -> None:
    assert refused(dismiss, raised(), BORIS, **WHY) == "reviewer-only"
    assert refused(dismiss, raised(), IRIS, **WHY) == "no-right"
    assert refused(dismiss, raised(), RITA, **{**WHY, "words": ""}) == "no-words"
    assert refused(dismiss, raised(), RITA, **{**WHY, "words": "x" * 100_000}) == "too-many-words"
    assert refused(dismiss, after(dismiss, raised(), RITA, **WHY), RITA, **WHY) == "surge-over"
    opened = after(open_intervention, raised(), RITA, cause="staffing", words="Please tell us.")
    assert refused(dismiss, opened, RITA, **WHY) == "intervention-open"
