"""The owner gives a member another role.

Who:    the shop's owner.
When:   at any time, unless the shop's account is suspended.
Event:  RoleChanged.
Next:   desk/reactions.py, under RoleChanged.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.shop.announce_absence import NO_SUCH_COLLEAGUE, colleague
from ombud.core.shop.invite_member import NO_SUCH_ROLE, ROLES
from ombud.core.shop.keeping_events import RoleChanged
from ombud.core.shop.rungs import keeper
from ombud.core.shop.state import Shop


class ChangeRole(Command, frozen=True):
    """Whose, and to what."""

    shop: str
    member: str
    role: str
    colleagues: tuple[str, ...] = ()
    """Who acts for the shop, as the desk knows it."""


SAME = Refusal(code="role-already", because="This person has that role already.", field="role")


def may(by: Actor, shop: Shop, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't change roles, or None."""
    return keeper(by, shop, policy)


def decide(command: ChangeRole, shop: Shop, policy: Policy) -> tuple[RoleChanged, ...] | Refusal:
    """The other role."""
    if refusal := may(command.by, shop, policy, command.at):
        return refusal
    if command.role not in ROLES:
        return NO_SUCH_ROLE
    if not colleague(command.member, command, shop):
        return NO_SUCH_COLLEAGUE.at_field("member")
    if shop.members.get(command.member) == command.role:
        return SAME
    return (RoleChanged(by=command.by, at=command.at, member=command.member, role=command.role),)
