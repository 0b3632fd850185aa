"""OpenIntervention: a person names the cause, asks the shop for a plan, and may hold a share of what it is owed."""

import pytest
from msgspec.structs import replace

from ombud.core.surge import open_intervention
from ombud.core.surge.audience import audience
from tests.core.surge.world import BORIS, HOUR, POLICY, RITA, RULES, T0, TIME, accepted, after, raised, refused

ASKS = {"cause": "staffing", "words": "Thirty customers wait for parcels. What do you do about it?"}


def test_the_shop_reads_it_and_has_its_time_to_answer() -> None:
    (event,) = accepted(open_intervention, raised(), RITA, **ASKS)
    assert audience(event) == ("merchant", "platform")
    surge = after(open_intervention, raised(), RITA, **ASKS)
    assert (surge.stage, surge.cause, surge.opened_by, surge.cases) == (
        "intervention",
        "staffing",
        "rita",
        ("c-1", "c-2"),
    )
    assert [(one.kind, one.on, one.due_at) for one in surge.deadlines] == [("surge-answer", "merchant", T0 + 73 * HOUR)]


def test_it_names_its_cases_and_holds_a_share_with_reasons() -> None:
    held = {
        **ASKS,
        "cases": ("c-2", "c-2"),
        "hold_percent": 50,
        "hold_reasons": "Refunds of about that sum are asked for.",
    }
    surge = after(open_intervention, raised(), RITA, **held)
    assert (surge.cases, surge.hold_percent) == (("c-2",), 50)


@pytest.mark.parametrize(
    ("by", "changed", "code"),
    [
        (BORIS, {}, "reviewer-only"),
        (TIME, {}, "reviewer-only"),
        (RITA, {"words": " "}, "no-words"),
        (RITA, {"cases": ("1", "2", "3", "4")}, "too-many-cases"),
        (RITA, {"hold_percent": 51, "hold_reasons": "Why"}, "hold-too-much"),
        (RITA, {"hold_percent": -1, "hold_reasons": "Why"}, "hold-too-much"),
        (RITA, {"hold_percent": 10}, "no-words"),
    ],
)
def test_each_no_has_its_code(by: object, changed: dict[str, object], code: str) -> None:
    assert refused(open_intervention, raised(), by, **{**ASKS, **changed}) == code  # type: ignore[arg-type]


def test_a_pack_says_which_causes_there_are_and_whether_anything_is_held() -> None:
    strict = replace(POLICY, pack=replace(POLICY.pack, surge=replace(RULES, causes=("other",), hold_percent_max=0)))
    assert refused(open_intervention, raised(), RITA, **ASKS, policy=strict) == "cause-unknown"
    held = {"cause": "other", "words": "So.", "hold_percent": 1, "hold_reasons": "Why"}
    assert refused(open_intervention, raised(), RITA, **held, policy=strict) == "hold-not-allowed"


def test_it_is_opened_once() -> None:
    assert (
        refused(open_intervention, after(open_intervention, raised(), RITA, **ASKS), RITA, **ASKS)
        == "intervention-open"
    )
