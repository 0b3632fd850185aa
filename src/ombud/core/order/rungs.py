"""The rungs that several verbs of an order share: whose order it is, and where it stands."""

from ombud.core.order.path import stage_of
from ombud.core.order.state import Order
from ombud.core.people import Actor, Consumer, Member, Party, Reviewer, can
from ombud.core.policy.policy import Policy
from ombud.core.policy.trade import OrderStage
from ombud.core.refusal import Refusal
from ombud.core.staff import NO_RIGHT
from ombud.core.words import Words

NOT_THE_SELLER = Refusal(code="seller-only", because="Only the shop that sold it can do this.")
NOT_THE_BUYER = Refusal(
    code="buyer-only", because="Only the consumer who bought it can do this, or the platform's staff for them."
)
NOBODY_BOUGHT = Refusal(
    code="order-without-consumer",
    because="We were not told who bought this, so nobody can speak for them.",
    way_out="Ask the platform's service to add the consumer to the order.",
)
NO_SHOP = Refusal(
    code="order-without-seller",
    because="We were not told which shop sold this order, so it can't be asked about it.",
    way_out="Ask the platform's service to add the shop to the order.",
)
NOT_ON_THE_PATH = Refusal(
    code="status-not-on-path",
    because="“{status}” isn't a status that the platform's rules know, so nothing follows from it.",
    way_out="It goes on once the platform is told of a status that is.",
)
COMPLETE = Refusal(code="order-complete", because="This order is complete: nothing more is to come.")
WORDS_MISSING = Refusal(
    code="no-words",
    because="This can't be sent without words.",
    way_out="Write a sentence that a person can read.",
    field="words",
)
WORDS_TOO_LONG = Refusal(
    code="too-many-words", because="This takes at most {words_max} characters; there are {words}.", field="words"
)


def not_seller(by: Actor, order: Order) -> Refusal | None:
    """Why this actor can't act for the shop that sold it."""
    if not (isinstance(by, Member) and by.shop and by.shop == order.shop):
        return NOT_THE_SELLER
    return None if can(by, "answer") else NO_RIGHT


def not_buyer(by: Actor, order: Order) -> Refusal | None:
    """Why this actor can't act as the consumer, or speak for them as the platform's staff."""
    if isinstance(by, Reviewer):
        return None if order.consumer else NOBODY_BOUGHT
    return None if isinstance(by, Consumer) and by.id == order.consumer else NOT_THE_BUYER


def spoken_for(by: Actor, order: Order) -> str:
    """The consumer for whom the staff speaks; empty where the consumer does it."""
    return order.consumer if isinstance(by, Reviewer) else ""


def off_the_path(order: Order, policy: Policy) -> Refusal | None:
    """Why nothing can follow from the status it is in."""
    stage = stage_of(order, policy)
    if stage is None:
        return NOT_ON_THE_PATH.given(status=order.status or "–")
    return COMPLETE if stage.final else None


def stage_here(order: Order, policy: Policy) -> OrderStage:
    """The stage of an order that is on the path."""
    stage = stage_of(order, policy)
    assert stage is not None, "asked only of an order on its path"
    return stage


def side_of(by: Actor, order: Order) -> Party | None:
    """Which party somebody is to this order, if any."""
    match by:
        case Member() if by.shop and by.shop == order.shop:
            return "merchant"
        case Consumer() if by.id == order.consumer:
            return "consumer"
        case Reviewer():
            return "platform"
        case _:
            return None


def too_long(words: Words, policy: Policy) -> Refusal | None:
    """Words beyond what the pack takes at once."""
    most = policy.pack.limits.words_max
    return None if len(words.text) <= most else WORDS_TOO_LONG.given(words_max=most, words=len(words.text))
