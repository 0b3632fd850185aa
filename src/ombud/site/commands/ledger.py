"""`ombud ledger`: checks the chain of every stream, and makes rows and counts again from the record."""

import argparse

HELP = "Check the record's chains, or compare and rebuild what is kept beside it."
NEEDS_DATABASE = True
SHOWN_MAX = 20
"""Differences that are listed; beyond it the number says enough."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`check`, `compare`, `rebuild` and `recount`."""
    parser.add_argument(
        "what",
        choices=("check", "compare", "rebuild", "recount"),
        help="check: verify every hash and name the first broken event; compare: say which rows, states and counts "
        "differ from the record; rebuild: put those right (writers wait meanwhile); recount: count by shop and week "
        "anew from the record",
    )
    parser.add_argument("--platform", type=int, help="the id of one platform; without it, all of them")


def run(arguments: argparse.Namespace) -> int:
    """0 where all is as the record says (after `rebuild` it is); 1 where something is broken or differs."""
    if arguments.what == "check":
        return _check(arguments.platform)
    if arguments.what == "recount":
        return _recount(arguments.platform)
    return _rebuild(arguments.platform, replace=arguments.what == "rebuild")


def _check(platform: int | None) -> int:
    from ombud.ledger import check

    first = next((one for one in check.broken() if platform in (None, one.platform)), None)
    if first is None:
        print(f"All {check.size()} events hold." if platform is None else "All of its events hold.")
        return 0
    print(f"Broken: platform {first.platform}, stream {first.stream}, event {first.seq}: {first.why}.")
    return 1


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
