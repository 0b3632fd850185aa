"""LetTimePass over a surge: no state of it hangs, whoever stays silent."""

from ombud.core.surge import answer, lapse, open_intervention
from ombud.core.surge.audience import audience
from tests.core.surge.world import BORIS, HOUR, RITA, T0, TIME, accepted, after, raised, refused

OPENED = after(open_intervention, raised(), RITA, cause="other", words="What is it?")


def test_what_nobody_looks_at_goes_to_the_senior_queue_again_and_again_unknown_to_the_shop() -> None:
    surge = raised()
    (event,) = accepted(lapse, surge, TIME, at=T0 + 24 * HOUR)
    assert audience(event) == ("platform",)
    for n in (1, 2):
        surge = after(lapse, surge, TIME, at=surge.deadlines[0].due_at)
        assert (surge.stage, surge.overdue) == ("raised", n)
    assert surge.deadlines[0].due_at == T0 + 48 * HOUR


def test_a_silent_shop_loses_its_turn_and_the_platform_concludes() -> None:
    surge = after(lapse, OPENED, TIME, at=T0 + 73 * HOUR)
    assert (surge.stage, surge.answer_over_at) == ("answered", T0 + 73 * HOUR)
    assert (surge.deadlines[0].kind, surge.deadlines[0].on) == ("surge-close", "platform")


def test_that_the_platform_is_late_with_concluding_is_told_to_the_shop() -> None:
    answered = after(answer, OPENED, BORIS, words="A plan.")
    (event,) = accepted(lapse, answered, TIME, at=answered.deadlines[0].due_at)
    assert audience(event) == ("merchant", "platform")


def test_each_no_has_its_code() -> None:
    assert refused(lapse, raised(), RITA, at=T0 + 30 * HOUR) == "clock-only"
    assert refused(lapse, raised(), TIME) == "nothing-due"
