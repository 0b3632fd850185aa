"""The calls of the OpenAPI document that aren't verbs: reading, uploading, batches, and choices for oneself."""

from typing import Any

from ombud.api.v1.funds import OF_KIND
from ombud.api.v1.lists import TURNS
from ombud.api.v1.messages import ONLY
from ombud.api.v1.naming import plural
from ombud.api.v1.openapi_along import along_posts, taken_along
from ombud.api.v1.openapi_evidence import evidence_reports
from ombud.api.v1.openapi_parts import (
    CURSOR,
    OF_DOING,
    OF_UPLOADS,
    PAGE_SIZE,
    changing,
    json_of,
    problems,
    public,
    reading,
    ref,
    word,
)
from ombud.api.v1.openapi_public import narrowed, told_to_many
from ombud.api.v1.openapi_sandbox import sandbox_posts, sandbox_readings
from ombud.api.v1.openapi_staff import staff_posts, staff_readings
from ombud.api.v1.openapi_talks import conversations
from ombud.api.v1.openapi_webhooks import webhook_posts, webhook_readings
from ombud.api.v1.schemas import REF
from ombud.api.v1.sound import NAME_MAX
from ombud.reads.complaint_row import QUEUES
from ombud.reads.penalty_row import PENALTY_QUEUES, RANKS

SEARCH = {
    "name": "search",
    "in": "query",
    "schema": {"type": "string"},
    "description": "For the platform’s people: a number, an order, a name, or the last digits of a phone.",
}
IN_COMPLAINT = {
    "name": "complaint",
    "in": "query",
    "schema": {"type": "string", "maxLength": NAME_MAX},
    "description": "The case in which it is, where it isn’t one’s own.",
}
IN_SHOP = IN_COMPLAINT | {"name": "shop", "description": "The shop whose papers it is in: for its people, the staff."}
IN_REPORT = IN_COMPLAINT | {"name": "evidence_report", "description": "The report of fake evidence that it is in."}
IN_TALK = IN_COMPLAINT | {"name": "conversation", "description": "The order in whose talk it was sent."}
IN_ORDER = IN_COMPLAINT | {"name": "order", "description": "The order for which it is kept."}
REASON = IN_COMPLAINT | {"name": "reason", "description": "Why: asked of the staff, and written down in the custody."}
OF_PRODUCT = IN_COMPLAINT | {"name": "product", "description": "The product that shows it."}
IN_PENALTY = IN_COMPLAINT | {"name": "penalty", "description": "The penalty in which it is, where it isn’t one’s own."}


OF_STREAM = {
    "name": "stream",
    "in": "query",
    "required": True,
    "schema": {"type": "string"},
    "description": "As `recorded` names it in the answer to an act.",
}
OF_SEQ = {
    "name": "seq",
    "in": "query",
    "schema": {"type": "integer", "minimum": 1},
    "description": "The event’s; without it, all events that the caller may see are listed.",
}
AS_OF = {
    "name": "as_of",
    "in": "query",
    "schema": {"type": "string", "format": "date-time"},
    "description": "Late at this instant; now, where it isn’t given.",
}


STOOD_AT = {
    "name": "at",
    "in": "query",
    "schema": {"type": "string", "format": "date-time"},
    "description": "As it stood at this instant, such as a purchase; now, where it isn’t given.",
}


def posts() -> dict[str, dict[str, Any]]:
    """What is sent, by address."""
    return {
        **(staff_posts() | webhook_posts() | sandbox_posts() | along_posts()),
        "/files": _upload(),
        "/batch": _batch(),
        "/orders": _orders(),
        "/messages/read": changing(
            "read-messages", "Say that messages were read; without ids, all of them.", "Read", {"ids": [1]}
        ),
        "/me/settings": changing(
            "keep-settings", "Choose language, comfort, and when letters come; what isn’t named stays.", "Chosen",
            {"digest": "daily", "quiet": ["22:00", "08:00"]},
        ),
        "/me/popup/snooze": changing(
            "snooze-popup", "Pending: silence the pop-up for 24 hours, unless a newer penalty arrives.", "Nothing", {}
        ),
        "/me/rules": changing(
            "accept-rules", "Accept the rules in force, by their version.", "Accepted", {"pack": "wechat@2026.1"}
        ),
    }  # fmt: skip


