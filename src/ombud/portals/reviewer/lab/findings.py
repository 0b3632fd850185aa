"""The lab's leads on a picture: only after the reviewer's first view, each overlay switched on is on record."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from ombud.core.complaint.state import Complaint
from ombud.core.complaint.state.complaint import Viewed
from ombud.lab.finding import Finding
from ombud.portals.common.act import act, new_key
from ombud.portals.common.lab.leads import leads, marks, silent
from ombud.portals.common.lab.names import detector_name, problem_words, views
from ombud.portals.common.who import SignedIn
from ombud.portals.reviewer.lab.goods import DETECTOR as GOODS
from ombud.portals.reviewer.lab.goods import likest
from ombud.portals.reviewer.lab.matches import match_rows
from ombud.portals.reviewer.lab.numbers import READER, compared
from ombud.portals.reviewer.on_desk import OnDesk
from ombud.vault.screening import Screening, findings_of

Row = dict[str, Any]


class Look(NamedTuple):
    """One picture in front of one reviewer: where it is noted that they look, and how the page's addresses go."""

    request: SignedIn
    picture: Row
    """Its id, number, party, and what it is called."""
    complaint: Complaint | None
    """The case it is put forward in, where there is one."""
    viewed: Viewed | None
    chosen: str
    """The detector whose word is switched on."""
    view_url: str
    lead_url: Callable[[str], str]
    """The page with this detector's word switched on; blank: with none."""
    match_url: Callable[[str], str]
    """The page of this picture beside its source; blank where there is none."""
    record: Callable[[str], None]
    """Put on record that this detector's word is looked at."""


def lab(desk: OnDesk, shown: list[Row], panes: list[Row]) -> Row:
    """For lab/leads.html: the exhibits that lie open. Draws the lead that is switched on into the exhibit's pane."""
    rows = [
        row(_look(desk, one), [pane])
        for one, pane in zip(shown, panes, strict=True)
        if pane["src"] and not pane["turn"]
    ]
    return {"lab": rows, "views": list(views().items()), "strength": any(pane.get("overlay") for pane in panes)}


def row(look: Look, panes: list[Row]) -> Row:
    """One picture's part of lab/leads.html; the lead that is switched on is drawn into these panes."""
    screening = findings_of(look.request.platform.id, look.picture["id"], look.request.actor.id)
    viewed = look.viewed
    made: Row = {
        "exhibit": look.picture,
        "state": screening.state,
        "problem": problem_words(screening.problem) if screening.state == "failed" else "",
        "done": screening.done,
        "of": screening.of,
        "view_url": look.view_url,
        "viewed": _("You noted: {view}.").format(view=views()[viewed.view]) if viewed else "",
    }
    return made | _found(look, viewed, panes, screening) if viewed and screening.state == "done" else made


def _look(desk: OnDesk, exhibit: Row) -> Look:
    letter = f"{exhibit['party'][0]}l"

    def record(detector: str) -> None:
        fields = {"exhibit": exhibit["id"], "detector": detector}
        act(desk.request, "complaint.show-overlay", desk.complaint.id, fields, key=new_key())

    return Look(
        request=desk.request,
        picture=exhibit,
        complaint=desk.complaint,
        viewed=desk.complaint.first_view(desk.request.actor.id, exhibit["id"]),
        chosen=desk.kept.get(letter, ""),
        view_url=desk.url("first-view"),
        lead_url=lambda detector: desk.url(**{letter: detector}),
        match_url=lambda source: desk.match_url(exhibit["id"], source),
        record=record,
    )


def _found(look: Look, viewed: Viewed, panes: list[Row], screening: Screening) -> Row:
    findings = tuple(one.finding for one in screening.findings)
    by_code = {one.finding.detector: one for one in screening.findings}
    rows = leads(findings)
    for one in rows:
        finding, overlay = by_code[one["detector"]].finding, by_code[one["detector"]].overlay
        one["current"] = one["detector"] == look.chosen
        drawn = bool(finding.regions or overlay)
        one["url"] = look.lead_url("" if one["current"] else one["detector"]) + "#lab" if drawn else ""
        one["matches"] = match_rows(look.request, finding, look.match_url)
        if one["current"] and drawn:
            for pane in panes:
                _draw(pane, finding, overlay, one["number"])
            if look.chosen not in viewed.overlays:
                look.record(look.chosen)
    read = by_code.get(READER)
    numbers = compared(read.finding, look.complaint) if read else []
    goods = by_code.get(GOODS)
    alike = likest(look.request, goods.finding) if goods else []
    return {"leads": rows, "silent": silent(findings), "numbers": numbers, "goods": alike}


def _draw(pane: Row, finding: Finding, overlay: str, number: int) -> None:
    width, height = pane["width"], pane["height"]
    name = detector_name(finding.detector)
    pane["marks"] = marks(finding, width, height, number)
    pane["marks_legend"] = _("Lead {number}: {detector}").format(number=number, detector=name)
    pane["overlay"] = overlay
