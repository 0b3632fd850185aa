"""What the words of a notice about a penalty may name."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext

from ombud.core.fund.follow import currency_of
from ombud.core.penalty.events.appeal import AppealFoundIncomplete
from ombud.core.penalty.events.imposing import Measure, MeasureForfeited, PenaltyImposed
from ombud.core.penalty.events.work import AppealOpened
from ombud.core.penalty.state import Penalty
from ombud.notices import figures
from ombud.notices.load import Told
from ombud.packs.load import load_version

Say = Callable[[str], str]


def of_penalty(message: Told, say: Say) -> dict[str, str]:
    """Violation, rule, measures and instants, in the language in use. `say` gives the pack's words for a key."""
    penalty, event = message.state, message.event
    ids = getattr(event, "measures", ()) or (getattr(event, "measure", ""),)
    named = [one.terms for one in penalty.measures if one.terms.id in ids]
    measures = event.imposition.measures if isinstance(event, PenaltyImposed) else named
    reminded = penalty.deadline(event.kind) if hasattr(event, "kind") else None
    return {
        "violation": say(f"violation.{penalty.imposition.violation}"),
        "rule": penalty.imposition.rule,
        "measures": listed(measures, say),
        "measure": listed(named, say),
        "until": _instant(_until(penalty, event), message),
        "due": _instant(_due(event), message),
        "taken": _taken(penalty, event, message.pack),
        "reminded": _instant(reminded.due_at if reminded else None, message),
        "what": say(f"deadline.{event.kind}") if hasattr(event, "kind") else "",
    }


def listed(measures: Iterable[Measure], say: Say) -> str:
    """Measures in one sentence: credit card payment off, search demotion."""
    return figures.listed([measure_words(one, say) for one in measures])


def measure_words(measure: Measure, say: Say) -> str:
    """One measure, with what it touches."""
    words = say(f"measure.{measure.kind}")
    if not measure.about:
        return words
    return gettext("{measure} ({what})").format(measure=words, what=say(f"payment-way.{measure.about}"))


def _taken(penalty: Penalty, event: Any, pack: str) -> str:
    if not isinstance(event, MeasureForfeited):
        return ""
    return figures.money(event.amount, currency_of(penalty, load_version(pack)))


def _until(penalty: Penalty, event: Any) -> datetime | None:
    if isinstance(event, PenaltyImposed):
        return event.terms.closes_at if event.terms else None
    return penalty.closes_at if isinstance(event, AppealOpened) else None


def _due(event: Any) -> datetime | None:
    if isinstance(event, AppealFoundIncomplete):
        return event.complete_until
    deadline = getattr(event, "deadline", None)
    return deadline.due_at if deadline else None


def _instant(at: datetime | None, message: Told) -> str:
    return figures.instant(at, message.platform.zone) if at else ""
