"""What the API promised is kept: additions are free, and whatever could stop a client needs a new version."""

import copy
import json
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest

from ombud.site.openapi_promise import Change, differences, place_of, promised

Document = dict[str, Any]


@cache
def _now() -> str:
    from ombud.api.v1.openapi import document

    return json.dumps(promised(document()))


def now() -> Document:
    """The document of today, to be changed at will."""
    made: Document = json.loads(_now())
    return made


def test_nothing_that_was_promised_is_broken() -> None:
    place = place_of(now())
    assert place.exists(), "a new version has no promise yet: `ombud openapi --promise`"
    broken = [str(one) for one in differences(json.loads(place.read_text()), now()) if one.breaks]
    assert broken == [], "give the API a new version, or take it back"


def test_a_document_breaks_nothing_of_itself() -> None:
    assert differences(now(), now()) == []


def schema(document: Document, name: str) -> Document:
    found: Document = document["components"]["schemas"][name]
    return found


def call(document: Document, path: str, method: str) -> Document:
    found: Document = document["paths"][path][method]
    return found


def gone_path(one: Document) -> None:
    del one["paths"]["/complaints/{id}/answer"]


def gone_method(one: Document) -> None:
    del one["paths"]["/me/settings"]["post"]


def other_id(one: Document) -> None:
    call(one, "/complaints/{id}", "get")["operationId"] = "get-complaint"


def gone_answer_field(one: Document) -> None:
    del schema(one, "Case")["properties"]["due_at"]


def answer_field_of_other_type(one: Document) -> None:
    schema(one, "Done")["properties"]["version"] = {"type": "string"}


def answer_field_may_be_null(one: Document) -> None:
    schema(one, "Done")["properties"]["id"] = {"anyOf": [{"type": "string"}, {"type": "null"}]}


def answer_field_may_be_missing(one: Document) -> None:
    schema(one, "Case")["required"].remove("timeline")


def new_required_field(one: Document) -> None:
    sent = schema(one, "AnswerComplaint")
    sent["properties"]["channel"] = {"type": "string"}
    sent.setdefault("required", []).append("channel")


def required_now(one: Document) -> None:
    sent = schema(one, "FileComplaint")
    sent["required"] = [*sent.get("required", ()), "contact"]


def gone_sent_field(one: Document) -> None:
    del schema(one, "AnswerComplaint")["properties"]["words"]


def fewer_words_taken(one: Document) -> None:
    schema(one, "AnswerComplaint")["properties"]["stance"]["enum"].remove("refuses")


def shorter_text_taken(one: Document) -> None:
    schema(one, "AnswerComplaint")["properties"]["words"]["maxLength"] = 10


def pattern_now(one: Document) -> None:
    schema(one, "AnswerComplaint")["properties"]["words"]["pattern"] = "^a"


def gone_parameter(one: Document) -> None:
    its = call(one, "/complaints", "get")
    its["parameters"] = [each for each in its["parameters"] if each.get("name") != "turn"]


def required_parameter(one: Document) -> None:
    call(one, "/complaints", "get")["parameters"].append(
        {"name": "since", "in": "query", "required": True, "schema": {"type": "string"}}
    )


def parameter_takes_fewer_words(one: Document) -> None:
    its = next(each for each in call(one, "/complaints", "get")["parameters"] if each.get("name") == "turn")
    its["schema"]["enum"] = its["schema"]["enum"][1:]


def other_success_status(one: Document) -> None:
    answers = call(one, "/complaints", "post")["responses"]
    answers["200"] = answers.pop("201")


def other_media_type(one: Document) -> None:
    content = call(one, "/files", "post")["requestBody"]["content"]
    del content["image/png"]


def key_needed_now(one: Document) -> None:
    del call(one, "/packs", "get")["security"]


def code_renamed(one: Document) -> None:
    for item in one["paths"].values():
        for its in item.values():
            its["x-refusals"] = ["consumers-only" if code == "consumer-only" else code
                                 for code in its.get("x-refusals", ())]  # fmt: skip


