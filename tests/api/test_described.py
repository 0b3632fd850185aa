"""What calls answer is described in the document, and an answer that differs from its description is noticed."""

from typing import Any

import pytest

from ombud.api.v1.openapi import document
from tests.api.described import faults

REF = "#/components/schemas/"


def answered() -> list[tuple[str, str, dict[str, Any]]]:
    """Each operation with its good statuses and the schema of their JSON."""
    return [
        (one["operationId"], status, told["content"]["application/json"]["schema"])
        for item in document()["paths"].values()
        for one in item.values()
        for status, told in one["responses"].items()
        if status < "300" and list(told.get("content", ())) == ["application/json"]
    ]


@pytest.mark.requirement("EV-5")
def test_every_answer_has_a_type_of_its_own_with_fields_and_a_sentence() -> None:
    schemas = document()["components"]["schemas"]
    assert len(answered()) > 250
    for id, status, schema in answered():
        for one in schema.get("anyOf", [schema]):
            name = one.get("$ref", "").removeprefix(REF)
            assert name, f"{id} {status} is described by no type"
            assert "properties" in schemas[name], f"{id} {status}: {name} has no fields"
            assert schemas[name].get("description"), f"{name} says nothing about itself"


def test_no_two_types_have_one_name() -> None:
    doubled = [name for name in document()["components"]["schemas"] if "." in name]
    assert {name.rpartition(".")[2] for name in doubled} == {"NoteFirstView", "ShowOverlay"}


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ({"items": [], "next_cursor": None}, ""),
        ({"items": []}, "required"),
        ({"items": [], "next_cursor": 7}, "is not"),
        ({"items": [], "next_cursor": None, "more": 1}, "Additional"),
        ({"items": [{"type": "complaint.filed", "secret": 1}], "next_cursor": None}, "Additional"),
        ({"items": [{}], "next_cursor": None}, "required"),
    ],
)
def test_an_answer_that_differs_from_its_description_is_noticed(body: Any, wrong: str) -> None:
    found = faults("GET", "/api/v1/webhook-types?x=1", 200, body)
    assert (wrong in " ".join(found)) if wrong else not found
