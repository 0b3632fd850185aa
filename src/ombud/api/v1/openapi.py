"""The OpenAPI 3.1 document, made from the verbs: addresses, fields, words and examples."""

import json
from functools import cache
from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse

from ombud.api.v1.act import OFFERED
from ombud.api.v1.cursor import LIMIT, LIMIT_MAX
from ombud.api.v1.examples import example_of
from ombud.api.v1.lists import TURNS
from ombud.api.v1.messages import ONLY
from ombud.api.v1.naming import address, plural
from ombud.api.v1.schemas import REF, schemas
from ombud.api.v1.sound import NAME_MAX
from ombud.desk.things import Verb
from ombud.reads.complaint_row import QUEUES

VERSION = "1.0.0"
INTRODUCTION = """
Everything a page can do, this API can do, under the same rules: each call under a thing's address is one verb of the
domain, and a refusal says why, and what would make it a yes.

Send `Authorization: Bearer <key>`. A key belongs to one platform and speaks for some kinds of party; `Ombud-Actor`
names the one for whom this call speaks: `consumer:<id>`, `merchant:<shop>:<id>` or `reviewer:<id>`, each part
percent-encoded. Without it the key speaks for itself, as the platform's own software, where it may.
Send `Idempotency-Key` with every call that changes something: repeated under the same key, it gets the same answer and
changes nothing. Sentences come in the language of `Accept-Language` (en, zh-Hans, zh-Hant, es).
""".strip()
PROBLEMS = {
    "400": "The call can’t be read.",
    "401": "There is no key that holds.",
    "403": "The key doesn’t speak for that actor.",
    "404": "There is no such thing, or not for this caller.",
    "409": "The rules say no, or the idempotency key was used for another command.",
    "411": "The file’s length is missing.",
    "413": "This is more than one call may carry.",
    "415": "The body isn’t of a type that this address takes.",
    "422": "A field is wrong; `field` names it.",
    "429": "Too many files for now.",
}
OF_READING = ("400", "401", "403", "404", "422")
OF_DOING = ("400", "401", "403", "404", "409", "413", "415", "422")
OF_UPLOADS = ("400", "401", "403", "404", "409", "411", "413", "422", "429")
CURSOR = {
    "name": "cursor",
    "in": "query",
    "schema": {"type": "string"},
    "description": "`next_cursor` of the page before.",
}
PAGE_SIZE = {
    "name": "limit",
    "in": "query",
    "schema": {"type": "integer", "minimum": 1, "maximum": LIMIT_MAX, "default": LIMIT},
}

SEARCH = {
    "name": "search",
    "in": "query",
    "schema": {"type": "string"},
    "description": "For the platform’s people: a number, an order, a name, or the last digits of a phone.",
}


def read_openapi(_request: HttpRequest) -> HttpResponse:
    """The document; it needs no key."""
    return HttpResponse(msgspec.json.encode(document()), content_type="application/json")


def as_text() -> str:
    """The document as a file, with its lines broken so that changes can be read."""
    return json.dumps(document(), indent=1, ensure_ascii=False) + "\n"


@cache
def document() -> dict[str, Any]:
    """The whole document as plain data."""
    bodies, parts = schemas(OFFERED)
    paths: dict[str, Any] = {}
    for id, verb in OFFERED.items():
        method, route = address(verb)
        paths.setdefault(f"/{route}", {})[method] = _doing(verb, bodies[id], parts)
    for route, operation in _readings().items():
        paths.setdefault(route, {})["get"] = operation
    paths["/files"] = {"post": _upload()}
    paths["/batch"] = {"post": _batch()}
    paths["/messages/read"] = {"post": _read_messages()}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Ombud",
            "version": VERSION,
            "description": INTRODUCTION,
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/api/v1"}],
        "security": [{"key": []}],
        "tags": [{"name": plural(thing)} for thing in dict.fromkeys(verb.thing for verb in OFFERED.values())],
        "paths": dict(sorted(paths.items())),
        "components": {
            "securitySchemes": {
                "key": {"type": "http", "scheme": "bearer", "description": "An API key of a platform."}
            },
            "parameters": _parameters(),
            "responses": {status: _problem(words) for status, words in PROBLEMS.items()},
            "schemas": dict(sorted(parts.items())),
        },
    }


def _doing(verb: Verb, body: dict[str, Any], parts: dict[str, Any]) -> dict[str, Any]:
    summary, _gap, rest = (verb.module.__doc__ or "").strip().partition("\n\n")
    begins = verb.name == "file"
    lines = [line for line in rest.splitlines() if not line.startswith("Next:")]
    return {
        "operationId": verb.id,
        "tags": [plural(verb.thing)],
        "summary": summary.replace("\n", " "),
        "description": "\n".join(lines),
        "parameters": [_ref("Ombud-Actor"), _ref("Idempotency-Key"), *([] if begins else [_ref("id")])],
        "requestBody": {
            "required": any(one.required for one in verb.asked),
            "content": {"application/json": {"schema": body, "example": example_of(body, parts)}},
        },
        "responses": {
            "201" if begins else "200": {"description": "Done.", "content": _json(REF.format(name="Done"))},
            **_problems(OF_DOING),
        },
    }


