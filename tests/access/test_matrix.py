"""Route × role × ownership: all get what the matrix says, and what isn't theirs answers like what isn't there."""

from collections import defaultdict

import pytest

from tests.access.calls import CALLS
from tests.access.calls import OWN_TESTS as OWN_CALLS
from tests.access.crawl import Answered
from tests.access.matrix import NAMELESS, call_routes, site_routes
from tests.access.pages import OWN_TESTS, PAGES


@pytest.mark.requirement("EV-2")
def test_each_page_stands_in_the_matrix_and_none_that_is_gone() -> None:
    declared = {route.name.partition("+")[0] for its in PAGES for route in its.routes}
    assert not declared & set(OWN_TESTS)
    there = site_routes()
    assert there - declared - set(OWN_TESTS) == set(), "a page needs its line in tests/access/pages*.py"
    assert declared | set(OWN_TESTS) <= there


@pytest.mark.requirement("EV-2")
def test_each_call_stands_in_the_matrix_and_none_that_is_gone() -> None:
    lines = [route for its in CALLS for route in its.routes]
    declared = {(route.name.partition("+")[0], one) for route in lines for one in route.methods.split(",")}
    there = call_routes()
    assert there - declared - set(OWN_CALLS) == set(), "a call needs its line in tests/access/calls*.py"
    assert declared <= there


@pytest.mark.requirement("EV-2")
def test_everybody_is_answered_as_the_matrix_says(answers: list[Answered]) -> None:
    wrong = [
        f"{one.cell.role} {one.cell.method} {one.cell.route} ({one.cell.whose}): {one.status}, not {one.cell.expected}"
        for one in answers if one.status not in one.cell.expected
    ]  # fmt: skip
    assert wrong == []
    astray = [
        f"{one.cell.role} {one.cell.route} → {one.location}" for one in answers
        if one.cell.refused and one.status == 302 and not one.location.startswith("/sign-in?next=")
    ]  # fmt: skip
    assert astray == []


@pytest.mark.requirement("EV-2")
def test_what_is_not_ones_own_answers_like_what_is_not_there(answers: list[Answered]) -> None:
    said: dict[tuple[str, int, bool], dict[str, str]] = defaultdict(dict)
    for one in answers:
        if one.cell.refused and one.status in (401, 403, 404) and one.cell.route not in NAMELESS:
            api = one.cell.path.startswith("/api/")
            where = f"{one.cell.method} {one.cell.path} {one.cell.whose}"
            said[one.cell.role, one.status, api].setdefault(one.said, where)
    assert {where: list(told.values()) for where, told in said.items() if len(told) > 1} == {}


@pytest.mark.requirement("EV-5")
def test_whoever_asks_the_answer_is_what_the_document_says(crawled: tuple[list[Answered], set[str]]) -> None:
    answers, faults = crawled
    assert sum(one.cell.path.startswith("/api/") and one.status == 200 for one in answers) > 200
    assert sorted(faults) == []
