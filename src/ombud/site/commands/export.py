"""`ombud export statements`: statements of reasons of some days, as the DSA Transparency Database takes them."""

import argparse
import sys
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

HELP = "Export statements of reasons (JSON, in calls of at most 100 each), without personal data."
NEEDS_DATABASE = True
IN_ONE_CALL = 100
"""What the database's multiple endpoint takes at once."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What, from which day to which, of which platform, for which countries."""
    parser.add_argument("what", choices=("statements",))
    parser.add_argument("--from", dest="since", type=_day, required=True, metavar="DAY", help="first day, 2026-01-31")
    parser.add_argument("--to", dest="until", type=_day, required=True, metavar="DAY", help="last day, included")
    parser.add_argument("--platform", help="its slug; needed where there are several")
    parser.add_argument("--territory", help="countries with commas, such as ES,PT (default: the European Union)")


def run(arguments: argparse.Namespace) -> int:
    """0 where every statement that is owed could be written; 1 where one is left out, named with the reason."""
    import msgspec

    from ombud.accounts.models import Platform
    from ombud.accounts.platforms import settings_of
    from ombud.core.penalty.statement import EU
    from ombud.reads.statements import statements

    found = list(Platform.objects.filter(**({"slug": arguments.platform} if arguments.platform else {})))
    if len(found) != 1:
        known = ", ".join(Platform.objects.order_by("slug").values_list("slug", flat=True))
        print(f"ombud export: which platform? --platform with one of: {known}", file=sys.stderr)
        return 2
    platform = settings_of(found[0].pk)
    since, until = _start(arguments.since, platform.zone), _start(arguments.until + timedelta(days=1), platform.zone)
    territory = tuple(arguments.territory.upper().split(",")) if arguments.territory else EU
    good, left_out = [], 0
    for one in statements(platform, since, until, territory):
        if one.body is not None and not one.faults:
            good.append(one.body)
            continue
        left_out += one.body is not None
        print(f"{one.number}: {'; '.join(one.faults)}", file=sys.stderr)
    for first in range(0, len(good), IN_ONE_CALL):
        call = {"statements": good[first : first + IN_ONE_CALL]}
        sys.stdout.write(msgspec.json.encode(call).decode() + "\n")
    print(f"{len(good)} statement(s) written, {left_out} left out.", file=sys.stderr)
    return 1 if left_out else 0


def _start(day: date, zone: ZoneInfo) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=zone)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no day; write it like 2026-01-31") from None
