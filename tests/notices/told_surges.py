"""One message of each notice about a surge: the alarm, the intervention, its end, and who is late."""

from typing import Any

from ombud.core.surge import close, lapse, open_intervention, raise_alarm
from ombud.core.surge.state import Surge
from tests.core.surge.world import FIGURES, HOUR, PARTS, RITA, T0, TIME, accepted, after, raised

RAISED = raised()
OPENED = after(open_intervention, RAISED, RITA, cause="staffing", words="So?", hold_percent=20, hold_reasons="Why.")
SILENT = after(lapse, OPENED, TIME, at=T0 + 73 * HOUR)
CLOSED = after(close, SILENT, RITA, outcome="measures-taken", words="No plan came.")


def _only(events: Any) -> Any:
    (event,) = events
    return event


GIVEN: dict[str, Any] = {"number": "S-1", "shop": "mugs", "kind": "rise", "figures": FIGURES, "parts": PARTS}
ASKS: dict[str, Any] = {"cause": "staffing", "words": "So?", "hold_percent": 20, "hold_reasons": "Why."}
SURGES: dict[str, tuple[Surge, Any, str]] = {
    "surge_raised": (RAISED, _only(accepted(raise_alarm, None, TIME, **GIVEN)), "queue"),
    "surge_overdue": (
        after(lapse, RAISED, TIME, at=T0 + 24 * HOUR),
        _only(accepted(lapse, RAISED, TIME, at=T0 + 24 * HOUR)),
        "queue",
    ),
    "intervention_opened": (
        OPENED,
        _only(accepted(open_intervention, RAISED, RITA, **ASKS)),
        "shop",
    ),
    "intervention_unanswered": (SILENT, _only(accepted(lapse, OPENED, TIME, at=T0 + 73 * HOUR)), "shop"),
    "intervention_closed": (
        CLOSED,
        _only(accepted(close, SILENT, RITA, outcome="measures-taken", words="No plan came.")),
        "shop",
    ),
}
