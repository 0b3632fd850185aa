"""Words that have no place in the repository: paths of one machine, addresses of registries, banners and open ends."""

import ast
import re
from pathlib import Path

import pytest

TEXT = {
    ".py",
    ".toml",
    ".md",
    ".txt",
    ".in",
    ".lock",
    ".html",
    ".css",
    ".js",
    ".sql",
    ".sh",
    ".svg",
    ".json",
    ".csv",
    ".po",
    "",
}
FORBIDDEN = {
    "a path of one machine": re.compile(r"(?<![\w.])/(?:work|home|root|Users)/\w"),
    "an address of a package registry": re.compile(
        r"(?:pypi\.org|pythonhosted\.org|registry\.npmjs|proxy\.golang|crates\.io)"
    ),
    "an index of packages": re.compile(r"--(?:extra-)?index-url|--find-links"),
    "a banner": re.compile(r"^\s*(?:#|//|/\*)\s*[-=*#~]{5,}", re.MULTILINE),
    "an open end": re.compile(r"\b(?:TODO|FIXME|XXX)\b"),
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_file_holds(what: str, root: Path, files: list[Path]) -> None:
    found = []
    for path in files:
        if path.suffix not in TEXT or path == Path(__file__).relative_to(root) or path.name == "LICENSE":
            continue
        text = (root / path).read_text(errors="replace")
        found += [
            f"{path}:{text.count(chr(10), 0, hit.start()) + 1} {hit[0]!r}" for hit in FORBIDDEN[what].finditer(text)
        ]
    assert found == []


def test_the_lock_file_holds_no_addresses(root: Path) -> None:
    assert "://" not in (root / "requirements.lock").read_text()


def test_every_module_opens_with_one_plain_sentence(root: Path, files: list[Path]) -> None:
    wrong = []
    for path in files:
        if path.suffix != ".py" or path.parts[0] not in {"src", "bench"} or "migrations" in path.parts:
            continue
        docstring = ast.get_docstring(ast.parse((root / path).read_text())) or ""
        first = docstring.split("\n\n")[0].strip()
        if not first.endswith((".", ".)")) or len(first) < 15:
            wrong.append(str(path))
    assert wrong == []
