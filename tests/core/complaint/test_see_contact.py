"""The staff look at personal data."""

from typing import Any

import pytest

from ombud.core.complaint import see_contact
from ombud.core.complaint.audience import audience
from ombud.core.complaint.events.work import ContactSeen
from ombud.core.complaint.rungs import NO_WORDS
from ombud.core.staff import NOT_STAFF
from ombud.core.words import EMPTY
from tests.core.complaint.cast import (
    PLATFORM,
    SAID,
    attempt,
)
from tests.core.complaint.world import (
    BORIS,
    CARLA,
    IRIS,
)


@pytest.mark.requirement("EV-2")
def test_every_look_is_on_record_with_its_reason() -> None:
    (event,) = attempt(see_contact, PLATFORM, IRIS, why=SAID)
    assert event == ContactSeen(by=IRIS, at=PLATFORM.at, why=SAID.kept)
    assert audience(event) == ("platform",)


@pytest.mark.parametrize(
    ("by", "why", "refusal"),
    [
        (CARLA, SAID, NOT_STAFF),
        (BORIS, SAID, NOT_STAFF),
        (IRIS, EMPTY, NO_WORDS.at_field("why")),
        (CARLA, EMPTY, NOT_STAFF),
    ],
)
def test_a_refusal_names_the_first_reason_that_applies(by: Any, why: Any, refusal: object) -> None:
    assert attempt(see_contact, PLATFORM, by, why=why) == refusal
