"""Every kind of words has its time: none can be added that would be kept for ever without anybody having said so."""

import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from ombud.core.erasure.ends import RUNNING
from ombud.core.policy.retention import KIND_OF, KIND_OF_EVENT, KINDS, Retention
from ombud.core.words import Kept, Words
from ombud.desk.things import EVENT_TYPES, THINGS, Thing
from ombud.portals.common.privacy import kinds
from ombud.timers.over import OVER, ROWS


def holds_words(kind: Any) -> bool:
    """Whether a field of this type holds the hash of words, however deep."""
    if kind in (Kept, Words):
        return True
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return any(holds_words(field) for field in typing.get_type_hints(kind).values())
    return any(holds_words(one) for one in typing.get_args(kind))


def events_with_words(thing: Thing) -> Iterator[str]:
    for one in getattr(thing.event, "__args__", None) or (thing.event,):
        if holds_words(one):
            yield one.__name__


def words_without_a_time(things: dict[str, Thing], kind_of: dict[str, str]) -> list[str]:
    """Events, and what may be typed, whose words nothing would ever take away."""
    found = []
    for name, thing in things.items():
        said = [*events_with_words(thing)]
        said += [f"{name}.{verb}" for verb, one in thing.verbs.items() if holds_words(one.command)]
        if said and kind_of.get(name) not in (*OVER, *RUNNING):
            found += said
    return found


def test_every_kind_of_words_that_an_event_or_a_command_declares_has_its_time() -> None:
    assert words_without_a_time(dict(THINGS), dict(KIND_OF)) == []
    assert set(KIND_OF_EVENT) <= set(EVENT_TYPES)
    assert set(KIND_OF_EVENT.values()) <= {*OVER, *RUNNING}
    assert all(holds_words(EVENT_TYPES[one]) for one in KIND_OF_EVENT)


def test_a_thing_whose_words_have_no_time_is_found() -> None:
    for name in KIND_OF:
        left = {thing: kind for thing, kind in KIND_OF.items() if thing != name}
        missed = words_without_a_time(dict(THINGS), left)
        assert set(events_with_words(THINGS[name])) <= set(missed) != set(), name


def test_every_kind_is_taken_away_by_the_worker_in_one_way_and_named_on_the_pages() -> None:
    assert sorted([*OVER, *RUNNING, *ROWS]) == sorted(KINDS)
    assert set(KINDS) == set(Retention.__struct_fields__)
    for kind in KINDS:
        assert kinds.kind_words(kind)
        assert kinds.why_words(kind)
        assert kinds.after_words(kind)


@pytest.mark.parametrize("page", ["docs/privacy.md", "docs/packs.md"])
def test_every_kind_stands_in_the_documents_with_its_default(page: str, root: Path) -> None:
    text = (root / page).read_text()
    assert [kind for kind in KINDS if f"`{kind}`" not in text] == []
    if page == "docs/privacy.md":
        rows = {kind: next(line for line in text.splitlines() if line.startswith(f"| `{kind}`")) for kind in KINDS}
        assert [kind for kind, row in rows.items() if f"{Retention().days(kind):,} days" not in row] == []
