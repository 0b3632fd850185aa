"""Whoever owes it shows that it was done: a refund number, a transfer, a waybill or another voucher.

Who:    a member of the shop with the right to answer; where the platform took it over, a reviewer.
When:   while something is owed and before it is due; the shop up to the pack's number of times.
Event:  ExecutionProved.
Next:   desk/reactions.py, under ExecutionProved.
"""

import re
from datetime import datetime

from ombud.core.command import Command
from ombud.core.complaint.events.execution import ExecutionProved
from ombud.core.complaint.rungs import closed, not_shop, overdue, side_of, too_many, unreadable
from ombud.core.complaint.state import Complaint
from ombud.core.files import File
from ombud.core.people import Actor, Reviewer
from ombud.core.policy.pack import ProofKind
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.staff import not_reviewer
from ombud.core.words import EMPTY, Words


class ProveExecution(Command, frozen=True):
    """A kind of proof of the pack's, with what that kind asks for."""

    complaint: str
    proof: str
    reference: Words = EMPTY
    """The number of the refund, transfer or parcel."""
    words: Words = EMPTY
    files: tuple[File, ...] = ()


BEING_VERIFIED = Refusal(
    code="being-verified",
    because="A proof was handed in and the platform checks it.",
    way_out="Write a message if something in it is wrong.",
)
NOTHING_OWED = Refusal(code="nothing-owed", because="Nothing is owed in this case now.")
SHOP_OWES = Refusal(code="shop-owes", because="The shop owes this, so the shop has to prove it.")
TAKEN_OVER = Refusal(
    code="taken-over",
    because="The time ran out and the platform pays in your place.",
    way_out="If you have paid meanwhile, write to the platform in the case at once.",
)
USED_UP = Refusal(
    code="proofs-used-up",
    because="A case takes at most {proofs_max} proofs, and none of them held.",
    way_out="Write to the platform in the case.",
)
NO_SUCH_PROOF = Refusal(
    code="proof-does-not-fit",
    because="This doesn't prove what is owed in this case.",
    way_out="Choose a proof that the platform takes for what is owed.",
    field="proof",
)
WRONG_FORM = Refusal(
    code="reference-malformed",
    because="This isn't a number of that kind.",
    way_out="It looks like this: {example}",
    field="reference",
)
NO_FILE = Refusal(
    code="proof-without-file",
    because="This kind of proof needs a file.",
    way_out="Add a picture or PDF of it.",
    field="files",
)


def may(by: Actor, complaint: Complaint, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't prove it at this instant, the first reason that applies, or None."""
    staff = isinstance(by, Reviewer)
    if refusal := (not_reviewer(by) if staff else not_shop(by, complaint)) or closed(complaint):
        return refusal
    if complaint.stage == "verifying":
        return BEING_VERIFIED
    owed = complaint.obligation
    if complaint.stage != "executing" or owed is None:
        return NOTHING_OWED
    if staff:
        return None if owed.on == "platform" else SHOP_OWES
    if owed.on == "platform" and owed.terms.amount:
        return TAKEN_OVER
    if complaint.proofs >= policy.pack.limits.proofs_max:
        return USED_UP.given(proofs_max=policy.pack.limits.proofs_max)
    return overdue(complaint, "execution", at)


def decide(command: ProveExecution, complaint: Complaint, policy: Policy) -> tuple[ExecutionProved, ...] | Refusal:
    """The proof, and the platform's time to check it."""
    if refusal := may(command.by, complaint, policy, command.at):
        return refusal
    owed, kind = complaint.obligation, policy.pack.proof(command.proof)
    if kind is None or owed is None or owed.terms.remedy not in kind.remedies:
        return NO_SUCH_PROOF
    if refusal := _form(command, kind, policy):
        return refusal
    side = side_of(command.by, complaint)
    if side is not None and (refusal := too_many(complaint, side, command.files, policy)):
        return refusal
    return (
        ExecutionProved(
            by=command.by,
            at=command.at,
            proof=command.proof,
            number=command.reference.kept,
            words=command.words.kept,
            files=command.files,
            deadline=policy.deadline("verification", "platform", policy.pack.windows.verification, command.at),
        ),
    )


def _form(command: ProveExecution, kind: ProofKind, policy: Policy) -> Refusal | None:
    if refusal := unreadable(command.reference, policy, required=False, field="reference"):
        return refusal
    if kind.pattern and not re.fullmatch(kind.pattern, command.reference.text.strip()):
        return WRONG_FORM.given(example=kind.example)
    if (kind.needs_file or not kind.pattern) and not command.files:
        return NO_FILE
    # Where no number speaks for itself, somebody has to say what the file shows.
    return unreadable(command.words, policy, required=not kind.pattern)
