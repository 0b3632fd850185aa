"""The shop reads its notice and consults the platform, also where it can't appeal."""

import pytest

from ombud.core.penalty import consult, open_notice, reply
from ombud.core.staff import NO_RIGHT
from tests.core.penalty.cast import IMPOSED, PROPOSED, SAID
from tests.core.penalty.world import BELA, BORIS, DAY, RITA, VERA, a_penalty, attempt


@pytest.mark.requirement("WD-5")
@pytest.mark.requirement("WD-10")
def test_the_shop_can_consult_the_platform_also_where_it_cant_appeal() -> None:
    asked = a_penalty("forbidden").then(consult, BELA, words=SAID)
    due = asked.state.deadline("consultation")
    more = asked.then(consult, BORIS, words=SAID)
    assert due is not None
    assert more.state.deadline("consultation") == due, "more words don't make it wait longer"
    assert more.then(reply, RITA, words=SAID).state.deadline("consultation") is None
    late = asked.wait(10 * DAY)
    assert late.state.overdue > 0
    assert late.then(reply, RITA, words=SAID).state.overdue == 0
    assert attempt(consult, asked, VERA, words=SAID) == NO_RIGHT
    assert attempt(reply, PROPOSED, RITA, words=SAID).code == "not-imposed-yet"


def test_opening_a_notice_is_recorded_once_for_each_member() -> None:
    opened = IMPOSED.then(open_notice, BORIS).then(open_notice, VERA)
    assert opened.state.opened_by == ("boris", "vera")
    assert attempt(open_notice, opened, BORIS) == open_notice.OPENED
