"""Which column of which file means what: read from a TOML file that the platform writes once."""

import codecs
import tomllib
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec

from ombud.core.struct import Value

ENCODINGS = ("", "utf-8", "gb18030", "utf-16", "latin-1")
"""What a mapping may name. Without one a file is UTF-8; a byte order mark is believed before either."""
DELIMITERS = ("", ",", ";", "\t", "|")
ISO = "iso"
"""The date format for ISO 8601, which is also what is read where a mapping names none."""
BYTES_MAX = 64 * 1024
"""No mapping is longer."""


class MappingError(Exception):
    """The mapping can't be used, or not for this file, and why."""


class OrderColumns(Value, frozen=True, forbid_unknown_fields=True):
    """Columns of the orders' file; an empty name means that the export doesn't say."""

    id: str
    file: str = "*"
    number: str = ""
    kind: str = ""
    shop: str = ""
    """The platform's own id of the shop, where there are no `items` whose `seller` says it."""
    consumer: str = ""
    currency: str = ""
    paid: str = ""
    """What was paid in all; without it, the sum of the lines and their freight."""
    freight: str = ""
    status: str = ""
    payment_way: str = ""
    purchased_at: str = ""
    approved_at: str = ""
    shipped_at: str = ""
    delivered_at: str = ""
    promised_at: str = ""


class ItemColumns(Value, frozen=True, forbid_unknown_fields=True):
    """Columns of the lines of an order: in a file of their own joined by `order`, in a list inside the order's JSON
    (`inside`), or, with neither, in the order's own rows: one row a line."""

    file: str = ""
    order: str = ""
    inside: str = ""
    seller: str = ""
    line: str = ""
    product: str = ""
    title: str = ""
    specification: str = ""
    quantity: str = ""
    unit_price: str = ""
    freight: str = ""


class SellerColumns(Value, frozen=True, forbid_unknown_fields=True):
    """Columns of the shops that are told of too: in a file of their own, joined to the items by `id`, or in the rows
    of the orders. Without this table a shop must be known to the platform already."""

    id: str = ""
    file: str = ""
    name: str = ""
    city: str = ""


class Dates(Value, frozen=True, forbid_unknown_fields=True):
    """How instants are written: `iso`, or formats like `%d/%m/%Y %H:%M`."""

    formats: tuple[str, ...] = (ISO,)


class Mapping(Value, frozen=True, forbid_unknown_fields=True):
    """How one source's export is read."""

    source: str
    """What the record names as the origin of the facts."""
    zone: str
    """IANA zone of instants that are written without one."""
    currency: str
    orders: OrderColumns
    items: ItemColumns = ItemColumns()
    sellers: SellerColumns | None = None
    decimals: int = 2
    """Digits of a minor unit in the amounts of the export."""
    encoding: str = ""
    delimiter: str = ""
    """What stands between the cells; found out from the header where it isn't said."""
    decimal: str = "."
    thousands: str = ""
    """What groups the digits of an amount: `,`, `.`, a space or `'`; without it no amount may be grouped."""
    dates: Dates = Dates()
    status: dict[str, str] = {}
    """The source's words for a status, and the platform's. With any, a word that isn't here is named, not guessed."""
    only: dict[str, tuple[str, ...]] = {}
    """Columns and what must stand in them: a row with something else is of another platform or shop."""


def read_mapping(path: Path) -> Mapping:
    """The mapping in this file. Raises MappingError with the file and what is wrong."""
    try:
        return parse_mapping(path.read_bytes())
    except (OSError, MappingError) as error:
        raise MappingError(f"{path}: {error}") from error


def parse_mapping(text: bytes) -> Mapping:
    """The mapping that these bytes hold. Raises MappingError with what is wrong."""
    if len(text) > BYTES_MAX:
        raise MappingError(f"a mapping has at most {BYTES_MAX} bytes")
    try:
        mapping = msgspec.convert(tomllib.loads(text.removeprefix(codecs.BOM_UTF8).decode()), Mapping)
        ZoneInfo(mapping.zone)
    except (
        UnicodeDecodeError,
        tomllib.TOMLDecodeError,
        msgspec.ValidationError,
        ValueError,
        KeyError,
        OSError,
    ) as error:
        raise MappingError(str(error)) from error
    if because := _unusable(mapping):
        raise MappingError(because)
    return mapping


def _unusable(mapping: Mapping) -> str:
    marks = ("", ",", ".", " ", "'", "\u00a0", "\u202f", "’")
    rules = (
        (mapping.encoding in ENCODINGS, f"encoding is one of {', '.join(ENCODINGS[1:])}"),
        (mapping.delimiter in DELIMITERS, "delimiter is a comma, a semicolon, a tab or a bar"),
        (mapping.decimal in (".", ","), "decimal is “.” or “,”"),
        (mapping.thousands in marks, "thousands is a comma, a point, a space or an apostrophe"),
        (mapping.decimal != mapping.thousands, "decimal and thousands can't be the same sign"),
        (0 <= mapping.decimals <= 4, "decimals is a number from 0 to 4"),
        (1 <= len(mapping.source) <= 60 and mapping.source.isprintable(), "source has 1 to 60 printable characters"),
        (mapping.orders.id != "", "orders.id names the column of the order's id"),
        (1 <= len(mapping.dates.formats) <= 8, "dates.formats has 1 to 8 formats"),
        (not mapping.items.file or mapping.items.order, "items.order names the column that joins items to orders"),
        (not (mapping.items.file and mapping.items.inside), "items are in a file or inside the order, not both"),
        (not (mapping.sellers and mapping.sellers.file) or mapping.sellers.id, "sellers.id names the shop's column"),
    )
    return next((because for holds, because in rules if not holds), "")


def columns_of(table: OrderColumns | ItemColumns | SellerColumns) -> list[str]:
    """The columns that a table of the mapping reads."""
    named = msgspec.structs.asdict(table)
    return list(dict.fromkeys(column for name, column in named.items() if name not in ("file", "inside") and column))


def file_for(pattern: str, files: list[Path]) -> Path:
    """The one file that a pattern of the mapping means. Raises MappingError if none or several match."""
    found = [path for path in files if path.match(pattern)]
    if len(found) != 1:
        named = ", ".join(path.name for path in found) or "none"
        raise MappingError(f"the mapping's file “{pattern}” must match one of the given files; it matches {named}")
    return found[0]
