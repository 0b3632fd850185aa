"""A reviewer sends a merchant's papers back: coded reasons, and in words what to do about them.

Who:    a reviewer.
When:   while they wait for the platform.
Event:  ShopRefused.
Next:   desk/reactions.py, under ShopRefused.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.shop.apply import papers_due
from ombud.core.shop.opening_events import ShopRefused
from ombud.core.shop.rungs import rules_of, too_many_words
from ombud.core.shop.state import Shop
from ombud.core.shop.verify import NOT_WAITING
from ombud.core.staff import not_reviewer
from ombud.core.words import Words


class RefuseShop(Command, frozen=True):
    """Why, as codes and in words."""

    shop: str
    reasons: tuple[str, ...]
    words: Words


NO_REASON = Refusal(code="no-reason", because="Choose at least one reason.", field="reasons")
NO_SUCH_REASON = Refusal(
    code="refusal-reason-unknown",
    because="This platform has no such reason: “{code}”.",
    way_out="Choose among its reasons.",
    field="reasons",
)


def may(by: Actor, shop: Shop, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't send them back, or None."""
    if refusal := not_reviewer(by):
        return refusal
    return None if shop.stage == "waiting" and policy.pack.shops is not None else NOT_WAITING


def decide(command: RefuseShop, shop: Shop, policy: Policy) -> tuple[ShopRefused, ...] | Refusal:
    """The reasons, with the date by which the merchant can put it right."""
    if refusal := may(command.by, shop, policy, command.at):
        return refusal
    if not command.reasons:
        return NO_REASON
    for code in command.reasons:
        if code not in rules_of(policy).refusal_reasons:
            return NO_SUCH_REASON.given(code=code)
    if refusal := too_many_words(command.words, policy, blank=False):
        return refusal
    return (
        ShopRefused(
            by=command.by,
            at=command.at,
            reasons=tuple(dict.fromkeys(command.reasons)),
            words=command.words.kept,
            deadline=papers_due(policy, command.at),
        ),
    )
