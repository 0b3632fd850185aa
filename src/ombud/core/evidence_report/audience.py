"""Who may see that something happened to a report of fake evidence: fixed when it happens."""

from collections.abc import Mapping
from typing import Any

from ombud.core.evidence_report import events
from ombud.core.people import Party

ALL: tuple[Party, ...] = ("consumer", "merchant", "platform")
STAFF: tuple[Party, ...] = ("platform",)
NOT_THE_REPORTER: tuple[Party, ...] = ("consumer", "platform")
NOT_THE_ACCUSED: tuple[Party, ...] = ("merchant", "platform")
UNTOLD: tuple[type[Any], ...] = (
    events.EvidenceReportAnswered,
    events.AccusedSilent,
    events.EvidenceReportConcluded,
    events.EvidenceReportOverdue,
    events.EvidenceReportDeadlineMoved,
)
"""What its maker doesn't see on a platform that tells them no more than that it was received."""
AUDIENCES: Mapping[type[Any], tuple[Party, ...]] = {
    events.EvidenceReportFiled: ALL,
    events.EvidenceReportBeyondCap: NOT_THE_ACCUSED,
    events.EvidenceReportAnswered: ALL,
    events.AccusedSilent: ALL,
    events.EvidenceReportConcluded: ALL,
    events.EvidenceReportOverdue: ALL,
    events.EvidenceReportDeadlineMoved: ALL,
    events.EvidenceReportWithdrawn: ALL,
    events.EvidenceReportNoted: STAFF,
    events.EvidenceReportClaimed: STAFF,
    events.EvidenceReportHandedBack: STAFF,
    events.AccusedViewed: STAFF,
    events.AccusedOverlayShown: STAFF,
}


def audience(event: events.EvidenceReportEvent) -> tuple[Party, ...]:
    """The parties to which this event is shown."""
    if isinstance(event, UNTOLD) and event.told == "received":
        return NOT_THE_REPORTER
    return AUDIENCES[type(event)]
