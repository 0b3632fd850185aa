"""The record as an event log: what process mining reads, in the published forms, and nothing that names a person."""

import argparse
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from django.test import Client
from lxml import etree

from ombud.accounts.keys import KINDS, make_key
from ombud.accounts.models import Person
from ombud.core.order.events import OrderTold
from ombud.desk.things import EVENT_TYPES
from ombud.reads.ocel.table import attributes, references
from ombud.site.commands import export
from tests.api.caller import named
from tests.cast import MONDAY, World, a_complaint, world
from tests.shared_data import shared_data

CANARIES = (
    "林安娜",
    "13800001234",
    "The mug has a crack.",
    "It was whole.",
    "ana",
    "boris",
    "No-1",
    "Shanyu",
    "Celadon",
)


@pytest.fixture(scope="module")
def lived(database: Any) -> World:
    made = world()
    filed = a_complaint(made, contact={"phone": "13800001234", "name": "林安娜"})
    made.do("complaint.answer", filed.id, made.boris, stance="refuses", words="It was whole.")
    made.do("complaint.escalate", filed.id, made.ana)
    Person.objects.filter(platform=made.platform, ref="ana").update(phone="13800001234")
    return made


def exported(made: World, place: Path, form: str, **more: Any) -> bytes:
    given = {"what": "ocel", "since": None, "until": None, "territory": None, "form": form, "output": place, **more}
    assert export.run(argparse.Namespace(platform=made.platform.slug, **given)) == 0
    return place.read_bytes()


@pytest.mark.requirement("EV-5")
def test_the_log_holds_every_event_with_what_it_is_about_and_no_person(lived: World, tmp_path: Path) -> None:
    data = exported(lived, tmp_path / "log.json", "json")
    told = json.loads(data)
    by_type = {one["type"]: one for one in told["events"]}
    assert {"ShopTold", "OrderTold", "ComplaintFiled", "ComplaintAnswered", "InterventionAsked"} <= set(by_type)
    filed = by_type["ComplaintFiled"]
    said = {one["name"]: one["value"] for one in filed["attributes"]}
    assert (said["reason"], said["asked.amount"], said["by"]) == ("not-as-described", "16800", "consumer")
    related = {one["qualifier"]: one["objectId"] for one in filed["relationships"]}
    objects = {one["id"]: one for one in told["objects"]}
    assert {qualifier: objects[id]["type"] for qualifier, id in related.items()} == {
        "complaint": "complaint", "about": "order", "order": "order", "shop": "shop", "consumer": "consumer",
        "by": "consumer",
    }  # fmt: skip
    assert related["order"] == related["about"]
    assert related["consumer"] == related["by"]
    assert len(objects) == len(told["objects"]), "each object stands there once"
    assert by_type["ComplaintAnswered"]["relationships"][-1]["qualifier"] == "by"
    text = data.decode()
    assert [one for one in CANARIES if f'"{one}' in text or (len(one) > 5 and one in text)] == []


def test_both_forms_hold_to_the_published_schemas(lived: World, tmp_path: Path) -> None:
    schemas = shared_data("eventlogs/ocel2")
    told = json.loads(exported(lived, tmp_path / "log.json", "json"))
    schema = json.loads((schemas / "schema_ocel2.json").read_text())
    jsonschema.validate(told, schema, format_checker=jsonschema.FormatChecker())
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**told, "events": [{"id": 1}]}, schema)
    exported(lived, tmp_path / "log.xml", "xml")
    checker = etree.XMLSchema(etree.parse(schemas / "ocel2-validation.xsd"))
    checker.assertValid(etree.parse(tmp_path / "log.xml"))


def test_a_span_of_days_holds_its_events_alone_with_the_things_they_name(lived: World, tmp_path: Path) -> None:
    day = MONDAY.date()
    whole = json.loads(exported(lived, tmp_path / "log.json", "json"))
    part = json.loads(exported(lived, tmp_path / "part.json", "json", since=day, until=day))
    assert {one["id"] for one in part["events"]} == {one["id"] for one in whole["events"]}, "the same pseudonyms again"
    after = json.loads(exported(lived, tmp_path / "after.json", "json", since=day.replace(day=20)))
    assert (after["events"], after["objects"]) == ([], [])


def test_no_type_of_event_gives_away_words_or_who() -> None:
    for name, event in EVENT_TYPES.items():
        names = {one.name.rpartition(".")[2] for one in attributes(event)}
        assert not names & {"number", "order_number", "words", "problem", "title", "link", "page", "name"}, name
    assert {one.qualifier for one in references(OrderTold, "order")} == {"shop", "consumer"}


@pytest.mark.requirement("EV-5")
def test_who_oversees_gets_it_by_api_and_nobody_else_of_the_platform(lived: World) -> None:
    token = make_key(lived.platform, "test", KINDS)[1]

    def asked(by: Any, query: str = "") -> Any:
        headers = {"Authorization": f"Bearer {token}", "Ombud-Actor": named(by)}
        return Client().get(f"/api/v1/exports/ocel{query}", headers=headers)

    for nobody in (lived.ana, lived.boris, lived.rita):
        assert asked(nobody).status_code == 404
    answer = asked(lived.senior, "?form=xml")
    assert answer["Content-Type"] == "application/xml"
    assert b'type="ComplaintFiled"' in b"".join(answer.streaming_content)
    assert asked(lived.senior, "?from=yesterday").status_code == 422
