"""`ombud pack`: lists the packs there are, and checks that they can be used."""

import argparse
import sys
from pathlib import Path

from ombud.packs.check import check, check_common
from ombud.packs.faults import PackError
from ombud.packs.load import PACKS, load_version, names, texts, versions

HELP = "List platform packs, or check that one can be used."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True)
    told = "Say which packs there are, and which versions of each."
    actions.add_parser("list", help=told, description=told).add_argument("--folder", type=Path, help="packs elsewhere")
    told = "Find everything that would keep a pack from working; exit status 1 if there is anything."
    checked = actions.add_parser("check", help=told, description=told)
    checked.add_argument("name", nargs="?", metavar="NAME", help="the pack, such as wechat; all of them if left out")
    checked.add_argument("--folder", type=Path, help="packs elsewhere")


def run(arguments: argparse.Namespace) -> int:
    """0, or 1 if a pack has a fault, or 2 if there is no such pack."""
    root: Path = arguments.folder or PACKS
    try:
        return _list(root) if arguments.action == "list" else _check(arguments.name, root)
    except PackError as wrong:
        print(f"{wrong}\n", file=sys.stderr)
        return 1


def _list(root: Path) -> int:
    for name in names(root):
        words = texts(name, root)
        for index, pack_id in enumerate(versions(name, root)):
            pack = load_version(pack_id, root).pack
            state = "in force" if index == 0 else "kept for older cases"
            print(f"{pack_id}\t{words.say('pack', 'en')}\tfrom {pack.in_force_from}\t{state}")
    return 0


def _check(name: str | None, root: Path) -> int:
    known = names(root)
    if name is not None and name not in known:
        print(f"ombud pack check: there is no pack {name!r}; there is {', '.join(known) or 'none'}", file=sys.stderr)
        return 2
    faults = {"common": check_common(root), **{one: check(one, root) for one in ([name] if name else known)}}
    for told in faults.values():
        for fault in told:
            print(f"{fault}\n", file=sys.stderr)
    for one, told in faults.items():
        print(f"{one}: {'in order' if not told else f'{len(told)} to put right'}")
    return 1 if any(faults.values()) else 0