def free_answer(one: Document) -> Document:
    """Of which nothing was said but that it is an object, or null."""
    made: Document = {"anyOf": [{"type": "object"}, {"type": "null"}]}
    schema(one, "Case")["properties"]["ruling"] = made
    return made


BREAKING: list[Callable[[Document], None]] = [
    gone_path, gone_method, other_id, gone_answer_field, answer_field_of_other_type, answer_field_may_be_null,
    answer_field_may_be_missing, new_required_field, required_now, gone_sent_field, fewer_words_taken,
    shorter_text_taken, pattern_now, gone_parameter, required_parameter, parameter_takes_fewer_words,
    other_success_status, other_media_type, key_needed_now, code_renamed,
]  # fmt: skip


def new_path(one: Document) -> None:
    one["paths"]["/complaints/{id}/sing"] = {"post": copy.deepcopy(call(one, "/complaints/{id}/answer", "post"))}


def new_answer_field(one: Document) -> None:
    schema(one, "Case")["properties"]["mood"] = {"type": "string"}


def new_optional_field(one: Document) -> None:
    schema(one, "AnswerComplaint")["properties"]["channel"] = {"type": "string"}


def new_word_taken(one: Document) -> None:
    schema(one, "AnswerComplaint")["properties"]["stance"]["enum"].append("sings")


def longer_text_taken(one: Document) -> None:
    schema(one, "AnswerComplaint")["properties"]["words"]["maxLength"] += 1


def optional_parameter(one: Document) -> None:
    call(one, "/complaints", "get")["parameters"].append({"name": "since", "in": "query", "schema": {"type": "string"}})


def new_problem_status(one: Document) -> None:
    call(one, "/me", "get")["responses"]["429"] = {"$ref": "#/components/responses/429"}


def new_code(one: Document) -> None:
    call(one, "/complaints/{id}/answer", "post")["x-refusals"].append("voice-lost")


def not_required_any_more(one: Document) -> None:
    schema(one, "AnswerComplaint")["required"] = []


ADDING: list[Callable[[Document], None]] = [
    new_path, new_answer_field, new_optional_field, new_word_taken, longer_text_taken, optional_parameter,
    new_problem_status, new_code, not_required_any_more,
]  # fmt: skip


@pytest.mark.parametrize("change", BREAKING, ids=lambda one: one.__name__)
def test_a_planted_break_is_found_and_said(change: Callable[[Document], None]) -> None:
    after = now()
    change(after)
    found = differences(now(), after)
    assert found
    assert found[0].breaks, found
    assert str(found[0]).startswith("BREAKS ")


@pytest.mark.parametrize("change", ADDING, ids=lambda one: one.__name__)
def test_a_planted_addition_is_free(change: Callable[[Document], None]) -> None:
    after = now()
    change(after)
    assert after != now()
    assert [one for one in differences(now(), after) if one.breaks] == []


def test_what_was_free_of_form_may_be_spelled_out_and_not_become_something_else() -> None:
    before, after, other = now(), now(), now()
    free_answer(before)
    assert [one for one in differences(before, after) if one.breaks] == [], "a Ruling is an object, too"
    free_answer(other)["anyOf"][0]["type"] = "string"
    assert [one.where for one in differences(before, other) if one.breaks] == ["GET /complaints/{id} 200.ruling"]


def test_an_answer_may_be_spelled_out_as_one_of_several_forms() -> None:
    before, several, null = now(), now(), now()
    call(before, "/receipts", "get")["responses"]["200"]["content"]["application/json"]["schema"] = {"type": "object"}
    assert [one for one in differences(before, several) if one.breaks] == []
    forms = call(null, "/receipts", "get")["responses"]["200"]["content"]["application/json"]["schema"]["anyOf"]
    forms.append({"type": "null"})
    assert [one.where for one in differences(before, null) if one.breaks] == ["GET /receipts 200"]
    assert [one.where for one in differences(several, null) if one.breaks] == ["GET /receipts 200"]


def test_a_break_is_told_so_that_one_sees_where() -> None:
    after = now()
    fewer_words_taken(after)
    assert Change(True, "POST /complaints/{id}/answer body.stance", "no more: refuses") in differences(now(), after)
