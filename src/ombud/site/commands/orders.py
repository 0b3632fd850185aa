"""`ombud orders late --as-of T --json`: the orders that are late by the rule of their kind, at any instant."""

import argparse
import sys
from datetime import UTC, datetime
from typing import Any

HELP = "List the orders whose stage has not moved on by the time that their kind allows."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which instant, of which platform and shop, and in which form."""
    parser.add_argument("what", choices=("late",))
    parser.add_argument("--as-of", metavar="T", help="an instant with its zone, such as 2026-03-09T10:00+08:00 (now)")
    parser.add_argument("--platform", metavar="SLUG", help="of this platform only")
    parser.add_argument("--shop", default="", help="of this shop only")
    parser.add_argument("--json", action="store_true", help="one JSON object a line")


def run(arguments: argparse.Namespace) -> int:
    """0, also where nothing is late; 2 where the question can't be understood."""
    as_of = _instant(arguments.as_of)
    if as_of is None:
        print(
            f"ombud orders: {arguments.as_of!r} is no instant with a zone, such as 2026-03-09T10:00Z", file=sys.stderr
        )
        return 2
    from ombud.accounts.models import Platform
    from ombud.reads.late_orders import Narrowed, all_late

    platforms = Platform.objects.order_by("slug")
    if arguments.platform:
        platforms = platforms.filter(slug=arguments.platform)
        if not platforms:
            print(f"ombud orders: there is no platform {arguments.platform!r}", file=sys.stderr)
            return 2
    for platform in platforms:
        for one in all_late(platform.pk, as_of, Narrowed(arguments.shop)):
            print(_json(platform.slug, one, as_of) if arguments.json else _line(platform.slug, one, as_of))
    return 0


def _instant(text: str | None) -> datetime | None:
    if text is None:
        return datetime.now(UTC)
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    return at.astimezone(UTC) if at.tzinfo else None


def _json(platform: str, one: Any, as_of: datetime) -> str:
    import msgspec

    told = {
        "platform": platform, "order": one.id, "number": one.number, "shop": one.shop, "kind": one.kind,
        "status": one.status, "since": one.since, "late_at": one.late_at, "reminded_at": one.reminded_at,
        "late_seconds": int((as_of - one.late_at).total_seconds()),
    }  # fmt: skip
    return msgspec.json.encode(told).decode()


def _line(platform: str, one: Any, as_of: datetime) -> str:
    days = (as_of - one.late_at).total_seconds() / 86400
    since = f"late since {one.late_at:%Y-%m-%d %H:%M}Z ({days:.1f} days)"
    return f"{platform}\t{one.shop}\t{one.number}\t{one.kind}\t{one.status}\t{since}"
