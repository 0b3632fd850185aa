"""All that a page shows or does the API gives and does: read from the code, so that nothing new is forgotten."""

import ast
import inspect
from collections.abc import Iterator
from fnmatch import fnmatchcase
from functools import cache
from typing import Any

import pytest
from django.urls import URLPattern, get_resolver

from ombud.api.v1.openapi import document
from ombud.desk.things import VERBS
from tests.house.parity_changes import CHANGES, LOOKS_ONLY
from tests.house.parity_pages import PAGES
from tests.house.reach import Source, source, writes

PORTALS = "ombud.portals."
ENTRY = "ombud.portals.common.entry."
"""How somebody signs in and keeps their account safe: for the API a key stands in its place."""
DOORS = frozenset({
    "ombud.desk.handle:handle", "ombud.desk.handle_many:handle_many", "ombud.ledger.looked_at:recorded",
})  # fmt: skip
"""Where verbs go through, and where looks are written down: beyond them all is the same for pages and the API."""
NOBODYS = frozenset(id for id in VERBS if id.endswith(".lapse"))
"""The passing of time is nobody's to ask for; a verb put together from parts could only be it by its name."""


@cache
def operations() -> frozenset[str]:
    """Every call there is, by its id."""
    return frozenset(one["operationId"] for path in document()["paths"].values() for one in path.values())


@cache
def views() -> dict[str, str]:
    """Every address of a portal by name, and the function behind it."""
    found = {}
    for pattern in _patterns(get_resolver("ombud.site.urls")):
        view = inspect.unwrap(pattern.callback)
        if view.__module__.startswith(PORTALS) and not view.__module__.startswith(ENTRY):
            found[str(pattern.name)] = f"{view.__module__}:{view.__qualname__}"
    return found


def _patterns(resolver: Any) -> Iterator[URLPattern]:
    for one in resolver.url_patterns:
        if isinstance(one, URLPattern):
            yield one
        else:
            yield from _patterns(one)


def verbs_of(code: Source, view: str) -> set[str]:
    """The verbs that stand in a view and in what it calls; one put together from parts stands for all that fit."""
    texts = {text for one in _own(code, view) for text in code.definitions[one].texts}
    return {verb for verb in VERBS for text in texts if text == verb or ("*" in text and _fits(verb, text))}


def _fits(verb: str, text: str) -> bool:
    thing, dot, name = text.partition(".")
    return bool(dot) and "*" not in thing and bool(name) and fnmatchcase(verb, text)


def changes_of(code: Source, view: str) -> set[str]:
    """What a view changes besides by verbs: the first piece of code outside of the portals, or its own."""
    found = set()
    for one in code.reach(view, inside=PORTALS, stop=DOORS):
        its = code.definitions[one]
        if one not in DOORS and (its.writes if one.startswith(PORTALS) else code.changes(one)):
            found.add(one)
    return found


def _own(code: Source, view: str) -> set[str]:
    return {one for one in code.reach(view, inside=PORTALS) if one.startswith(PORTALS)}


def calls(words: str) -> set[str]:
    """The ids in a row of the tables; none where a reason stands in it."""
    return set() if words.startswith("-") else set(words.split())


def test_what_each_page_shows_is_given_by_a_call() -> None:
    assert set(views()) == set(PAGES), "tests/house/parity_pages.py names the calls that give what a page shows"
    unknown = {name: calls(words) - operations() for name, words in PAGES.items()}
    assert {name: ids for name, ids in unknown.items() if ids} == {}


def test_what_each_page_does_is_done_by_a_call() -> None:
    code = source()
    without = {name: verbs_of(code, view) - operations() - NOBODYS for name, view in views().items()}
    assert {name: ids for name, ids in without.items() if ids} == {}
    changed = set().union(*(changes_of(code, view) for view in views().values()))
    assert changed == set(CHANGES), "tests/house/parity_changes.py names the call that does the same"
    assert {id: calls(words) - operations() for id, words in CHANGES.items() if calls(words) - operations()} == {}


def test_every_page_that_takes_a_form_is_known_to_change_something() -> None:
    code = source()
    asked = {view for view in views().values() if "POST" in code.definitions[view].texts}
    assert {view for view in asked if not verbs_of(code, view) and not changes_of(code, view)} == set(LOOKS_ONLY)


@pytest.mark.parametrize(
    "written",
    [
        'Person.objects.filter(pk=1).update(name="x")',
        'person.membership_set.create(role="owner")',
        'person.membership_set.all().update(role="owner")',
        "person.save()",
        'rows("UPDATE accounts_person SET name = %s", ("x",))',
        'rows("UPDATE ONLY accounts_person p\\n SET name = %s", ("x",))',
        'rows("INSERT\\n INTO message_read VALUES (1)")',
    ],
)
def test_a_change_is_seen_however_it_is_written(written: str) -> None:
    assert writes(list(ast.walk(ast.parse(written))))
    assert not writes(list(ast.walk(ast.parse('found.update(name="x"); rows("SELECT name FROM accounts_person")'))))


def test_a_verb_a_change_and_a_form_that_have_no_call_are_found() -> None:
    # The search itself: it sees a verb put together from parts, a change two calls away, and a row of the ORM.
    code = source()
    assert "complaint.grant-excuse" in verbs_of(code, "ombud.portals.reviewer.panel.excuse:read")
    assert "ombud.vault.deposit:deposit" in changes_of(code, views()["merchant-answer"])
    assert "ombud.portals.merchant.settings:_kept" in changes_of(code, views()["merchant-settings"])
    assert code.changes("ombud.portals.common.drafts:save_draft")
    assert not code.changes("ombud.reads.shop_deadlines:deadlines")
