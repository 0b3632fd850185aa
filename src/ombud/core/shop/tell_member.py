"""A source tells us who acts for a shop, and in which role.

Who:    the platform's own software: an import, an integrator's key, the demo seed.
When:   at any time once the shop is known.
Event:  MemberTold.
Next:   desk/reactions.py, under MemberTold.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.people import Actor, System
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.shop.events import MemberTold
from ombud.core.shop.state import Shop
from ombud.core.shop.tell import KNOWN, ONLY_SYSTEMS

ROLES = ("owner", "service", "viewer", "")


class TellMember(Command, frozen=True):
    """Who acts for the shop; an empty role ends it."""

    shop: str
    member: str
    role: str
    source: str


NO_SUCH_ROLE = Refusal(code="role-unknown", because="A shop has the roles owner, service and viewer.", field="role")


def may(by: Actor, shop: Shop, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't tell of a member, or None."""
    return None if isinstance(by, System) else ONLY_SYSTEMS


def decide(command: TellMember, shop: Shop, policy: Policy) -> tuple[MemberTold, ...] | Refusal:
    """The role as told."""
    if refusal := may(command.by, shop, policy, command.at):
        return refusal
    if command.role not in ROLES:
        return NO_SUCH_ROLE
    if shop.members.get(command.member, "") == command.role:
        return KNOWN
    return (MemberTold(by=command.by, at=command.at, member=command.member, role=command.role, source=command.source),)
