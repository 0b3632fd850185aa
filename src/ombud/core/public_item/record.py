"""Something that was said of a shop in public is recorded: where, in which words, how many it reached, when.

Who:    a reviewer, or the platform's own systems: an integrator that watches the press and social networks.
When:   under a pack that counts public items; once for each address.
Event:  PublicItemRecorded.
Next:   desk/reactions.py, under PublicItemRecorded.
"""

import re
from datetime import datetime, timedelta

from ombud.core.command import Command
from ombud.core.people import Actor, Reviewer, System
from ombud.core.policy.policy import Policy
from ombud.core.public_item.events import PublicItemRecorded
from ombud.core.public_item.state import PublicItem
from ombud.core.refusal import Refusal
from ombud.core.words import Words


class RecordPublicItem(Command, frozen=True):
    """What was said, and where."""

    public_item: str
    shop: str
    link: str
    words: Words
    said_at: datetime | None = None
    """Now where nothing is said."""
    reach: int = 0
    about: str = ""


ADDRESS = re.compile(r"https?://[^\s/]+\.[^\s]+")
ADDRESS_MAX = 2000
REACH_MAX = 10_000_000_000
"""More than there are people."""
OLDEST = timedelta(days=3660)
STAFF_ONLY = Refusal(
    code="public-items-by-staff", because="Only the platform’s reviewers and systems record what is said in public."
)
NOT_COUNTED = Refusal(
    code="public-items-not-counted", because="The rules of this platform don’t count what is said in public."
)
RECORDED = Refusal(
    code="public-item-recorded",
    because="What stands at this address was recorded already.",
    way_out="If something new was said there, record its own address.",
    field="link",
)
NO_ADDRESS = Refusal(
    code="no-address",
    because="Give the whole address at which it can be read.",
    way_out="An address that begins with https://.",
    field="link",
)
NO_WORDS = Refusal(code="no-words", because="Say what was said, in its own words.", field="words")
TOO_LONG = Refusal(
    code="too-many-words", because="This takes at most {words_max} characters; there are {words}.", field="words"
)
WRONG_REACH = Refusal(code="reach-wrong", because="Reach is how many saw it: 0 or more.", field="reach")
WRONG_TIME = Refusal(
    code="said-at-wrong", because="It was said before now, and not more than ten years ago.", field="said_at"
)
NO_SUCH_TYPE = Refusal(
    code="report-type-unknown",
    because="This platform has no report type “{type}”.",
    way_out="Choose one of its types.",
    field="about",
)


def may(by: Actor, item: PublicItem | None, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't record it, or None."""
    if not isinstance(by, Reviewer | System):
        return STAFF_ONLY
    if policy.pack.surge is None or "public-items" not in policy.pack.surge.counts:
        return NOT_COUNTED
    return RECORDED if item is not None else None


def decide(
    command: RecordPublicItem, item: PublicItem | None, policy: Policy
) -> tuple[PublicItemRecorded, ...] | Refusal:
    """The item."""
    if refusal := may(command.by, item, policy, command.at) or _unfit(command, policy):
        return refusal
    return (
        PublicItemRecorded(
            by=command.by, at=command.at, item=command.public_item, shop=command.shop, link=command.link.strip(),
            words=command.words.kept, said_at=command.said_at or command.at, reach=command.reach, about=command.about,
        ),
    )  # fmt: skip


def _unfit(command: RecordPublicItem, policy: Policy) -> Refusal | None:
    """The first field that is wrong."""
    if not ADDRESS.fullmatch(command.link.strip()) or len(command.link) > ADDRESS_MAX:
        return NO_ADDRESS
    if command.words.blank:
        return NO_WORDS
    longest = policy.pack.limits.words_max
    if len(command.words.text) > longest:
        return TOO_LONG.given(words_max=longest, words=len(command.words.text))
    if not 0 <= command.reach <= REACH_MAX:
        return WRONG_REACH
    said_at = command.said_at or command.at
    if said_at.tzinfo is None or not command.at - OLDEST <= said_at <= command.at:
        return WRONG_TIME
    if command.about and command.about not in policy.pack.report_types:
        return NO_SUCH_TYPE.given(type=command.about)
    return None
