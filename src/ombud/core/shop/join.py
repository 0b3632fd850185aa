"""Somebody who was asked acts for the shop from here on.

Who:    a merchant whom the owner asked, and who acts for no other shop.
When:   as long as the invitation stands.
Event:  MemberJoined.
Next:   desk/reactions.py, under MemberJoined.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.people import Actor, Member
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.shop.apply import HAS_A_SHOP
from ombud.core.shop.keeping_events import MemberJoined
from ombud.core.shop.state import Shop


class JoinShop(Command, frozen=True):
    """That they do."""

    shop: str


NOT_INVITED = Refusal(code="not-invited", because="Nobody asked you to act for this shop.")


def may(by: Actor, shop: Shop, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't join, or None."""
    if not isinstance(by, Member) or by.id not in shop.invited:
        return NOT_INVITED
    return HAS_A_SHOP if by.shop else None


def decide(command: JoinShop, shop: Shop, policy: Policy) -> tuple[MemberJoined, ...] | Refusal:
    """The new member, in the role they were asked for."""
    if refusal := may(command.by, shop, policy, command.at):
        return refusal
    return (MemberJoined(by=command.by, at=command.at, member=command.by.id, role=shop.invited[command.by.id]),)
