"""One world for all tests of access, asked once."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest


@contextmanager
def monday_evening() -> Iterator[None]:
    """The hour at which all is asked, on a platform that is no demo."""
    from django.test import override_settings

    from tests.access.crawl import at_work

    with at_work(), override_settings(DEMO=False):
        yield


@pytest.fixture(scope="session")
def world(database: Any) -> Any:
    """Two platforms on which everything happened, and who asks."""
    from tests.access.crawl import prepared

    with monday_evening():
        return prepared()


@pytest.fixture(scope="session")
def visited(world: Any) -> Any:
    """What tabs, searches and pages of other states answered, before the crawl's forms ended what they could."""
    from tests.access.crawl import asked
    from tests.access.visits import visits

    with monday_evening():
        return asked(world, visits(world.a))


@pytest.fixture(scope="session")
def crawled(world: Any, visited: Any) -> Any:
    """What every page and call answered to everybody, and in what that differs from the API's document."""
    from tests.access.crawl import calls, pages
    from tests.api.described import watched

    with monday_evening(), watched() as faults:
        return [*pages(world), *calls(world)], faults


@pytest.fixture(scope="session")
def answers(crawled: Any) -> Any:
    """What every page and call answered to everybody."""
    return crawled[0]


@pytest.fixture(autouse=True)
def _at_that_hour(request: pytest.FixtureRequest) -> Iterator[None]:
    """No longer than a test lasts: others run in the same process."""
    if "world" not in request.fixturenames:
        yield
        return
    request.getfixturevalue("world")
    with monday_evening():
        yield
