"""The ways from a case to the reports of fake evidence about it."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from ombud.desk.access import Case
from ombud.portals.common.fake.words import claims_said, stands_listed
from ombud.reads.evidence_reports import of_order


def report_rows(case: Case, page: str) -> list[dict[str, Any]]:
    """One row for each report about a picture of this case that its reader may see, for parts/rows.html; `page` is the
    name of the reader's own page of a report."""
    complaint = case.complaint
    if not complaint.accused:
        return []
    rows = []
    for one in of_order(case.platform.id, complaint.order_id):
        if one.complaint != complaint.id or (case.party == "consumer" and one.stage == "beyond-cap"):
            continue
        taken_back = one.withdrawn_at is not None
        text, tone = stands_listed(one.told, one.stage, one.outcome, taken_back=taken_back, party=case.party)
        rows.append({
            "url": reverse(page, args=[one.number]),
            "icon": "flag",
            "label": _("Report of fake evidence {number}").format(number=one.number),
            "hint": claims_said(one.claims.split()),
            "tag": text,
            "tone": tone,
        })  # fmt: skip
    return rows
