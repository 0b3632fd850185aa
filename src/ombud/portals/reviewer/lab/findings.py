"""The lab's leads on the exhibits that lie open: only after a first view, each overlay switched on is on record."""

from typing import Any

from django.utils.translation import gettext as _

from ombud.core.complaint.state.complaint import Viewed
from ombud.lab.finding import Finding
from ombud.portals.common.act import act, new_key
from ombud.portals.common.lab.leads import leads, marks, silent
from ombud.portals.common.lab.names import detector_name
from ombud.portals.reviewer.lab.matches import match_rows
from ombud.portals.reviewer.on_desk import OnDesk
from ombud.vault.screening import Screening, findings_of

Row = dict[str, Any]


def lab(desk: OnDesk, shown: list[Row], panes: list[Row]) -> Row:
    """For lab/leads.html; draws the lead that is switched on into the exhibit's pane."""
    pictures = [(one, pane) for one, pane in zip(shown, panes, strict=True) if pane["src"]]
    rows = [_row(desk, one, pane) for one, pane in pictures]
    return {"lab": rows, "views": list(views().items()), "strength": any(pane.get("overlay") for pane in panes)}


def views() -> dict[str, str]:
    """What a reviewer can see on a picture, in words."""
    return {
        "genuine": _("It looks genuine"),
        "doubtful": _("Something looks doubtful"),
        "cannot-tell": _("I can’t tell"),
    }


def _row(desk: OnDesk, exhibit: Row, pane: Row) -> Row:
    screening = findings_of(desk.case.platform.id, exhibit["id"], desk.request.actor.id)
    viewed = desk.complaint.first_view(desk.request.actor.id, exhibit["id"])
    row: Row = {
        "exhibit": exhibit,
        "state": screening.state,
        "done": screening.done,
        "of": screening.of,
        "view_url": desk.url("first-view"),
        "viewed": _("You noted: {view}.").format(view=views()[viewed.view]) if viewed else "",
    }
    return row | _found(desk, exhibit, pane, screening, viewed) if viewed and screening.state == "done" else row


def _found(desk: OnDesk, exhibit: Row, pane: Row, screening: Screening, viewed: Viewed) -> Row:
    letter = f"{exhibit['party'][0]}l"
    chosen = desk.kept.get(letter, "")
    findings = tuple(one.finding for one in screening.findings)
    rows = leads(findings)
    by_code = {one.finding.detector: one for one in screening.findings}
    for row in rows:
        finding, overlay = by_code[row["detector"]].finding, by_code[row["detector"]].overlay
        row["current"] = row["detector"] == chosen
        drawn = bool(finding.regions or overlay)
        row["url"] = desk.url(**{letter: "" if row["current"] else row["detector"]}) + "#lab" if drawn else ""
        row["matches"] = match_rows(desk, exhibit, finding)
        if row["current"] and drawn:
            _draw(pane, finding, overlay, row["number"])
            if chosen not in viewed.overlays:
                _record(desk, exhibit["id"], chosen)
    return {"leads": rows, "silent": silent(findings)}


def _draw(pane: Row, finding: Finding, overlay: str, number: int) -> None:
    width, height = pane["width"], pane["height"]
    round_size = max(width, height) // 45
    pane["marks"] = [one | {"r": round_size} for one in marks(finding, width, height, number)]
    pane["marks_legend"] = _("Lead {number}: {detector}").format(
        number=number, detector=detector_name(finding.detector)
    )
    pane["overlay"] = overlay


def _record(desk: OnDesk, exhibit: str, detector: str) -> None:
    fields = {"exhibit": exhibit, "detector": detector}
    act(desk.request, "complaint.show-overlay", desk.complaint.id, fields, key=new_key())
