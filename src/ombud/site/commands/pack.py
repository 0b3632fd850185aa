"""`ombud pack`: lists packs, checks them, makes one's own, tries a version on recorded cases, and publishes it."""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from ombud.packs.check import check, check_common
from ombud.packs.faults import PackError
from ombud.packs.homes import is_own
from ombud.packs.load import UnknownPackError, announced, load_version, names, read_pack, texts, versions
from ombud.packs.own import OwnPackError, new
from ombud.packs.replay import difference
from ombud.site import publishing

HELP = "List platform packs, check one, make one of your own, try a version on recorded cases, publish it."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True)
    told = "Say which packs there are, and which versions of each."
    actions.add_parser("list", help=told, description=told).add_argument("--folder", type=Path, help="packs elsewhere")
    told = "Find everything that would keep a pack from working; exit status 1 if there is anything."
    checked = actions.add_parser("check", help=told, description=told)
    checked.add_argument("name", nargs="?", metavar="NAME", help="the pack, such as wechat; all of them if left out")
    checked.add_argument("--folder", type=Path, help="packs elsewhere")
    told = "Make a pack of your own from an existing one, or with NAME@VERSION a new version of yours."
    made = actions.add_parser("new", help=told, description=told)
    made.add_argument("name", metavar="NAME[@VERSION]", help="small letters, digits and hyphens, such as my-shop")
    made.add_argument("--from", dest="source", required=True, metavar="PACK[@VERSION]", help="such as weidian")
    publishing.add_arguments(actions)
    told = "Replay recorded complaints and penalties under a version and list those that would have gone another way."
    tried = actions.add_parser("try", help=told, description=told)
    tried.add_argument("version", metavar="NAME@VERSION", help="such as wechat@2026.1")
    tried.add_argument("--platform", type=int, metavar="ID", help="only this platform's cases")
    tried.add_argument("--of", metavar="PACK", help="cases of another pack, such as the one yours was made from")
    tried.add_argument("--folder", type=Path, help="packs elsewhere")


def run(arguments: argparse.Namespace) -> int:
    """0, or 1 if a pack has a fault, or 2 if there is no such pack."""
    root: Path | None = getattr(arguments, "folder", None)
    try:
        if arguments.action == "new":
            return _new(arguments.name, arguments.source)
        if arguments.action in ("publish", "roll-back"):
            return publishing.run(arguments)
        if arguments.action == "try":
            return _try(arguments.version, arguments.platform, arguments.of, root)
        return _list(root) if arguments.action == "list" else _check(arguments.name, root)
    except (UnknownPackError, OwnPackError) as wrong:
        print(f"ombud pack {arguments.action}: {wrong}", file=sys.stderr)
        return 2
    except PackError as wrong:
        print(f"{wrong}\n", file=sys.stderr)
        return 1


def _list(root: Path | None) -> int:
    for name in names(root):
        words, coming = texts(name, root), announced(name, root)
        for index, pack_id in enumerate(versions(name, root)):
            pack = load_version(pack_id, root).pack
            state = "in force" if index == 0 else "announced" if pack in coming else "kept for older cases"
            state = "yours, applies where it is published" if root is None and is_own(name) else state
            print(f"{pack_id}\t{words.say('pack', 'en')}\tfrom {pack.in_force_from}\t{state}")
    return 0


def _check(name: str | None, root: Path | None) -> int:
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


def _new(wanted: str, source: str) -> int:
    place = new(wanted, source, datetime.now(UTC).date())
    pack = read_pack(place).pack
    if _check(pack.name, None):
        return 1
    print(f"\n{pack.id} lies in {place}, made from {source}. It applies nowhere yet.")
    print(f"Change it there, and hold it against the rules of packs with: ombud pack check {pack.name}")
    print(f"Have a platform's new cases run under it with: ombud pack publish {pack.id} --from DAY")
    return 0


def _try(pack_id: str, platform: int | None, of: str | None, root: Path | None) -> int:
    """Only this action needs the record, so that packs can be written where there is none."""
    policy = load_version(pack_id, root)
    from ombud.site.database import database

    with database():
        import django

        django.setup()
        from ombud.packs import replay_penalty
        from ombud.reads.recorded import complaints, penalties

        name, found = of or policy.pack.name, []
        found += [difference(events, policy, order) for events, order in complaints(name, platform)]
        found += [replay_penalty.difference(events, policy) for events in penalties(name, platform)]
        unlike = [one for one in found if one is not None]
        for one in unlike:
            print(f"{one.number}\t{one.at:%Y-%m-%d %H:%M} UTC\t{one.event}\t{one.instead}")
    parted = sum(not one.dates_only for one in unlike)
    print(f"{policy.pack.id}: {len(found)} tried, {parted} would have gone another way", end="")
    print(f", {len(unlike) - parted} would have another time limit" if len(unlike) > parted else "")
    return 0
