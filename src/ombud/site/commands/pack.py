"""`ombud pack`: lists the packs there are, checks that they can be used, and tries a version on recorded cases."""

import argparse
import sys
from pathlib import Path

from ombud.packs.check import check, check_common
from ombud.packs.faults import PackError
from ombud.packs.load import PACKS, UnknownPackError, announced, load_version, names, texts, versions
from ombud.packs.replay import difference

HELP = "List platform packs, check that one can be used, or try a version on recorded complaints."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True)
    told = "Say which packs there are, and which versions of each."
    actions.add_parser("list", help=told, description=told).add_argument("--folder", type=Path, help="packs elsewhere")
    told = "Find everything that would keep a pack from working; exit status 1 if there is anything."
    checked = actions.add_parser("check", help=told, description=told)
    checked.add_argument("name", nargs="?", metavar="NAME", help="the pack, such as wechat; all of them if left out")
    checked.add_argument("--folder", type=Path, help="packs elsewhere")
    told = "Replay recorded complaints under a version of their pack and list those that would have gone another way."
    tried = actions.add_parser("try", help=told, description=told)
    tried.add_argument("version", metavar="NAME@VERSION", help="such as wechat@2026.1")
    tried.add_argument("--platform", type=int, metavar="ID", help="only this platform's complaints")
    tried.add_argument("--folder", type=Path, help="packs elsewhere")


def run(arguments: argparse.Namespace) -> int:
    """0, or 1 if a pack has a fault, or 2 if there is no such pack."""
    root: Path = arguments.folder or PACKS
    try:
        if arguments.action == "try":
            return _try(arguments.version, arguments.platform, root)
        return _list(root) if arguments.action == "list" else _check(arguments.name, root)
    except UnknownPackError as wrong:
        print(f"ombud pack {arguments.action}: {wrong}", file=sys.stderr)
        return 2
    except PackError as wrong:
        print(f"{wrong}\n", file=sys.stderr)
        return 1


def _list(root: Path) -> int:
    for name in names(root):
        words, coming = texts(name, root), announced(name, root)
        for index, pack_id in enumerate(versions(name, root)):
            pack = load_version(pack_id, root).pack
            state = "in force" if index == 0 else "announced" if pack in coming else "kept for older cases"
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


def _try(pack_id: str, platform: int | None, root: Path) -> int:
    """Only this action needs the record, so that packs can be written where there is none."""
    policy = load_version(pack_id, root)
    from ombud.site.database import database

    with database():
        import django

        django.setup()
        from ombud.site.recorded import complaints

        tried = unlike = 0
        for events, order in complaints(policy.pack.name, platform):
            tried += 1
            if (found := difference(events, policy, order)) is not None:
                unlike += 1
                print(f"{found.number}\t{found.at:%Y-%m-%d %H:%M} UTC\t{found.event}\t{found.instead}")
    print(f"{policy.pack.id}: {tried} tried, {unlike} would have gone another way")
    return 0
