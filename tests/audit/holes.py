"""pip-audit over every lock file: which pinned package has a hole that a database knows, and whether one was asked.

pip-audit says that nothing is known, and leaves with 0, where no database knew a single package. So each database is
first asked about a version that is full of holes, and every package that it left out is counted.
"""

import json
import re
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from tests.audit.code import Found
from tests.audit.tools import ROOT, run

KNOWN = ("django", "4.2.0")
"""Holes in it have been published since 2023: a database that knows of none is none."""
PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^]]*])?==([^\s;\\]+)", re.MULTILINE)
WAYS: tuple[tuple[str, ...], ...] = (("--vulnerability-service", "pypi"), ("--vulnerability-service", "osv"))


class Asked(NamedTuple):
    """What came of asking: by whom it was answered (empty: nobody), of how many pins, and what was found."""

    by: str
    pins: int
    audited: int
    found: list[Found]
    said: tuple[str, ...]
    """Why each database that was tried is none."""


def locks(root: Path = ROOT) -> list[Path]:
    return sorted(root.glob("requirements*.lock"))


def ask(files: Iterable[Path], ways: Iterable[tuple[str, ...]] = WAYS) -> Asked:
    """Look all pins of these lock files up in the first database that proves to be one. Raises NotInstalled."""
    pins = {(name.lower(), version): file.name for file in files for name, version in PIN.findall(file.read_text())}
    said = []
    for way in ways:
        try:
            known = _told([KNOWN], way)
        except ConnectionError as error:
            said.append(f"{way[-1]}: {error}")
            continue
        if not known.get(KNOWN):
            said.append(f"{way[-1]}: answers, and knows nothing of {'=='.join(KNOWN)}")
            continue
        found: dict[tuple[str, str], list[str]] = {}
        for some in _apart(pins):
            found |= _told(some, way)
        holes = [
            Found(f"{pins[pin]}: {'=='.join(pin)}", hole, "a hole that is known")
            for pin, ids in found.items()
            for hole in ids
        ]
        return Asked(way[-1], len(pins), len(found), holes, tuple(said))
    return Asked("", len(pins), 0, [], tuple(said))


def _apart(pins: Iterable[tuple[str, str]]) -> list[list[tuple[str, str]]]:
    """The pins in lists that name no package twice: locks for several systems and Pythons do."""
    lists: list[dict[str, str]] = []
    for name, version in sorted(pins):
        place = next((one for one in lists if name not in one), None)
        if place is None:
            lists.append(place := {})
        place[name] = version
    return [list(one.items()) for one in lists]


def _told(pins: list[tuple[str, str]], way: tuple[str, ...]) -> dict[tuple[str, str], list[str]]:
    """The holes of each pin that the database knows; one that it doesn't know isn't in it. Raises ConnectionError."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.write("".join(f"{name}=={version}\n" for name, version in pins))
        file.flush()
        words = [
            "--requirement",
            file.name,
            "--no-deps",
            "--disable-pip",
            "--format",
            "json",
            "--progress-spinner",
            "off",
        ]
        with tempfile.TemporaryDirectory() as cache:
            done = run("audit", "-m", "pip_audit", *words, "--cache-dir", cache, *way)
    try:
        told = json.loads(done.stdout)["dependencies"]
    except (json.JSONDecodeError, KeyError):
        said = (done.stderr.strip().splitlines() or ["no answer"])[-1]
        raise ConnectionError(said[:200]) from None
    return {
        (one["name"].lower(), one["version"]): [hole["id"] for hole in one["vulns"]] for one in told if "vulns" in one
    }
