"""The platform turns to a shop by itself: it names the cause it sees, gathers the cases, and asks for a plan.

Who:    a reviewer; never the machine.
When:   once, while the alarm isn't dismissed.
Event:  InterventionOpened.
Next:   desk/reactions.py, under InterventionOpened.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.policy.surge import Cause
from ombud.core.refusal import Refusal
from ombud.core.surge.events import InterventionOpened
from ombud.core.surge.raise_alarm import TOO_MANY
from ombud.core.surge.rungs import OPENED, astray, not_to_decide, rules_of, unreadable
from ombud.core.surge.state import Surge
from ombud.core.words import EMPTY, NOTHING, Words


class OpenIntervention(Command, frozen=True):
    """What the shop reads, and what is held until it is settled."""

    surge: str
    cause: Cause
    words: Words
    cases: tuple[str, ...] = ()
    """Which cases belong to it; those that the alarm gathered where none is named."""
    hold_percent: int = 0
    hold_reasons: Words = EMPTY
    strangers: tuple[str, ...] = ()
    """Of the cases, what is none of this shop."""


NO_SUCH_CAUSE = Refusal(
    code="cause-unknown",
    because="This platform has no cause “{cause}” for a surge.",
    way_out="Choose one of its causes.",
    field="cause",
)
HOLDS_NOTHING = Refusal(
    code="hold-not-allowed",
    because="The rules of this platform hold no funds because of a surge.",
    way_out="Open the intervention without holding any.",
    field="hold_percent",
)
HOLDS_TOO_MUCH = Refusal(
    code="hold-too-much",
    because="An intervention holds between 0 and {percent_max} percent of what a shop is owed.",
    field="hold_percent",
)


def may(by: Actor, surge: Surge, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't open it, or None."""
    if refusal := not_to_decide(by, surge):
        return refusal
    return OPENED if surge.opened_at else None


def decide(command: OpenIntervention, surge: Surge, policy: Policy) -> tuple[InterventionOpened, ...] | Refusal:
    """The intervention, and the date by which the shop answers."""
    if refusal := may(command.by, surge, policy, command.at):
        return refusal
    rules = rules_of(policy)
    if command.cause not in rules.causes:
        return NO_SUCH_CAUSE.given(cause=command.cause)
    if refusal := (unreadable(command.words, policy) or _unheld(command, policy) or astray(command.strangers, "cases")):
        return refusal
    if len(command.cases) > rules.cases_max:
        return TOO_MANY.given(cases_max=rules.cases_max)
    return (
        InterventionOpened(
            by=command.by, at=command.at, cause=command.cause, words=command.words.kept,
            deadline=policy.deadline("surge-answer", "merchant", rules.windows.answer, command.at),
            cases=tuple(dict.fromkeys(command.cases)), hold_percent=command.hold_percent,
            hold_reasons=command.hold_reasons.kept if command.hold_percent else NOTHING,
        ),
    )  # fmt: skip


def _unheld(command: OpenIntervention, policy: Policy) -> Refusal | None:
    """Why so much can't be held."""
    if command.hold_percent == 0:
        return None
    most = rules_of(policy).hold_percent_max
    if most == 0:
        return HOLDS_NOTHING
    if not 0 < command.hold_percent <= most:
        return HOLDS_TOO_MUCH.given(percent_max=most)
    return unreadable(command.hold_reasons, policy, "hold_reasons")
