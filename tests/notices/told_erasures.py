"""One event of each kind that an erasure's notices tell of."""

from datetime import UTC, datetime, timedelta
from typing import Any

from ombud.core.deadlines import Deadline
from ombud.core.erasure.events import ErasureAsked, ErasureCarriedOut, ErasureGranted, ErasureOverdue
from ombud.core.erasure.holds import Hold
from ombud.core.erasure.state import Erasure
from ombud.core.people import Clock, Consumer, Reviewer
from ombud.core.words import NOTHING

AT = datetime(2026, 3, 9, 2, 0, tzinfo=UTC)
ANA, SENIOR, TIME = Consumer(id="ana"), Reviewer(id="sena", rights=("oversee",)), Clock()
ERASURE = Erasure(id="ana", pack="wechat@2026.1", stage="asked", asked_at=AT)


def due(days: int) -> Deadline:
    return Deadline(kind="erasure", on="platform", from_at=AT, due_at=AT + timedelta(days=days))


ERASURES: dict[str, tuple[Erasure, Any, str]] = {
    "erasure_asked": (
        ERASURE,
        ErasureAsked(by=ANA, at=AT, person="ana", pack="wechat@2026.1", deadline=due(28)),
        "consumer",
    ),
    "erasure_decided": (ERASURE, ErasureGranted(by=SENIOR, at=AT, words=NOTHING, deadline=due(1)), "consumer"),
    "erasure_overdue": (ERASURE, ErasureOverdue(by=TIME, at=AT, due_at=AT, deadline=due(7)), "queue"),
    "erasure_carried_out": (
        ERASURE,
        ErasureCarriedOut(
            by=TIME,
            at=AT,
            texts=2,
            files=1,
            contact=False,
            left=(Hold(stream="c1", why="live-case"),),
            deadline=due(30),
        ),
        "consumer",
    ),
}
