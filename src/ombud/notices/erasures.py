"""What the words of notices about an erasure may name."""

from typing import Any

from ombud.core.erasure.events import ErasureRefused
from ombud.notices import figures
from ombud.notices.load import Told


def of_erasure(message: Told) -> dict[str, Any]:
    """Its dates, whether it was refused or granted in part, and how much is still held."""
    event, zone = message.event, message.platform.zone
    deadline, was = getattr(event, "deadline", None), getattr(event, "due_at", None)
    return {
        "due": figures.instant(deadline.due_at, zone) if deadline else "",
        "was_due": figures.instant(was, zone) if was else "",
        "refused": isinstance(event, ErasureRefused),
        "in_part": bool(getattr(event, "keep", ())),
        "left": len(getattr(event, "left", ())),
    }
