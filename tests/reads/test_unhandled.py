"""Whose pop-up a penalty still is: whoever hasn't opened its notice, whatever the ids of those who have look like."""

from datetime import timedelta

import pytest

from ombud.core.people import Member
from ombud.desk.handle import Done
from ombud.reads import penalties
from tests.cast import MONDAY, World, world

LATER = MONDAY + timedelta(days=200)
"""After the window of its appeal: only a notice that wasn't opened is still unhandled."""
IDS = ("ana", "an", 'an"a', "ana\\", '","', "安娜")


def member(id: str) -> Member:
    return Member(id=id, shop="mugs", rights=("answer", "appeal"))


def waits(made: World, id: str) -> bool:
    return penalties.unhandled(made.platform.pk, member(id), LATER) is not None


@pytest.mark.requirement("WD-2")
@pytest.mark.parametrize("who", IDS)
def test_only_who_opened_a_notice_is_done_with_it(who: str) -> None:
    made = world("weidian")
    fields = {"shop": "mugs", "violation": "harassing-consumers", "facts": "F.", "reasons": "R."}
    done = made.do("penalty.impose", "", made.rita, MONDAY, **fields)
    assert isinstance(done, Done), done
    assert all(waits(made, id) for id in IDS)
    made.do("penalty.open-notice", done.id, member(who), MONDAY + timedelta(hours=1))
    assert [id for id in IDS if not waits(made, id)] == [who]
