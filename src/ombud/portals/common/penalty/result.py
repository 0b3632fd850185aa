"""How an appeal came out: the sentence, the reasons, each order or item, and what took effect."""

from typing import Any

from ombud.core.penalty.events.appeal import AppealDecided
from ombud.core.penalty.events.imposing import MeasuresLifted
from ombud.portals.common.penalty.status import slot_result
from ombud.portals.common.penalty.teller import PenaltyTeller
from ombud.portals.common.penalty.told import SENTENCES, outcome_words


def result(t: PenaltyTeller) -> dict[str, Any] | None:
    """{headline, reasons, at, tone, slots, restored}; None while nothing is decided or lifted."""
    penalty = t.penalty
    entries = t.timeline.entries if t.timeline else ()
    if penalty.outcome is not None:
        last = next((one.event for one in reversed(entries) if isinstance(one.event, AppealDecided)), None)
        return {
            "headline": outcome_words(penalty.outcome, penalty.verdicts),
            "reasons": t.words(last.words) if last else "",
            "at": last.at if last else penalty.ended_at,
            "tone": "good" if penalty.outcome == "full" else "",
            "slots": slot_result(t),
            "restored": [t.slot(one) for one in penalty.restored],
        }
    lifted = next((one.event for one in reversed(entries) if isinstance(one.event, MeasuresLifted)), None)
    if lifted is None:
        return None
    told = SENTENCES[MeasuresLifted](lifted, t)
    return {"headline": told.what, "reasons": told.quote, "at": lifted.at, "tone": "good", "slots": [], "restored": []}
