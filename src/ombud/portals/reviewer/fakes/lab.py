"""The lab's leads on the picture in question, beside its claims."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from ombud.portals.common.act import act, new_key
from ombud.portals.common.lab.names import views
from ombud.portals.reviewer.fakes.on_desk import LEAD, FakeDesk
from ombud.portals.reviewer.lab.findings import Look, row

Row = dict[str, Any]


def lab(desk: FakeDesk, panes: list[Row]) -> Row:
    """For reviewer/lab/leads.html; the lead that is switched on is drawn over the picture in every claim's pane."""
    if desk.accused is None:
        return {}
    made = row(_look(desk), panes) | {"view_do": "first-view"}
    return {"lab": [made], "views": list(views().items()), "strength": any(pane.get("overlay") for pane in panes)}


def _look(desk: FakeDesk) -> Look:
    file = desk.report.accused.file
    name = _("The picture in question")

    def record(detector: str) -> None:
        act(desk.request, "evidence_report.show-overlay", desk.report.id, {"detector": detector}, key=new_key())

    def match_url(source: str) -> str:
        return reverse("review-evidence-report-match", args=[desk.report.number, source])

    return Look(
        request=desk.request,
        picture={"id": file, "number": 1, "party": "consumer", "name": name, "kind": name},
        complaint=desk.report.linked,
        viewed=desk.report.first_view(desk.request.actor.id),
        chosen=desk.kept.get(LEAD, ""),
        view_url=desk.url(),
        lead_url=lambda detector: desk.url(**{LEAD: detector}),
        match_url=match_url,
        record=record,
    )
