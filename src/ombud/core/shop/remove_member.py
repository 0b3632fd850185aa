"""Somebody no longer acts for the shop: the owner says so, or they leave themselves.

Who:    the shop's owner; a member, about themselves.
When:   at any time. An owner hands the shop over before leaving.
Event:  MemberRemoved.
Next:   desk/reactions.py, under MemberRemoved.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.people import Actor, Member
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.shop.announce_absence import NO_SUCH_COLLEAGUE, colleague
from ombud.core.shop.keeping_events import MemberRemoved
from ombud.core.shop.rungs import NOT_OWNER, NOT_YOURS, owner_of
from ombud.core.shop.state import Shop


class RemoveMember(Command, frozen=True):
    """Whom."""

    shop: str
    member: str
    colleagues: tuple[str, ...] = ()
    """Who acts for the shop, as the desk knows it."""


OWNER_STAYS = Refusal(
    code="owner-stays",
    because="A shop has an owner at all times.",
    way_out="Hand it over first.",
    field="member",
)


def may(by: Actor, shop: Shop, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can remove nobody, or None."""
    return None if isinstance(by, Member) and by.shop == shop.id else NOT_YOURS


def decide(command: RemoveMember, shop: Shop, policy: Policy) -> tuple[MemberRemoved, ...] | Refusal:
    """Who goes."""
    if refusal := may(command.by, shop, policy, command.at):
        return refusal
    owner = owner_of(command.by, shop)
    if command.member == command.by.id:
        if owner:
            return OWNER_STAYS
    elif not owner:
        return NOT_OWNER
    elif not colleague(command.member, command, shop) and command.member not in shop.invited:
        return NO_SUCH_COLLEAGUE.at_field("member")
    return (MemberRemoved(by=command.by, at=command.at, member=command.member),)
