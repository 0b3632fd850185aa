"""What the words of a notice about a surge may name."""

from collections.abc import Callable

from ombud.notices import figures
from ombud.notices.load import Told

Say = Callable[[str], str]


def of_surge(message: Told, say: Say) -> dict[str, str | int]:
    """Figures, cause, outcome and instants, in the language in use. `say` gives the pack's words for a key."""
    surge, event = message.state, message.event
    deadline = getattr(event, "deadline", None)
    rise, backlog = surge.figures, surge.backlog
    return {
        "observed": rise.observed if rise else backlog.missed if backlog else 0,
        "expected": f"{rise.expected_hundredths / 100:.0f}" if rise else "",
        "upper": rise.upper if rise else "",
        "answered": backlog.answered if backlog else "",
        "waiting": backlog.waiting if backlog else "",
        "cases": len(surge.cases),
        "cause": say(f"surge-cause.{surge.cause}") if surge.cause else "",
        "outcome": say(f"surge-outcome.{surge.outcome}") if surge.outcome else "",
        "due": figures.instant(deadline.due_at, message.platform.zone) if deadline else "",
    }