def _readings() -> dict[str, dict[str, Any]]:
    page = REF.format(name="Page")
    turn, queue = _word("turn", TURNS, "For a shop."), _word("queue", QUEUES, "For the platform’s people.")
    return {
        "/complaints": _reading(
            "list-complaints", "One’s own complaints, a page at a time.", page, CURSOR, PAGE_SIZE, turn, queue, SEARCH
        ),
        "/complaints/{id}": _reading(
            "read-complaint", "One complaint: where it stands, what can be done, by when, what has happened.",
            REF.format(name="Case"), _ref("id"),
        ),
        "/orders": _reading("list-orders", "One’s own orders, the newest first.", page, CURSOR, PAGE_SIZE),
        "/reports": _reading("list-reports", "One’s own reports; those that wait.", page, CURSOR, PAGE_SIZE),
        "/accounts": _reading("list-objections", "Limits that are objected to.", page, CURSOR, PAGE_SIZE),
        "/messages": _reading(
            "list-messages", "What one was told, the newest first.", page, CURSOR, _word("only", ONLY, "Which of them.")
        ),
        **{
            f"/{plural(thing)}/{{id}}": _reading(f"read-{thing}", f"What is known of one {thing}.", "", _ref("id"))
            for thing in ("order", "shop", "product", "report", "account")
        },
        "/files/{id}": _reading(
            "read-file", "A file: links to its pictures for some minutes.", REF.format(name="KeptFile"), _ref("id"),
            {"name": "complaint", "in": "query", "schema": {"type": "string", "maxLength": NAME_MAX},
             "description": "The case in which it is, where it isn’t one’s own."},
        ),
        "/me": _reading("read-me", "Whose key this is, and for whom it speaks in this call.", ""),
        "/packs": _public("list-packs", "The packs there are."),
        "/packs/{id}": _public("read-pack", "The rules of a pack, by name or name@version.", _ref("id")),
    }  # fmt: skip


def _reading(id: str, summary: str, schema: str, *parameters: dict[str, Any]) -> dict[str, Any]:
    return {
        "operationId": id,
        "summary": summary,
        "parameters": [_ref("Ombud-Actor"), *parameters],
        "responses": {"200": {"description": "Found.", "content": _json(schema)}, **_problems(OF_READING)},
    }


def _public(id: str, summary: str, *parameters: dict[str, Any]) -> dict[str, Any]:
    return {
        "operationId": id,
        "summary": summary,
        "security": [],
        "parameters": list(parameters),
        "responses": {"200": {"description": "Found.", "content": _json("")}, **_problems(("404",))},
    }


def _upload() -> dict[str, Any]:
    content: dict[str, Any] = {
        kind: {"schema": {}} for kind in ("image/jpeg", "image/png", "image/webp", "application/pdf")
    }
    form = {"type": "object", "properties": {"file": {"type": "string", "format": "binary"}}, "required": ["file"]}
    kept = _json(REF.format(name="KeptFile"))
    return {
        "operationId": "upload-file",
        "summary": "Take one file into the vault: a JPEG, PNG or WebP picture or a PDF document.",
        "description": "As a raw body, or as the part `file` of a form. Only its sender can name it in a command.",
        "parameters": [
            _ref("Ombud-Actor"),
            {"name": "filename", "in": "query", "schema": {"type": "string", "maxLength": 255}},
        ],
        "requestBody": {"required": True, "content": {**content, "multipart/form-data": {"schema": form}}},
        "responses": {
            "200": {"description": "You had brought the same bytes before.", "content": kept},
            "201": {"description": "Kept.", "content": kept},
            **_problems(OF_UPLOADS),
        },
    }


def _batch() -> dict[str, Any]:
    body = {"$ref": REF.format(name="Batch")}
    example = {"acts": [{"verb": "complaint.nudge", "target": "8f14e45f", "fields": {}, "key": "n-1"}]}
    results = _json(REF.format(name="Results"))
    return {
        "operationId": "do-batch",
        "summary": "Carry out many verbs in one transaction, as if one after the other; a refused one stops no other.",
        "parameters": [_ref("Ombud-Actor"), _ref("Idempotency-Key")],
        "requestBody": {"required": True, "content": {"application/json": {"schema": body, "example": example}}},
        "responses": {"200": {"description": "A result for each.", "content": results}, **_problems(OF_DOING)},
    }


def _read_messages() -> dict[str, Any]:
    body = {"$ref": REF.format(name="Read")}
    return {
        "operationId": "read-messages",
        "summary": "Say that messages were read; without ids, all of them.",
        "parameters": [_ref("Ombud-Actor")],
        "requestBody": {"required": False, "content": {"application/json": {"schema": body, "example": {"ids": [1]}}}},
        "responses": {"200": {"description": "Done.", "content": _json("")}, **_problems(OF_DOING)},
    }


def _parameters() -> dict[str, Any]:
    return {
        "id": {"name": "id", "in": "path", "required": True, "schema": {"type": "string", "maxLength": NAME_MAX}},
        "Ombud-Actor": {
            "name": "Ombud-Actor",
            "in": "header",
            "schema": {"type": "string"},
            "example": "consumer:c-1",
            "description": "For whom this call speaks.",
        },
        "Idempotency-Key": {
            "name": "Idempotency-Key",
            "in": "header",
            "schema": {"type": "string", "minLength": 1, "maxLength": 255},
            "description": "Under the same key the same call gets the same answer and changes nothing.",
        },
    }


def _problem(words: str) -> dict[str, Any]:
    return {
        "description": words,
        "content": {"application/problem+json": {"schema": {"$ref": REF.format(name="Problem")}}},
    }


def _problems(statuses: tuple[str, ...]) -> dict[str, Any]:
    return {status: {"$ref": f"#/components/responses/{status}"} for status in statuses}


def _word(name: str, words: tuple[str, ...], description: str) -> dict[str, Any]:
    return {"name": name, "in": "query", "schema": {"enum": list(words)}, "description": description}


def _ref(parameter: str) -> dict[str, Any]:
    return {"$ref": f"#/components/parameters/{parameter}"}


def _json(schema: str) -> dict[str, Any]:
    return {"application/json": {"schema": {"$ref": schema} if schema else {"type": "object"}}}
