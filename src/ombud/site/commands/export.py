"""`ombud export`: statements of reasons as the DSA Transparency Database takes them, and the record as an event log."""

import argparse
import contextlib
import sys
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import IO, TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from ombud.accounts.platforms import Settings

HELP = "Export statements of reasons (JSON, in calls of at most 100), or the record as OCEL 2.0; no personal data."
NEEDS_DATABASE = True
IN_ONE_CALL = 100
"""What the database's multiple endpoint takes at once."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What, from which day to which, of which platform, for which countries, as what, and where to."""
    parser.add_argument("what", choices=("statements", "ocel"))
    parser.add_argument("--from", dest="since", type=_day, metavar="DAY", help="first day, 2026-01-31")
    parser.add_argument("--to", dest="until", type=_day, metavar="DAY", help="last day, included")
    parser.add_argument("--platform", help="its slug; needed where there are several")
    parser.add_argument("--territory", help="countries with commas, such as ES,PT (default: the European Union)")
    parser.add_argument("--form", choices=("json", "xml"), default="json", help="of an event log (default: json)")
    parser.add_argument("--output", type=Path, metavar="FILE", help="of an event log (default: standard output)")


def run(arguments: argparse.Namespace) -> int:
    """0 where all could be written; 1 where a statement that is owed is left out, named with the reason."""
    from ombud.accounts.models import Platform
    from ombud.accounts.platforms import settings_of

    found = list(Platform.objects.filter(**({"slug": arguments.platform} if arguments.platform else {})))
    if len(found) != 1:
        known = ", ".join(Platform.objects.order_by("slug").values_list("slug", flat=True))
        print(f"ombud export: which platform? --platform with one of: {known}", file=sys.stderr)
        return 2
    platform = settings_of(found[0].pk)
    if arguments.what == "ocel":
        return _ocel(platform, arguments)
    if not arguments.since or not arguments.until:
        print("ombud export: statements of which days? --from DAY --to DAY", file=sys.stderr)
        return 2
    return _statements(platform, arguments)


def _ocel(platform: "Settings", arguments: argparse.Namespace) -> int:
    from ombud.desk.things import EVENT_TYPES
    from ombud.reads.ocel.gather import Gathered, Span
    from ombud.reads.ocel.written import written

    since = _start(arguments.since, platform.zone) if arguments.since else None
    until = _start(arguments.until + timedelta(days=1), platform.zone) if arguments.until else None
    with contextlib.closing(Gathered(platform.id, dict(EVENT_TYPES))) as gathered, _out(arguments.output) as out:
        gathered.take(Span(since, until))
        for piece in written(gathered, arguments.form):
            out.write(piece)
    print("{} event(s) and {} object(s) written.".format(*gathered.counts), file=sys.stderr)
    return 0


@contextlib.contextmanager
def _out(path: Path | None) -> Iterator[IO[bytes]]:
    """The file, or the standard output."""
    if path is None:
        yield sys.stdout.buffer
        return
    with path.open("wb") as file:
        yield file


def _statements(platform: "Settings", arguments: argparse.Namespace) -> int:
    import msgspec

    from ombud.core.penalty.statement import EU
    from ombud.reads.statements import statements

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
