"""The rungs that the verbs of a conversation share: whose it is, and what fits into a message."""

from datetime import datetime

from ombud.core.conversation.state import PACE_SPAN, Conversation
from ombud.core.files import File
from ombud.core.order.rungs import NO_SHOP, NOBODY_BOUGHT, WORDS_MISSING, too_long
from ombud.core.order.state import Order
from ombud.core.people import Actor, Consumer, Member, Side, can
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.staff import NO_RIGHT
from ombud.core.words import Words

PACE_MAX = 20
"""Messages of one side in a minute: more than anybody types, far fewer than a script sends."""
FILES_MAX = 100
"""Files of one side in one conversation: enough for years of talk, few enough that the state stays small."""
NOT_YOURS = Refusal(
    code="not-your-conversation", because="Only the consumer who bought it and the shop that sold it talk here."
)
TOO_FAST = Refusal(
    code="too-many-messages",
    because="These are more than {messages_max} messages in a minute.",
    way_out="You can go on at {next_at}; put what you have to say into one message.",
)
TOO_MANY_AT_ONCE = Refusal(
    code="too-many-files-at-once", because="A message takes at most {files_max} files.", field="files"
)
TOO_MANY_FILES = Refusal(
    code="conversation-full-of-files",
    because="You have sent {files_max} files about this order, and it takes no more.",
    way_out="Words still go through. In a complaint you can hand in further evidence.",
    field="files",
)


def side_of(by: Actor, about: Order | Conversation) -> Side | None:
    """Which side of it somebody is on, if any."""
    if isinstance(by, Consumer) and by.id and by.id == about.consumer:
        return "consumer"
    if isinstance(by, Member) and by.shop and by.shop == about.shop:
        return "merchant"
    return None


def not_side(by: Actor, about: Order | Conversation) -> Refusal | None:
    """Why this actor can't act in it."""
    side = side_of(by, about)
    if side is None:
        return NOT_YOURS
    return NO_RIGHT if side == "merchant" and not can(by, "answer") else None


def nobody_there(about: Order | Conversation) -> Refusal | None:
    """That one of the two sides isn't known, so that nobody would read it."""
    if not about.shop:
        return NO_SHOP
    return None if about.consumer else NOBODY_BOUGHT


def too_fast(side: Side, about: Order | Conversation, at: datetime) -> Refusal | None:
    """That this side sends more than anybody types."""
    if isinstance(about, Order):
        return None
    mine = about.part(side)
    if mine.pace_from is None or mine.pace < PACE_MAX or at - mine.pace_from >= PACE_SPAN:
        return None
    return TOO_FAST.given(messages_max=PACE_MAX, next_at=mine.pace_from + PACE_SPAN)


def misfits(words: Words, files: tuple[File, ...], policy: Policy) -> Refusal | None:
    """What is wrong with the length of a message."""
    if words.blank and not files:
        return WORDS_MISSING
    most = policy.pack.limits.files_max
    return too_long(words, policy) or (TOO_MANY_AT_ONCE.given(files_max=most) if len(files) > most else None)


def too_many_files(side: Side, about: Order | Conversation, files: tuple[File, ...]) -> Refusal | None:
    """That this side has sent as many files as one conversation takes."""
    sent = about.part(side).files if isinstance(about, Conversation) else ()
    return TOO_MANY_FILES.given(files_max=FILES_MAX) if len(sent) + len(files) > FILES_MAX else None
