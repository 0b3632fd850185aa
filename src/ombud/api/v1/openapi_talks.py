"""The calls of the OpenAPI document about the talk of an order."""

from typing import Any

from ombud.api.v1.openapi_parts import CURSOR, PAGE_SIZE, reading, ref


def conversations() -> dict[str, dict[str, Any]]:
    """Reading the talks about orders."""
    return {
        "/conversations": reading(
            "list-conversations", "One’s own talks about orders: what waits to be read first.", CURSOR, PAGE_SIZE,
            {"name": "search", "in": "query", "schema": {"type": "string"},
             "description": "For a shop: the beginning of an order’s number, or a consumer’s id."},
        ),
        "/conversations/{id}": reading(
            "read-conversation", "The talk about one order, by the order’s id: what was read, what can be done.",
            ref("id"),
        ),
        "/conversations/{id}/messages": reading(
            "list-said", "What was said, the newest first.", ref("id"), CURSOR, PAGE_SIZE
        ),
    }  # fmt: skip
