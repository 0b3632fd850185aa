"""The platform asks one side, or both, to prove something.

Who:    a reviewer.
When:   while the platform has the case and no ruling waits for a second person; one open request a side, up to the
        pack's number.
Event:  EvidenceRequested, one for each side asked.
Next:   desk/reactions.py, under EvidenceRequested.
"""

from datetime import datetime
from typing import Literal

from ombud.core.command import Command
from ombud.core.complaint import turns
from ombud.core.complaint.events.intervention import EvidenceRequested
from ombud.core.complaint.rungs import closed, not_with_platform, unreadable
from ombud.core.complaint.state import Complaint
from ombud.core.people import Actor, Side
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.staff import not_reviewer
from ombud.core.words import Words

SIDES: dict[str, tuple[Side, ...]] = {
    "consumer": ("consumer",),
    "merchant": ("merchant",),
    "both": ("consumer", "merchant"),
}


class RequestEvidence(Command, frozen=True):
    """Who is to prove what."""

    complaint: str
    of: Literal["consumer", "merchant", "both"]
    words: Words
    items: tuple[str, ...] = ()
    """Codes of the pack's evidence kinds."""


PROPOSED = Refusal(
    code="ruling-waits-for-approval",
    because="A ruling in this case waits for a second person.",
    way_out="Have it sent back first if the case needs more evidence.",
)
NO_MORE = Refusal(
    code="requests-used-up",
    because="A case takes at most {requests_max} requests for evidence, and they are used up.",
    way_out="Decide on the evidence that was collected.",
)
ASKED = Refusal(
    code="request-open",
    because="This side was asked for evidence and still has time to answer.",
    way_out="Wait for the answer, or ask the other side.",
    field="of",
)
NO_SUCH_KIND = Refusal(
    code="evidence-kind-unknown",
    because="This platform knows no evidence of the kind “{kind}”.",
    way_out="Choose one of the kinds that it knows.",
    field="items",
)


def may(by: Actor, complaint: Complaint, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't ask for evidence at this instant, the first reason that applies, or None."""
    if refusal := not_reviewer(by) or closed(complaint) or not_with_platform(complaint):
        return refusal
    if complaint.proposed:
        return PROPOSED
    most = policy.pack.limits.evidence_requests_max
    return NO_MORE.given(requests_max=most) if len(complaint.requests) >= most else None


def decide(command: RequestEvidence, complaint: Complaint, policy: Policy) -> tuple[EvidenceRequested, ...] | Refusal:
    """The requests, and each side's time to answer."""
    if refusal := may(command.by, complaint, policy, command.at):
        return refusal
    sides = SIDES[command.of]
    most = policy.pack.limits.evidence_requests_max
    if len(complaint.requests) + len(sides) > most:
        return NO_MORE.given(requests_max=most)
    if any(one.of in sides for one in complaint.open_requests):
        return ASKED
    known = {kind.code for kind in policy.pack.evidence}
    if unknown := [code for code in command.items if code not in known]:
        return NO_SUCH_KIND.given(kind=unknown[0])
    if refusal := unreadable(command.words, policy):
        return refusal
    return tuple(
        _request(command, side, turns.next_id("r", len(complaint.requests) + n), policy) for n, side in enumerate(sides)
    )


def _request(command: RequestEvidence, side: Side, request: str, policy: Policy) -> EvidenceRequested:
    return EvidenceRequested(
        by=command.by,
        at=command.at,
        request=request,
        of=side,
        items=tuple(dict.fromkeys(command.items)),
        words=command.words.kept,
        deadline=policy.deadline("evidence", side, policy.pack.windows.evidence, command.at, about=request),
    )
