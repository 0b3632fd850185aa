"""Every API test stands on the Monday of the cast: the desk's clock says so, nobody else's."""

from collections.abc import Iterator
from typing import Any

import pytest


@pytest.fixture(autouse=True)
def monday(database: Any, settings: Any) -> Iterator[None]:
    from ombud.desk import clock
    from tests.cast import MONDAY

    settings.ROOT_URLCONF = "tests.api.addresses"
    with clock.at(MONDAY):
        yield


@pytest.fixture(autouse=True)
def described(monday: None) -> Iterator[None]:
    """Whatever is answered is what the document says."""
    from tests.api.described import watched

    with watched() as faults:
        yield
    assert not faults, "\n".join(sorted(faults))
