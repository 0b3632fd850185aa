"""Source and copy side by side, with the part that matches and what differs; for a case, and for a report."""

from typing import Any, NamedTuple

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ombud.core.complaint.state.complaint import Viewed
from ombud.lab.finding import WHOLE, Match
from ombud.portals.common.case.present import pages_of
from ombud.portals.common.lab.leads import leads, mark
from ombud.portals.common.who import SignedIn, for_reviewer
from ombud.portals.reviewer import bar
from ombud.portals.reviewer.fakes.on_desk import FakeDesk
from ombud.portals.reviewer.lab.matches import source_words
from ombud.portals.reviewer.on_desk import OnDesk
from ombud.reads.sources import Source, sources
from ombud.vault.access import NotFound, access_evidence, signed_picture_url
from ombud.vault.screening import findings_of

Row = dict[str, Any]
Point = tuple[float, float]
CORNERS: tuple[Point, ...] = ((0, 0), (WHOLE, 0), (WHOLE, WHOLE), (0, WHOLE))


class Copy(NamedTuple):
    """The picture that shows another one, and where it lies."""

    file: str
    party: str
    who: str
    what: str
    src: str
    width: int
    height: int


@for_reviewer
@require_safe
def match_page(request: SignedIn, number: str, exhibit: str, source: str) -> HttpResponse:
    """One exhibit beside another picture that it shows, for staff who noted their own view of it first."""
    desk = OnDesk(request, number)
    shown = next((one for one in desk.exhibits if one["id"] == exhibit), None)
    pages = pages_of(desk.case, exhibit) if shown else []
    if shown is None or not pages:
        raise Http404
    who = {"consumer": _("Consumer"), "merchant": _("Shop"), "platform": _("Platform")}[shown["party"]]
    copy = Copy(exhibit, shown["party"], who, shown["name"], pages[0]["src"], pages[0]["width"], pages[0]["height"])
    head = {"number": desk.number, "title": desk.title, "back_url": f"{desk.url()}#lab"}
    return _side_by_side(request, copy, desk.complaint.first_view(request.actor.id, exhibit), source, head)


@for_reviewer
@require_safe
def report_match_page(request: SignedIn, number: str, source: str) -> HttpResponse:
    """The same of the picture that a report accuses."""
    desk = FakeDesk(request, number)
    if desk.accused is None:
        raise Http404
    its = desk.accused
    copy = Copy(its["id"], "consumer", _("Consumer"), its["name"], its["src"], its["width"], its["height"])
    head = {"number": desk.report.number, "title": _("The picture in question"), "back_url": f"{desk.url()}#lab"}
    return _side_by_side(request, copy, desk.report.first_view(request.actor.id), source, head)


def _side_by_side(request: SignedIn, copy: Copy, viewed: Viewed | None, source: str, head: Row) -> HttpResponse:
    found = findings_of(request.platform.id, copy.file, request.actor.id)
    matching = (one.finding for one in found.findings if any(it.source == source for it in one.finding.matches))
    finding = next(matching, None)
    known = sources(request.platform.id, [source]).get(source) if finding else None
    if viewed is None or finding is None or known is None:
        raise Http404
    match = next(one for one in finding.matches if one.source == source)
    panes = [_copy(copy, match), _source(request, known, match)]
    its = {"lead": leads((finding,))[0], "mirrored": match.mirrored, "differs": bool(match.differs), "panes": panes}
    return bar.page(request, "reviewer/lab/match.html", head | its)


def _copy(copy: Copy, match: Match) -> Row:
    width, height = copy.width, copy.height
    outline = [_mapped(match.matrix, *corner) for corner in CORNERS] if len(match.matrix) == 6 else []
    return {
        "party": copy.party,
        "who": copy.who,
        "what": copy.what,
        "meta": f"{width}×{height}",
        "src": copy.src,
        "alt": copy.what,
        "width": width,
        "height": height,
        "caption": "",
        "outline": _points(outline, width, height),
        "outline_legend": _("Where the other picture lies in it"),
        "marks": [mark(one, width, height, n) for n, one in enumerate(match.differs, 1)],
        "marks_legend": _("What differs") if match.differs else "",
    }


def _source(request: SignedIn, source: Source, match: Match) -> Row:
    try:
        file = access_evidence(request.platform.id, source.file)
        variant = file.variants()[0]
        src = signed_picture_url(file, variant, request.actor.id)
    except (NotFound, IndexError):
        raise Http404 from None
    width, height = int(file.pictures[variant]["width"]), int(file.pictures[variant]["height"])
    back = _inverse(match.matrix)
    outline = [_mapped(back, *corner) for corner in CORNERS] if back else []
    return {
        "party": "platform",
        "who": _("Seen before"),
        "what": source_words(request, source),
        "meta": f"{width}×{height}",
        "src": src,
        "alt": _("The earlier picture"),
        "width": width,
        "height": height,
        "caption": "",
        "outline": _points(outline, width, height),
        "outline_legend": _("What of it the exhibit shows"),
    }


def _mapped(matrix: tuple[float, ...], x: float, y: float) -> Point:
    a, b, c, d, e, f = matrix
    return a * x + b * y + c, d * x + e * y + f


def _inverse(matrix: tuple[float, ...]) -> tuple[float, ...]:
    """The way back; empty where there is none."""
    if len(matrix) != 6:
        return ()
    a, b, c, d, e, f = matrix
    size = a * e - b * d
    if abs(size) < 1e-9:
        return ()
    return (e / size, -b / size, (b * f - c * e) / size, -d / size, a / size, (c * d - a * f) / size)


def _points(outline: list[Point], width: int, height: int) -> str:
    return " ".join(f"{x * width / WHOLE:.0f},{y * height / WHOLE:.0f}" for x, y in outline)
