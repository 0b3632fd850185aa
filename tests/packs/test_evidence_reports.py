"""What a pack says of reports of fake evidence is checked, and a report on which nobody acts is walked to its end."""

from typing import Any

import pytest
from msgspec.structs import replace

from ombud.core.policy.span import Span
from ombud.packs.checks import evidence_reports
from ombud.packs.homes import root_of
from ombud.packs.load import PackFile, read_pack


def found(**changed: Any) -> PackFile:
    """The micro-stores' pack, which differs in these points."""
    read = read_pack(root_of("weidian") / "weidian")
    rules = read.pack.evidence_reports
    assert rules is not None
    return replace(read, pack=replace(read.pack, evidence_reports=replace(rules, **changed)))


@pytest.mark.parametrize(
    ("changed", "where"),
    [
        ({"per_order_max": 0}, "evidence_reports.per_order_max"),
        ({"false_max": 0}, "evidence_reports.false_max"),
        ({"claims": ()}, "evidence_reports.claims"),
        ({"claims": ("edited", "edited")}, "evidence_reports.claims"),
        ({"appeal": Span(hours=49, source="ours")}, "evidence_reports.appeal"),
    ],
)
def test_a_slip_is_shown_where_it_stands(changed: dict[str, Any], where: str) -> None:
    told = [fault.where for rule in evidence_reports.RULES for fault in rule(found(**changed))]
    assert told[:1] == [where] or told[:1] == ["evidence_reports"]


def test_what_stands_in_the_pack_is_in_order_and_leads_to_senior_reviewers() -> None:
    assert [fault for rule in evidence_reports.RULES for fault in rule(found())] == []
    assert list(evidence_reports.silence(found())) == []
