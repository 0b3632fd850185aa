"""What the notices's tests need besides the database."""

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest


@pytest.fixture
def owner(database: Any) -> Iterator[psycopg.Connection[Any]]:
    """A connection as the tables' owner: what the application never has."""
    with psycopg.connect(database.owner_url, autocommit=True) as connection:
        yield connection
