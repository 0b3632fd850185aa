"""The bill of materials: what `requirements.lock` names, in CycloneDX, with what it is for and what needs it."""

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tests.audit.code import Broken
from tests.audit.tools import ROOT, run

LOCK, BILL = ROOT / "requirements.lock", ROOT / "src" / "ombud" / "site" / "bill.cdx.json"
ONE = re.compile(r"^([a-z0-9._-]+)(?:\[[^]]*])?==(\S+)(.*?)(?=^\S|\Z)", re.MULTILINE | re.DOTALL)
PURPOSES = (
    ("required", ("requirements.in",)),
    ("optional", ("requirements-lab.in", "requirements-s3.in")),
    ("excluded", ("requirements-dev.in",)),
)
"""CycloneDX's words: what runs, what runs where an extra is installed, what only tests and checks it."""


def bill() -> str:
    """The bill as text; the same for the same lock file and the same tool. Raises Broken, NotInstalled."""
    words = ["--pyproject", "pyproject.toml", "--output-reproducible", "--of", "JSON", "--sv", "1.6"]
    done = run("audit", "-m", "cyclonedx_py", "requirements", str(LOCK), *words)
    if done.returncode:
        raise Broken(f"cyclonedx-py made no bill: {done.stderr.strip()[-500:]}")
    return told(json.loads(done.stdout), LOCK.read_text())


def told(made: dict[str, Any], lock: str) -> str:
    """The tool's bill with each package's scope and needs, which the lock file tells and the tool leaves out."""
    needs, scopes, refs = needed_by(lock), scopes_of(lock), {}
    for one in made["components"]:
        one.pop("description", None)  # the line of the lock file, word by word
        for where in one["externalReferences"]:
            where["url"] = one["purl"]  # whoever installs it chooses the registry; the hashes hold for all of them
        one["scope"] = scopes[one["name"]]
        one["bom-ref"] = one["purl"]  # the tool's own refs count lines, and change with every other package
        refs.setdefault(one["name"], []).append(one["bom-ref"])
    for tool in made["metadata"]["tools"]["components"]:
        tool.pop("externalReferences", None)
    root = made["metadata"]["component"]["bom-ref"]
    asked: dict[str, list[str]] = {ref: [] for ref in (root, *(ref for found in refs.values() for ref in found))}
    for name, whom in needs.items():
        for who in whom:
            for by in [root] if who.endswith(".in") else refs[who]:
                asked[by] += refs[name]
    made["dependencies"] = [
        {"ref": ref, "dependsOn": sorted(on)} if on else {"ref": ref} for ref, on in sorted(asked.items())
    ]
    return json.dumps(made, indent=1, ensure_ascii=False) + "\n"


def needed_by(lock: str) -> dict[str, set[str]]:
    """Each package, and who asks for it: packages, and requirements files by their names."""
    found: dict[str, set[str]] = {}
    for name, _version, rest in ONE.findall(lock):
        comment = rest.partition("# via")[2].replace("#", " ").replace("-r ", " ")
        found.setdefault(name, set()).update(one.partition("[")[0] for one in comment.split())
    return found


def scopes_of(lock: str) -> dict[str, str]:
    """What each package is for: the strongest of what asks for it, at whatever distance."""
    needs, scopes = needed_by(lock), {}
    for scope, files in PURPOSES:
        reached: set[str] = set(files)
        while more := {name for name, whom in needs.items() if whom & reached} - reached:
            reached |= more
        for name in reached - set(files):
            scopes.setdefault(name, scope)
    return scopes


def pins(lock: str) -> set[tuple[str, str]]:
    """Every package of the lock file with its version."""
    return {(name, version) for name, version, _rest in ONE.findall(lock)}


def listed(text: str) -> set[tuple[str, str]]:
    """Every package of a bill with its version."""
    components: Iterable[dict[str, Any]] = json.loads(text)["components"]
    return {(one["name"], one["version"]) for one in components}


def purposes(text: str) -> dict[str, str]:
    """What a bill says of each package: the word for what it is for."""
    return {one["name"]: one["scope"] for one in json.loads(text)["components"]}


def write(place: Path = BILL) -> int:
    """Write the bill; how many packages it names."""
    text = bill()
    place.write_text(text)
    return len(listed(text))
