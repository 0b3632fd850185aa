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
from ombud.imports.facts import RowError, facts_of, readable
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
    repeated: list[str] = msgspec.field(default_factory=list)
    """Orders and sellers that have more than one row, all in the same words: they were taken once."""
    refused: dict[str, str] = msgspec.field(default_factory=dict)
    """Orders and sellers not imported, and why."""


def import_orders(platform: int, files: list[Path], mapping: Mapping, progress: Progress) -> Report:
    """Tell the platform's desk of every order in the files. Safe to repeat. Raises MappingError."""
    report = Report()
    orders = _once(_read(files, mapping.orders), mapping.orders.id, "", report)
    items: dict[str, list[Row]] = {}
    for row in _read(files, mapping.items):
        items.setdefault(row[mapping.items.order], []).append(row)
    sellers = _sellers(_once(_read(files, mapping.sellers), mapping.sellers.id, "seller ", report), mapping, report)
    report.orders = len(orders)
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


def _once(found: list[Row], id: str, named: str, report: Report) -> dict[str, Row]:
    """Each thing by its id. Of two rows that contradict each other neither is better, so both are refused."""
    rows: dict[str, Row] = {}
    for place, row in enumerate(found, 1):
        name = row[id]
        if not name:
            report.refused[f"{named}row {place}"] = f"{id}: it is blank"
        elif name not in rows:
            rows[name] = row
        elif rows[name] == row:
            report.repeated.append(f"{named}{name}")
        else:
            report.refused[f"{named}{name}"] = f"{id}: two rows with this id say different things"
    return rows


def _sellers(found: dict[str, Row], mapping: Mapping, report: Report) -> dict[str, Row]:
    """Those whose facts can be told."""
    for seller, row in found.items():
        try:
            readable(row, (mapping.sellers.id,))
        except RowError as error:
            report.refused[f"seller {seller}"] = str(error)
    return {seller: row for seller, row in found.items() if f"seller {seller}" not in report.refused}


def _facts(
    orders: dict[str, Row], items: dict[str, list[Row]], sellers: set[str], mapping: Mapping, report: Report
) -> dict[str, Facts]:
    found: dict[str, Facts] = {}
    for order, row in orders.items():
        if order in report.refused:
            continue
        try:
            found[order] = facts_of(row, items.get(order, []), sellers, mapping)
        except RowError as error:
            report.refused[order] = str(error)
    return found


def _list_strays(
    orders: dict[str, Row],
    items: dict[str, list[Row]],
    sellers: dict[str, Row],
    facts: dict[str, Facts],
    mapping: Mapping,
    report: Report,
) -> None:
    for order, rows in items.items():
        if order not in orders:
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
