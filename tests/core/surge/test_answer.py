"""AnswerIntervention: the shop says once what it does about it, in time."""

from datetime import timedelta

from ombud.core.surge import answer, lapse, open_intervention
from tests.core.surge.world import BELA, BORIS, HOUR, RITA, SAM, T0, TIME, after, raised, refused

PLAN = {"words": "Two more people from Monday; all parcels leave by Wednesday."}
OPENED = after(open_intervention, raised(), RITA, cause="staffing", words="What do you do about it?")
DUE = T0 + 73 * HOUR


def test_the_answer_puts_it_to_the_platform() -> None:
    surge = after(answer, OPENED, BORIS, **PLAN, done_by=T0 + timedelta(days=4))
    assert (surge.stage, surge.done_by) == ("answered", T0 + timedelta(days=4))
    assert [(one.kind, one.on, one.due_at) for one in surge.deadlines] == [("surge-close", "platform", T0 + 101 * HOUR)]


def test_each_no_has_its_code() -> None:
    assert refused(answer, raised(), BORIS, **PLAN) == "shop-only"
    assert refused(answer, OPENED, SAM, **PLAN) == "shop-only"
    assert refused(answer, OPENED, RITA, **PLAN) == "shop-only"
    assert refused(answer, OPENED, BELA, **PLAN) == "no-right-to-answer"
    assert refused(answer, OPENED, BORIS, words=" ") == "no-words"
    assert refused(answer, OPENED, BORIS, **PLAN, done_by=T0) == "plan-end-wrong"
    assert refused(answer, after(answer, OPENED, BORIS, **PLAN), BORIS, **PLAN) == "intervention-answered"


def test_after_its_time_it_is_refused_whether_or_not_a_timer_ran() -> None:
    assert refused(answer, OPENED, BORIS, **PLAN, at=DUE) == "answer-too-late"
    lapsed = after(lapse, OPENED, TIME, at=DUE)
    assert refused(answer, lapsed, BORIS, **PLAN, at=DUE + HOUR) == "answer-too-late"
