"""`ombud connector add medusa --platform P`: lets a shop system tell of its orders; `list`, `remove`."""

import argparse
import sys

HELP = "let a shop system tell of its orders by itself"
NEEDS_DATABASE = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to do, which connector, and for whom."""
    parser.add_argument("what", choices=["add", "list", "remove"])
    parser.add_argument("name", nargs="?", default="", help="the connector: medusa")
    parser.add_argument("--platform", default="", help="the platform's short name; not needed where there is only one")
    parser.add_argument("--shop", default="", help="the shop whose orders they are, where the sender doesn't say")


def run(arguments: argparse.Namespace) -> int:
    """0 where it was done, 2 where it can't be."""
    from ombud.accounts.models import Platform
    from ombud.connectors import kept
    from ombud.connectors.connector import found
    from ombud.desk import clock

    if arguments.what == "list":
        for one in kept.listed():
            heard = f"heard {one.heard_at:%Y-%m-%d %H:%M} UTC" if one.heard_at else "not heard yet"
            print("\t".join(filter(None, (one.platform, one.name, one.shop, heard, one.problem))))
        return 0
    if arguments.name not in found():
        print(f"ombud connector: say which: {', '.join(sorted(found()))}", file=sys.stderr)
        return 2
    platforms = Platform.objects.filter(slug=arguments.platform) if arguments.platform else Platform.objects.all()
    if len(platforms) != 1:
        names = ", ".join(Platform.objects.values_list("slug", flat=True)) or "none yet: run `ombud init`"
        print(f"Say which platform with --platform: {names}", file=sys.stderr)
        return 2
    (platform,) = platforms
    if arguments.what == "remove":
        there = kept.remove(platform.pk, arguments.name)
        print("It is gone; what it sends is refused." if there else "There was none.")
        return 0
    secret = kept.add(platform.pk, arguments.name, arguments.shop, clock.now())
    print(
        f"Send to:  <this site>/api/v1/connectors/{arguments.name}/{platform.slug}\n"
        f"Secret:   {secret}\n"
        "It is shown this once; adding the connector again makes another. How to hook it up: docs/connectors.md"
    )
    return 0
