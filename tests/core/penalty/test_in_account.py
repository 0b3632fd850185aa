"""A verified deception: measures at once and no notice; the time to appeal starts when the owner reads the reasons."""

from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from ombud.core.complaint.state import Complaint
from ombud.core.penalty import approve, begin, forfeit, impose, lapse, lift, look_again, open_notice
from ombud.core.penalty.events.imposing import (
    FreezeLookedAt,
    MeasureForfeited,
    NoticeOpened,
    PenaltyImposed,
    PenaltyProposed,
)
from ombud.core.penalty.forfeit import NOT_FORFEITABLE, STILL_APPEALABLE, TOO_MUCH, YOUR_OWN
from ombud.core.penalty.impose import NOT_VERIFIED, ChosenMeasure, Grounds, ImposePenalty
from ombud.core.penalty.impose import TOO_MUCH as BEYOND_DISPUTED
from ombud.core.penalty.look_again import NOT_FROZEN
from ombud.core.penalty.open_notice import OPENED
from ombud.core.penalty.rungs import NO_WORDS, UNREAD
from ombud.core.penalty.standing import status_of, tab_of
from ombud.core.penalty.state import Penalty, evolve
from ombud.core.people import Actor
from ombud.core.policy.funds import FundRules
from ombud.core.policy.violation import AppealRules, MeasureTerms, Violation
from ombud.core.refusal import Refusal
from ombud.core.staff import NO_RIGHT, NOT_STAFF
from ombud.core.words import EMPTY, Words
from ombud.desk.messages import messages
from tests.core.complaint.cast import RULED
from tests.core.complaint.world import span
from tests.core.penalty.cast import SAID
from tests.core.penalty.world import (
    BELA,
    BORIS,
    DAY,
    IRIS,
    KEY,
    NUMBER,
    ORDERS,
    RITA,
    RULES,
    RUTH,
    SAM,
    SEED,
    SHOP,
    T0,
    TIME,
    WHOLE,
)
from tests.core.penalty.world import POLICY as PLAIN

CASE = replace(RULED.state, shop="mugs")
DECEPTION = Violation(
    code="deception", rule="1.1", appealable=True, orders="may", verified=True, told="in-account",
    measures=(MeasureTerms(code="hidden", kind="shop-hidden"), MeasureTerms(code="all", kind="funds-held", whole=True)),
    appeal=AppealRules(closes=span(hours=240), form=WHOLE),
)  # fmt: skip
HELD = Violation(
    code="held", rule="1.1", appealable=True, orders="may",
    measures=(MeasureTerms(code="disputed", kind="funds-held", amount=True, forfeitable=True),),
    appeal=AppealRules(closes=span(hours=240), form=WHOLE),
)  # fmt: skip
POLICY = replace(
    PLAIN,
    pack=replace(
        PLAIN.pack,
        penalties=replace(RULES, violations=(*RULES.violations, DECEPTION, HELD)),
        funds=FundRules(freeze_look=span(hours=720)),
    ),
)


def imposing(violation: str, complaint: Complaint | None = CASE, by: Actor = RITA, **fields: Any) -> Any:
    """What comes of imposing it at T0, from a ruled case or from none."""
    orders = fields.get("orders", ())
    command = ImposePenalty(
        by=by, at=T0, penalty="p1", number="TP-1", shop="mugs", violation=violation, facts=SAID, reasons=SAID,
        seed=SEED, known_orders=tuple(one for one in ORDERS if one.id in orders), **fields,
    )  # fmt: skip
    return impose.decide(command, Grounds(shop=SHOP, complaint=complaint), POLICY)


def imposed(violation: str = "deception", **fields: Any) -> Penalty:
    """The penalty after it, agreed to by a second person where that is needed."""
    events = imposing(violation, **fields)
    assert not isinstance(events, Refusal), events
    penalty = evolve(None, events[0])
    return penalty if penalty.imposed else then(penalty, act(approve, penalty, RUTH, timedelta()))


def act(verb: Any, penalty: Penalty, by: Actor, after: timedelta = DAY, **fields: Any) -> Any:
    """What one verb says to it."""
    command = next(
        one for one in vars(verb).values() if isinstance(one, type) and one.__module__ == verb.__name__
        and issubclass(one, impose.Command)
    )  # fmt: skip
    return verb.decide(command(by=by, at=T0 + after, penalty="p1", **fields), penalty, POLICY)


def then(penalty: Penalty, events: Any) -> Penalty:
    """The penalty after these events."""
    assert not isinstance(events, Refusal), events
    for event in events:
        penalty = evolve(penalty, event)
    return penalty


@pytest.mark.requirement("OS-6")
def test_its_measures_are_on_at_once_nothing_is_sent_and_no_clock_runs_but_the_platforms_own() -> None:
    (proposed,) = imposing("deception")
    assert isinstance(proposed, PenaltyProposed), "all that a shop turns over is frozen by two people"
    (event,) = act(approve, evolve(None, proposed), RUTH, timedelta())
    assert isinstance(event, PenaltyImposed)
    penalty = evolve(evolve(None, proposed), event)
    assert {one.kind for one in penalty.on} == {"shop-hidden", "funds-held"}
    assert [(one.kind, one.on, one.due_at) for one in penalty.deadlines] == [("freeze-look", "platform", T0 + 30 * DAY)]
    assert messages(event, penalty) == []
    assert messages(imposing("held", measures=(ChosenMeasure(code="disputed", amount=1),))[0], imposed("held",
        measures=(ChosenMeasure(code="disputed", amount=1),))), "others are told"  # fmt: skip
    assert (penalty.unread, status_of(penalty, T0), tab_of(penalty)) == (True, "can-appeal", "open")


