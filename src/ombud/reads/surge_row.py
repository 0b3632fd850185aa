"""A surge and a public item as lists show them: a row each, made from the state alone."""

from typing import Any

from ombud.core.public_item.state import PublicItem
from ombud.core.surge.state import Surge
from ombud.reads.complaint_row import NEVER


def of_surge(surge: Surge) -> tuple[Any, ...]:
    """A row of surge_row."""
    due = surge.deadlines[0] if surge.deadlines else None
    figures, backlog = surge.figures, surge.backlog
    observed = figures.observed if figures else backlog.missed if backlog else 0
    moved_at = max(at for at in (surge.raised_at, surge.opened_at, surge.answered_at, surge.ended_at) if at)
    return (
        surge.id, surge.number, surge.shop, surge.kind, surge.stage, surge.over, surge.opened_at is not None, observed,
        figures.expected_hundredths if figures else 0, figures.upper if figures else 0, due.kind if due else "",
        due.due_at if due else NEVER, surge.overdue, surge.claimed_by, surge.raised_at, moved_at,
    )  # fmt: skip


def of_public_item(item: PublicItem) -> tuple[Any, ...]:
    """A row of public_item_row."""
    return (
        item.id, item.shop, item.link, item.about, item.reach, item.said_at, item.recorded_at, item.taken_back,
    )  # fmt: skip
