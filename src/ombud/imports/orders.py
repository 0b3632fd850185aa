"""Imports orders: joins the files of an export, tells the desk what they say, and gives back what can't be told.

Memory stays flat whatever the files hold; running again changes nothing; where it is stopped, what was taken is taken.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from ombud.core.people import System
from ombud.imports.cells import RowError
from ombud.imports.gather import Part, gather, know_sellers
from ombud.imports.join import Join, Shop
from ombud.imports.mapping import Mapping, columns_of
from ombud.imports.rejects import write_flagged, write_rejects
from ombud.imports.report import Report
from ombud.imports.spool import ITEMS, ORDERS, SELLERS, Group, Spool
from ombud.imports.tell import KNOWN, Teller
from ombud.imports.wishes import Outcome, Wish
from ombud.ledger.connection import rows

BATCH = 1_000
Progress = Callable[[int, int], None]
"""Told how many orders of how many are done; of 0 while the files are being read: then it is rows."""
SHOP = "SELECT 1 FROM shop_row WHERE platform = %s AND id = %s"


def never() -> bool:
    """Nobody stops it."""
    return False


class StoppedError(Exception):
    """Somebody stopped the import."""


def import_orders(
    platform: int,
    files: list[Path],
    mapping: Mapping,
    progress: Progress,
    *,
    stopped: Callable[[], bool] = never,
    dry: bool = False,
    rejects: Path | None = None,
    flagged: Path | None = None,
    report: Report | None = None,
) -> Report:
    """Tell the platform's desk of every order in the files. Safe to repeat. Raises MappingError.

    `rejects` is a file, or a folder where there are several files. `dry` reads everything and tells
    nothing. `report` is filled in as it goes on.
    """
    report = report or Report()
    with Spool() as spool:

        def going(done: int, of: int) -> None:
            progress(done, of)
            if stopped():
                raise StoppedError

        try:
            parts = gather(files, mapping, spool, report, lambda count: going(count, 0))
            Run(platform, parts, mapping, spool, report, dry=dry).all(going)
        except StoppedError:
            report.cancelled = True
            return report
        if rejects is not None:
            _give_back(rejects, parts, spool, several=len(files) > 1)
        if flagged is not None:
            write_flagged(flagged, spool.flagged())
    return report


def _give_back(place: Path, parts: dict[int, Part], spool: Spool, *, several: bool) -> None:
    if several:
        place.mkdir(parents=True, exist_ok=True)
    for part, about in parts.items():
        path = place / about.name if several else place
        write_rejects(path, about.columns, about.delimiter, spool.rejects(part))


class Shops:
    """Which shops an order can be of: those told of with it, else those that the platform knows."""

    def __init__(self, platform: int, mapping: Mapping, spool: Spool) -> None:
        told = mapping.sellers is not None and mapping.sellers.file
        ask = spool.seller if told else partial(_known_shop, platform)
        self._known = lru_cache(maxsize=50_000)(lambda id: ask(id) is not None)

    def __contains__(self, id: object) -> bool:
        return bool(id) and self._known(id)


def _known_shop(platform: int, id: str) -> object | None:
    return next(iter(rows(SHOP, (platform, id))), None)


class Run:
    """One import under way: group after group becomes an act, batch after batch goes to the desk."""

    def __init__(
        self, platform: int, parts: dict[int, Part], mapping: Mapping, spool: Spool, report: Report, *, dry: bool
    ) -> None:
        self._platform, self._parts, self._mapping = platform, parts, mapping
        self._spool, self._report, self._dry = spool, report, dry
        self._join = Join(parts, mapping)
        self._groups: dict[str, Group] = {}
        """Orders whose outcome isn't known yet."""
        self._selling: set[str] = set()
        self._wishes: list[Wish] = []

    def all(self, progress: Progress) -> None:
        """Go through everything in the spool. Whatever stops it, the batches that were begun are finished."""
        if SELLERS in self._parts:
            know_sellers(self._parts, self._mapping, self._spool, self._report)
        of, shops = self._spool.count(), Shops(self._platform, self._mapping, self._spool)
        teller = Teller(self._platform, System(id=f"import:{self._mapping.source}"), self._heard, orders=of)
        try:
            for group in self._spool.groups():
                self._take(group, shops)
                if len(self._wishes) >= BATCH:
                    self._tell(teller)
                    progress(self._report.done, of)
            self._tell(teller)
        finally:
            teller.close()
        self._report.orders = of
        for seller in self._spool.known_sellers():
            if seller not in self._selling:
                self._report.stray_seller(seller)
        progress(self._report.done, of)

    def _take(self, group: Group, shops: Shops) -> None:
        if not group.orders:
            line = self._mapping.items.line
            for row in group.items:
                about = self._parts[ITEMS]
                named = about.row(row.cells, [line])[line] if line and not row.problem else ""
                self._report.stray_item(f"{group.id}/{named}")
            self._spool.reject(
                ITEMS,
                group.items,
                _("{column}: there is no order “{id}”").format(column=self._mapping.items.order, id=group.id),
            )
            return
        self._report.orders += 1
        try:
            joined = self._join(group, shops)
        except RowError as error:
            self._refuse(group, str(error))
            self._report.done += 1
            return
        facts = joined.facts
        if joined.repeated:
            self._report.repeat(group.id)
        self._report.lacks(group.id, facts.unknown)
        if facts.flags:
            self._report.flag(group.id, facts.flags)
            self._spool.flag(group.id, facts.flags)
        if facts.shop and facts.shop not in self._selling:
            self._tell_shop(facts.shop, joined.shop)
        self._groups[group.id] = group
        self._wishes.append(self._wish("order.tell", group.id, facts))

    def _tell_shop(self, id: str, told: Shop | None) -> None:
        columns = self._mapping.sellers
        if columns is None:
            return
        self._selling.add(id)
        if columns.file:
            cells = self._spool.seller(id)
            assert cells is not None, "an order is only of a seller that is known"
            row = self._parts[SELLERS].row(cells, columns_of(columns))
            told = Shop(id, row.get(columns.name, ""), row.get(columns.city, ""))
        if told is not None:
            self._wishes.append(self._wish("shop.tell", id, {"name": told.name, "city": told.city}))

    def _tell(self, teller: Teller) -> None:
        wishes, self._wishes = self._wishes, []
        if not wishes:
            return
        if self._dry:
            for wish in wishes:
                self._groups.pop(wish.target, None)
                self._report.done += wish.verb == "order.tell"
            return
        teller.tell(wishes)

    def _heard(self, wishes: Sequence[Wish], outcomes: Sequence[Outcome]) -> None:
        report = self._report
        for wish, outcome in zip(wishes, outcomes, strict=True):
            of_shop = wish.verb == "shop.tell"
            group = None if of_shop else self._groups.pop(wish.target)
            report.done += not of_shop
            if outcome.done:
                report.shops_told += of_shop
                report.told += not of_shop
            elif outcome.code == KNOWN:
                report.shops_known += of_shop
                report.known += not of_shop
            elif group is None:
                report.refuse(f"seller {wish.target}", outcome.because)
            else:
                self._refuse(group, outcome.because)

    def _refuse(self, group: Group, why: str) -> None:
        self._report.refuse(group.id, why)
        self._spool.reject(ORDERS, group.orders, why)
        self._spool.reject(ITEMS, group.items, why)

    def _wish(self, verb: str, target: str, facts: Any) -> Wish:
        return Wish(verb, target, {"facts": facts, "source": self._mapping.source})
