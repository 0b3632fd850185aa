"""What happened to a report of fake evidence, in sentences for one reader."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from ombud.core.evidence_report import events as on
from ombud.core.people import Clock, Party
from ombud.portals.common.case.teller import listed
from ombud.portals.common.fake.words import claim_name, result_name
from ombud.portals.common.lab.names import detector_name, first_view_words
from ombud.reads.record import Record

Row = dict[str, Any]
OURS = (
    on.EvidenceReportNoted,
    on.EvidenceReportClaimed,
    on.EvidenceReportHandedBack,
    on.AccusedViewed,
    on.AccusedOverlayShown,
)
"""What stays among the staff."""
BY_THE_SHOP = (on.EvidenceReportFiled, on.EvidenceReportBeyondCap, on.EvidenceReportWithdrawn)


def story(record: Record, party: Party, staff: dict[str, str] | None = None) -> list[Row]:
    """The events this reader may read, newest first, as parts/timeline.html wants them."""
    return [_entry(one, record, party, staff or {}) for one in reversed(record.events)]


def _entry(event: Any, record: Record, party: Party, staff: dict[str, str]) -> Row:
    by: Party = "merchant" if isinstance(event, BY_THE_SHOP) else "platform"
    if isinstance(event, on.EvidenceReportAnswered):
        by = "consumer"
    return {
        "party": by,
        "who": _("By itself") if isinstance(event.by, Clock) else staff.get(event.by.id, ""),
        "at": event.at,
        "what": _sentence(event, party),
        "quote": record.said(getattr(event, "words", "")),
        "internal": isinstance(event, OURS),
    }


def _sentence(event: Any, party: Party) -> str:
    match event:
        case on.EvidenceReportFiled() | on.EvidenceReportBeyondCap():
            return _filed(event, party)
        case on.EvidenceReportAnswered():
            return _answered(event, party)
        case on.AccusedSilent():
            return _("The time to answer was over. The platform examines what there is.")
        case on.EvidenceReportConcluded():
            return _concluded(event.results)
        case on.EvidenceReportOverdue():
            return _("The platform is late; senior reviewers take it over.")
        case on.EvidenceReportDeadlineMoved():
            return _("The table of working days was replaced; a date moved, and nobody has less time than before.")
        case on.EvidenceReportWithdrawn():
            return _("You took the report back.") if party == "merchant" else _("The shop took the report back.")
        case on.EvidenceReportNoted():
            return _("Wrote an internal note.")
        case on.AccusedViewed():
            return first_view_words(event.view)
        case on.AccusedOverlayShown():
            return _("Looked at what {detector} found.").format(detector=detector_name(event.detector))
        case on.EvidenceReportClaimed():
            return _("Took the report to work on it.")
        case _:
            return _("Handed the report back.")


def _filed(event: on.EvidenceReportFiled | on.EvidenceReportBeyondCap, party: Party) -> str:
    said = listed([claim_name(one.claim) for one in event.claims])
    if isinstance(event, on.EvidenceReportBeyondCap):
        return _("Reported beyond the most that this order takes; kept as a note. Said of it: {claims}.").format(
            claims=said
        )
    words = {
        "merchant": _("You reported a picture. Said of it: {claims}."),
        "consumer": _("The shop reported a picture of yours. Said of it: {claims}."),
        "platform": _("The shop reported a picture. Said of it: {claims}."),
    }[party]
    return words.format(claims=said)


def _answered(event: on.EvidenceReportAnswered, party: Party) -> str:
    if event.stance == "admits":
        return _("You said that it is so.") if party == "consumer" else _("The consumer said that it is so.")
    return _("You said that it isn’t so.") if party == "consumer" else _("The consumer said that it isn’t so.")


def _concluded(results: Sequence[on.Found]) -> str:
    told = [
        _("{claim}: {result}").format(claim=claim_name(one.claim), result=result_name(one.result)) for one in results
    ]
    return _("The platform concluded. {results}.").format(results=_("; ").join(told))
