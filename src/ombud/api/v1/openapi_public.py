"""The calls of the OpenAPI document about what concerns many: announcements, waves of complaints, public items."""

from typing import Any

from ombud.api.v1.announcements import CATEGORIES
from ombud.api.v1.openapi_parts import CURSOR, PAGE_SIZE, reading, ref, word
from ombud.api.v1.surges import STAGES


def narrowed(name: str) -> dict[str, Any]:
    """A filter that takes any word."""
    return {"name": name, "in": "query", "schema": {"type": "string"}, "description": f"Only of this {name}."}


def told_to_many() -> dict[str, dict[str, Any]]:
    """What is read."""
    return {
        "/announcements": reading(
            "list-announcements", "What is announced to the caller, the newest first; all of it for the platform.",
            CURSOR, PAGE_SIZE, word("category", CATEGORIES, "Of which kind."),
        ),
        "/announcements/{id}": reading(
            "read-announcement", "One announcement in its languages, with its earlier versions.", ref("id")
        ),
        **_surges(),
    }  # fmt: skip


def _surges() -> dict[str, dict[str, Any]]:
    return {
        "/surges": reading(
            "list-surges", "Alarms, what moved last first; for a shop the interventions it was told of.", CURSOR,
            PAGE_SIZE, word("stage", STAGES, "Where it stands."),
        ),
        "/surges/{id}": reading(
            "read-surge", "One alarm: its figures, where it stands, what can be done, what happened.", ref("id")
        ),
        "/weeks": reading("list-weeks", "The last half year by weeks, with a forecast: for the platform."),
        "/shops/{id}/counts": reading(
            "read-counts", "A shop’s counts of now beside what is normal for it: for the platform.", ref("id")
        ),
        "/public-items": reading(
            "list-public-items", "What is said of shops in public, as it was recorded, the newest first.", CURSOR,
            PAGE_SIZE, narrowed("shop"),
        ),
        "/public-items/{id}": reading("read-public-item", "One item with its words.", ref("id")),
    }  # fmt: skip
