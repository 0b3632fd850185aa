"""How carrying out what is owed changes a complaint."""

from typing import assert_never

from msgspec.structs import replace

from ombud.core.complaint.events.execution import (
    ExecutionEvent,
    ExecutionProved,
    ExecutionVerified,
    GoodsSentBack,
    LadderClimbed,
    ProofSentBack,
    ReceiptConfirmed,
)
from ombud.core.complaint.state.complaint import Complaint
from ombud.core.complaint.state.filing import further
from ombud.core.complaint.state.talk import side_of


def evolve_execution(complaint: Complaint, event: ExecutionEvent) -> Complaint:
    """The complaint after an event of its execution."""
    match event:
        case GoodsSentBack():
            return replace(
                complaint,
                goods_sent=True,
                exhibits=further(complaint, "consumer", event.files),
                deadlines=(event.deadline,),
            )
        case ExecutionProved():
            return replace(
                complaint,
                stage="verifying",
                proofs=complaint.proofs + 1,
                exhibits=further(complaint, side_of(event.by), event.files),
                overdue=0,
                deadlines=(event.deadline,),
            )
        case ProofSentBack():
            return replace(complaint, stage="executing", overdue=0, deadlines=(event.deadline,))
        case LadderClimbed():
            return replace(
                complaint,
                rung=complaint.rung + 1,
                obligation=event.obligation,
                overdue=0,
                loss=complaint.loss + event.loss,
                deadlines=(event.deadline,),
            )
        case ExecutionVerified(amount=int(paid)):
            return _paid(replace(complaint, refunded_at=event.at), paid)
        case ExecutionVerified() | ReceiptConfirmed():
            assert complaint.obligation is not None, "only what is owed can have arrived"
            terms = complaint.obligation.terms
            return replace(
                complaint,
                given=complaint.given + terms.amount,
                refunded=complaint.refunded + terms.refund,
                refunded_at=event.at if terms.amount else complaint.refunded_at,
            )
        case _:
            assert_never(event)


def _paid(complaint: Complaint, amount: int) -> Complaint:
    """Some of what is owed, or all of it, has reached the consumer, also where a review is waited for meanwhile."""
    owed = complaint.obligation
    assert owed is not None, "only what is owed can have left"
    paid = replace(
        complaint, given=complaint.given + amount, refunded=complaint.refunded + min(amount, owed.terms.refund)
    )
    if left := max(0, owed.terms.amount - amount):
        return replace(paid, obligation=replace(owed, terms=replace(owed.terms, amount=left)))
    if complaint.stage != "platform":
        return paid
    # Nothing is left to do if the review upholds the ruling: the case then stands as if it had been closed before.
    return replace(paid, obligation=None, before_review="closed", before_how="advanced")
