"""What the shop says of a picture: its reports about it, and the places that it circled."""

from typing import Any

from ombud.core.evidence_report.state import EvidenceReport
from ombud.desk.load import load_many, stream_id
from ombud.ledger.connection import connection
from ombud.portals.common.places import drawn
from ombud.portals.reviewer.on_desk import OnDesk
from ombud.reads.evidence_reports import of_order

Row = dict[str, Any]


def accusations(desk: OnDesk) -> list[EvidenceReport]:
    """The shop's reports about pictures of this order, those taken back aside."""
    platform = desk.case.platform.id
    ids = [stream_id("evidence_report", one.id) for one in of_order(platform, desk.complaint.order_id)]
    held = load_many(connection(), platform, ids) if ids else {}
    return [one.state for one in held.values() if one.state.stage != "withdrawn"]


def circled(reports: list[EvidenceReport], exhibit: str, width: int, height: int) -> list[Row]:
    """The places that the shop circled on this exhibit, in pixels, as `drawn` gives them."""
    shapes = [
        shape
        for report in reports
        if report.accused.file == exhibit
        for claim in report.claims
        for shape in claim.shapes
    ]
    return drawn(shapes, width, height)
