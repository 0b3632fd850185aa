"""The OpenAPI document says what the API does."""

import json
from typing import Any

import pytest
from django.urls import resolve

from ombud.api.v1.act import BY_THE_DESK, OFFERED
from ombud.api.v1.naming import address
from ombud.api.v1.openapi import document
from ombud.desk.decode import command_of
from ombud.desk.things import VERBS
from tests.api.caller import Api
from tests.cast import MONDAY, world

STAMPS = {"by": None, "at": MONDAY, "number": "T-1"}


def test_it_is_served_without_a_key_as_it_is_made() -> None:
    answer = Api(world())("GET", "/openapi.json", Authorization="")
    assert answer.body == json.loads(json.dumps(document()))
    assert answer.body["openapi"] == "3.1.0"


def test_every_verb_but_the_passing_of_time_has_its_address() -> None:
    passing = {id for id in VERBS if id.endswith(".lapse")}
    assert {id for id in VERBS if id not in OFFERED} == passing | set(BY_THE_DESK)
    for verb in OFFERED.values():
        method, route = address(verb)
        operation = document()["paths"][f"/{route}"][method]
        assert operation["operationId"] == verb.id
        assert operation["summary"].endswith(".")
        assert resolve(f"/api/v1/{route.replace('{id}', 'x')}", "tests.api.addresses")


@pytest.mark.parametrize("id", OFFERED)
def test_each_example_is_understood(id: str) -> None:
    verb = OFFERED[id]
    method, route = address(verb)
    body: Any = document()["paths"][f"/{route}"][method]["requestBody"]["content"]["application/json"]["example"]
    command = command_of(verb, json.loads(json.dumps(body)), **STAMPS, **{verb.thing: "x"})
    assert type(command) is verb.command


def test_every_address_of_the_api_is_in_the_document_with_its_methods() -> None:
    from ombud.api.v1 import urls
    from ombud.site import take_along

    keyed = urls._addresses() | take_along.ADDRESSES
    served = {f"/{route.replace('<str:id>', '{id}')}": set(handlers) for route, handlers in keyed.items()}
    served |= {f"/{route.replace('<str:id>', '{id}')}": {"get"} for route in urls.PUBLIC if route != "openapi.json"}
    assert {path: set(operations) for path, operations in document()["paths"].items()} == served


def test_words_are_text_with_an_end_and_the_desks_own_fields_are_nobody_elses() -> None:
    parts = document()["components"]["schemas"]
    assert parts["FileComplaint"]["properties"]["problem"] == {"type": "string", "maxLength": 20_000}
    assert not {"by", "at", "number", "complaint"} & set(parts["FileComplaint"]["properties"])
    assert set(parts["File"]["properties"]) == {"file", "kind", "about"}
    assert parts["Facts"]["properties"]["purchased_at"]["anyOf"][0]["format"] == "date-time"


@pytest.mark.parametrize("path", ["/api/v1/me", "/api/v1/complaints/x/answer", "/handoff", "/case-link", "/follow/x"])
def test_the_site_has_these_addresses_too(path: str) -> None:
    assert resolve(path, "ombud.site.urls").func.__module__.startswith("ombud.api.")
