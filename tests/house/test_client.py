"""The Python client is the one that the code makes, and says of each call what the document says."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from ombud.site.python_client import files, kind_of


@cache
def document() -> Any:
    from ombud.api.v1.openapi import document as made

    return json.loads(json.dumps(made()))


def test_the_committed_client_is_fresh(root: Path) -> None:
    home = root / "clients" / "python" / "ombud_client"
    stale = [name for name, text in files(document()).items() if (home / name).read_text() != text]
    assert stale == [], "run `ombud client` and commit what it writes"


def test_it_is_made_alike_each_time() -> None:
    assert files(document()) == files(json.loads(json.dumps(document())))


def test_every_call_has_its_method() -> None:
    written = files(document())["calls.py"]
    for path in document()["paths"].values():
        for operation in path.values():
            assert f"def {operation['operationId'].replace('.', '_').replace('-', '_')}(" in written


@pytest.mark.parametrize(
    ("schema", "kind"),
    [
        ({"type": "string", "maxLength": 3}, "str"),
        ({"enum": ["a", None, 2, True]}, 'Literal["a", None, 2, True]'),
        ({"anyOf": [{"type": "integer"}, {"type": "null"}]}, "int | None"),
        ({"type": "array", "items": {"$ref": "#/components/schemas/File"}}, "list[types.File]"),
        ({"type": "array", "items": False}, "list[Any]"),
        ({"type": "object", "additionalProperties": {"type": "integer"}}, "dict[str, int]"),
        ({}, "Any"),
    ],
)
def test_a_schema_is_this_type(schema: dict[str, Any], kind: str) -> None:
    assert kind_of(schema, outside=True) == kind
