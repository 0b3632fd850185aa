"""What operations of the OpenAPI document are put together from: parameters, answers, problems."""

from typing import Any

from ombud.api.v1.answers import answers_of
from ombud.api.v1.cursor import LIMIT, LIMIT_MAX
from ombud.api.v1.schemas import REF
from ombud.api.v1.sound import NAME_MAX

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
    "503": "It can’t be made here or now; `detail` says why.",
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


def reading(id: str, summary: str, *parameters: dict[str, Any], kinds: tuple[str, ...] = ()) -> dict[str, Any]:
    """A call that reads; `kinds` are the media types of what isn't JSON of ours."""
    content: dict[str, Any] = {kind: {"schema": {}} for kind in kinds} or answered(id)
    return {
        "operationId": id,
        "summary": summary,
        "parameters": [ref("Ombud-Actor"), *parameters],
        "responses": {"200": {"description": "Found.", "content": content}, **problems(OF_READING)},
    }


def public(id: str, summary: str, *parameters: dict[str, Any]) -> dict[str, Any]:
    return {
        "operationId": id,
        "summary": summary,
        "security": [],
        "parameters": list(parameters),
        "responses": {"200": {"description": "Found.", "content": answered(id)}, **problems(("404",))},
    }


ONCE = frozenset({
    "make-webhook", "rotate-webhook-secret", "replay-webhook", "resend-webhook", "renew-calendar", "move-clock",
    "play-script",
})  # fmt: skip
"""Calls that are no verb and are carried out once under their key (`once.py`). The others come to the same, or to no
harm, when they come again."""


def changing(id: str, summary: str, body: str, example: Any, *, silent: bool = False) -> dict[str, Any]:
    """A call that changes something and is no verb; `body` names its schema. A `silent` one answers nothing."""
    done: dict[str, Any] = {"204": {"description": "Done."}}
    if not silent:
        done = {"200": {"description": "Done.", "content": answered(id)}}
    schema = {"$ref": REF.format(name=body)}
    return {
        "operationId": id,
        "summary": summary,
        "parameters": [ref("Ombud-Actor"), *([ref("Idempotency-Key")] if id in ONCE else [])],
        "requestBody": {"required": False, "content": {"application/json": {"schema": schema, "example": example}}},
        "responses": {**done, **problems(OF_DOING)},
    }


def parameters() -> dict[str, Any]:
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
            "description": (
                "Under the same key the same call gets the same answer and changes nothing. Without one, the very same "
                "call within a minute is taken for one sent again where it would do harm twice."
            ),
        },
    }


def problem(words: str) -> dict[str, Any]:
    return {
        "description": words,
        "content": {"application/problem+json": {"schema": {"$ref": REF.format(name="Problem")}}},
    }


def problems(statuses: tuple[str, ...]) -> dict[str, Any]:
    return {status: {"$ref": f"#/components/responses/{status}"} for status in statuses}


def word(name: str, words: tuple[str, ...], description: str) -> dict[str, Any]:
    return {"name": name, "in": "query", "schema": {"enum": list(words)}, "description": description}


def ref(parameter: str) -> dict[str, Any]:
    return {"$ref": f"#/components/parameters/{parameter}"}


def answered(id: str) -> dict[str, Any]:
    """What a call answers, by its id."""
    kinds = [{"$ref": REF.format(name=one.__name__)} for one in answers_of(id)]
    return {"application/json": {"schema": kinds[0] if len(kinds) == 1 else {"anyOf": kinds}}}


def json_of(name: str) -> dict[str, Any]:
    """The schema of that name."""
    return {"application/json": {"schema": {"$ref": REF.format(name=name)}}}
