"""The rungs that several ladders of refusals share: whose penalty it is, and where it stands."""

from datetime import datetime

from ombud.core.files import File
from ombud.core.penalty.state import Penalty
from ombud.core.people import Actor, Invited, Member, can
from ombud.core.policy.policy import Policy
from ombud.core.policy.violation import PenaltyRules
from ombud.core.refusal import Refusal
from ombud.core.staff import not_reviewer
from ombud.core.words import Words

NOT_YOURS = Refusal(code="not-your-penalty", because="Only the penalised shop can do this.")
NO_RIGHT_TO_APPEAL = Refusal(
    code="no-right-to-appeal",
    because="Your role in this shop doesn't include appeals.",
    way_out="Ask the shop's owner to appeal or to give you the right.",
)
NOT_IMPOSED = Refusal(
    code="not-imposed-yet", because="This penalty waits for a second person; the shop isn't told yet."
)
ENDED = Refusal(code="penalty-ended", because="This penalty ended on {ended_at}, so nothing of it is left to change.")
NOT_APPEALABLE = Refusal(
    code="not-appealable",
    because="This kind of violation can't be appealed (rule {rule}).",
    way_out="Consult the platform from the notice.",
)
UNDER_REVIEW = Refusal(code="appeal-under-review", because="An appeal of this penalty is already under review.")
NOT_UNDER_REVIEW = Refusal(code="no-appeal-under-review", because="No appeal of this penalty waits for a decision now.")
NO_ATTEMPT_LEFT = Refusal(
    code="no-attempt-left",
    because="This penalty can be appealed {attempts_max} time(s), and that was used.",
    way_out="You can still consult the platform from the notice.",
)
UNREAD = Refusal(
    code="notice-unread",
    because="The time to appeal starts when somebody with the right to appeal opens the notice.",
    way_out="Open the notice first.",
)
TOO_EARLY = Refusal(
    code="appeal-window-not-open",
    because="Appeals of this penalty open at {opens_at}.",
    way_out="What you have prepared is kept until then.",
)
TOO_LATE = Refusal(
    code="appeal-window-closed",
    because="The time to appeal this penalty ended at {closed_at}.",
    way_out="You can still consult the platform from the notice.",
)
DECIDED_BEFORE = Refusal(
    code="decided-before",
    because="You have decided on this penalty before, so somebody else decides the appeal.",
    way_out="Leave it to another reviewer, or invite somebody from outside where there is nobody else.",
)
CLAIMED_BY_ANOTHER = Refusal(
    code="claimed-by-another",
    because="Another reviewer works on this penalty.",
    way_out="Take the next one, or ask whoever has it to hand it back.",
)
QUESTION_OPEN = Refusal(
    code="question-open",
    because="The merchant was asked something and has until {due_at}.",
    way_out="Go on once it has answered or that time is over.",
)
NO_PENALTIES = Refusal(code="no-penalties-here", because="This platform's rules know no penalties.")
NO_WORDS = Refusal(code="no-words", because="This needs words that a person can read.", field="words")
TOO_LONG = Refusal(
    code="too-many-words", because="This takes at most {words_max} characters; there are {words}.", field="words"
)
TOO_MANY_FILES = Refusal(
    code="too-many-files", because="A case takes at most {files_max} files from each side.", field="files"
)


def not_member(by: Actor, penalty: Penalty) -> Refusal | None:
    """Why this actor isn't of the penalised shop."""
    if not (isinstance(by, Member) and by.shop == penalty.shop and penalty.imposed):
        return NOT_YOURS
    return None


def not_appellant(by: Actor, penalty: Penalty) -> Refusal | None:
    """Why this actor can't appeal for the shop."""
    return not_member(by, penalty) or (None if can(by, "appeal") else NO_RIGHT_TO_APPEAL)


def not_decider(by: Actor, penalty: Penalty) -> Refusal | None:
    """Why this actor can't decide an appeal: neither one of the platform's reviewers nor invited to this penalty."""
    if isinstance(by, Invited) and by.penalty == penalty.id and by.id in penalty.outside:
        return None
    return not_reviewer(by)


def not_in_force(penalty: Penalty) -> Refusal | None:
    """That it isn't in force: not yet, or no longer."""
    if penalty.stage == "proposed":
        return NOT_IMPOSED
    return ENDED.given(ended_at=penalty.ended_at) if penalty.ended_at else None


def closed_window(penalty: Penalty, at: datetime) -> Refusal | None:
    """Why it can't be appealed at this instant, decided by the instant alone: half-open, right if no timer ran."""
    if penalty.terms is None:
        return NOT_APPEALABLE.given(rule=penalty.imposition.rule)
    if penalty.under_review:
        return UNDER_REVIEW
    if penalty.attempts >= penalty.terms.attempts_max:
        return NO_ATTEMPT_LEFT.given(attempts_max=penalty.terms.attempts_max)
    if penalty.unread:
        return UNREAD
    if at < penalty.terms.opens_at:
        return TOO_EARLY.given(opens_at=penalty.terms.opens_at)
    closes_at = penalty.closes_at
    # What has closed stays closed, also where somebody sets the clock back.
    if closes_at is not None and (at >= closes_at or penalty.deadline("appeal") is None):
        return TOO_LATE.given(closed_at=closes_at)
    return None


def not_under_review(penalty: Penalty) -> Refusal | None:
    """That no appeal waits for a decision."""
    return None if penalty.appeal == "review" else NOT_UNDER_REVIEW


def decided_before(by: Actor, penalty: Penalty) -> Refusal | None:
    """That this reviewer has already decided on this penalty."""
    return DECIDED_BEFORE if by.id in penalty.decided_by else None


def claimed_by_another(by: Actor, penalty: Penalty) -> Refusal | None:
    """That another reviewer works on it."""
    return CLAIMED_BY_ANOTHER if penalty.claimed_by not in ("", by.id) else None


def asked(penalty: Penalty) -> Refusal | None:
    """That the merchant's answer to a question is waited for."""
    deadline = penalty.deadline("question")
    return QUESTION_OPEN.given(due_at=deadline.due_at) if deadline else None


def not_deciding(by: Actor, penalty: Penalty) -> Refusal | None:
    """Why this reviewer can't act on the appeal under review: the ladder that all its verbs share."""
    if refusal := not_decider(by, penalty) or not_in_force(penalty) or not_under_review(penalty):
        return refusal
    return decided_before(by, penalty) or claimed_by_another(by, penalty) or asked(penalty)


def unreadable(words: Words, policy: Policy, *, required: bool = True, field: str = "words") -> Refusal | None:
    """What is wrong with the length of the words."""
    if required and words.blank:
        return NO_WORDS.at_field(field)
    longest = policy.pack.limits.words_max
    if len(words.text) > longest:
        return TOO_LONG.at_field(field).given(words_max=longest, words=len(words.text))
    return None


def too_many(files: tuple[File, ...], policy: Policy) -> Refusal | None:
    """That more files were given at once than a side may hand in."""
    most = policy.pack.limits.files_max
    return TOO_MANY_FILES.given(files_max=most) if len(files) > most else None


def rules_of(policy: Policy) -> PenaltyRules:
    """What the pack says of penalties; asked only where there is one."""
    assert policy.pack.penalties is not None, "a penalty runs under a pack that knows penalties"
    return policy.pack.penalties
