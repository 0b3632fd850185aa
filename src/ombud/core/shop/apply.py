"""A merchant applies to open a shop, and owns it from here on.

Who:    somebody who sells and acts for no shop yet.
When:   at any time, on a platform whose shops open here.
Event:  ShopApplied.
Next:   desk/reactions.py, under ShopApplied.
"""

from datetime import datetime, timedelta

from msgspec.structs import replace

from ombud.core.command import Command
from ombud.core.deadlines import Deadline
from ombud.core.people import Actor, Member
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.shop.opening_events import ShopApplied, ShopFacts
from ombud.core.shop.rungs import NOTHING_SOLD_HERE, REMIND_DAYS, reminded, rules_of, unfit
from ombud.core.shop.state import Shop
from ombud.core.words import Words


class ApplyForShop(Command, frozen=True):
    """What the shop is to be called, what it sells, and where buyers reach it."""

    shop: str
    name: str
    category: str
    contact: Words
    city: str = ""


ONLY_MERCHANTS = Refusal(code="merchant-only", because="Only merchants open shops.")
HAS_A_SHOP = Refusal(
    code="acts-for-a-shop",
    because="You act for a shop already.",
    way_out="Sign in as somebody who acts for none to open another.",
)
THERE_ALREADY = Refusal(code="shop-exists", because="There is a shop of this id already.")
CITY_MAX = 60
CITY_TOO_LONG = Refusal(
    code="city-too-long", because="This takes at most {most} characters; there are {there}.", field="city"
)


def may(by: Actor, shop: Shop | None, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't apply, or None."""
    if not isinstance(by, Member):
        return ONLY_MERCHANTS
    if policy.pack.shops is None:
        return NOTHING_SOLD_HERE
    if by.shop:
        return HAS_A_SHOP
    return THERE_ALREADY if shop is not None else None


def decide(command: ApplyForShop, shop: Shop | None, policy: Policy) -> tuple[ShopApplied, ...] | Refusal:
    """The application, with the date by which the papers are to come."""
    if refusal := may(command.by, shop, policy, command.at):
        return refusal
    facts = ShopFacts(name=command.name.strip(), category=command.category, city=command.city.strip())
    if refusal := unfit(facts, command.contact, rules_of(policy)):
        return refusal
    if len(facts.city) > CITY_MAX:
        return CITY_TOO_LONG.given(most=CITY_MAX, there=len(facts.city))
    return (
        ShopApplied(
            by=command.by,
            at=command.at,
            shop=command.shop,
            pack=policy.pack.id,
            facts=facts,
            contact=command.contact.kept,
            deadline=papers_due(policy, command.at),
        ),
    )


def papers_due(policy: Policy, at: datetime) -> Deadline:
    """The merchant's turn to hand the papers in, or in again."""
    due = policy.deadline("qualification", "merchant", rules_of(policy).windows.complete, at)
    lead = due.due_at - timedelta(days=REMIND_DAYS)
    return replace(due, remind_at=reminded(due.due_at, at, lead))
