"""How a penalty begins, and how its turns do: measures with their instants, appeal terms, deadlines."""

from datetime import datetime, timedelta

from msgspec.structs import replace

from ombud.core.deadlines import Deadline, DueKind
from ombud.core.fund.rungs import rules_of as funds_of
from ombud.core.penalty.events.imposing import AppealTerms, Imposition, Measure, PenaltyImposed
from ombud.core.penalty.rungs import rules_of
from ombud.core.penalty.state import UNREAD, Penalty
from ombud.core.people import Actor, Party
from ombud.core.policy.policy import Policy
from ombud.core.policy.span import Span
from ombud.core.policy.violation import Violation


def imposed(
    by: Actor,
    at: datetime,
    penalty: str,
    number: str,
    imposition: Imposition,
    decided_by: tuple[str, ...],
    policy: Policy,
) -> PenaltyImposed:
    """The penalty in force from now on: no clock of it starts before this event, which is its notice."""
    violation = violation_of(imposition, policy)
    timed = replace(imposition, measures=tuple(_timed(one, violation, policy, at) for one in imposition.measures))
    terms = appeal_terms(violation, policy, at)
    deadlines = tuple(one for measure in timed.measures if (one := measure_deadline(measure, at)))
    if any(one.whole for one in timed.measures):
        deadlines = (*deadlines, freeze_look(policy, at))
    if terms is not None and imposition.told == "in-account":
        terms = replace(terms, closes_at=UNREAD)
    elif terms is not None:
        deadlines = (*deadlines, *appeal_deadlines(terms, violation, policy, at))
    return PenaltyImposed(
        by=by, at=at, penalty=penalty, number=number, imposition=timed, decided_by=decided_by, terms=terms,
        deadlines=deadlines,
    )  # fmt: skip


def freeze_look(policy: Policy, at: datetime) -> Deadline:
    """When the platform has to look at a freeze in whole again."""
    return turn("freeze-look", "platform", funds_of(policy).freeze_look, policy, at)


def violation_of(imposition: Imposition, policy: Policy) -> Violation:
    """The kind of violation, by the pack version the penalty runs under."""
    violation = rules_of(policy).violation(imposition.violation)
    assert violation is not None, "a penalty is imposed from the catalogue of its own pack version"
    return violation


def turn(kind: DueKind, on: Party, span: Span, policy: Policy, at: datetime, about: str = "") -> Deadline:
    """A turn that starts now; a merchant's has its reminder, by the penalties' own lead."""
    deadline = policy.deadline(kind, on, span, at, about=about)
    return replace(deadline, remind_at=_remind_at(deadline, policy)) if on == "merchant" else deadline


def measure_deadline(measure: Measure, at: datetime) -> Deadline | None:
    """When this measure next changes by itself: its beginning, else its end."""
    assert measure.begins_at is not None, "a measure in force has its instants"
    changes_at = measure.begins_at if measure.begins_at > at else measure.ends_at
    if changes_at is None:
        return None
    return Deadline(kind="measure", on="platform", from_at=at, due_at=changes_at, about=measure.id)


def appeal_deadlines(terms: AppealTerms, violation: Violation, policy: Policy, at: datetime) -> tuple[Deadline, ...]:
    """When it can be appealed from, where that is later, and until when."""
    assert violation.appeal is not None, "terms come from rules"
    closes = turn("appeal", "merchant", violation.appeal.closes, policy, at)
    if terms.opens_at <= at:
        return (closes,)
    opens = Deadline(kind="appeal-opens", on="platform", from_at=at, due_at=terms.opens_at)
    return (opens, closes)


def window_again(penalty: Penalty, policy: Policy, at: datetime) -> Deadline | None:
    """The merchant's time as it runs on after a review, None where nothing is left of it."""
    closes_at = penalty.closes_at
    if penalty.terms is None or closes_at is None or at >= closes_at:
        return None
    deadline = Deadline(kind="appeal", on="merchant", from_at=at, due_at=closes_at)
    return replace(deadline, remind_at=_remind_at(deadline, policy))


def review_again(penalty: Penalty, policy: Policy, at: datetime) -> Deadline:
    """The review's time after a question: what was left of it, and never less than the senior queue would have."""
    left = at + timedelta(seconds=penalty.left)
    fresh = turn("appeal-review", "platform", rules_of(policy).windows.senior, policy, at)
    return replace(fresh, due_at=max(left, fresh.due_at), provisional=False, calendar="")


def appeal_terms(violation: Violation, policy: Policy, at: datetime) -> AppealTerms | None:
    """What the pack grants from an instant on, None where it can't be appealed."""
    rules = violation.appeal
    if rules is None:
        return None
    return AppealTerms(
        opens_at=policy.end(rules.opens, at) if rules.opens else at,
        closes_at=policy.end(rules.closes, at),
        attempts_max=rules.attempts_max,
        slots=rules.slots,
        drawn_max=rules.drawn_max if rules.slots == "orders" else 0,
    )


def _timed(measure: Measure, violation: Violation, policy: Policy, at: datetime) -> Measure:
    said = violation.measure(measure.code)
    assert said is not None, "measures are chosen from the violation's own"
    begins_at = policy.end(said.after, at) if said.after else at
    return replace(measure, begins_at=begins_at, ends_at=policy.end(said.lasts, begins_at) if said.lasts else None)


def _remind_at(deadline: Deadline, policy: Policy) -> datetime:
    """The lead before the end, but never in the first half of the time: that would be noise, not help."""
    whole = deadline.due_at - deadline.from_at
    lead = policy.end(rules_of(policy).windows.remind_before, deadline.from_at) - deadline.from_at
    return (deadline.due_at - min(lead, whole / 2)).replace(microsecond=0)
