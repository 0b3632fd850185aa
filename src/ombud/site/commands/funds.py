"""`ombud funds check`: proves every fund from its record, and prints the trial balance."""

import argparse
import sys
from typing import Any

HELP = "Check that every fund balances, that nothing is overdrawn, and that what is held is held by a live decision."
NEEDS_DATABASE = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Of which platform, and in which form."""
    parser.add_argument("what", choices=("check",))
    parser.add_argument("--platform", metavar="SLUG", help="of this platform only")
    parser.add_argument("--json", action="store_true", help="one JSON object a line")


def run(arguments: argparse.Namespace) -> int:
    """0 where all is sound; 1 at the first difference, named; 2 where there is no such platform."""
    from ombud.accounts.models import Platform
    from ombud.desk.fund_check import wrong
    from ombud.reads.funds import trial_balance

    platforms = Platform.objects.order_by("slug")
    if arguments.platform:
        platforms = platforms.filter(slug=arguments.platform)
        if not platforms:
            print(f"ombud funds: there is no platform {arguments.platform!r}", file=sys.stderr)
            return 2
    for platform in platforms:
        first = next(wrong(platform.pk), None)
        if first is not None:
            if arguments.json:
                print(_json({"platform": platform.slug, "fund": first.fund, "wrong": first.what}))
            else:
                print(f"Wrong: {platform.slug}, fund {first.fund}: {first.what}.")
            return 1
        for one in trial_balance(platform.pk):
            print(_as_json(platform.slug, one) if arguments.json else _table(platform.slug, one))
    if not arguments.json:
        print("Every fund is what its events make, and what is held is held by a live decision.")
    return 0


def _as_json(slug: str, one: Any) -> str:
    told = {"platform": slug, "currency": one.currency, "funds": one.funds, **one.accounts}
    return _json({**told, "debits": one.debits, "credits": one.credits})


def _json(told: dict[str, Any]) -> str:
    import msgspec

    return msgspec.json.encode(told).decode()


def _table(slug: str, one: Any) -> str:
    """A trial balance in minor units: what is below zero is a debit, what is above it a credit."""
    head = f"{slug}, {one.currency}, {one.funds} funds (minor units)"
    lines = [f"  {name:<10} {-n if n < 0 else '':>18} {n if n > 0 else '':>18}" for name, n in one.accounts.items()]
    total = f"  {'together':<10} {one.debits:>18} {one.credits:>18}   difference {one.credits - one.debits}"
    return "\n".join((head, f"  {'account':<10} {'debit':>18} {'credit':>18}", *lines, total))
