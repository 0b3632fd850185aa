"""What the watch remembers of one complaint."""

from collections import Counter
from datetime import datetime, timedelta
from typing import Any

from ombud.core.deadlines import Deadline
from tests.simulation.complaints.replies import Replies
from tests.simulation.complaints.rulings import Decisions

Place = tuple[str, str]


class Case:
    """From its filing on."""

    def __init__(self) -> None:
        self.deadlines: dict[Place, Deadline] = {}
        self.lapsed: set[tuple[str, str, datetime, datetime]] = set()
        self.requests: dict[str, tuple[str, datetime | None]] = {}
        """Side, and until when it has time; None while an excuse waits or once it is over."""
        self.left: dict[str, timedelta] = {}
        self.lost: set[str] = set()
        self.closed = False
        self.how = ""
        self.reopened = 0
        self.reviews = 0
        self.owed = 0
        self.refunded = 0
        self.proofs = 0
        self.files: Counter[str] = Counter()
        self.reopen_until: datetime | None = None
        self.review_until: datetime | None = None
        self.refunded_at: datetime | None = None
        self.goods_sent = False
        self.decisions = Decisions()
        self.replies = Replies()


def carried(event: Any) -> list[Deadline]:
    """The deadlines that an event brings."""
    found = [getattr(event, name, None) for name in ("deadline", "answer", "negotiation", "choice", "turn", "ruling")]
    return [one for one in (*found, *getattr(event, "deadlines", ())) if isinstance(one, Deadline)]
