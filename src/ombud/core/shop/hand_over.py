"""The owner hands the shop over to another member, and stays as service.

Who:    the shop's owner.
When:   at any time, unless the shop's account is suspended.
Event:  ShopHandedOver.
Next:   desk/reactions.py, under ShopHandedOver.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.shop.announce_absence import NO_SUCH_COLLEAGUE, colleague
from ombud.core.shop.keeping_events import ShopHandedOver
from ombud.core.shop.rungs import keeper
from ombud.core.shop.state import Shop


class HandOver(Command, frozen=True):
    """To whom."""

    shop: str
    member: str
    colleagues: tuple[str, ...] = ()
    """Who acts for the shop, as the desk knows it."""


NOT_ALONE = Refusal(
    code="papers-under-way",
    because="The papers with the platform name you, so the shop can't be handed over before it has decided.",
    way_out="Wait for its word.",
)


def may(by: Actor, shop: Shop, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't hand it over, or None."""
    if refusal := keeper(by, shop, policy):
        return refusal
    return NOT_ALONE if shop.stage == "waiting" else None


def decide(command: HandOver, shop: Shop, policy: Policy) -> tuple[ShopHandedOver, ...] | Refusal:
    """The new owner."""
    if refusal := may(command.by, shop, policy, command.at):
        return refusal
    if not colleague(command.member, command, shop):
        return NO_SUCH_COLLEAGUE.at_field("member")
    return (ShopHandedOver(by=command.by, at=command.at, member=command.member, before=command.by.id),)
