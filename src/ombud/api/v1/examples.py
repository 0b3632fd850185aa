"""Examples for the schema: a cracked mug, told by the names of the fields."""

from collections.abc import Mapping
from typing import Any

SAID: Mapping[str, Any] = {
    "order": "o-1001",
    "number": "N1001",
    "shop": "mugs",
    "source": "webhook",
    "consumer": "c-1",
    "currency": "CNY",
    "paid": 16800,
    "unit_price": 16800,
    "price": 16800,
    "amount": 16800,
    "reason": "quality",
    "remedy": "refund",
    "liability": "merchant",
    "about": "other",
    "line": "1",
    "id": "1",
    "title": "Celadon mug",
    "name": "Shanyu Ceramics",
    "problem": "The mug has a crack.",
    "phone": "13800001234",
    "offer": "o1",
    "request": "r1",
    "exhibit": "8f14e45f-ceea-4672-a8b0-2b6d2b1f1a11",
    "file": "8f14e45f-ceea-4672-a8b0-2b6d2b1f1a11",
    "kind": "goods-photo",
    "proof": "waybill",
    "member": "m-1",
    "role": "service",
    "violation": "late-refund",
    "outcome": "settled",
    "claim": "from-web",
    "link": "https://example.org/mug.jpg",
    "merchant_share": 100,
    "facts": "The photo shows a crack on the day of delivery.",
    "reasons": "The shop sent a cracked mug and has to pay it back.",
}
INSTANT = "2026-03-09T02:00:00Z"
SHOWN_THOUGH_OPTIONAL = {
    "amount", "quantity", "contact", "phone", "shop", "consumer", "currency", "paid", "lines", "unit_price", "title",
    "purchased_at", "links",
}  # fmt: skip


def example_of(schema: Mapping[str, Any], parts: Mapping[str, Any], name: str = "") -> Any:
    """A value that fits this schema."""
    if "$ref" in schema:
        return example_of(parts[schema["$ref"].rpartition("/")[2]], parts, name)
    if "enum" in schema:
        return SAID[name] if SAID.get(name) in schema["enum"] else schema["enum"][0]
    if "anyOf" in schema:
        real = [one for one in schema["anyOf"] if one.get("type") != "null"]
        return example_of(real[0], parts, name)
    match schema.get("type"):
        case "object":
            required = schema.get("required", ())
            shown = {key: one for key, one in schema.get("properties", {}).items() if key in required or _shown(key)}
            return {key: example_of(one, parts, key) for key, one in shown.items()}
        case "array":
            return [example_of(schema.get("items", {}), parts, name.removesuffix("s"))]
        case "integer":
            return SAID.get(name, schema.get("default", 1))
        case "boolean":
            return schema.get("default", True)
    if schema.get("format") == "date-time":
        return INSTANT
    return SAID.get(name, "Words that a person can read.")


def _shown(name: str) -> bool:
    return name in SHOWN_THOUGH_OPTIONAL
