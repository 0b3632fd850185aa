"""How being imposed, and the coming and going of its measures, changes a penalty."""

from datetime import datetime
from typing import Literal, assert_never

from msgspec.structs import replace

from ombud.core.deadlines import without
from ombud.core.penalty.events.imposing import (
    FreezeLookedAt,
    ImposingEvent,
    MeasureBegan,
    MeasureEnded,
    MeasureForfeited,
    MeasuresLifted,
    NoticeOpened,
    PenaltyDropped,
    PenaltyImposed,
    PenaltyProposed,
    PenaltyRevoked,
)
from ombud.core.penalty.state.penalty import MeasureNow, Penalty


def begun(event: PenaltyProposed | PenaltyImposed) -> Penalty:
    """The penalty as it begins."""
    if isinstance(event, PenaltyProposed):
        return Penalty(
            id=event.penalty, number=event.number, imposition=event.imposition, stage="proposed",
            proposed_by=event.by.id, decided_by=(event.by.id,), deadlines=(event.deadline,),
        )  # fmt: skip
    return _imposed(
        Penalty(
            id=event.penalty,
            number=event.number,
            imposition=event.imposition,
            stage="in-force",
            proposed_by=event.by.id,
        ),
        event,
    )


def evolve_imposing(penalty: Penalty, event: ImposingEvent) -> Penalty:
    """The penalty after it was imposed, read, changed by time, lifted or revoked."""
    match event:
        case PenaltyProposed():
            raise AssertionError("a penalty is proposed once")
        case PenaltyImposed():
            return _imposed(penalty, event)
        case PenaltyDropped():
            return replace(penalty, stage="dropped", ended_at=event.at, deadlines=(), claimed_by="")
        case NoticeOpened():
            opened = replace(penalty, opened_by=(*penalty.opened_by, event.by.id))
            if event.terms is None:
                return opened
            return replace(opened, terms=event.terms, deadlines=(*opened.deadlines, *event.deadlines))
        case FreezeLookedAt():
            left = without(penalty.deadlines, "freeze-look")
            return replace(penalty, deadlines=(*left, event.deadline), overdue=0)
        case MeasureForfeited():
            taken = penalty.forfeited.get(event.measure, 0) + event.amount
            return replace(penalty, forfeited={**penalty.forfeited, event.measure: taken})
        case MeasureBegan():
            kept = without(penalty.deadlines, "measure", about=event.measure)
            measures = _with(penalty, (event.measure,), on=True)
            return replace(
                penalty, measures=measures, deadlines=(*kept, *((event.deadline,) if event.deadline else ()))
            )
        case MeasureEnded():
            return replace(
                penalty,
                measures=_with(penalty, (event.measure,), ended="time"),
                deadlines=without(penalty.deadlines, "measure", about=event.measure),
            )
        case MeasuresLifted():
            return _lifted(penalty, event)
        case PenaltyRevoked():
            return _ended(replace(penalty, measures=_all_off(penalty, "revoked")), "revoked", event.at)
        case _:
            assert_never(event)


def _imposed(penalty: Penalty, event: PenaltyImposed) -> Penalty:
    return replace(
        penalty,
        imposition=event.imposition,
        stage="in-force",
        imposed_at=event.at,
        decided_by=event.decided_by,
        terms=event.terms,
        deadlines=event.deadlines,
        claimed_by="",
        overdue=0,
        measures=tuple(
            MeasureNow(terms=one, on=one.begins_at is not None and one.begins_at <= event.at)
            for one in event.imposition.measures
        ),
    )


def _lifted(penalty: Penalty, event: MeasuresLifted) -> Penalty:
    measures = _with(penalty, event.measures, ended="lifted")
    deadlines = penalty.deadlines
    for one in event.measures:
        deadlines = without(deadlines, "measure", about=one)
    if not any(one.terms.whole and not one.ended for one in measures):
        deadlines = without(deadlines, "freeze-look")
    lifted = replace(penalty, measures=measures, deadlines=deadlines)
    return _ended(lifted, "lifted", event.at) if event.ends else lifted


def _ended(penalty: Penalty, stage: Literal["revoked", "lifted"], at: datetime) -> Penalty:
    """Nothing of it is left, so nothing is due any more but an answer that the shop was promised."""
    consulted = tuple(one for one in penalty.deadlines if one.kind == "consultation")
    return replace(penalty, stage=stage, ended_at=at, deadlines=consulted, prepared=None, claimed_by="")


def _all_off(penalty: Penalty, why: Literal["revoked", "lifted"]) -> tuple[MeasureNow, ...]:
    return _with(penalty, tuple(one.terms.id for one in penalty.measures), ended=why)


def _with(
    penalty: Penalty, ids: tuple[str, ...], *, on: bool = False, ended: Literal["", "time", "revoked", "lifted"] = ""
) -> tuple[MeasureNow, ...]:
    return tuple(
        replace(one, on=on, ended=ended) if one.terms.id in ids and not one.ended else one for one in penalty.measures
    )
