"""Other pictures that one exhibit shows: where they come from, and the way to see the two side by side."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from ombud.lab.finding import Finding
from ombud.portals.common.display import when
from ombud.portals.reviewer.on_desk import OnDesk
from ombud.reads.sources import Source, sources

Row = dict[str, Any]
SHOWN = 5


def match_rows(desk: OnDesk, exhibit: Row, finding: Finding) -> list[Row]:
    """For lab/leads.html: {text, url}, the surest first."""
    best = sorted(finding.matches, key=lambda one: -one.inliers)[:SHOWN]
    known = sources(desk.case.platform.id, [one.source for one in best])
    return [
        {
            "text": source_words(desk, known[one.source]),
            "url": reverse("review-match", args=[desk.number, exhibit["id"], one.source]),
        }
        for one in best
        if one.source in known
    ]


def source_words(desk: OnDesk, source: Source) -> str:
    """Where a picture was put forward before, by whom and when."""
    words = {
        "goods": _("A product photo of {shop}, {time}"),
        "exhibit": _("Evidence in a case at {shop}, {time}"),
        "talk": _("Sent in a chat with {shop}, {time}"),
        "report": _("Named in a report about evidence, by {shop}, {time}"),
    }.get(source.role, _("Put forward before, {time}"))
    time = when(source.at, desk.case.platform.zone, desk.case.at)
    told = words.format(shop=source.shop_name, time=time)
    if source.by == desk.complaint.consumer:
        return _("{source}; by the same consumer").format(source=told)
    return told
