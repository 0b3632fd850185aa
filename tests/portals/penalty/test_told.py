"""Every event of a penalty and every place it can stand at has its words."""

from typing import get_args

import pytest

from ombud.core.penalty.events import AppealEvent, ImposingEvent, WorkEvent
from ombud.core.penalty.standing import Status
from ombud.portals.common.penalty.status import status_words
from ombud.portals.common.penalty.told import INTERNAL, SENTENCES

EVENTS = {one for region in (ImposingEvent, AppealEvent, WorkEvent) for one in get_args(region)}


def test_there_is_a_sentence_for_every_event_and_none_for_anything_else() -> None:
    assert set(SENTENCES) == EVENTS
    assert set(INTERNAL) <= EVENTS


@pytest.mark.parametrize("status", get_args(Status))
def test_there_is_a_tag_for_every_status(status: Status) -> None:
    assert status_words(status)
