"""The calls of the OpenAPI document for the platform's people and a shop's own desk: queues, files, imports, rules."""

from typing import Any

from ombud.api.v1.openapi_parts import CURSOR, OF_UPLOADS, PAGE_SIZE, answered, changing, problems, public, reading, ref
from ombud.api.v1.openapi_privacy import privacy_readings
from ombud.api.v1.sound import NAME_MAX
from ombud.api.v1.staff import NARROWED, SHOP_QUEUES
from ombud.ledger.looked_at import KINDS

FILE_IN = {
    "complaint": "The case in which it is.",
    "order": "The order for which it is kept.",
    "evidence_report": "The report of fake evidence about it.",
}


def staff_readings() -> dict[str, dict[str, Any]]:
    """What is read."""
    return {
        "/audit-log": reading(
            "list-audit-log", "Who of the staff saw and did what, the newest first: for whoever oversees.",
            CURSOR, PAGE_SIZE, _asked("who", "A person’s id, or `key:` with a key’s number."), _one_of("kind", KINDS),
            _asked("name", "The number or id of a thing."), _asked("since", "From this instant on."),
            _asked("until", "Before this instant."),
        ),
        "/queues": reading("list-queues", "How each of the platform’s queues stands."),
        "/me/work": reading("list-work", "What a reviewer took on: complaints and penalties."),
        "/me/deadlines": reading("list-deadlines", "All that a shop is due by when, the nearest first."),
        "/me/calendar": reading("read-calendar", "The secret link to the same deadlines for one’s own calendar."),
        "/shops": reading(
            "list-shops", "Shops whose papers wait, or found by name; for a newcomer, those that asked them to join.",
            CURSOR, _asked("search", "An id or a part of a name."), _one_of("queue", SHOP_QUEUES),
        ),
        "/order-search": reading(
            "find-orders", "Orders by what somebody on the telephone knows, the newest first.",
            *(_asked(name, f"The {name} that was said.") for name in NARROWED),
        ),
        "/complaints/{id}/similar": reading(
            "list-similar", "Earlier rulings for the same reason, the same shop’s first.", ref("id")
        ),
        "/surges/{id}/cases": reading("list-gathered", "The cases that an intervention gathered.", ref("id")),
        "/trial-balance": reading("read-trial-balance", "The sums of all accounts by currency."),
        "/rulebook": reading("read-rulebook", "Which rules apply, which are announced, which applied before."),
        "/transparency": reading(
            "read-transparency", "The platform’s own work in numbers, up to the last whole day.",
            _asked("period", "A quarter as 2026-Q1, or a year."),
        ),
        "/transparency-reports": reading("list-transparency-reports", "What was published of that, by period."),
        "/transparency-reports/{id}": reading(
            "read-transparency-report", "One published report: frozen figures, the words ahead, its versions.",
            ref("id"), _asked("version", "Of its versions; the latest, where none is named."),
        ),
        "/packs/{id}/try": reading(
            "try-pack", "Recorded cases replayed under a version: which would have gone another way.", ref("id"),
            _asked("complaint", "Go on after this complaint."), _asked("penalty", "Go on after this penalty."),
        ),
        "/packs/{id}/guide": public("read-guide", "Who may do what, where, by when, and what follows.", ref("id")),
        "/packs/{id}/procedure": public("read-procedure", "Whose turn there can be, by when, and what follows.",
                                        ref("id")),
        "/packs/{id}/differences": public(
            "read-differences", "In which rules and words another version differs.", ref("id"),
            _asked("with", "The other version, `name@version`."),
        ),
        **_files(),
        **(_imports() | privacy_readings()),
    }  # fmt: skip


