"""What the code says of each field of a type, in the line below it: for the document, which msgspec leaves without."""

import ast
import inspect
import textwrap
from collections.abc import Iterable
from functools import cache
from itertools import pairwise
from typing import Any, get_args

import msgspec


@cache
def field_words(struct: Any) -> dict[str, str]:
    """Its own and inherited fields' words, by field; none for a type that no source spells out."""
    found: dict[str, str] = {}
    for one in reversed(struct.__mro__[:-1]):
        if one.__module__.startswith("ombud."):
            found |= _of(one)
    return found


def _of(struct: Any) -> dict[str, str]:
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(struct)))
    except (OSError, TypeError):
        return {}
    body = tree.body[0].body if isinstance(tree.body[0], ast.ClassDef) else []
    return {
        field.target.id: inspect.cleandoc(said.value.value)
        for field, said in pairwise(body)
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)
        and isinstance(said, ast.Expr) and isinstance(said.value, ast.Constant) and isinstance(said.value.value, str)
    }  # fmt: skip


def structs_in(kinds: Iterable[Any]) -> dict[str, Any]:
    """All structs of which these types are made, by name: each as its source spells it out."""
    found: dict[str, Any] = {}
    ahead, seen = list(kinds), set[Any]()
    while ahead:
        kind = ahead.pop()
        if not (isinstance(kind, type) and issubclass(kind, msgspec.Struct)):
            ahead += get_args(kind)
        elif kind not in seen:
            seen.add(kind)
            found.setdefault(kind.__name__, getattr(kind, "spelled_in", kind))
            ahead += [one.type for one in msgspec.structs.fields(kind)]
    return found
