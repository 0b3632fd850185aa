"""Functions, files and templates stay small enough to be read at one sitting."""

import ast
from pathlib import Path

FUNCTION_LINES_MAX, FILE_LINES_MAX, TEMPLATE_LINES_MAX = 50, 300, 200
EXCEPTIONS: dict[str, str] = {
    # path, or path::function -> why it may be longer
    "clients/python/ombud_client/calls.py": "generated: one method for each call, read by its name and never edited",
    "clients/python/ombud_client/types.py": "generated: one type for each schema, read by its name and never edited",
}


def test_no_python_file_is_longer_than_it_may_be(root: Path, files: list[Path]) -> None:
    long = {str(p): n for p in files if _ours(p) and (n := _lines(root / p)) > FILE_LINES_MAX}
    assert _not_excused(long) == {}


def test_no_template_is_longer_than_it_may_be(root: Path, files: list[Path]) -> None:
    long = {
        str(p): n
        for p in files
        if p.suffix == ".html" and p.parts[0] == "src" and (n := _lines(root / p)) > TEMPLATE_LINES_MAX
    }
    assert _not_excused(long) == {}


def test_no_function_is_longer_than_it_may_be(root: Path, files: list[Path]) -> None:
    long = {}
    for path in filter(_ours, files):
        for node in ast.walk(ast.parse((root / path).read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or 0) - node.lineno + 1
                if lines > FUNCTION_LINES_MAX:
                    long[f"{path}::{node.name}"] = lines
    assert _not_excused(long) == {}


def test_each_exception_is_still_needed_and_has_its_reason(root: Path) -> None:
    for what, reason in EXCEPTIONS.items():
        assert (root / what.partition("::")[0]).exists(), f"{what} is gone: take its exception out"
        assert len(reason) > 20, f"{what} needs a reason"


def _ours(path: Path) -> bool:
    return path.suffix == ".py" and "migrations" not in path.parts


def _lines(path: Path) -> int:
    return len(path.read_text(errors="replace").splitlines())


def _not_excused(long: dict[str, int]) -> dict[str, int]:
    return {what: lines for what, lines in long.items() if what not in EXCEPTIONS}
