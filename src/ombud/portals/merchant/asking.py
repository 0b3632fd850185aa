"""What the platform wrote when it asked for evidence."""

from ombud.core.complaint.events.intervention import EvidenceRequested
from ombud.reads.timeline import Timeline


def asked_words(timeline: Timeline, request: str) -> str:
    """The words that came with a request; empty where there were none."""
    made = (one.event for one in timeline.entries if isinstance(one.event, EvidenceRequested))
    found = next((one for one in made if one.request == request), None)
    return timeline.said(found.words) if found else ""
