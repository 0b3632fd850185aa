"""What a reader's own copy of a case leaves out."""

import pytest

from ombud.core.complaint import message
from ombud.desk.access import as_told
from tests.core.complaint.cast import CHAT, PLATFORM, SAID
from tests.core.complaint.doubted import concluded
from tests.core.complaint.world import CARLA, RUTH


@pytest.mark.parametrize("told", ["result", "received"])
def test_a_shop_that_is_told_no_result_reads_none_of_a_picture_in_the_case_or_before_it(told: str) -> None:
    known = concluded(PLATFORM, RUTH, file="chat-1", told=told)
    brought = known.then(message, CARLA, words=SAID, files=(CHAT,))
    assert [one.fake for one in brought.state.exhibits] == ["", told]
    assert [one.fake for one in as_told(brought.state, "merchant").exhibits] == ["", told if told == "result" else ""]
    assert bool(as_told(known.state, "merchant").fakes) == (told == "result")
    assert as_told(brought.state, "platform") == as_told(brought.state, "consumer") == brought.state
