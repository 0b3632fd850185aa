"""A database that went away is no mistake of the caller."""

import psycopg
import pytest
from django.db import OperationalError

from ombud.api.v1.endpoint import problem_of


@pytest.mark.parametrize("error", [psycopg.OperationalError("gone"), OperationalError("gone")])
def test_a_database_that_is_away_is_said_so_with_when_to_ask_again(error: Exception) -> None:
    answer = problem_of(error).answer()
    assert (answer.status_code, answer["Retry-After"]) == (503, "2")
