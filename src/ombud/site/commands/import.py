"""`ombud import orders FILE… --mapping M.toml` imports an order export; `import sniff FILE` proposes a mapping."""

import argparse
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from ombud.imports.report import Report

HELP = "import an export of another system"
NEEDS_DATABASE = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to import, from which files, by which mapping."""
    parser.add_argument("what", choices=["orders", "sniff"])
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--mapping", type=Path, metavar="M.toml", help="which column means what; needed for orders")
    parser.add_argument("--platform", default="", help="the platform's short name; not needed where there is only one")
    parser.add_argument("--dry-run", action="store_true", help="read and check everything, import nothing")
    parser.add_argument("--rejects", type=Path, metavar="OUT", help="write the rows that were not taken here, to be"
                        " mended and imported again: a file, or a folder where there are several files")  # fmt: skip
    parser.add_argument("--flagged", type=Path, metavar="OUT", help="write the orders that contradict themselves here")
    parser.add_argument("--report", type=Path, help="write the whole report here, as JSON")


def run(arguments: argparse.Namespace) -> int:
    """Import, say what was done; 0 if all was taken, 1 if some of it was refused, 2 if the files can't be used, 130 if
    it was stopped."""
    if arguments.what == "sniff":
        return _sniff(arguments.files)
    if arguments.mapping is None:
        print("Say with --mapping which column means what; `ombud import sniff FILE` proposes one.", file=sys.stderr)
        return 2
    from ombud.accounts.models import Platform
    from ombud.imports.mapping import MappingError, read_mapping
    from ombud.imports.orders import import_orders

    platforms = Platform.objects.filter(slug=arguments.platform) if arguments.platform else Platform.objects.all()
    if len(platforms) != 1:
        names = ", ".join(Platform.objects.values_list("slug", flat=True)) or "none yet: run `ombud init`"
        print(f"Say which platform with --platform: {names}", file=sys.stderr)
        return 2
    try:
        with _stoppable() as stop:
            report = import_orders(
                platforms[0].pk, arguments.files, read_mapping(arguments.mapping), _progress, stopped=stop.is_set,
                dry=arguments.dry_run, rejects=arguments.rejects, flagged=arguments.flagged,
            )  # fmt: skip
    except (MappingError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    if arguments.report:
        arguments.report.write_bytes(msgspec.json.format(msgspec.json.encode(report)))
    _say(report, arguments)
    if report.cancelled:
        return 130
    return 1 if report.refused_count else 0


@contextmanager
def _stoppable() -> Iterator[threading.Event]:
    """An event that Ctrl-C sets: batches that were begun are finished first. A second Ctrl-C ends at once."""
    stop = threading.Event()

    def asked(_signal: int, _frame: object) -> None:
        print("\nStopping after the orders that are being written …", file=sys.stderr, flush=True)
        stop.set()
        signal.signal(signal.SIGINT, signal.default_int_handler)

    before = signal.signal(signal.SIGINT, asked)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, before)


def _say(report: "Report", arguments: argparse.Namespace) -> None:
    if report.cancelled:
        print(
            f"Stopped. {report.told} orders were told and {report.known} were known already; nothing is half done.\n"
            "To go on, run the same command again: what is known already is passed over."
        )
        return
    dry = arguments.dry_run
    told = "nothing told (dry run)" if dry else f"{report.told} told, {report.known} known already"
    print(
        f"{report.orders} orders: {told}, {report.refused_count} refused.\n"
        f"{report.complete} can be complained about; {report.incomplete_count} lack something:"
        f" {_counted(report.lacking)}.\n"
        f"{report.flagged_count} contradict themselves: {_counted(report.contradictions)}.\n"
        f"{report.shops_told} shops told, {report.shops_known} known already.\n"
        f"Not imported: {report.items_without_order_count} items without an order,"
        f" {report.sellers_without_order_count} sellers without an order."
        f" {report.repeated_count} rows said nothing new."
    )
    for order, why in report.refused.items():
        print(f"refused {order}: {why}", file=sys.stderr)
    if report.refused_count > len(report.refused):
        print(f"… and {report.refused_count - len(report.refused)} more", file=sys.stderr)
    if report.refused_count:
        where = arguments.rejects
        print(
            f"Mend {where} and import it again with the same mapping." if where
            else "With --rejects OUT they come back as a file to mend.", file=sys.stderr
        )  # fmt: skip


def _counted(counts: dict[str, int]) -> str:
    return ", ".join(f"{reason} {n}" for reason, n in sorted(counts.items())) or "none"


def _progress(done: int, of: int) -> None:
    if not of:
        print(f"  {done} rows read", end="\r", file=sys.stderr, flush=True)
        return
    print(f"  {done} of {of} orders", end="\n" if done >= of else "\r", file=sys.stderr, flush=True)


def _sniff(files: list[Path]) -> int:
    from ombud.imports.mapping import MappingError
    from ombud.imports.sniff import sniff

    for path in files:
        try:
            with path.open("rb") as file:
                print(sniff(file, path.name))
        except (MappingError, OSError) as error:
            print(f"{path}: {error}", file=sys.stderr)
            return 2
    return 0
