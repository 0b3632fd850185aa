"""A reviewer finds a merchant's papers in order.

Who:    a reviewer.
When:   while they wait for the platform.
Event:  ShopVerified.
Next:   desk/reactions.py, under ShopVerified.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.shop.opening_events import ShopVerified
from ombud.core.shop.rungs import too_many_words
from ombud.core.shop.state import Shop
from ombud.core.staff import not_reviewer
from ombud.core.words import EMPTY, Words


class VerifyShop(Command, frozen=True):
    """That they are in order, and what the merchant should know besides."""

    shop: str
    words: Words = EMPTY


NOT_WAITING = Refusal(code="no-papers-waiting", because="No papers of this shop wait for the platform now.")


def may(by: Actor, shop: Shop, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't find them in order, or None."""
    if refusal := not_reviewer(by):
        return refusal
    return None if shop.stage == "waiting" else NOT_WAITING


def decide(command: VerifyShop, shop: Shop, policy: Policy) -> tuple[ShopVerified, ...] | Refusal:
    """The platform's word."""
    if refusal := may(command.by, shop, policy, command.at):
        return refusal
    if refusal := too_many_words(command.words, policy, blank=True):
        return refusal
    return (ShopVerified(by=command.by, at=command.at, words=command.words.kept),)
