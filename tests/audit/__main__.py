"""`python -m tests.audit [--quick | bill]`: holes in what is installed, habits in the code, the bill of materials."""

import argparse
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from tests.audit import bill, code, holes
from tests.audit.code import Broken, Found
from tests.audit.tools import ROOT, NotInstalled

CLEAN, FOUND, UNABLE, UNASKED = 0, 1, 2, 3
"""What `bin/audit` leaves with. Nobody to ask about holes is neither clean nor a hole."""


def main(given: list[str] | None = None) -> int:
    """Look at everything asked for, tell, and say which of the four it came to."""
    parser = argparse.ArgumentParser(prog="bin/audit", description=__doc__)
    parser.add_argument("what", nargs="?", choices=("all", "bill"), default="all")
    parser.add_argument("--quick", action="store_true", help="only what needs no network, and code that changed")
    parser.add_argument("--osv-url", help="a database of holes that speaks OSV's language, asked before all others")
    asked = parser.parse_args(given)
    try:
        if asked.what == "bill":
            print(f"{bill.BILL.relative_to(ROOT)}: {bill.write()} packages.")
            return CLEAN
        return quick() if asked.quick else everything(asked.osv_url)
    except (NotInstalled, Broken) as error:
        print(f"bin/audit: {error}. Nothing is known of the rest.", file=sys.stderr)
        return UNABLE


def quick() -> int:
    """Bandit over what changed, and workflows; silent where all is well."""
    files = python_files()
    found = code.bandit(code.changed(files))
    if workflows := code.workflows():
        found += code.zizmor(workflows)
    tell(found)
    if found:
        return FOUND
    code.remember(files)
    return CLEAN


def everything(osv: str | None = None) -> int:
    """Each part in turn, with a line of what it looked at."""
    files, workflows = python_files(), code.workflows()
    found = part(f"bandit: {len(files)} files", lambda: code.bandit(files))
    if blind := code.blind_rules():
        raise Broken(f"semgrep is blind to what is planted for {', '.join(sorted(blind))}")
    found += part("semgrep: src, clients, by rules of our own", lambda: code.semgrep(ROOT / "src", ROOT / "clients"))
    if workflows:
        found += part(f"zizmor: {len(workflows)} workflow files", lambda: code.zizmor(workflows))
    else:
        print("zizmor: there are no workflow files.")
    stale = bill.BILL.read_text() != bill.bill()
    print(f"bill of materials: {'STALE, run `bin/audit bill`' if stale else 'fresh'}.")
    ways = (("--vulnerability-service", "osv", "--osv-url", osv),) if osv else ()
    holed = told(holes.ask(holes.locks(), (*ways, *holes.WAYS)))
    if found or stale or holed == FOUND:
        return FOUND
    return holed


def told(asked: holes.Asked) -> int:
    """Tell what a database said, or that none could be asked."""
    for line in asked.said:
        print(f"  {line}")
    if not asked.by:
        print(f"holes: NOT ASKED. No database could be reached; nothing is known of {asked.pins} pinned packages.")
        return UNASKED
    print(f"holes: {asked.audited} of {asked.pins} pinned packages known to {asked.by}; {len(asked.found)} found.")
    tell(asked.found)
    return FOUND if asked.found else CLEAN if asked.audited else UNASKED


def part(name: str, look: Callable[[], list[Found]]) -> list[Found]:
    """Do one part and tell what it found."""
    found = look()
    print(f"{name}: {code.numbers(found) or 'nothing new'}.")
    tell(found)
    return found


def tell(found: Iterable[Found]) -> None:
    for one in found:
        print(f"  {one.place}: {one.rule} {one.words}")


def python_files() -> list[Path]:
    """What runs, and what integrators run."""
    return sorted(path for folder in ("src", "clients") for path in (ROOT / folder).rglob("*.py"))


if __name__ == "__main__":
    sys.exit(main())
