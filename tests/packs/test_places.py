"""The place of a value is where the value stands."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import ombud
from ombud.packs.places import Place, Places

FILES = sorted(Path(ombud.__file__).parent.rglob("*.toml"))

ODD = """\
# a comment with [brackets] = "and quotes"
plain = 1 # another
"quoted key" = 'literal # no comment'
dotted . inner."key 2" = "escaped \\" quote"
list = [ 1, # one
  [ "a", 'b' ],
  { deep = [ { deeper = true } ] },
]
long = \"\"\"
two
lines\"\"\"
[ table . sub ]
when = 2026-01-31T10:00:00+08:00
[[many]]
x = 1
[[many]]
[many.below]
y = 2
[[many.inner]]
z = 3
[[many.inner]]
z = 4
"""


def leaves(said: Any, way: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    inner = said.items() if isinstance(said, dict) else enumerate(said) if isinstance(said, list) else ()
    for key, one in inner:
        yield from leaves(one, (*way, key))
    if not isinstance(said, dict | list):
        yield way, said


@pytest.mark.parametrize("path", FILES, ids=lambda path: "/".join(path.parts[-2:]))
def test_every_value_of_every_file_we_ship_is_found_where_it_stands(path: Path) -> None:
    text = path.read_text("utf-8")
    places, lines = Places(text), text.split("\n")

    for way, value in leaves(tomllib.loads(text)):
        place = places.value(way)
        stretch = lines[place.line - 1][place.column - 1 :][: place.width]
        assert tomllib.loads(f"x = {stretch}")["x"] == value, way


def test_odd_but_valid_writing_is_understood() -> None:
    places = Places(ODD)

    assert places.value(("plain",)) == Place(2, 9, 1)
    assert places.value(("quoted key",)) == Place(3, 16, 22)
    assert places.value(("dotted", "inner", "key 2")) == Place(4, 26, 18)
    assert places.value(("list", 1, 1)) == Place(6, 10, 3)
    assert places.value(("list", 2, "deep", 0, "deeper")) == Place(7, 25, 4)
    assert places.value(("long",)).line == 9
    assert places.value(("table", "sub", "when")) == Place(13, 8, 25)
    assert places.value(("many", 1, "below", "y")) == Place(18, 5, 1)
    assert places.value(("many", 1, "inner", 1, "z")) == Place(22, 5, 1)


def test_what_is_not_there_is_shown_at_the_nearest_thing_above_it() -> None:
    places = Places(ODD)

    assert places.key(("many", 0, "missing")) == Place(14, 1, 8)
    assert places.key(("many",)) == Place(14, 1, 8)
    assert places.key(("nothing",)) == Place(1, 1, 1)
