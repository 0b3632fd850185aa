"""The owner asks somebody to act for the shop.

Who:    the shop's owner.
When:   at any time, unless the shop's account is suspended, up to the pack's number of members.
Event:  MemberInvited.
Next:   desk/reactions.py, under MemberInvited.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.shop.keeping_events import MemberInvited
from ombud.core.shop.rungs import keeper, rules_of
from ombud.core.shop.state import Shop

ROLES = ("service", "viewer")
"""What an owner can give; an owner's own role is handed over, not given twice."""


class InviteMember(Command, frozen=True):
    """Whom, by the platform's own id of the person, and as what."""

    shop: str
    member: str
    role: str
    colleagues: tuple[str, ...] = ()
    """Who acts for the shop, as the desk knows it."""


REF_MAX = 128
TOO_MANY = Refusal(
    code="too-many-members", because="A shop has at most {members_max} members, those asked to join included."
)
NO_SUCH_ROLE = Refusal(code="role-not-given", because="Choose service or viewer.", field="role")
NOBODY = Refusal(code="member-missing", because="Say whom.", field="member")
THERE = Refusal(
    code="member-already", because="This person acts for the shop, or was asked to, already.", field="member"
)


def may(by: Actor, shop: Shop, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't ask anybody, or None."""
    if refusal := keeper(by, shop, policy):
        return refusal
    most = rules_of(policy).limits.members_max
    return TOO_MANY.given(members_max=most) if len(shop.members) + len(shop.invited) >= most else None


def decide(command: InviteMember, shop: Shop, policy: Policy) -> tuple[MemberInvited, ...] | Refusal:
    """The invitation."""
    if refusal := may(command.by, shop, policy, command.at):
        return refusal
    member = command.member.strip()
    if not member or len(member) > REF_MAX:
        return NOBODY
    if command.role not in ROLES:
        return NO_SUCH_ROLE
    if member in {*shop.members, *shop.invited, *command.colleagues, command.by.id}:
        return THERE
    return (MemberInvited(by=command.by, at=command.at, member=member, role=command.role),)