def readings() -> dict[str, dict[str, Any]]:
    turn, queue = word("turn", TURNS, "For a shop."), word("queue", QUEUES, "For the platform’s people.")
    return {
        "/complaints": reading(
            "list-complaints", "One’s own complaints, a page at a time.", CURSOR, PAGE_SIZE, turn, queue, SEARCH
        ),
        "/complaints/{id}": reading(
            "read-complaint", "One complaint: where it stands, what can be done, by when, what has happened.",
            ref("id"),
        ),
        **taken_along(),
        "/receipts": reading(
            "read-receipt", "That an event is recorded: the promise, and as soon as it is in the log, the proof.",
            OF_STREAM, OF_SEQ,
        ),
        "/orders": reading("list-orders", "One’s own orders, the newest first.", CURSOR, PAGE_SIZE),
        "/late-orders": reading(
            "list-late-orders", "Orders late by the rule of their kind: a shop’s own, or the platform’s.", CURSOR,
            PAGE_SIZE, AS_OF, narrowed("kind"), narrowed("status"), narrowed("shop"),
        ),
        "/reports": reading("list-reports", "One’s own reports; those that wait.", CURSOR, PAGE_SIZE),
        "/accounts": reading("list-objections", "Limits that are objected to.", CURSOR, PAGE_SIZE),
        **_funds(),
        **_shops(),
        **told_to_many(),
        **(webhook_readings() | sandbox_readings()),
        **(evidence_reports() | conversations() | staff_readings()),
        "/shops/{id}/record": reading(
            "read-record", "A shop’s public record of the last 90 days; null where there are too few to tell.",
            ref("id"),
        ),
        "/service": reading("read-service", "How the platform is reached, and whether somebody is there now."),
        "/messages": reading(
            "list-messages", "What one was told, the newest first.", CURSOR, word("only", ONLY, "Which of them.")
        ),
        **{
            f"/{plural(thing)}/{{id}}": reading(f"read-{thing}", f"What is known of one {thing}.", ref("id"))
            for thing in ("order", "shop", "report", "account")
        },
        **_files_and_penalties(),
        **_own(),
        "/shops/{id}/sales": reading(
            "read-sales", "A shop’s sales by month, and what penalties keep from counting.", ref("id")
        ),
        "/packs": public("list-packs", "The packs there are."),
        "/packs/{id}": public("read-pack", "The rules of a pack, by name or name@version.", ref("id")),
    }  # fmt: skip


def _files_and_penalties() -> dict[str, dict[str, Any]]:
    return {
        "/orders/{id}/kept": reading(
            "read-kept", "What is kept for an order before any dispute, as far as the caller may see it.", ref("id")
        ),
        "/files/{id}": reading(
            "read-file", "A file: links to its pictures for some minutes.", ref("id"),
            IN_COMPLAINT, IN_PENALTY, IN_SHOP, IN_TALK, IN_REPORT, IN_ORDER, OF_PRODUCT,
        ),
        "/files/{id}/original": reading(
            "read-original", "A link to the untouched original: for who sent it, their side, and the staff.",
            ref("id"), IN_COMPLAINT, REASON,
        ),
        "/penalties": reading(
            "list-penalties", "A shop’s penalties, the nearest close first; what waits for the platform.",
            CURSOR, PAGE_SIZE, word("tab", tuple(RANKS), "For a shop."),
            word("queue", PENALTY_QUEUES, "For the platform’s people."),
        ),
        "/penalties/{id}": reading(
            "read-penalty", "One penalty: where it stands, what can be done, by when, what has happened.", ref("id")
        ),
        "/penalties/{id}/notice": reading(
            "read-notice", "What it takes to draw a penalty’s orders again offline.", ref("id")
        ),
    }  # fmt: skip


