"""A complaint as a line of the shop's lists: what is disputed, by when, what silence means, and the answers."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from ombud.desk.access import Case
from ombud.portals.common.case.present import Teller, turn_card
from ombud.portals.merchant.moves import moves
from ombud.reads.complaint_row import NEVER

TONES = {"yours": "warn", "platform": "plat", "overdue": "bad"}


def rows_of(cases: Iterable[Case]) -> list[dict[str, Any]]:
    """The lines, as merchant/complaint_rows.html wants them, by the deadline as it is now; closed ones as they came.

    Within a page only, for the time until the worker has seen that a deadline passed.
    """
    return sorted((row_of(case) for case in cases), key=lambda row: row["turn"].get("due_at") or NEVER)


def row_of(case: Case) -> dict[str, Any]:
    """One line. Its words are those of the case's own page."""
    complaint, t = case.complaint, Teller(case)
    turn = turn_card(case)
    return {
        "url": reverse("merchant-case", args=[complaint.number]),
        "title": complaint.lines[0].title or complaint.order_number if complaint.lines else complaint.order_number,
        "number": complaint.number,
        "filed_at": complaint.filed_at,
        "reason": t.pack(f"reason.{complaint.reason}"),
        "asked": t.terms(complaint.asked),
        "turn": turn,
        "state": turn["state"],
        "tone": TONES.get(turn["state"], ""),
        "actions": moves(case),
    }
