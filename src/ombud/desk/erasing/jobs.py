"""The job that follows where something is to be erased: the worker does it, as often as it is asked."""

from typing import Any

from ombud.core.erasure.events import ErasureDue, ErasureGranted
from ombud.desk.commit import JobWrite
from ombud.desk.decide import Loaded

JOB = "erase"


def erasing_jobs(was: Loaded, events: tuple[Any, ...]) -> list[JobWrite]:
    """One for each event after which there is something to erase."""
    if was.thing != "erasure":
        return []
    return [
        JobWrite(was.id, seq, JOB, b"{}", event.at)
        for seq, event in enumerate(events, was.version + 1)
        if isinstance(event, ErasureGranted | ErasureDue)
    ]
