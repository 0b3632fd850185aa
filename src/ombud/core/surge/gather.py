"""A reviewer puts cases to an alarm, or takes out what doesn't belong there.

Who:    a reviewer.
When:   while it isn't concluded; up to the pack's number of cases.
Event:  CasesGathered.
Next:   desk/reactions.py, under CasesGathered.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.surge.events import CasesGathered
from ombud.core.surge.raise_alarm import TOO_MANY
from ombud.core.surge.rungs import astray, not_to_decide, rules_of
from ombud.core.surge.state import Surge


class GatherCases(Command, frozen=True):
    """Ids of complaints."""

    surge: str
    added: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    strangers: tuple[str, ...] = ()
    """Of those added, what is no case of this shop."""


NOTHING_CHANGES = Refusal(code="cases-unchanged", because="These cases are gathered just so already.")


def may(by: Actor, surge: Surge, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't change what is gathered, or None."""
    return not_to_decide(by, surge)


def decide(command: GatherCases, surge: Surge, policy: Policy) -> tuple[CasesGathered, ...] | Refusal:
    """What is added and what is left out, as far as it changes anything."""
    if refusal := may(command.by, surge, policy, command.at):
        return refusal
    if refusal := astray(command.strangers, "added"):
        return refusal
    added = tuple(one for one in dict.fromkeys(command.added) if one not in surge.cases)
    left_out = tuple(one for one in dict.fromkeys(command.left_out) if one in surge.cases and one not in command.added)
    if not (added or left_out):
        return NOTHING_CHANGES
    most = rules_of(policy).cases_max
    if len(surge.cases) + len(added) - len(left_out) > most:
        return TOO_MANY.at_field("added").given(cases_max=most)
    return (CasesGathered(by=command.by, at=command.at, added=added, left_out=left_out),)
