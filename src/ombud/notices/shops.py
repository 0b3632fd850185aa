"""What the words of a notice about a shop's opening and its people may name."""

from collections.abc import Callable
from typing import Any

from ombud.notices import figures
from ombud.notices.load import Told

Say = Callable[[str], str]


def of_shop(message: Told, say: Say) -> dict[str, str]:
    """Reasons, people and instants, in the language in use. `say` gives the pack's words for a key."""
    event, zone = message.event, message.platform.zone
    return {
        "shop": message.shop or message.state.facts.name,
        "reasons": figures.listed([say(f"shop-refusal.{one}") for one in getattr(event, "reasons", ())]),
        "due": _instant(
            getattr(getattr(event, "deadline", None), "due_at", None) or getattr(event, "due_at", None), zone
        ),
        "from_at": _instant(getattr(event, "from_at", None), zone),
        "until": _instant(getattr(event, "until", None), zone),
    }


def _instant(at: Any, zone: Any) -> str:
    return figures.instant(at, zone) if at else ""
