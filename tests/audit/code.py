"""Bandit, Semgrep and zizmor over the code: what they find and nobody has looked at."""

import hashlib
import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from tests.audit.tools import ROOT, run

HERE = Path(__file__).parent
REVIEWED = HERE / "reviewed.toml"
RULES = HERE / "rules" / "ours.yaml"
PLANTED = HERE / "rules" / "planted.py"
"""One of each thing that our rules are to see; never run."""
CLEAN = ROOT / ".venv" / "audited.json"
"""Digests of files in which bandit found nothing new, so that the quick look is quick."""
NAMED = {"B703": "S308"}
"""What ruff calls otherwise than by the same number."""


class Broken(Exception):
    """A tool that didn't do its work: what it says can't be believed, least of all that there is nothing."""


class Found(NamedTuple):
    """One thing to look at."""

    place: str
    rule: str
    words: str


def bandit(files: Iterable[Path], reviewed: dict[str, Any] | None = None, root: Path = ROOT) -> list[Found]:
    """What bandit finds in these files beyond what was looked at, and what was looked at and is gone.

    Raises Broken, NotInstalled.
    """
    files = list(files)
    if not files:
        return []
    reviewed = tomllib.loads(REVIEWED.read_text()) if reviewed is None else reviewed
    told = _json(run("audit", "-m", "bandit", "--quiet", "--format", "json", *files), "bandit")
    looked_at = {file for file in told["metrics"] if file != "_totals"}
    if told["errors"] or len(looked_at) != len(files):
        raise Broken(f"bandit looked at {len(looked_at)} of {len(files)} files: {told['errors'][:3]}")
    kept: dict[tuple[str, str], list[Found]] = {}
    for one in told["results"]:
        path, rule = Path(one["filename"]), str(one["test_id"])
        if one["issue_text"].endswith(": ''"):  # no word at all, and so no password
            continue
        if rule in reviewed["rules"] or _says_why(path, one["line_range"], rule):
            continue
        name = str(path.relative_to(root))
        kept.setdefault((name, rule), []).append(Found(f"{name}:{one['line_number']}", rule, one["issue_text"]))
    return _beside(kept, reviewed["places"], {str(path.relative_to(root)) for path in files})


def _beside(
    kept: dict[tuple[str, str], list[Found]], places: dict[str, dict[str, list[Any]]], names: set[str]
) -> list[Found]:
    """What differs from the reviewed numbers, in either direction."""
    known = {(file, rule): given[0] for file, rules in places.items() if file in names for rule, given in rules.items()}
    new = [one for key, found in kept.items() if len(found) > known.get(key, 0) for one in found]
    gone = [
        Found(file, rule, f"{number} reviewed, {len(kept.get((file, rule), []))} there: mend reviewed.toml")
        for (file, rule), number in known.items()
        if len(kept.get((file, rule), [])) < number
    ]
    return new + gone


def _says_why(path: Path, lines: list[int], rule: str) -> bool:
    """Whether the line leaves out ruff's rule of the same number, and says why."""
    same = NAMED.get(rule, f"S{rule[1:]}")
    text = path.read_text().splitlines()
    around = text[lines[0] - 1 : _end_of(text, lines[-1])]
    return any(re.search(rf"# noqa: (?:\w+, )*{same}\b(?:, \w+)*\W+\w", line) for line in around)


def _end_of(text: list[str], line: int) -> int:
    """The line that closes the text that begins here: ruff's comment stands after its last quotes."""
    if text[line - 1].count('"""') % 2 == 0:
        return line
    return next((n for n in range(line + 1, len(text) + 1) if '"""' in text[n - 1]), line)


def changed(files: Iterable[Path]) -> list[Path]:
    """Those of the files that bandit hasn't seen as they are now, under these rules and this version."""
    clean = set(json.loads(CLEAN.read_text())) if CLEAN.is_file() else set()
    return [path for path in files if _digest(path) not in clean]


def remember(files: Iterable[Path]) -> None:
    """Keep that there is nothing new in these files."""
    CLEAN.write_text(json.dumps(sorted(_digest(path) for path in files)))


def _digest(path: Path) -> str:
    rules = REVIEWED.read_bytes() + (ROOT / "requirements-audit.lock").read_bytes() + Path(__file__).read_bytes()
    return hashlib.sha256(rules + str(path).encode() + path.read_bytes()).hexdigest()


def semgrep(*places: Path, root: Path = ROOT) -> list[Found]:
    """What breaks the house's own rules, without a network and without telling anybody. Raises Broken, NotInstalled."""
    quiet = ["--metrics=off", "--disable-version-check", "--no-git-ignore", "--json", "--quiet"]
    generated = "--exclude=clients/python/ombud_client/calls.py"  # made from the document, and too long to follow
    told = _json(run("semgrep", "semgrep", "scan", f"--config={RULES}", *quiet, generated, *places), "semgrep")
    if told["errors"] or not told["paths"]["scanned"]:
        raise Broken(f"semgrep looked at {len(told['paths']['scanned'])} files: {told['errors'][:3]}")
    return [
        Found(
            f"{Path(one['path']).resolve().relative_to(root)}:{one['start']['line']}",
            one["check_id"].rpartition(".")[2],
            one["extra"]["message"],
        )
        for one in told["results"]
    ]


def blind_rules() -> set[str]:
    """Rules of ours that don't see what is planted for them. Raises Broken, NotInstalled."""
    rules = set(re.findall(r"^  - id: (\S+)$", RULES.read_text(), re.MULTILINE))
    return rules - {one.rule for one in semgrep(PLANTED)}


def workflows(root: Path = ROOT) -> list[Path]:
    """Files that a forge would run."""
    return sorted((root / ".github").rglob("*.y*ml")) if (root / ".github").is_dir() else []


def zizmor(files: Iterable[Path], root: Path = ROOT) -> list[Found]:
    """What is wrong with these workflows, without a network. Raises Broken, NotInstalled."""
    told = _json(run("audit", "zizmor", "--offline", "--quiet", "--no-exit-codes", "--format=json", *files), "zizmor")
    return [
        Found(str(_file_of(one, root)), one["ident"], f"{one['desc']} ({one['determinations']['severity']})")
        for one in told
    ]


def _file_of(found: dict[str, Any], root: Path) -> Path:
    given = Path(found["locations"][0]["symbolic"]["key"]["Local"]["verbatim_path"])
    return given.relative_to(root) if given.is_relative_to(root) else given


def numbers(found: Iterable[Found]) -> str:
    """How many of each rule, in a line."""
    return ", ".join(f"{n} × {rule}" for rule, n in Counter(one.rule for one in found).most_common())


def _json(done: Any, name: str) -> Any:
    try:
        return json.loads(done.stdout)
    except json.JSONDecodeError:
        raise Broken(f"{name} told nothing ({done.returncode}): {done.stderr.strip()[-500:]}") from None
