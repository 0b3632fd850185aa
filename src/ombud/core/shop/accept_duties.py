"""The owner accepts the duties and possible costs, in the version that was read.

Who:    the shop's owner.
When:   before it opens, and again whenever they change.
Event:  DutiesAccepted.
Next:   desk/reactions.py, under DutiesAccepted.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.shop.opening_events import DutiesAccepted
from ombud.core.shop.rungs import keeper, rules_of
from ombud.core.shop.state import Shop


class AcceptDuties(Command, frozen=True):
    """Which version was read."""

    shop: str
    version: str


ACCEPTED = Refusal(code="duties-accepted", because="You accepted this version already.")
OTHER_VERSION = Refusal(
    code="duties-changed",
    because="The duties changed: version {now} is in force, you read version {read}.",
    way_out="Read them again, then accept.",
    field="version",
)


def may(by: Actor, shop: Shop, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't accept them, or None."""
    if refusal := keeper(by, shop, policy):
        return refusal
    return ACCEPTED if shop.duties == rules_of(policy).duties_version else None


def decide(command: AcceptDuties, shop: Shop, policy: Policy) -> tuple[DutiesAccepted, ...] | Refusal:
    """The acceptance, with its version."""
    if refusal := may(command.by, shop, policy, command.at):
        return refusal
    version = rules_of(policy).duties_version
    if command.version != version:
        return OTHER_VERSION.given(now=version, read=command.version)
    return (DutiesAccepted(by=command.by, at=command.at, version=version),)
