"""`ombud ledger`: checks the chain of every stream, and makes rows and counts again from the record."""

import argparse
from pathlib import Path

HELP = "Check the record's chains, or compare and rebuild what is kept beside it."
NEEDS_DATABASE = True
SHOWN_MAX = 20
"""Differences that are listed; beyond it the number says enough."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`check`, `compare`, `rebuild` and `recount`."""
    parser.add_argument(
        "what",
        choices=("check", "compare", "rebuild", "recount", "log", "new-key", "new-origin"),
        help="check: verify every hash and name the first broken event; compare: say which rows, states and counts "
        "differ from the record; rebuild: put those right (writers wait meanwhile); recount: count by shop and week "
        "anew from the record; log: put all events into the log that aren't in it, and give the keys and checkpoints; "
        "new-key: replace the key that a platform's log is signed with; new-origin: end the log under its name, and go "
        "on with the same entries under a new name and key: for another address, or once an older backup was restored",
    )
    parser.add_argument("--against", type=Path, help="check: a file of checkpoints that was held outside")
    parser.add_argument("--lost", action="store_true", help="new-key, new-origin: the key in use is lost")
    parser.add_argument("--origin", default="", help="new-origin: the name, instead of one by today's address")
    parser.add_argument("--platform", type=int, help="the id of one platform; without it, all of them")


def run(arguments: argparse.Namespace) -> int:
    """0 where all is as the record says (after `rebuild` it is); 1 where something is broken or differs."""
    if arguments.what == "check":
        return _check(arguments.platform) or _check_log(arguments.platform, arguments.against)
    if arguments.what == "recount":
        return _recount(arguments.platform)
    if arguments.what == "log":
        return _log(arguments.platform)
    if arguments.what in ("new-key", "new-origin"):
        return _new_key(arguments)
    return _rebuild(arguments.platform, replace=arguments.what == "rebuild")


def _check(platform: int | None) -> int:
    from ombud.ledger import check

    first = next((one for one in check.broken() if platform in (None, one.platform)), None)
    if first is None:
        first = next((one for one in check.lost() if platform in (None, one.platform)), None)
    if first is None:
        gone = f" {n} texts were erased under law." if (n := check.erased(platform)) else ""
        print((f"All {check.size()} events hold." if platform is None else "All of its events hold.") + gone)
        return 0
    print(f"Broken: platform {first.platform}, stream {first.stream}, event {first.seq}: {first.why}.")
    return 1


def _check_log(platform: int | None, against: Path | None) -> int:
    from ombud.ledger.log import check
    from ombud.ledger.log.lying import lying
    from ombud.ledger.log.note import BadNote

    compared = 0
    for one in check.platforms():
        if platform not in (None, one):
            continue
        with lying(one) as kept:
            held = []
            if against is not None:
                try:
                    held = check.held_in(against.read_text(), kept.keys)
                except BadNote as error:
                    if platform is not None:
                        print(f"{against}: {error}.")
                        return 1
            compared += len(held)
            first = check.first_differing(kept, held)
        if first is not None:
            print(f"Broken: platform {one}, leaf {first.idx} ({first.stream} {first.seq}): {first.why}.")
            return 1
        outside = f", and {len(held)} held outside," if held else ""
        print(f"The log of platform {one}: {kept.size} leaves and {kept.checkpoints} checkpoints{outside} hold.")
    if against is not None and not compared:
        print(f"{against}: no checkpoint of any log here, so nothing outside was compared.")
        return 1
    return 0


def _log(platform: int | None) -> int:
    from ombud.accounts.log_keys import verifiers_of
    from ombud.accounts.models import Platform
    from ombud.ledger.log.receipt import latest
    from ombud.ledger.log.sequence import catch_up
    from ombud.timers.sequencer import settle_all

    for one in Platform.objects.order_by("id").values_list("id", flat=True):
        if platform in (None, one):
            if (found := catch_up(one)) is None:
                print(f"platform {one}: its log is being written; try again.")
                return 1
            settle_all()
            kept = latest(one)
            print(f"platform {one}: {found} events were waiting nowhere; the log has {kept.size if kept else 0}.")
            for key in verifiers_of(one):
                print(f"  {key}")
    return 0


def _new_key(arguments: argparse.Namespace) -> int:
    from ombud.accounts.log_keys import BadName, NoKey, handovers_of, next_key, next_name
    from ombud.desk import clock

    platform = arguments.platform
    if platform is None:
        print("Say whose: --platform.")
        return 1
    try:
        name = (arguments.origin or next_name(platform)) if arguments.what == "new-origin" else ""
        new = next_key(platform, clock.now(), lost=arguments.lost, name=name)
    except BadName as error:
        print(f"A log can't be named {error}: no spaces, no plus signs, and no name that it had before.")
        return 1
    except NoKey as error:
        print(f"{error}; where the old one is gone for good: --lost.")
        return 1
    size = handovers_of(platform)[-1].handover.size
    print(f"The log is signed by this key now, from entry {size} on: {new.verifier}")
    if name:
        print("To witnesses it is another log: give them its name and key. What was signed before stays valid.")
    return 0


def _rebuild(platform: int | None, *, replace: bool) -> int:
    from ombud.desk.rebuild import rebuild

    found = rebuild(replace=replace, platform=platform)
    for one in found[:SHOWN_MAX]:
        print(f"platform {one.platform}, {one.table}, {one.id}")
    if len(found) > SHOWN_MAX:
        print(f"and {len(found) - SHOWN_MAX} more")
    if not found:
        print("Everything is as the record says.")
        return 0
    print(f"{len(found)} differed and were made again." if replace else f"{len(found)} differ: ombud ledger rebuild.")
    return 0 if replace else 1


def _recount(platform: int | None) -> int:
    from ombud.accounts.models import Platform
    from ombud.reads.surges.counting import recount

    for one in Platform.objects.order_by("id").values_list("id", flat=True):
        if platform in (None, one):
            print(f"platform {one}: {recount(one)} events counted")
    return 0
