"""Which functions are the ways to reach a thing, and which of their lines and branches a run of them left out."""

import ast
import json
import tempfile
from collections.abc import Callable
from pathlib import Path

from coverage import Coverage

ROOT = Path(__file__).resolve().parents[2]


def ways() -> dict[Path, set[str]]:
    """By file: every function named `access_…`, and what these ask in the same file, at whatever distance."""
    found: dict[Path, set[str]] = {}
    for path in sorted((ROOT / "src" / "ombud").rglob("*.py")):
        text = path.read_text()
        if "def access_" not in text:
            continue
        uses = _uses(ast.parse(text))
        reached = {name for name in uses if name.startswith("access_")}
        while more := {used for name in reached for used in uses[name] & uses.keys()} - reached:
            reached |= more
        found[path] = reached
    return found


def _uses(tree: ast.Module) -> dict[str, set[str]]:
    """Of each function and each table of a module the names that stand in it."""
    found: dict[str, set[str]] = {}
    for node in tree.body:
        names = {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}
        match node:
            case ast.FunctionDef(name=name) | ast.AnnAssign(target=ast.Name(id=name)):
                found[name] = names
            case ast.Assign(targets=[ast.Name(id=name)]):
                found[name] = names
    return found


def left_out(run: Callable[[], None], files: dict[Path, set[str]] | None = None) -> dict[str, list[str]]:
    """What a run of `run` never reached of these functions: by file and function its lines, and its branches as
    `from -> to` (0 or less is the way out)."""
    files = ways() if files is None else files
    watch = Coverage(
        branch=True, data_file=None, include=[str(path) for path in files], config_file=False, messages=False
    )
    watch.start()
    try:
        run()
    finally:
        watch.stop()
    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder, "told.json")
        watch.json_report(outfile=str(told), morfs=[str(path) for path in files])
        seen = {Path(name).resolve(): one for name, one in json.loads(told.read_text())["files"].items()}
    missing = {}
    for path, names in files.items():
        for name, one in seen[path]["functions"].items():
            if name not in names:
                continue
            lines = [str(line) for line in one["missing_lines"]]
            if gone := lines + [f"{start} -> {end}" for start, end in one["missing_branches"]]:
                missing[f"{path.relative_to(ROOT) if path.is_relative_to(ROOT) else path.name}::{name}"] = gone
    return missing
