"""The calls of the OpenAPI document that are about webhooks."""

from typing import Any

from ombud.api.v1.openapi_parts import CURSOR, PAGE_SIZE, changing, problems, reading, ref, word
from ombud.webhooks.history import STATES


def webhook_readings() -> dict[str, dict[str, Any]]:
    """What is read."""
    return {
        "/webhooks": reading("list-webhooks", "Where the platform’s integrators are told what happened."),
        "/webhook-types": reading("list-webhook-types", "Every type of event that can be told."),
        "/webhooks/{id}": reading("read-webhook", "One endpoint, how it stands, and who did what.", ref("id")),
        "/webhooks/{id}/attempts": reading(
            "list-webhook-attempts", "What was sent and how it went, the newest first.", ref("id"), CURSOR,
            PAGE_SIZE,
        ),
        "/webhooks/{id}/deliveries": reading(
            "list-webhook-deliveries", "What is to be told or was, the newest of the log first.", ref("id"),
            CURSOR, PAGE_SIZE, word("state", STATES, "How it stands; `dead` is what was given up."),
        ),
    }  # fmt: skip


def webhook_posts() -> dict[str, dict[str, Any]]:
    """What is sent."""
    new = {"url": "https://hooks.shop.cn/ombud", "wanted": ["complaint", "penalty.imposed"]}
    made = changing("make-webhook", "A new endpoint, told of what happens from now on.", "NewWebhook", new)
    made["requestBody"]["required"] = True
    made["responses"]["201"] = made["responses"].pop("200")
    tested = _of_one("test-webhook", "Send a `ping` now, and say how it went.", "Nothing", {})
    tested["responses"] |= problems(("429",))
    return {
        "/webhooks": made,
        "/webhooks/{id}": _of_one("change-webhook", "Change what is named.", "ChangedWebhook", {"wanted": []}),
        "/webhooks/{id}/rotate": _of_one(
            "rotate-webhook-secret", "A new secret, shown this once; the one before signs along for another day.",
            "Nothing", {},
        ),
        "/webhooks/{id}/pause": _of_one("pause-webhook", "Send nothing more; what happens waits.", "Nothing", {}),
        "/webhooks/{id}/resume": _of_one("resume-webhook", "Go on where it stopped.", "Nothing", {}),
        "/webhooks/{id}/remove": _of_one("remove-webhook", "Have it no more.", "Nothing", {}),
        "/webhooks/{id}/test": tested,
        "/webhooks/{id}/replay": _of_one(
            "replay-webhook", "Tell again everything from a place in the log or an instant on, under the same ids.",
            "Replay", {"from_index": 1200},
        ),
        "/webhooks/{id}/resend": _of_one(
            "resend-webhook", "Send one delivery once more, or all that were given up.", "Resend", {"index": 1207}
        ),
    }  # fmt: skip


def _of_one(id: str, summary: str, body: str, example: Any) -> dict[str, Any]:
    found = changing(id, summary, body, example)
    found["parameters"] += [ref("id")]
    return found
