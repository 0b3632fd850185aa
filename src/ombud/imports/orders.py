"""Imports orders: joins the files of an export, tells the desk what they say, and lists what could not be told."""

from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec

from ombud.core.order.events import Facts
from ombud.core.people import System
from ombud.core.refusal import Refusal
from ombud.desk.handle import Act, Done
from ombud.desk.handle_many import handle_many
from ombud.imports.facts import RowError, facts_of
from ombud.imports.mapping import Mapping, file_for
from ombud.imports.rows import Row, rows_of

BATCH = 200
Progress = Callable[[int, int], None]


class Report(msgspec.Struct):
    """What an import did: every row of every file is in one of these numbers."""

    orders: int = 0
    told: int = 0
    """New, or with other facts than before."""
    known: int = 0
    """Told before in the same words: nothing changed."""
    shops_told: int = 0
    shops_known: int = 0
    complete: int = 0
    """Orders about which a consumer can complain."""
    incomplete: dict[str, list[str]] = msgspec.field(default_factory=dict)
    """Orders imported with something unknown: what is unknown, by order."""
    flagged: dict[str, list[str]] = msgspec.field(default_factory=dict)
    """Contradictions, kept as told, by order."""
    items_without_order: list[str] = msgspec.field(default_factory=list)
    sellers_without_order: list[str] = msgspec.field(default_factory=list)
    refused: dict[str, str] = msgspec.field(default_factory=dict)
    """Orders not imported, and why."""


def import_orders(platform: int, files: list[Path], mapping: Mapping, progress: Progress) -> Report:
    """Tell the platform's desk of every order in the files. Safe to repeat. Raises MappingError."""
    orders = _read(files, mapping.orders)
    items: dict[str, list[Row]] = {}
    for row in _read(files, mapping.items):
        items.setdefault(row[mapping.items.order], []).append(row)
    sellers = {row[mapping.sellers.id]: row for row in _read(files, mapping.sellers)}
    report = Report(orders=len(orders))
    facts = _facts(orders, items, set(sellers), mapping, report)
    _list_strays(orders, items, sellers, facts, mapping, report)
    shops = {one.shop for one in facts.values() if one.shop}
    _tell_shops(platform, {shop: sellers[shop] for shop in sorted(shops)}, mapping, report)
    _tell_orders(platform, facts, mapping, report, progress)
    return report


def _read(files: list[Path], columns: Any) -> list[Row]:
    named = msgspec.structs.asdict(columns)
    wanted = [column for name, column in named.items() if name != "file" and column]
    return list(rows_of(file_for(columns.file, files), wanted))


def _facts(
    orders: list[Row], items: dict[str, list[Row]], sellers: set[str], mapping: Mapping, report: Report
) -> dict[str, Facts]:
    found: dict[str, Facts] = {}
    for row in orders:
        order = row[mapping.orders.id]
        if not order:
            report.refused[f"row {len(found) + len(report.refused) + 1}"] = f"{mapping.orders.id}: an order needs an id"
            continue
        try:
            found[order] = facts_of(row, items.get(order, []), sellers, mapping)
        except RowError as error:
            report.refused[order] = str(error)
    return found


def _list_strays(
    orders: list[Row],
    items: dict[str, list[Row]],
    sellers: dict[str, Row],
    facts: dict[str, Facts],
    mapping: Mapping,
    report: Report,
) -> None:
    known = {row[mapping.orders.id] for row in orders}
    for order, rows in items.items():
        if order not in known:
            report.items_without_order += [f"{order}/{row.get(mapping.items.line, '')}" for row in rows]
    selling = {one.shop for one in facts.values()}
    report.sellers_without_order = sorted(seller for seller in sellers if seller not in selling)
    for order, one in facts.items():
        if one.unknown:
            report.incomplete[order] = list(one.unknown)
        else:
            report.complete += 1
        if one.flags:
            report.flagged[order] = list(one.flags)


def _tell_shops(platform: int, shops: dict[str, Row], mapping: Mapping, report: Report) -> None:
    columns = mapping.sellers
    acts = [
        _act(
            platform,
            "shop.tell",
            shop,
            {"name": row.get(columns.name, ""), "city": row.get(columns.city, "")},
            mapping,
        )
        for shop, row in shops.items()
    ]
    for outcome in handle_many(acts):
        if isinstance(outcome, Done):
            report.shops_told += 1
        elif _known(outcome):
            report.shops_known += 1


def _tell_orders(platform: int, facts: dict[str, Facts], mapping: Mapping, report: Report, progress: Progress) -> None:
    done = 0
    for batch in _batches(iter(facts.items())):
        acts = [_act(platform, "order.tell", order, msgspec.to_builtins(one), mapping) for order, one in batch]
        for act, outcome in zip(acts, handle_many(acts), strict=True):
            if isinstance(outcome, Done):
                report.told += 1
            elif _known(outcome):
                report.known += 1
            else:
                report.refused[act.target] = outcome.because if isinstance(outcome, Refusal) else str(outcome)
        done += len(acts)
        progress(done, len(facts))


def _act(platform: int, verb: str, target: str, facts: dict[str, Any], mapping: Mapping) -> Act:
    by = System(id=f"import:{mapping.source}")
    return Act(platform, verb, target, by, {"facts": facts, "source": mapping.source}, via="import")


def _known(outcome: object) -> bool:
    return isinstance(outcome, Refusal) and outcome.code == "already-known"


def _batches(items: Iterator[tuple[str, Facts]]) -> Iterator[list[tuple[str, Facts]]]:
    while batch := list(islice(items, BATCH)):
        yield batch
