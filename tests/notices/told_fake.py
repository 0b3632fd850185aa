"""Messages about reports of fake evidence: one of each notice."""

from typing import Any

from ombud.core.evidence_report import withdraw
from tests.core.complaint.world import BORIS
from tests.core.evidence_report.test_life import BEYOND, LATE
from tests.core.evidence_report.test_recount import MOVED
from tests.core.evidence_report.world import FILED, FOUND

WITHDRAWN = FILED.then(withdraw, BORIS)
FAKES: dict[str, tuple[Any, Any, str]] = {
    # notice: the report right after, the event, who reads it
    "evidence_accused": (FILED.state, FILED.events[0], "consumer"),
    "evidence_report_filed": (FILED.state, FILED.events[0], "shop"),
    "evidence_report_beyond_cap": (BEYOND.state, BEYOND.events[0], "shop"),
    "evidence_report_concluded": (FOUND.state, FOUND.events[0], "shop"),
    "evidence_report_overdue": (LATE.state, LATE.events[-1], "queue"),
    "evidence_report_deadline_moved": (MOVED.state, MOVED.events[0], "consumer"),
    "evidence_report_withdrawn": (WITHDRAWN.state, WITHDRAWN.events[0], "consumer"),
}
