"""The staff look at evidence."""

from typing import Any

import pytest

from ombud.core.complaint import open_exhibits
from ombud.core.complaint.audience import audience
from ombud.core.complaint.events.work import ExhibitsOpened
from ombud.core.staff import NOT_STAFF
from tests.core.complaint.cast import (
    EXECUTED,
    PLATFORM,
    attempt,
)
from tests.core.complaint.world import (
    BORIS,
    CARLA,
    IRIS,
)


@pytest.mark.requirement("EV-2")
def test_every_look_is_on_record_also_the_second_one_and_after_the_end() -> None:
    once = PLATFORM.then(open_exhibits, IRIS, exhibits=("photo-1", "photo-1"))
    assert once.events == (ExhibitsOpened(by=IRIS, at=PLATFORM.at, exhibits=("photo-1",)),)
    twice = once.then(open_exhibits, IRIS, exhibits=("photo-1",))
    assert (len(twice.events), twice.state.opened) == (1, ("photo-1",))
    assert audience(once.events[0]) == ("platform",)
    assert isinstance(attempt(open_exhibits, EXECUTED, IRIS, exhibits=("photo-1",)), tuple)


@pytest.mark.parametrize(
    ("by", "exhibits", "refusal"),
    [
        (CARLA, ("photo-1",), NOT_STAFF),
        (BORIS, ("photo-1",), NOT_STAFF),
        (IRIS, (), open_exhibits.NONE_NAMED),
        (IRIS, ("photo-1", "photo-9"), open_exhibits.NO_SUCH_EXHIBIT.given(exhibit="photo-9")),
        (CARLA, (), NOT_STAFF),
    ],
)
def test_a_refusal_names_the_first_reason_that_applies(by: Any, exhibits: Any, refusal: object) -> None:
    assert attempt(open_exhibits, PLATFORM, by, exhibits=exhibits) == refusal
