"""Other pictures that one picture shows: where they come from, and the way to see the two side by side."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from ombud.lab.finding import Finding
from ombud.portals.common.display import when
from ombud.portals.common.who import SignedIn
from ombud.reads.sources import Source, sources

Row = dict[str, Any]
SHOWN = 5


def match_rows(request: SignedIn, finding: Finding, url: Callable[[str], str]) -> list[Row]:
    """For lab/leads.html: {text, url}, the surest first."""
    best = sorted(finding.matches, key=lambda one: -one.inliers)[:SHOWN]
    known = sources(request.platform.id, [one.source for one in best])
    return [
        {"text": source_words(request, known[one.source]), "url": url(one.source)}
        for one in best
        if one.source in known
    ]


def source_words(request: SignedIn, source: Source) -> str:
    """Where a picture was put forward before, and when."""
    words = {
        "goods": _("A product photo of {shop}, {time}"),
        "exhibit": _("Evidence in a case at {shop}, {time}"),
        "talk": _("Sent in a chat with {shop}, {time}"),
        "report": _("Named in a report about evidence, by {shop}, {time}"),
    }.get(source.role, _("Put forward before, {time}"))
    return words.format(shop=source.shop_name, time=when(source.at, request.platform.zone, request.at))
