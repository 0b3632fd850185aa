"""The statement of reasons is what the DSA Transparency Database takes, and no person is in it."""

import json
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace

from ombud.core.penalty import approve
from ombud.core.penalty.anonymous import found_in, without_persons
from ombud.core.penalty.statement import Said, faults, statement_of
from ombud.core.penalty.terms import violation_of
from ombud.core.policy.violation import Statement
from tests.core.penalty.cast import FORBIDDEN, IMPOSED, PROPOSED
from tests.core.penalty.world import KEY, POLICY, RUTH, Case, a_penalty, imposing
from tests.shared_data import shared_data

MADRID = ZoneInfo("Europe/Madrid")
SAID = Said(
    facts="Ana García bought from herself; see ana@example.org, 138 0000 1234.",
    reasons="Sales that are none deceive buyers.",
    rule="2.4 Fictitious transactions",
    measures={"sales-not-counted": "Sales not counted"},
    persons=("Ana García", "García"),
)


def of(case: Case, said: Said = SAID) -> dict[str, Any]:
    body = statement_of(case.state, violation_of(case.state.imposition, POLICY), said, MADRID)
    assert body is not None
    return body


def test_it_holds_what_the_database_requires_and_is_within_its_limits() -> None:
    body = of(IMPOSED)
    assert faults(body, SAID.persons) == []
    assert body["decision_visibility"] == ["DECISION_VISIBILITY_CONTENT_DEMOTED", "DECISION_VISIBILITY_OTHER"]
    assert body["decision_ground"] == "DECISION_GROUND_INCOMPATIBLE_CONTENT"
    assert body["application_date"] == "2026-03-02"
    assert body["end_date_visibility_restriction"] is None, "one of its measures has no end"
    assert body["automated_decision"] == "AUTOMATED_DECISION_NOT_AUTOMATED"
    assert body["source_type"] == "SOURCE_VOLUNTARY"


def test_its_fields_are_those_of_the_databases_own_example() -> None:
    example = json.loads((shared_data("peer-apis/dsa") / "example_statement.json").read_text())
    ours = set(of(IMPOSED)) | set(of(PROPOSED.then(approve, RUTH)))
    theirs_besides = {"illegal_content_legal_ground", "illegal_content_explanation", "decision_visibility_other"}
    assert ours - theirs_besides <= set(example) | {"content_id"}
    body = of(IMPOSED)
    for name in ("content_type", "territorial_scope", "decision_visibility"):
        assert isinstance(body[name], list) == isinstance(example[name], list)


def test_accounts_and_funds_have_their_own_decisions() -> None:
    body = of(PROPOSED.then(approve, RUTH))
    assert body["decision_account"] == "DECISION_ACCOUNT_TERMINATED"
    assert body["decision_monetary"] == "DECISION_MONETARY_SUSPENSION"


def test_the_law_as_ground_needs_other_fields() -> None:
    violation = replace(violation_of(IMPOSED.state.imposition, POLICY), statement=Statement(illegal=True))
    body = statement_of(IMPOSED.state, violation, SAID, MADRID)
    assert body is not None
    assert body["illegal_content_legal_ground"] == SAID.rule
    assert "incompatible_content_ground" not in body


def test_no_statement_is_owed_where_nothing_is_restricted_or_nothing_imposed() -> None:
    warned = a_penalty("forms")
    assert statement_of(warned.state, violation_of(warned.state.imposition, POLICY), SAID, MADRID) is None
    assert statement_of(PROPOSED.state, violation_of(PROPOSED.state.imposition, POLICY), SAID, MADRID) is None


def test_an_end_is_told_where_every_such_measure_has_one() -> None:
    assert of(FORBIDDEN)["end_date_visibility_restriction"] == "2026-03-06"


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Write to ana.garcia+x@mail.example.org.", "an e-mail address"),
        ("Call +34 612 345 678 now.", "a phone, card or identity number"),
        ("Card 6222 0200 0000 1234 567.", "a phone, card or identity number"),
        ("ID 11010519491231002X.", "a phone, card or identity number"),
        ("他的微信 wechat: shanyu88", "an account in a messenger"),
        ("See @shanyu.", "a handle"),
        ("Sold to ana garcía twice.", "a name"),
        ("买家林安娜多次下单。", "a name"),
    ],
)
def test_what_points_to_a_person_is_found_and_taken_out(text: str, what: str) -> None:
    names = ("Ana García", "林安娜")
    assert what in found_in(text, names)
    assert found_in(without_persons(text, names), names) == []


@pytest.mark.parametrize(
    "text", ["3 of 38 orders, 2026-03-02, ¥168.00", "Rule 4.2: 40 % of sales in 24 h", "An anagram"]
)
def test_figures_and_common_words_stay(text: str) -> None:
    assert without_persons(text, ("Ana",)) == text


def test_what_the_database_would_refuse_is_named() -> None:
    body = of(IMPOSED)
    assert faults({}) != []
    assert faults({**body, "decision_facts": "x" * 5001}) == ["decision_facts has more than 5000 characters"]
    assert faults({**body, "territorial_scope": ["CN"]}) == ["territorial_scope names a country outside the EEA"]
    assert faults({**body, "content_date": "2.3.2026"}) == ["content_date is no date"]
    late = {**body, "end_date_visibility_restriction": "2026-03-01"}
    assert faults(late) == ["end_date_visibility_restriction is before the application date"]
    assert faults({**body, "decision_facts": "Ask bo@example.org"}) == [
        "decision_facts still holds personal data (an e-mail address)"
    ]


def test_long_facts_are_cut_to_what_fits() -> None:
    body = of(IMPOSED, replace(SAID, facts="word " * 2000))
    assert len(body["decision_facts"]) == 5000
    assert faults(body) == []


def test_software_that_imposes_alone_says_so() -> None:
    (event,) = imposing("fake-sales", by=KEY)
    case = IMPOSED._replace(state=replace(IMPOSED.state, proposed_by=event.by.id, decided_by=(event.by.id,)))
    assert of(case)["automated_decision"] == "AUTOMATED_DECISION_FULLY"
