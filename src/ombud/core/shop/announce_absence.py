"""The owner will be away for a while, and says who stands in.

Who:    the shop's owner.
When:   at any time; another announcement takes the place of the one before.
Event:  AbsenceAnnounced.
Next:   desk/reactions.py, under AbsenceAnnounced.
"""

from datetime import datetime, timedelta

from ombud.core.command import Command
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.shop.keeping_events import AbsenceAnnounced
from ombud.core.shop.rungs import keeper, too_many_words
from ombud.core.shop.state import Shop
from ombud.core.words import EMPTY, Words


class AnnounceAbsence(Command, frozen=True):
    """From when, until when, and who stands in meanwhile with the owner's rights."""

    shop: str
    from_at: datetime
    until: datetime
    substitute: str = ""
    words: Words = EMPTY
    """What buyers read meanwhile."""
    colleagues: tuple[str, ...] = ()
    """Who acts for the shop, as the desk knows it."""


LONGEST = timedelta(days=180)
"""Whoever is away longer hands the shop over."""
NO_ZONE = Refusal(code="instant-without-zone", because="Give the instants with their zone.", field="from_at")
BACKWARDS = Refusal(code="absence-backwards", because="The end comes before the beginning.", field="until")
OVER = Refusal(code="absence-over", because="This absence would be over already.", field="until")
TOO_LONG = Refusal(
    code="absence-too-long",
    because="An absence lasts at most {days} days.",
    way_out="Hand the shop over if you are away longer.",
    field="until",
)
NO_SUCH_COLLEAGUE = Refusal(
    code="not-a-colleague", because="Choose somebody else who acts for this shop.", field="substitute"
)


def may(by: Actor, shop: Shop, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't announce one, or None."""
    return keeper(by, shop, policy)


def decide(command: AnnounceAbsence, shop: Shop, policy: Policy) -> tuple[AbsenceAnnounced, ...] | Refusal:
    """The absence."""
    if refusal := may(command.by, shop, policy, command.at):
        return refusal
    if command.from_at.tzinfo is None or command.until.tzinfo is None:
        return NO_ZONE
    if command.until <= command.from_at:
        return BACKWARDS
    if command.until <= command.at:
        return OVER
    if command.until - command.from_at > LONGEST:
        return TOO_LONG.given(days=LONGEST.days)
    if command.substitute and not colleague(command.substitute, command, shop):
        return NO_SUCH_COLLEAGUE
    if refusal := too_many_words(command.words, policy, blank=True):
        return refusal
    return (
        AbsenceAnnounced(
            by=command.by,
            at=command.at,
            from_at=command.from_at,
            until=command.until,
            substitute=command.substitute,
            words=command.words.kept,
        ),
    )


def colleague(member: str, command: Command, shop: Shop) -> bool:
    """Whether somebody else acts for the shop, by its record or as the desk knows it."""
    known = {*shop.members, *getattr(command, "colleagues", ())}
    return member in known and member != command.by.id
