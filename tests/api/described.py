"""Holds what the API answers against what its document says: nothing missing, of another kind, or more."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any
from unittest import mock

from django.core.handlers.base import BaseHandler
from jsonschema import Draft202012Validator

from ombud.api.v1.openapi import document

PREFIX = "/api/v1"
REF = "#/components/schemas/"
OPEN = "Further fields"
"""What a type's description says where its answers hold more than is promised."""


@cache
def _routes() -> tuple[tuple[re.Pattern[str], str, dict[str, Any]], ...]:
    """Addresses with their operations: those that name a thing come after those that don't."""
    found = [
        (path.count("{"), re.compile(re.sub(r"\\?{\w+\\?}", "[^/]+", re.escape(path))), method.upper(), one)
        for path, item in document()["paths"].items()
        for method, one in item.items()
    ]
    return tuple((pattern, method, one) for _, pattern, method, one in sorted(found, key=lambda row: row[0]))


def operation(method: str, path: str) -> dict[str, Any] | None:
    """The operation that answers at this address, if there is one."""
    bare = path.partition("?")[0].removeprefix(PREFIX)
    return next((one for pattern, its, one in _routes() if its == method and pattern.fullmatch(bare)), None)


@cache
def _strict() -> dict[str, Any]:
    """The named schemas, of which those that are answered and nothing else allow no field that they don't name."""
    made: dict[str, Any] = json.loads(json.dumps(document()["components"]["schemas"]))
    sent = {name for one in _bodies() for name in _reached(one, made)}
    for name, one in made.items():
        if name not in sent and "properties" in one and OPEN not in one.get("description", ""):
            one["additionalProperties"] = False
    return made


def _bodies() -> Iterator[Any]:
    for item in document()["paths"].values():
        yield from (one["requestBody"] for one in item.values() if "requestBody" in one)


def _reached(node: Any, schemas: dict[str, Any], seen: frozenset[str] = frozenset()) -> set[str]:
    names = {one.removeprefix(REF) for one in re.findall(r'"\$ref": "([^"]+)"', json.dumps(node))} - seen
    known = seen | names
    return names.union(*(_reached(schemas[one], schemas, known) for one in names))


@cache
def _validator(id: str, status: str) -> Draft202012Validator | None:
    for item in document()["paths"].values():
        for one in item.values():
            if one["operationId"] == id:
                kind = one["responses"].get(status, {}).get("content", {}).get("application/json", {})
                whole = {**kind.get("schema", {}), "components": {"schemas": _strict()}}
                return Draft202012Validator(whole) if kind.get("schema") else None
    return None


def faults(method: str, path: str, status: int, body: Any) -> list[str]:
    """In what an answer differs from the document, in sentences."""
    one = operation(method, path)
    validator = _validator(one["operationId"], str(status)) if one else None
    if one is None or validator is None:
        return []
    return [f"{one['operationId']}: {each.json_path} {each.message[:300]}" for each in validator.iter_errors(body)]


@contextmanager
def watched() -> Iterator[set[str]]:
    """What was wrong with the answers that were given meanwhile."""
    found: set[str] = set()
    answer = BaseHandler.get_response

    def listened(self: BaseHandler, request: Any) -> Any:
        response = answer(self, request)
        ours = request.path.startswith(PREFIX) and response.get("Content-Type", "") == "application/json"
        if ours and response.status_code < 300 and not response.streaming:  # a stream is another's format: OCEL
            said = json.loads(response.content)
            found.update(faults(request.method, request.get_full_path(), response.status_code, said))
        return response

    with mock.patch.object(BaseHandler, "get_response", listened):
        yield found
