"""What an order learns from the talk about it: that its consumer wrote to the shop, which a complaint may ask for."""

from ombud.core.conversation.events import ConversationEvent, MessageSaid
from ombud.core.conversation.state import Conversation
from ombud.core.order.events import OrderEvent, ShopContacted
from ombud.core.order.state import Order
from ombud.core.words import NOTHING


def follow(event: ConversationEvent, conversation: Conversation, order: Order) -> tuple[OrderEvent, ...]:
    """The first message of the consumer's counts as having written; what it says stands in the conversation."""
    if isinstance(event, MessageSaid) and event.side == "consumer" and order.contacted_at is None:
        return (ShopContacted(by=event.by, at=event.at, words=NOTHING),)
    return ()
