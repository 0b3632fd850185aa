"""A reviewer decides an appeal on its merits, slot by slot, with reasons.

Who:    a reviewer who hasn't decided on this penalty: neither as it was imposed nor in an earlier appeal.
When:   while an appeal is under review and no question waits for an answer.
Event:  AppealDecided; with PenaltyRevoked where every slot was upheld.
Next:   desk/reactions.py, under AppealDecided.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.penalty.events.appeal import AppealDecided, Outcome, Verdict
from ombud.core.penalty.events.imposing import PenaltyRevoked
from ombud.core.penalty.rungs import not_deciding, unreadable
from ombud.core.penalty.state import Penalty
from ombud.core.penalty.terms import window_again
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.struct import Value
from ombud.core.words import EMPTY, Kept, Words


class SlotVerdict(Value, frozen=True):
    """One order, item or the whole: upheld or not, and why."""

    slot: str
    upheld: bool
    words: Words = EMPTY


class DecideAppeal(Command, frozen=True):
    """A verdict for each slot, and the reasons for all of it."""

    penalty: str
    verdicts: tuple[SlotVerdict, ...]
    words: Words


NOT_EACH_ONCE = Refusal(
    code="verdicts-not-each-once",
    because="Each of these needs exactly one verdict: {slots}.",
    field="verdicts",
)
NOTHING_WAS_SHOWN = Refusal(
    code="upheld-without-materials",
    because="The merchant stated that there is nothing to show for “{slot}”, so it can't be upheld.",
    field="verdicts",
)


def may(by: Actor, penalty: Penalty, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't decide it at this instant, the first reason that applies, or None."""
    return not_deciding(by, penalty)


def decide(
    command: DecideAppeal, penalty: Penalty, policy: Policy
) -> tuple[AppealDecided | PenaltyRevoked, ...] | Refusal:
    """The decision and its effect, in one transaction."""
    if refusal := may(command.by, penalty, policy, command.at):
        return refusal
    if refusal := _unfit(command, penalty) or unreadable(command.words, policy):
        return refusal
    for one in command.verdicts:
        if refusal := unreadable(one.words, policy, required=False, field="verdicts"):
            return refusal
    verdicts = tuple(Verdict(slot=one.slot, upheld=one.upheld, words=one.words.kept) for one in command.verdicts)
    return decided(command.by, command.at, verdicts, command.words.kept, penalty, policy)


def outcome_of(verdicts: tuple[Verdict | SlotVerdict, ...]) -> Outcome:
    """What the verdicts come to: all upheld, some, none."""
    upheld = sum(1 for one in verdicts if one.upheld)
    if verdicts and upheld == len(verdicts):
        return "full"
    return "part" if upheld else "rejected"


def decided(
    by: Actor, at: datetime, verdicts: tuple[Verdict, ...], words: Kept, penalty: Penalty, policy: Policy
) -> tuple[AppealDecided | PenaltyRevoked, ...]:
    """The decision: revoked where all were upheld; where some were, just those orders count again and it stands."""
    outcome = outcome_of(verdicts)
    orders = {one.id for one in penalty.imposition.orders}
    restored = tuple(one.slot for one in verdicts if one.upheld and one.slot in orders) if outcome == "part" else ()
    again = outcome != "full" and penalty.terms is not None and penalty.attempts < penalty.terms.attempts_max
    event = AppealDecided(
        by=by,
        at=at,
        outcome=outcome,
        verdicts=verdicts,
        words=words,
        restored=restored,
        deadline=window_again(penalty, policy, at) if again else None,
    )
    return (event, PenaltyRevoked(by=by, at=at)) if outcome == "full" else (event,)


def _unfit(command: DecideAppeal, penalty: Penalty) -> Refusal | None:
    named = [one.slot for one in command.verdicts]
    if sorted(named) != sorted(penalty.slots):
        return NOT_EACH_ONCE.given(slots=", ".join(penalty.slots))
    nothing = set(penalty.submission.nothing_for) if penalty.submission else set()
    empty = next((one.slot for one in command.verdicts if one.upheld and one.slot in nothing), None)
    return NOTHING_WAS_SHOWN.given(slot=empty) if empty else None
