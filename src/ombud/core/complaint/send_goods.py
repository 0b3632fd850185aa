"""The consumer sends the goods back, with a waybill.

Who:    the consumer who made the complaint.
When:   where the goods go back before the money does, and before that is due.
Event:  GoodsSentBack; from now on it is the shop's turn.
Next:   desk/reactions.py, under GoodsSentBack.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.complaint import turns
from ombud.core.complaint.events.execution import GoodsSentBack
from ombud.core.complaint.rungs import closed, not_consumer, overdue, too_many, unreadable
from ombud.core.complaint.state import Complaint
from ombud.core.files import File
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.words import Words


class SendGoodsBack(Command, frozen=True):
    """Who carries them, under which number."""

    complaint: str
    carrier: Words
    waybill: Words
    files: tuple[File, ...] = ()


NOTHING_TO_SEND = Refusal(code="no-goods-awaited", because="In this case no goods are waited for now.")


def may(by: Actor, complaint: Complaint, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't send them at this instant, the first reason that applies, or None."""
    if refusal := not_consumer(by, complaint) or closed(complaint):
        return refusal
    if complaint.stage != "executing" or complaint.deadline("goods") is None:
        return NOTHING_TO_SEND
    return overdue(complaint, "goods", at)


def decide(command: SendGoodsBack, complaint: Complaint, policy: Policy) -> tuple[GoodsSentBack, ...] | Refusal:
    """They are on their way; the shop's time starts."""
    if refusal := may(command.by, complaint, policy, command.at):
        return refusal
    for field in ("carrier", "waybill"):
        if refusal := unreadable(getattr(command, field), policy, field=field):
            return refusal
    if refusal := too_many(complaint, "consumer", command.files, policy):
        return refusal
    assert complaint.obligation is not None, "goods are waited for because something is owed"
    return (
        GoodsSentBack(
            by=command.by,
            at=command.at,
            carrier=command.carrier.kept,
            waybill=command.waybill.kept,
            files=command.files,
            deadline=turns.owed(complaint.obligation, policy, command.at, goods_sent=True),
        ),
    )
