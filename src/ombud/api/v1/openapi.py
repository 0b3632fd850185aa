"""The OpenAPI 3.1 document, made from the verbs: addresses, fields, words and examples."""

import json
from functools import cache
from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse

from ombud.api.v1.act import OFFERED
from ombud.api.v1.examples import example_of
from ombud.api.v1.naming import address, begins, plural
from ombud.api.v1.openapi_calls import posts, readings
from ombud.api.v1.openapi_parts import OF_DOING, PROBLEMS, json_of, parameters, problem, problems, ref
from ombud.api.v1.schemas import schemas
from ombud.desk.story import story
from ombud.desk.things import Verb

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
    for route, operation in readings().items():
        paths.setdefault(route, {})["get"] = operation
    for route, operation in posts().items():
        paths.setdefault(route, {})["post"] = operation
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
            "parameters": parameters(),
            "responses": {status: problem(words) for status, words in PROBLEMS.items()},
            "schemas": dict(sorted(parts.items())),
        },
    }


def _doing(verb: Verb, body: dict[str, Any], parts: dict[str, Any]) -> dict[str, Any]:
    summary, _gap, rest = (verb.module.__doc__ or "").strip().partition("\n\n")
    lines = [line for line in rest.splitlines() if not line.startswith("Next:")]
    return {
        "operationId": verb.id,
        "tags": [plural(verb.thing)],
        "summary": summary.replace("\n", " "),
        "description": "\n".join(lines),
        "parameters": [ref("Ombud-Actor"), ref("Idempotency-Key"), *([] if begins(verb) else [ref("id")])],
        "requestBody": {
            "required": any(one.required for one in verb.asked),
            "content": {"application/json": {"schema": body, "example": example_of(body, parts)}},
        },
        "responses": {
            "201" if begins(verb) else "200": {"description": "Done.", "content": json_of("Done")},
            **problems(OF_DOING),
        },
        "x-refusals": list(dict.fromkeys(one.code for one in story(verb).refusals)),
    }
