"""A consumer writes to the shop about an order before complaining, and the shop writes back.

Who:    the consumer who bought it, or the platform's staff for one who called; the shop, once it was written to.
When:   at any time after the purchase.
Event:  ShopContacted.
Next:   desk/reactions.py, under ShopContacted; a pack may ask for it before a complaint: complaint/file.py.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.order.events import CameBy, ShopContacted
from ombud.core.order.rungs import NO_SHOP, WORDS_MISSING, not_buyer, not_seller, spoken_for, too_long
from ombud.core.order.state import Order
from ombud.core.people import Actor, Member
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.words import Words


class ContactShop(Command, frozen=True):
    """What one side has to say to the other."""

    order: str
    words: Words
    came_by: CameBy = ""


NOT_WRITTEN_TO = Refusal(
    code="not-written-to",
    because="The consumer hasn't written about this order, so there is nothing to answer.",
)


def may(by: Actor, order: Order, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't write about it, the first reason that applies, or None."""
    if isinstance(by, Member):
        return not_seller(by, order) or (NOT_WRITTEN_TO if order.contacted_at is None else None)
    return not_buyer(by, order) or (None if order.shop else NO_SHOP)


def decide(command: ContactShop, order: Order, policy: Policy) -> tuple[ShopContacted, ...] | Refusal:
    """The words, on their way to the other side."""
    if refusal := may(command.by, order, policy, command.at):
        return refusal
    if command.words.blank:
        return WORDS_MISSING
    if refusal := too_long(command.words, policy):
        return refusal
    contacted = ShopContacted(
        by=command.by,
        at=command.at,
        words=command.words.kept,
        on_behalf_of=spoken_for(command.by, order),
        came_by=command.came_by,
    )
    return (contacted,)
