"""The owner sets the shop up: its name, category, contact, policy and look, each version kept.

Who:    the shop's owner.
When:   at any time, unless the shop's account is suspended.
Event:  ShopSetUp.
Next:   desk/reactions.py, under ShopSetUp.
"""

from datetime import datetime

from msgspec.structs import replace

from ombud.core.command import Command
from ombud.core.files import File
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.shop.keeping_events import Background, Look, ShopSetUp
from ombud.core.shop.rungs import keeper, rules_of, unfit
from ombud.core.shop.state import Shop
from ombud.core.words import Words


class SetUpShop(Command, frozen=True):
    """How it is from here on. Pictures that aren't given stay, unless their kind is among those to drop."""

    shop: str
    name: str
    category: str
    contact: Words
    city: str = ""
    policy: str = ""
    """What it promises after the sale."""
    background: Background = "plain"
    files: tuple[File, ...] = ()
    """At most one of the kind `logo` and one of the kind `poster`."""
    drop: tuple[str, ...] = ()


PICTURES = ("logo", "poster")
NOT_A_PICTURE_HERE = Refusal(
    code="shop-picture-unfit", because="A shop has one logo and one poster, each a picture.", field="files"
)


def may(by: Actor, shop: Shop, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't set it up, or None."""
    return keeper(by, shop, policy)


def decide(command: SetUpShop, shop: Shop, policy: Policy) -> tuple[ShopSetUp, ...] | Refusal:
    """The shop as it is from here on."""
    if refusal := may(command.by, shop, policy, command.at):
        return refusal
    facts = replace(
        shop.facts,
        name=command.name.strip(),
        category=command.category,
        city=command.city.strip(),
        policy=command.policy.strip(),
    )
    if refusal := unfit(facts, command.contact, rules_of(policy)):
        return refusal
    kinds = [one.kind for one in command.files]
    pictures = all(one.media_type.startswith("image/") for one in command.files)
    if not pictures or len(kinds) != len(set(kinds)) or not set(kinds) <= set(PICTURES):
        return NOT_A_PICTURE_HERE
    look = Look(
        background=command.background, logo=_picture("logo", command, shop), poster=_picture("poster", command, shop)
    )
    return (ShopSetUp(by=command.by, at=command.at, facts=facts, contact=command.contact.kept, look=look),)


def _picture(kind: str, command: SetUpShop, shop: Shop) -> File | None:
    """The new picture of this kind, else the one there was unless it is dropped."""
    given = next((one for one in command.files if one.kind == kind), None)
    if given is not None:
        return given
    return None if kind in command.drop else getattr(shop.look, kind)
