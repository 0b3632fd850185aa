"""Which forms a penalty offers now, and which of them stands open by itself."""

from collections.abc import Mapping

from ombud.portals.reviewer.penalties import approve, around, held, incomplete, lift, verdict
from ombud.portals.reviewer.penalties.form import Move
from ombud.portals.reviewer.penalties.invite import FORM as INVITE
from ombud.portals.reviewer.penalties.on_desk import PenaltyDesk

FORMS: Mapping[str, Move] = {
    one.slug: one
    for one in (
        approve.APPROVE,
        verdict.FORM,
        around.JUDGE,
        incomplete.FORM,
        around.ASK,
        around.GRANT,
        around.REPLY,
        held.LOOK,
        lift.FORM,
        held.FORFEIT,
        approve.DROP,
        INVITE,
        around.NOTE,
        around.HAND_BACK,
    )
}
"""In the order in which they are offered."""
MAIN = ("approve", "verdict", "judge")
"""One of these stands open by itself."""


def offered(desk: PenaltyDesk) -> list[Move]:
    """The forms that this reader may carry out now."""
    return [one for one in FORMS.values() if _offered(desk, one)]


def first(desk: PenaltyDesk, moves: list[Move]) -> Move | None:
    """The form that stands open where none was chosen: a decision that waits, or the answer somebody waits for."""
    main = next((one for one in moves if one.slug in MAIN), None)
    if main is None and desk.queue == "freezes":
        return next((one for one in moves if one.slug == "look-again"), None)
    if main is None and desk.penalty.deadline("consultation") is not None:
        return next((one for one in moves if one.slug == "reply"), None)
    return main


def _offered(desk: PenaltyDesk, move: Move) -> bool:
    if desk.refusal(move.verb) is not None:
        return False
    if move.slug == "drop":
        return desk.penalty.proposed_by == desk.request.actor.id  # anybody else says no to it in the other form
    if move.slug == "invite":
        return desk.others_who_can == 0
    return True
