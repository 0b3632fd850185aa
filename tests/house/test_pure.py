"""The core decides from what it is given: no clock, no chance, no input or output."""

import ast
from pathlib import Path

import pytest

ALLOWED_IMPORTS = {
    "__future__", "abc", "bisect", "collections", "contextlib", "dataclasses", "datetime", "decimal", "enum",
    "fractions", "functools", "hashlib", "hmac", "itertools", "math", "msgspec", "ombud", "operator", "re", "string",
    "types", "typing", "unicodedata", "zoneinfo",
}  # fmt: skip
"""Everything else would bring the world in: os, time, random, secrets, uuid, pathlib, logging, Django and so on."""
CLOCKS = {"now", "utcnow", "today"}
DOORS = {"open", "print", "input", "exec", "eval", "__import__", "compile"}
MAY: dict[tuple[str, str], str] = {
    # (path below src/ombud, name): why
    ("core/complaint/verbs.py", "importlib"): "verbs are found by one loop over their package, not registered again",
    ("core/complaint/verbs.py", "pkgutil"): "the same",
}


def core_files(files: list[Path]) -> list[Path]:
    return [p for p in files if p.suffix == ".py" and p.parts[:3] == ("src", "ombud", "core")]


def test_the_core_imports_nothing_that_could_look_at_the_world(root: Path, files: list[Path]) -> None:
    wrong = []
    for path in core_files(files):
        for node in ast.walk(ast.parse((root / path).read_text())):
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.level == 0:
                names = [node.module or ""]
            wrong += [f"{path}: {n}" for n in names if not _allowed(path, n)]
    assert wrong == []


def test_the_core_asks_no_clock_and_opens_no_door(root: Path, files: list[Path]) -> None:
    wrong = []
    for path in core_files(files):
        for node in ast.walk(ast.parse((root / path).read_text())):
            if isinstance(node, ast.Call):
                if isinstance(node.func, ast.Attribute) and node.func.attr in CLOCKS:
                    wrong.append(f"{path}:{node.lineno} .{node.func.attr}()")
                if isinstance(node.func, ast.Name) and node.func.id in DOORS:
                    wrong.append(f"{path}:{node.lineno} {node.func.id}()")
    assert wrong == []


@pytest.mark.parametrize("word", ["import random", "import time", "from os import environ", "import ombud.desk"])
def test_the_guard_sees_a_planted_fault(word: str) -> None:
    node = ast.parse(word).body[0]
    assert isinstance(node, ast.Import | ast.ImportFrom)
    name = node.names[0].name if isinstance(node, ast.Import) else node.module or ""
    assert not _allowed(Path("src/ombud/core/planted.py"), name)


def _allowed(path: Path, name: str) -> bool:
    top = name.partition(".")[0]
    if top == "ombud":
        return name == "ombud" or name.startswith("ombud.core")
    return top in ALLOWED_IMPORTS or (str(path.relative_to("src/ombud")), top) in MAY