@pytest.mark.requirement("OS-6")
def test_the_time_to_appeal_starts_when_somebody_who_may_appeal_reads_it() -> None:
    penalty = imposed()
    assert act(begin, penalty, BORIS, chance=NUMBER, seed=SEED) == UNREAD
    looked = then(penalty, act(open_notice, penalty, BELA))
    assert (looked.unread, looked.opened_by) == (True, ("bela",))
    (event,) = act(open_notice, looked, BORIS, 3 * DAY)
    assert isinstance(event, NoticeOpened)
    read = evolve(looked, event)
    assert read.terms is not None
    assert (read.terms.opens_at, read.terms.closes_at) == (T0 + 3 * DAY, T0 + 13 * DAY)
    assert read.deadline("appeal") is not None
    assert not read.unread
    assert act(open_notice, read, BORIS, 4 * DAY) == OPENED
    assert not isinstance(act(begin, read, BORIS, 4 * DAY, chance=NUMBER, seed=SEED), Refusal)


def test_it_rests_on_what_was_verified() -> None:
    assert imposing("deception", complaint=None) == NOT_VERIFIED
    assert imposing("deception", complaint=None, by=KEY) == NOT_VERIFIED


@pytest.mark.requirement("OS-6")
def test_a_freeze_is_looked_at_again_or_senior_reviewers_have_it() -> None:
    penalty = imposed()
    (event,) = act(look_again, penalty, RUTH, 29 * DAY, words=SAID)
    assert isinstance(event, FreezeLookedAt)
    assert event.deadline.due_at == T0 + 59 * DAY
    assert messages(event, penalty) == [], "whoever hasn't read of it isn't told that it stays"
    assert messages(event, then(penalty, act(open_notice, penalty, BORIS)))
    late = then(penalty, lapse.decide(lapse.LetTimePass(by=TIME, at=T0 + 30 * DAY, penalty="p1"), penalty, POLICY))
    assert (late.overdue, [one.kind for one in late.deadlines]) == (1, ["freeze-look"])
    assert then(late, act(look_again, late, RUTH, 31 * DAY, words=SAID)).overdue == 0


@pytest.mark.parametrize(
    ("by", "words", "refusal"), [(BORIS, SAID, NOT_STAFF), (IRIS, SAID, NO_RIGHT), (RUTH, EMPTY, NO_WORDS)]
)
def test_only_a_reviewer_with_reasons_lets_a_freeze_stand(by: Actor, words: Words, refusal: Refusal) -> None:
    assert act(look_again, imposed(), by, words=words) == refusal


def test_what_was_lifted_is_looked_at_no_more() -> None:
    penalty = imposed()
    freed = then(penalty, act(lift, penalty, RUTH, words=SAID, measures=("m2",)))
    assert freed.deadlines == ()
    assert act(look_again, freed, RUTH, words=SAID) == NOT_FROZEN


def test_no_more_is_held_than_is_disputed() -> None:
    dear = (ChosenMeasure(code="disputed", amount=301),)
    assert imposing("held", measures=dear, orders=("o1", "o2")) == BEYOND_DISPUTED.given(disputed=300)
    exact = (ChosenMeasure(code="disputed", amount=300),)
    assert imposed("held", measures=exact, orders=("o1", "o2")).on[0].amount == 300
    beyond = (ChosenMeasure(code="disputed", amount=CASE.paid + 1),)
    assert imposing("held", measures=beyond) == BEYOND_DISPUTED.given(disputed=CASE.paid)


def test_money_is_taken_for_good_only_once_nothing_can_be_appealed_and_by_somebody_else() -> None:
    penalty = imposed("held", measures=(ChosenMeasure(code="disputed", amount=300),), orders=("o1", "o2"))
    taking = {"measure": "m1", "amount": 200, "words": SAID}
    assert act(forfeit, penalty, RUTH, **taking) == STILL_APPEALABLE
    at = T0 + 10 * DAY
    over = then(penalty, lapse.decide(lapse.LetTimePass(by=TIME, at=at, penalty="p1"), penalty, POLICY))
    assert act(forfeit, over, SAM, 11 * DAY, **taking) == NOT_STAFF
    assert act(forfeit, over, RITA, 11 * DAY, **taking) == YOUR_OWN
    assert act(forfeit, over, RUTH, 11 * DAY, **{**taking, "measure": "m9"}) == NOT_FORFEITABLE.given(measure="m9")
    assert act(forfeit, over, RUTH, 11 * DAY, **{**taking, "amount": 301}) == TOO_MUCH.given(left=300)
    (event,) = act(forfeit, over, RUTH, 11 * DAY, **taking)
    assert isinstance(event, MeasureForfeited)
    taken = evolve(over, event)
    assert taken.forfeited == {"m1": 200}
    assert act(forfeit, taken, RUTH, 12 * DAY, **taking) == TOO_MUCH.given(left=100)
