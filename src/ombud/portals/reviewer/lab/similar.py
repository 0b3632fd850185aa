"""Earlier rulings for the same reason, beside the evidence: so that like cases are decided alike, or said to differ."""

from typing import Any

from django.utils.translation import gettext as _

from ombud.core.complaint.state import Complaint
from ombud.desk.load import load_many
from ombud.ledger.connection import connection
from ombud.portals.reviewer.on_desk import OnDesk
from ombud.portals.reviewer.rows import case_url
from ombud.reads.similar import earlier_rulings

Row = dict[str, Any]


def similar(desk: OnDesk) -> list[Row]:
    """For lab/similar.html: {number, url, shop, same_shop, at, liability, terms}."""
    platform, complaint = desk.case.platform.id, desk.complaint
    found = earlier_rulings(platform, complaint.id, complaint.shop, complaint.reason)
    held = load_many(connection(), platform, [one.id for one in found])
    rows = []
    for one in found:
        state: Complaint = held[one.id].state
        if state.ruling is None:
            continue
        rows.append({
            "number": one.number,
            "url": case_url(one.number),
            "shop": _("the same shop") if one.shop == complaint.shop else one.name or one.shop,
            "at": one.at,
            "title": one.title,
            "liability": desk.teller.pack(f"liability.{state.ruling.liability}"),
            "terms": desk.teller.terms(state.ruling.terms),
        })  # fmt: skip
    return rows
