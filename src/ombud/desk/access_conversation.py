"""The way to reach a conversation, for the two sides of its order: the staff read what a side puts into a case."""

from datetime import datetime
from typing import NamedTuple

from ombud.accounts.platforms import Settings, settings_of
from ombud.core.conversation.rungs import side_of
from ombud.core.conversation.state import Conversation
from ombud.core.order.state import Order
from ombud.core.people import Actor, Side
from ombud.core.policy.policy import Policy
from ombud.desk import clock
from ombud.desk.access import access_order
from ombud.desk.handle import NotFound, policy_of
from ombud.desk.load import load, stream_id
from ombud.ledger.connection import connection


class ConversationCase(NamedTuple):
    """The talk about an order for one of its sides; None as long as nobody has said anything."""

    conversation: Conversation | None
    order: Order
    policy: Policy
    platform: Settings
    side: Side
    by: Actor
    at: datetime

    @property
    def about(self) -> Order | Conversation:
        """What the verbs look at."""
        return self.conversation or self.order


def access_conversation(platform: int, order: str, by: Actor, at: datetime | None = None) -> ConversationCase:
    """The conversation of this order, for its consumer and its shop's members. Raises NotFound."""
    found = access_order(platform, order, by)
    side = side_of(by, found)
    if side is None:
        raise NotFound
    loaded, _ = load(connection(), platform, "conversation", stream_id("conversation", order))
    settings = settings_of(platform)
    at = at or clock.now(platform)
    return ConversationCase(loaded.state, found, policy_of(loaded, settings), settings, side, by, at)
