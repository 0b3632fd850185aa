"""`ombud import orders FILE… --mapping M.toml`: takes an order export as it is."""

import argparse
import sys
from pathlib import Path

import msgspec

HELP = "import an export of another system"
NEEDS_DATABASE = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to import, from which files, by which mapping."""
    parser.add_argument("what", choices=["orders"])
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--mapping", required=True, type=Path, metavar="M.toml")
    parser.add_argument("--platform", default="", help="the platform's short name; not needed where there is only one")
    parser.add_argument("--report", type=Path, help="write the whole report here, as JSON")


def run(arguments: argparse.Namespace) -> int:
    """Import, say what was done; 0 if all was taken, 1 if some of it was refused, 2 if the files can't be used."""
    from ombud.accounts.models import Platform
    from ombud.imports.mapping import MappingError, read_mapping
    from ombud.imports.orders import import_orders

    platforms = Platform.objects.filter(slug=arguments.platform) if arguments.platform else Platform.objects.all()
    if len(platforms) != 1:
        names = ", ".join(Platform.objects.values_list("slug", flat=True)) or "none yet: run `ombud init`"
        print(f"Say which platform with --platform: {names}", file=sys.stderr)
        return 2
    try:
        report = import_orders(platforms[0].pk, arguments.files, read_mapping(arguments.mapping), _progress)
    except MappingError as error:
        print(error, file=sys.stderr)
        return 2
    if arguments.report:
        arguments.report.write_bytes(msgspec.json.format(msgspec.json.encode(report)))
    print(
        f"{report.orders} orders: {report.told} told, {report.known} known already, {len(report.refused)} refused.\n"
        f"{report.complete} can be complained about; {len(report.incomplete)} lack something:"
        f" {_counted(report.incomplete)}.\n"
        f"{len(report.flagged)} contradict themselves: {_counted(report.flagged)}.\n"
        f"{report.shops_told} shops told, {report.shops_known} known already.\n"
        f"Not imported: {len(report.items_without_order)} items without an order,"
        f" {len(report.sellers_without_order)} sellers without an order. {len(report.repeated)} rows said nothing new."
    )
    for order, why in report.refused.items():
        print(f"refused {order}: {why}", file=sys.stderr)
    return 1 if report.refused else 0


def _counted(found: dict[str, list[str]]) -> str:
    counts: dict[str, int] = {}
    for reasons in found.values():
        for reason in reasons:
            counts[reason] = counts.get(reason, 0) + 1
    return ", ".join(f"{reason} {n}" for reason, n in sorted(counts.items())) or "none"


def _progress(done: int, of: int) -> None:
    end = "\n" if done >= of else "\r"
    print(f"  {done} of {of} orders", end=end, file=sys.stderr, flush=True)
