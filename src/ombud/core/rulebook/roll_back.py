"""An earlier version applies again from a day on, or what was announced is called off before its day.

Who:    a reviewer who oversees.
When:   with the same notice as publishing; what nobody lived under yet is called off up to the day before it.
Event:  RulesRolledBack.
Next:   desk/reactions.py, under RulesRolledBack.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.rulebook import rungs
from ombud.core.rulebook.events import RulesRolledBack
from ombud.core.rulebook.state import Rulebook
from ombud.core.words import Words


class RollBackRules(Command, frozen=True):
    """To which version, from which day on, and why."""

    rulebook: str
    pack: str
    since: str
    words: Words
    fingerprint: str = ""
    faults: int = 0


NOTHING_PUBLISHED = Refusal(
    code="nothing-published", because="Nothing was published here yet, so there is nothing to roll back."
)
NOT_EARLIER = Refusal(
    code="never-applied",
    because="“{pack}” never applied here.",
    way_out="Publish it instead.",
    field="pack",
)
BEGUN = Refusal(
    code="day-has-begun",
    because="That day has begun; cases may have been opened under its rules.",
    way_out="Choose a later day.",
    field="since",
)


def may(by: Actor, book: Rulebook | None, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't roll rules back, or None."""
    return rungs.not_overseer(by) or (None if book is not None and book.changes else NOTHING_PUBLISHED)


def decide(command: RollBackRules, book: Rulebook | None, policy: Policy) -> tuple[RulesRolledBack, ...] | Refusal:
    """The way back."""
    if refusal := may(command.by, book, policy, command.at):
        return refusal
    assert book is not None, "may says so"
    if refusal := rungs.misnamed(command.rulebook, command.words, policy):
        return refusal
    if not rungs.is_day(command.since):
        return rungs.NO_DAY
    if refusal := _wrong(command, book, policy):
        return refusal
    if refusal := rungs.unusable(command.pack, command.fingerprint, command.faults):
        return refusal
    return (
        RulesRolledBack(
            by=command.by,
            at=command.at,
            pack=command.pack,
            since=command.since,
            instead=policy.pack.id,
            fingerprint=command.fingerprint,
            words=command.words.kept,
        ),
    )


def _wrong(command: RollBackRules, book: Rulebook, policy: Policy) -> Refusal | None:
    """Why not to this version, or not from this day."""
    today = rungs.local_day(policy, command.at)
    if command.pack not in book.applied(today) | {policy.pack.id}:
        return NOT_EARLIER.given(pack=command.pack)
    if command.since <= today:
        return BEGUN
    displaced = [one for one in book.coming(today) if one.since >= command.since]
    if not displaced and (book.on(command.since) or policy.pack.id) == command.pack:
        return rungs.ALREADY.given(pack=command.pack)
    if command.pack == policy.pack.id and displaced == list(book.coming(today)):
        return None  # what applies now merely goes on applying: nobody has to get used to anything
    return rungs.too_early(command.since, policy, command.at)