def _shops() -> dict[str, dict[str, Any]]:
    return {
        "/shops/{id}/papers": reading(
            "read-papers", "What a shop handed in: numbers masked, in full for a reviewer whose look is on record.",
            ref("id"),
        ),
        "/shops/{id}/products": reading(
            "list-products", "What a shop offers; its members see what is taken down, too.", ref("id"), CURSOR,
            PAGE_SIZE,
        ),
        "/products/{id}": reading(
            "read-product", "One product as it stands, or as it stood at an instant.", ref("id"), STOOD_AT
        ),
    }  # fmt: skip


def _funds() -> dict[str, dict[str, Any]]:
    return {
        "/funds": reading(
            "list-funds", "A shop’s own funds; all of them for the platform, what has to be looked at first.",
            CURSOR, PAGE_SIZE,
        ),
        "/funds/{id}": reading(
            "read-fund", "One fund: what is free, what is held by which decision, what is on its way or owed.",
            ref("id"),
        ),
        "/funds/{id}/entries": reading(
            "list-entries", "A fund’s statement, the newest line first, with what was free after each.",
            ref("id"), CURSOR, PAGE_SIZE, word("kind", OF_KIND, "Of which kind."),
        ),
    }  # fmt: skip


def _own() -> dict[str, dict[str, Any]]:
    """What is somebody's own."""
    return {
        "/me/popup": reading("read-popup", "The penalty that the console’s pop-up speaks of, if any."),
        "/me/settings": reading("read-settings", "What one chose for oneself, and what holds otherwise."),
        "/me/rules": reading("read-rules", "The rules in force, and which one has accepted."),
        "/me": reading("read-me", "Whose key this is, and for whom it speaks in this call."),
    }


def _upload() -> dict[str, Any]:
    content: dict[str, Any] = {
        kind: {"schema": {}} for kind in ("image/jpeg", "image/png", "image/webp", "application/pdf")
    }
    form = {"type": "object", "properties": {"file": {"type": "string", "format": "binary"}}, "required": ["file"]}
    kept = json_of("KeptFile")
    return {
        "operationId": "upload-file",
        "summary": "Take one file into the vault: a JPEG, PNG or WebP picture or a PDF document.",
        "description": "As a raw body, or as the part `file` of a form. Only its sender can name it in a command.",
        "parameters": [
            ref("Ombud-Actor"),
            {"name": "filename", "in": "query", "schema": {"type": "string", "maxLength": 255}},
        ],
        "requestBody": {"required": True, "content": {**content, "multipart/form-data": {"schema": form}}},
        "responses": {
            "200": {"description": "You had brought the same bytes before.", "content": kept},
            "201": {"description": "Kept.", "content": kept},
            **problems(OF_UPLOADS),
        },
    }


def _orders() -> dict[str, Any]:
    body = {"$ref": REF.format(name="ToldOrders")}
    example = {"source": "shop-system", "orders": [{"id": "o-1001", "facts": {"number": "N1001", "shop": "mugs"}}]}
    results = json_of("ToldResults")
    return {
        "operationId": "tell-orders",
        "summary": "Tell of many orders, for the platform’s own software; one that can’t be taken stops no other.",
        "parameters": [ref("Ombud-Actor"), ref("Idempotency-Key")],
        "requestBody": {"required": True, "content": {"application/json": {"schema": body, "example": example}}},
        "responses": {"200": {"description": "A result for each.", "content": results}, **problems(OF_DOING)},
    }


def _batch() -> dict[str, Any]:
    body = {"$ref": REF.format(name="Batch")}
    example = {"acts": [{"verb": "complaint.nudge", "target": "8f14e45f", "fields": {}, "key": "n-1"}]}
    results = json_of("Results")
    return {
        "operationId": "do-batch",
        "summary": "Carry out many verbs in one transaction, as if one after the other; a refused one stops no other.",
        "parameters": [ref("Ombud-Actor"), ref("Idempotency-Key")],
        "requestBody": {"required": True, "content": {"application/json": {"schema": body, "example": example}}},
        "responses": {"200": {"description": "A result for each.", "content": results}, **problems(OF_DOING)},
    }
