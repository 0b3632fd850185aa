"""The calls of the OpenAPI document about what is kept of people."""

from typing import Any

from ombud.api.v1.openapi_parts import CURSOR, PAGE_SIZE, reading, ref, word
from ombud.api.v1.privacy import STAGES


def privacy_readings() -> dict[str, dict[str, Any]]:
    """What is read."""
    return {
        "/erasures": reading(
            "list-erasures", "What people asked to have erased, by stage, the nearest date first: for who oversees.",
            CURSOR, PAGE_SIZE, word("stage", STAGES, "Those that wait for a decision, where none is named."),
        ),
        "/erasures/{id}": reading(
            "read-erasure", "What one asked to have erased: where it stands, why, and what is held until when.",
            ref("id"),
        ),
        "/me/held": reading(
            "read-held", "What is kept of whoever calls by kind, how long, and what would stay if it were erased; of "
            "who acts for a shop, apart from that what they said in its name, which stays.",
        ),
        "/me/copy": reading(
            "read-copy", "A copy of all that is kept of whoever calls: a consumer, or who acts for a shop."
        ),
        "/retention": reading(
            "read-retention", "How long each kind is kept, and what was erased so far: for who oversees."),
    }  # fmt: skip
