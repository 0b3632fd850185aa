"""Somebody asks to have what is kept of them erased: who buys, who acts for a shop, who was invited from outside.

Who:    the person themselves.
When:   at any time, while none of theirs is open.
Event:  ErasureAsked.
Next:   desk/reactions.py, under ErasureAsked.
"""

from datetime import datetime, timedelta

from ombud.core.command import Command
from ombud.core.deadlines import Deadline
from ombud.core.erasure.events import ErasureAsked
from ombud.core.erasure.state import Erasure, side_of
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.words import EMPTY, Words

ANSWER = timedelta(days=28)
"""GDPR Art. 12(3) gives a month: 28 days are never longer than one. PIPL Art. 50 wants it timely."""


class AskErasure(Command, frozen=True):
    """Why need not be said."""

    erasure: str
    words: Words = EMPTY


NOT_YOURS = Refusal(code="not-your-data", because="Only the person themselves can have what is kept of them erased.")
OPEN = Refusal(
    code="erasure-open",
    because="You have asked for this already.",
    way_out="It is decided by the date that stands beside it.",
)
TOO_LONG = Refusal(
    code="too-many-words", because="This takes at most {words_max} characters; there are {words}.", field="words"
)


def may(by: Actor, erasure: Erasure | None, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't ask, or None."""
    if side_of(by) is None or (erasure is not None and erasure.id != by.id):
        return NOT_YOURS
    if erasure is None or not erasure.open:
        return None
    return OPEN if erasure.by(by) else NOT_YOURS


def decide(command: AskErasure, erasure: Erasure | None, policy: Policy) -> tuple[ErasureAsked, ...] | Refusal:
    """What is asked, with the date by which it is decided."""
    if refusal := may(command.by, erasure, policy, command.at):
        return refusal
    if command.by.id != command.erasure:
        return NOT_YOURS
    limit = policy.pack.limits.words_max
    if len(command.words.text) > limit:
        return TOO_LONG.given(words_max=limit, words=len(command.words.text))
    due = Deadline(kind="erasure-answer", on="platform", from_at=command.at, due_at=command.at + ANSWER)
    return (
        ErasureAsked(
            by=command.by,
            at=command.at,
            person=command.erasure,
            pack=policy.pack.id,
            deadline=due,
            words=command.words.kept,
        ),
    )
