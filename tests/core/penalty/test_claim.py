"""Claiming a penalty: never by somebody who couldn't decide what waits, since that would only keep it from others."""

from ombud.core.penalty import appeal, begin, claim, grant_on_condition, meet_condition
from ombud.core.penalty.impose import ChosenMeasure
from ombud.core.penalty.state import evolve
from ombud.core.refusal import Refusal
from ombud.core.words import Words
from tests.core.penalty.world import (
    BORIS,
    HOUR,
    OLGA,
    POLICY,
    RITA,
    RUTH,
    SHOP,
    STORY,
    T0,
    Case,
    a_penalty,
    imposing,
)


def proposed() -> Case:
    """A penalty that Rita proposed and one person can't impose alone."""
    outcome = imposing("fraud", measures=(ChosenMeasure(code="closed"),))
    assert not isinstance(outcome, Refusal), outcome
    return Case(evolve(None, outcome[0]), SHOP, outcome, T0)


def code(case: Case, by: object) -> str:
    refusal = claim.may(by, case.state, POLICY, case.at + HOUR)  # type: ignore[arg-type]
    return refusal.code if refusal else ""


def test_nobody_claims_a_proposal_of_their_own() -> None:
    assert code(proposed(), RITA) == "own-proposal"
    assert code(proposed(), RUTH) == ""


def test_a_condition_is_checked_by_who_granted_it_or_by_somebody_who_hasnt_decided() -> None:
    appealed = a_penalty("false-page").wait(49 * HOUR).then(begin, BORIS).then(appeal, BORIS, **STORY)
    granted = appealed.then(grant_on_condition, RUTH, words=Words("Correct the page."))
    case = granted.then(meet_condition, BORIS, words=Words("It is."))
    assert code(case, RITA) == "decided-before"
    assert code(case, RUTH) == ""
    assert code(case, OLGA) == ""
