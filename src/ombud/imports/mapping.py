"""Which column of which file means what: read from a TOML file that the platform writes once."""

import tomllib
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec

from ombud.core.struct import Value


class MappingError(Exception):
    """The mapping can't be used, and why."""


class OrderColumns(Value, frozen=True, forbid_unknown_fields=True):
    """Columns of the orders' file; an empty name means that the export doesn't say."""

    file: str
    id: str
    number: str = ""
    consumer: str = ""
    status: str = ""
    payment_way: str = ""
    purchased_at: str = ""
    approved_at: str = ""
    shipped_at: str = ""
    delivered_at: str = ""
    promised_at: str = ""


class ItemColumns(Value, frozen=True, forbid_unknown_fields=True):
    """Columns of the items' file, joined to the orders by `order`."""

    file: str
    order: str
    seller: str
    line: str = ""
    product: str = ""
    title: str = ""
    specification: str = ""
    quantity: str = ""
    unit_price: str = ""
    freight: str = ""


class SellerColumns(Value, frozen=True, forbid_unknown_fields=True):
    """Columns of the sellers' file, joined to the items by `id`."""

    file: str
    id: str
    name: str = ""
    city: str = ""


class Mapping(Value, frozen=True, forbid_unknown_fields=True):
    """How one source's export is read."""

    source: str
    """What the record names as the origin of the facts."""
    zone: str
    """IANA zone of instants that are written without one."""
    currency: str
    orders: OrderColumns
    items: ItemColumns
    sellers: SellerColumns
    decimals: int = 2
    """Digits of a minor unit in the amounts of the export."""


def read_mapping(path: Path) -> Mapping:
    """The mapping in this file. Raises MappingError with the file and what is wrong."""
    try:
        mapping = msgspec.convert(tomllib.loads(path.read_text()), Mapping)
        ZoneInfo(mapping.zone)
    except (
        OSError,
        UnicodeDecodeError,
        tomllib.TOMLDecodeError,
        msgspec.ValidationError,
        ValueError,
        KeyError,
    ) as error:
        raise MappingError(f"{path}: {error}") from error
    return mapping


def file_for(pattern: str, files: list[Path]) -> Path:
    """The one file that a pattern of the mapping means. Raises MappingError if none or several match."""
    found = [path for path in files if path.match(pattern)]
    if len(found) != 1:
        named = ", ".join(path.name for path in found) or "none"
        raise MappingError(f"the mapping's file “{pattern}” must match one of the given files; it matches {named}")
    return found[0]