def staff_posts() -> dict[str, dict[str, Any]]:
    """What is sent."""
    covers = {"covers": {"full": [{"left": 1000, "top": 1000, "width": 2000, "height": 500}]},
              "reason": "A telephone number."}  # fmt: skip
    where = tuple(_asked(name, FILE_IN[name]) for name in ("complaint", "order"))
    who = {"name": "Ines Prado", "email": "ines@example.org", "words": "All of us decided on it before."}
    return {
        "/files/{id}/cover": _of_one("cover-file", "Cover places of a picture.", "Covered", covers, *where),
        "/files/{id}/lift-cover": _of_one("lift-cover", "Take a cover off again.", "Lifted",
                                          {"cover": "8f14e45f", "reason": "It hid too much."}, *where),
        "/penalties/{id}/invitations": _of_one(
            "invite-outsider", "Invite somebody from outside to decide an appeal, and send them their link.",
            "Outsider", who,
        ),
        "/penalties/{id}/invitations/again": _of_one(
            "send-invitation-again", "A new link to somebody who was invited.", "Again", {"reviewer": "invited-1"}
        ),
        "/me/calendar/renew": changing("renew-calendar", "Make the link to one’s deadlines anew.", "Nothing", {}),
        "/imports": _begin(),
        "/imports/{id}/mapping": _of_one("map-import", "Have an import be read by this mapping.", "Mapped",
                                         {"mapping": '[orders]\nid = "Order"\n'}),
        "/imports/{id}/start": _of_one("start-import", "Have it be imported.", "Mapped", {}),
        "/imports/{id}/stop": _of_one("stop-import", "Have it stop after the batch being written.", "Nothing", {}),
        "/imports/{id}/discard": _of_one("discard-import", "Forget it with its file.", "Nothing", {}),
    }  # fmt: skip


def _files() -> dict[str, dict[str, Any]]:
    case, order, report = (_asked(name, words) for name, words in FILE_IN.items())
    return {
        "/files/{id}/covers": reading("list-covers", "The covers that stand on a file.", ref("id"), case, order),
        "/files/{id}/custody": reading("read-custody", "Who put, saw and took a file.", ref("id"), case),
        "/files/{id}/below": reading(
            "read-below", "A link to a picture without its covers, for the staff, who say why.", ref("id"), case,
            order, _asked("page", "Which picture."), _asked("reason", "Why; written down in the custody."),
        ),
        "/files/{id}/findings": reading(
            "read-findings", "What the lab found on a picture, for a reviewer who noted a first view.", ref("id"),
            case, report,
        ),
    }  # fmt: skip


def _imports() -> dict[str, dict[str, Any]]:
    return {
        "/imports": reading("list-imports", "Imports of order files, the newest first.", CURSOR),
        "/imports/{id}": reading("read-import", "One import: its mapping, how far it is, what came of it.",
                                 ref("id")),
        "/imports/{id}/preview": reading("preview-import", "The first orders as they would be read.", ref("id")),
        "/imports/{id}/rejects": reading(
            "read-rejects", "The rows that came back to be mended.", ref("id"), kinds=("text/csv", "application/json")
        ),
    }  # fmt: skip


def _begin() -> dict[str, Any]:
    return {
        "operationId": "begin-import",
        "summary": "Keep a file of orders, CSV or JSON lines; nothing is imported yet.",
        "parameters": [ref("Ombud-Actor"), _asked("filename", "What the file is called.")],
        "requestBody": {
            "required": True,
            "content": {"text/csv": {"schema": {}}, "application/x-ndjson": {"schema": {}}},
        },
        "responses": {"201": {"description": "Kept.", "content": answered("begin-import")}, **problems(OF_UPLOADS)},
    }


def _of_one(id: str, summary: str, body: str, example: Any, *more: dict[str, Any]) -> dict[str, Any]:
    found = changing(id, summary, body, example)
    found["parameters"] += [ref("id"), *more]
    return found


def _asked(name: str, description: str) -> dict[str, Any]:
    schema = {"type": "string", "maxLength": NAME_MAX * 4}
    return {"name": name, "in": "query", "schema": schema, "description": description}


def _one_of(name: str, words: tuple[str, ...]) -> dict[str, Any]:
    return {"name": name, "in": "query", "schema": {"enum": list(words)}, "description": "Of which queue."}
