"""The rungs that several ladders of refusals share: whose case it is, and whether it is still open."""

from datetime import datetime

from ombud.core.complaint.state import Complaint
from ombud.core.deadlines import DueKind
from ombud.core.files import File
from ombud.core.people import Actor, Consumer, Member, Side, can
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.staff import NO_RIGHT
from ombud.core.words import Words

NOT_YOURS = Refusal(code="not-your-complaint", because="Only the parties of this complaint can do this.")
NOT_THE_CONSUMER = Refusal(code="consumer-only", because="Only the consumer who made this complaint can do this.")
NOT_THE_SHOP = Refusal(code="shop-only", because="Only the shop this complaint is about can do this.")
CLOSED = Refusal(
    code="complaint-closed",
    because="This complaint was closed on {closed_at}.",
)
TOO_LATE = Refusal(code="too-late", because="The time for this ended at {due_at}.")
ADMITTED = Refusal(code="already-accepted", because="This complaint is accepted already; the shop has it.")
NOT_YET_ADMITTED = Refusal(
    code="not-yet-accepted",
    because="The platform hasn't accepted this complaint yet.",
    way_out="It is accepted by {due_at} at the latest, if nobody turns it away.",
)
NOT_WITH_PLATFORM = Refusal(
    code="not-with-platform",
    because="The platform doesn't have this case to decide now.",
    way_out="It gets it when a side asks, when talks fail, or by stepping in itself.",
)
CLAIMED_BY_ANOTHER = Refusal(
    code="claimed-by-another",
    because="Another reviewer works on this case.",
    way_out="Take the next one, or ask whoever has it to hand it back.",
)
DECIDED_BEFORE = Refusal(
    code="decided-before",
    because="You have decided in this case, so somebody else reviews it.",
    way_out="Leave it to a reviewer who hasn't.",
)
NO_WORDS = Refusal(
    code="no-words",
    because="This can't be sent without words.",
    way_out="Write a sentence that a person can read.",
    field="words",
)
TOO_LONG = Refusal(
    code="too-many-words", because="This takes at most {words_max} characters; there are {words}.", field="words"
)
TOO_MANY_FILES = Refusal(
    code="too-many-files", because="A case takes at most {files_max} files from each side.", field="files"
)


def side_of(by: Actor, complaint: Complaint) -> Side | None:
    """Which side of this complaint somebody is on, if any."""
    if isinstance(by, Consumer) and by.id == complaint.consumer:
        return "consumer"
    if isinstance(by, Member) and by.shop == complaint.shop:
        return "merchant"
    return None


def not_consumer(by: Actor, complaint: Complaint) -> Refusal | None:
    """Why this actor can't act as the complaint's maker."""
    return None if side_of(by, complaint) == "consumer" else NOT_THE_CONSUMER


def not_shop(by: Actor, complaint: Complaint) -> Refusal | None:
    """Why this actor can't answer for the shop."""
    if side_of(by, complaint) != "merchant":
        return NOT_THE_SHOP
    return None if can(by, "answer") else NO_RIGHT


def not_side(by: Actor, complaint: Complaint) -> Refusal | None:
    """Why this actor can't act as one of the two sides."""
    side = side_of(by, complaint)
    if side is None:
        return NOT_YOURS
    return NO_RIGHT if side == "merchant" and not can(by, "answer") else None


def not_received(complaint: Complaint) -> Refusal | None:
    """That it was accepted already."""
    return None if complaint.stage == "received" else ADMITTED


def not_with_platform(complaint: Complaint) -> Refusal | None:
    """That the platform hasn't the case now."""
    return None if complaint.stage == "platform" else NOT_WITH_PLATFORM


def claimed_by_another(by: Actor, complaint: Complaint) -> Refusal | None:
    """That another reviewer works on it."""
    return CLAIMED_BY_ANOTHER if complaint.claimed_by not in ("", by.id) else None


def decided_before(by: Actor, complaint: Complaint) -> Refusal | None:
    """That this reviewer has already decided in this case, so that a review isn't theirs."""
    reviewing = complaint.review is not None and complaint.review.state == "asked"
    return DECIDED_BEFORE if (reviewing or complaint.adjusting) and by.id in complaint.ruled_by else None


def closed(complaint: Complaint) -> Refusal | None:
    """That it is closed, if it is."""
    if complaint.closed_at is None:
        return None
    return CLOSED.given(closed_at=complaint.closed_at)


def not_admitted(complaint: Complaint) -> Refusal | None:
    """That the platform hasn't accepted it yet."""
    deadline = complaint.deadline("admission")
    if complaint.stage != "received" or deadline is None:
        return None
    return NOT_YET_ADMITTED.given(due_at=deadline.due_at)


def overdue(complaint: Complaint, kind: DueKind, at: datetime, about: str = "") -> Refusal | None:
    """That the deadline has passed, even where no timer ran."""
    deadline = complaint.deadline(kind, about)
    if deadline is not None and at >= deadline.due_at:
        return TOO_LATE.given(due_at=deadline.due_at)
    return None


def unreadable(words: Words, policy: Policy, *, required: bool = True, field: str = "words") -> Refusal | None:
    """What is wrong with the length of the words."""
    if required and words.blank:
        return NO_WORDS.at_field(field)
    longest = policy.pack.limits.words_max
    if len(words.text) > longest:
        return TOO_LONG.at_field(field).given(words_max=longest, words=len(words.text))
    return None


def too_many(complaint: Complaint, side: str, files: tuple[File, ...], policy: Policy) -> Refusal | None:
    """That this side has handed in as many files as a case takes."""
    held = sum(1 for one in complaint.exhibits if one.side == side)
    most = policy.pack.limits.files_max
    return TOO_MANY_FILES.given(files_max=most) if held + len(files) > most else None
