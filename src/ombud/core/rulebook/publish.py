"""A checked version becomes what new cases are opened under, from a day on that is announced with it.

Who:    a reviewer who oversees.
When:   as many days before that day as the pack in force promises; running cases keep their version.
Event:  RulesPublished.
Next:   desk/reactions.py, under RulesPublished.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.rulebook import rungs
from ombud.core.rulebook.events import RulesPublished
from ombud.core.rulebook.state import Rulebook
from ombud.core.words import Words


class PublishRules(Command, frozen=True):
    """Which version, from which day on, and why."""

    rulebook: str
    pack: str
    since: str
    words: Words
    fingerprint: str = ""
    """Of the version's files; the desk says what it found. Empty where there is no such version."""
    faults: int = 0
    """What the check finds; the desk says."""


def may(by: Actor, book: Rulebook | None, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't publish rules, or None."""
    return rungs.not_overseer(by)


def decide(command: PublishRules, book: Rulebook | None, policy: Policy) -> tuple[RulesPublished, ...] | Refusal:
    """The announcement."""
    if refusal := may(command.by, book, policy, command.at):
        return refusal
    if refusal := rungs.misnamed(command.rulebook, command.words, policy):
        return refusal
    if refusal := rungs.unusable(command.pack, command.fingerprint, command.faults):
        return refusal
    if not rungs.is_day(command.since):
        return rungs.NO_DAY
    if refusal := rungs.too_early(command.since, policy, command.at):
        return refusal
    if ((book.on(command.since) if book else "") or policy.pack.id) == command.pack:
        return rungs.ALREADY.given(pack=command.pack)
    return (
        RulesPublished(
            by=command.by,
            at=command.at,
            pack=command.pack,
            since=command.since,
            instead=policy.pack.id,
            fingerprint=command.fingerprint,
            words=command.words.kept,
        ),
    )
