"""The staff look at a merchant's numbers in full; each look is on record, with the reason.

Who:    a reviewer.
When:   at any time once papers were handed in.
Event:  CredentialsSeen.
Next:   desk/reactions.py, under CredentialsSeen.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.shop.opening_events import CredentialsSeen
from ombud.core.shop.rungs import too_many_words
from ombud.core.shop.state import Shop
from ombud.core.staff import not_reviewer
from ombud.core.words import Words


class SeeCredentials(Command, frozen=True):
    """Why they have to be seen."""

    shop: str
    why: Words


NO_PAPERS = Refusal(code="no-papers", because="Nothing was handed in for this shop yet.")


def may(by: Actor, shop: Shop, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't look at them, or None."""
    if refusal := not_reviewer(by):
        return refusal
    return NO_PAPERS if shop.qualification is None else None


def decide(command: SeeCredentials, shop: Shop, policy: Policy) -> tuple[CredentialsSeen, ...] | Refusal:
    """The look, and its reason."""
    if refusal := may(command.by, shop, policy, command.at):
        return refusal
    if refusal := too_many_words(command.why, policy, blank=False, field="why"):
        return refusal
    return (CredentialsSeen(by=command.by, at=command.at, why=command.why.kept),)
