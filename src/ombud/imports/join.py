"""Makes one order of the rows about it: its own cells, and those of each line."""

from collections.abc import Container
from typing import NamedTuple

from django.utils.translation import gettext as _

from ombud.core.order.events import Facts
from ombud.imports.cells import RowError
from ombud.imports.facts import facts_of
from ombud.imports.gather import Part
from ombud.imports.json_lines import NestedError, cells_of, read_object
from ombud.imports.mapping import Mapping, columns_of
from ombud.imports.rows import Row
from ombud.imports.spool import ITEMS, ORDERS, Group, Kept

LINES_MAX = 500
"""Lines of one order."""


class Shop(NamedTuple):
    """A shop that is told of with its order."""

    id: str
    name: str
    city: str


class Joined(NamedTuple):
    """An order as its rows tell it."""

    facts: Facts
    repeated: bool
    """It has rows that said nothing new."""
    shop: Shop | None = None
    """The shop, where the rows of the orders tell of it."""


class Join:
    """Reads groups of rows by one mapping."""

    def __init__(self, parts: dict[int, Part], mapping: Mapping) -> None:
        self._parts, self._mapping = parts, mapping
        self._order = list(dict.fromkeys([*columns_of(mapping.orders), *mapping.only]))
        self._item = columns_of(mapping.items)
        self._own_rows = bool(self._item) and not (mapping.items.file or mapping.items.inside)
        """Whether each row of an order is one of its lines."""

    def __call__(self, group: Group, shops: Container[str]) -> Joined:
        """The order, which can only be of these shops. Raises RowError."""
        if why := next((row.problem for row in (*group.orders, *group.items) if row.problem), ""):
            raise RowError("{why}", why=why)
        about = self._parts[ORDERS]
        rows = [about.row(row.cells, self._order) for row in group.orders]
        if any(row != rows[0] for row in rows):
            raise RowError(_("{column}: two rows with this id say different things"), column=self._mapping.orders.id)
        items, repeated = self._items(group, about)
        if len(items) > LINES_MAX:
            raise RowError(_("the order has {n} lines; at most {most} are kept"), n=len(items), most=LINES_MAX)
        shop = self._shop(about, group.orders[0])
        facts = facts_of(rows[0], items, {shop.id} if shop and shop.id else shops, self._mapping)
        return Joined(facts, repeated, shop if shop and shop.id == facts.shop else None)

    def _items(self, group: Group, about: Part) -> tuple[list[Row], bool]:
        again = len(group.orders) > 1
        if self._mapping.items.file:
            return [self._parts[ITEMS].row(row.cells, self._item) for row in group.items], again
        if self._mapping.items.inside:
            return self._inside(group.orders[0]), again
        if not self._own_rows:
            return [], again
        whole = group.orders
        if again:
            whole = list({tuple(row.cells): row for row in group.orders}.values())
        items = [about.row(row.cells, self._item) for row in whole]
        return [row for row in items if any(row.values())], len(whole) < len(group.orders)

    def _inside(self, row: Kept) -> list[Row]:
        found = read_object(row.cells[-1]).get(self._mapping.items.inside) or []
        if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
            raise RowError(_("{column}: it is no list of objects"), column=self._mapping.items.inside)
        try:
            return [dict(zip(self._item, cells_of(one, self._item), strict=True)) for one in found]
        except NestedError as error:
            raise RowError("{column}: {why}", column=self._mapping.items.inside, why=error) from None

    def _shop(self, about: Part, row: Kept) -> Shop | None:
        sellers = self._mapping.sellers
        if sellers is None or sellers.file:
            return None
        cells = about.row(row.cells, columns_of(sellers))
        id = sellers.id or self._mapping.orders.shop or self._mapping.items.seller
        shop = about.row(row.cells, [id])[id] if id in about.at else ""
        return Shop(shop, cells.get(sellers.name, ""), cells.get(sellers.city, ""))
