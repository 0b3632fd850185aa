"""CloseIntervention: the platform concludes with an outcome and reasons, after the shop had its say."""

from ombud.core.surge import answer, close, lapse, open_intervention
from ombud.core.surge.audience import audience
from tests.core.surge.world import BORIS, HOUR, RITA, T0, TIME, accepted, after, raised, refused

OPENED = after(open_intervention, raised(), RITA, cause="staffing", words="What do you do about it?")
ANSWERED = after(answer, OPENED, BORIS, words="More people.")
END = {"outcome": "put-right", "words": "Every parcel has left."}


def test_it_ends_with_an_outcome_that_the_shop_reads() -> None:
    (event,) = accepted(close, ANSWERED, RITA, **END)
    assert audience(event) == ("merchant", "platform")
    surge = after(close, ANSWERED, RITA, **END)
    assert (surge.stage, surge.outcome, surge.deadlines) == ("closed", "put-right", ())


def test_while_the_shop_may_answer_only_that_nothing_is_wrong_can_be_concluded() -> None:
    assert refused(close, OPENED, RITA, **END) == "shop-may-still-answer"
    assert after(close, OPENED, RITA, **{**END, "outcome": "nothing-wrong"}).stage == "closed"


def test_where_the_shop_is_silent_the_platform_concludes_on_what_it_has() -> None:
    silent = after(lapse, OPENED, TIME, at=T0 + 73 * HOUR)
    assert after(close, silent, RITA, outcome="measures-taken", words="No plan came.").outcome == "measures-taken"


def test_each_no_has_its_code() -> None:
    assert refused(close, raised(), RITA, **END) == "no-intervention"
    assert refused(close, ANSWERED, BORIS, **END) == "reviewer-only"
    assert refused(close, ANSWERED, RITA, **{**END, "words": ""}) == "no-words"
    assert refused(close, after(close, ANSWERED, RITA, **END), RITA, **END) == "surge-over"
