"""What can happen to the appeal against a penalty."""

from datetime import datetime
from typing import Literal

from ombud.core.command import Event
from ombud.core.deadlines import Deadline
from ombud.core.files import File
from ombud.core.struct import Value
from ombud.core.words import NOTHING, Kept

Outcome = Literal["full", "part", "rejected"]


class KeptAnswer(Value, frozen=True):
    """What was filled into one field; `slot` names the order or item where the form asks for each."""

    code: str
    words: Kept
    slot: str = ""


class Submission(Value, frozen=True):
    """An appeal as it was sent: answers and files by the form that the penalty's pack version declares."""

    answers: tuple[KeptAnswer, ...] = ()
    files: tuple[File, ...] = ()
    """`kind` is the material's code, `about` the slot."""
    nothing_for: tuple[str, ...] = ()
    """Slots for which the merchant stated that there is nothing to show."""


class Verdict(Value, frozen=True):
    """What was decided on one slot."""

    slot: str
    upheld: bool
    words: Kept = NOTHING


class Missing(Value, frozen=True):
    """One thing an appeal lacked: a field or a material of its form, or another thing in words."""

    code: str
    slot: str = ""
    words: Kept = NOTHING


class AppealBegun(Event, frozen=True, tag="AppealBegun"):
    """The merchant began; where orders are drawn, the number of theirs, the seed revealed, and what was drawn."""

    number: str = ""
    seed: str = ""
    drawn: tuple[str, ...] = ()


class AppealDeclined(Event, frozen=True, tag="AppealDeclined"):
    """The shop doesn't mean to appeal. It still may, until the window closes."""


class AppealPrepared(Event, frozen=True, tag="AppealPrepared"):
    """A complete draft, to be sent by itself just before the window closes: the owner chose so."""

    submission: Submission
    deadline: Deadline


class PreparedKeptBack(Event, frozen=True, tag="PreparedKeptBack"):
    """The owner took that choice back."""


class PenaltyAppealed(Event, frozen=True, tag="PenaltyAppealed"):
    """An appeal is under review. `by` is the clock where a prepared one was sent by itself."""

    attempt: int
    submission: Submission
    deadline: Deadline
    prepared_by: str = ""


class AppealWithdrawn(Event, frozen=True, tag="AppealWithdrawn"):
    """The merchant took it back before it was decided."""

    deadline: Deadline | None = None
    """The window's close, where it is still open."""


class AppealFoundIncomplete(Event, frozen=True, tag="AppealFoundIncomplete"):
    """What was missing, item by item. It used up no attempt."""

    missing: tuple[Missing, ...]
    words: Kept
    complete_until: datetime
    """The window's close, or the end of the completion period if that is later."""
    deadline: Deadline


class QuestionAsked(Event, frozen=True, tag="QuestionAsked"):
    """A reviewer asks the merchant; the review's time stands still meanwhile."""

    question: str
    words: Kept
    deadline: Deadline


class QuestionAnswered(Event, frozen=True, tag="QuestionAnswered"):
    """The merchant answered; the review has the time that was left to it."""

    question: str
    words: Kept
    files: tuple[File, ...]
    deadline: Deadline


class QuestionLapsed(Event, frozen=True, tag="QuestionLapsed"):
    """No answer came; the review goes on with what it has."""

    question: str
    deadline: Deadline


class AppealGrantedOnCondition(Event, frozen=True, tag="AppealGrantedOnCondition"):
    """The penalty will be revoked once the merchant has done what the words say."""

    words: Kept
    deadline: Deadline


class ConditionMet(Event, frozen=True, tag="ConditionMet"):
    """The merchant says that it is done, with proof."""

    words: Kept
    files: tuple[File, ...]
    deadline: Deadline


class AppealDecided(Event, frozen=True, tag="AppealDecided"):
    """Decided on the merits, with reasons, slot by slot. `by` is the clock where a condition wasn't met in time."""

    outcome: Outcome
    verdicts: tuple[Verdict, ...]
    words: Kept
    restored: tuple[str, ...] = ()
    """Orders whose sales count again although the penalty stands."""
    deadline: Deadline | None = None
    """The window's close, where another attempt is left and it is still open."""


class AppealWindowClosed(Event, frozen=True, tag="AppealWindowClosed"):
    """The time to appeal is over: the penalty is final."""


AppealEvent = (
    AppealBegun
    | AppealDeclined
    | AppealPrepared
    | PreparedKeptBack
    | PenaltyAppealed
    | AppealWithdrawn
    | AppealFoundIncomplete
    | QuestionAsked
    | QuestionAnswered
    | QuestionLapsed
    | AppealGrantedOnCondition
    | ConditionMet
    | AppealDecided
    | AppealWindowClosed
)
