"""Source and copy side by side, with the part that matches and what differs."""

from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ombud.lab.finding import Match
from ombud.portals.common.case.present import pages_of
from ombud.portals.common.lab.leads import WHOLE, leads, mark
from ombud.portals.common.who import SignedIn, for_reviewer
from ombud.portals.reviewer import bar
from ombud.portals.reviewer.lab.matches import source_words
from ombud.portals.reviewer.on_desk import OnDesk
from ombud.reads.sources import Source, sources
from ombud.vault.access import NotFound, access_evidence, signed_picture_url
from ombud.vault.screening import findings_of

Row = dict[str, Any]
Point = tuple[float, float]
CORNERS: tuple[Point, ...] = ((0, 0), (WHOLE, 0), (WHOLE, WHOLE), (0, WHOLE))


@for_reviewer
@require_safe
def match_page(request: SignedIn, number: str, exhibit: str, source: str) -> HttpResponse:
    """One exhibit beside another picture that it shows, for staff who noted their own view of it first."""
    desk = OnDesk(request, number)
    shown = next((one for one in desk.exhibits if one["id"] == exhibit), None)
    viewed = desk.complaint.first_view(request.actor.id, exhibit)
    found = findings_of(desk.case.platform.id, exhibit, request.actor.id)
    matching = (one.finding for one in found.findings if any(it.source == source for it in one.finding.matches))
    finding = next(matching, None)
    known = sources(desk.case.platform.id, [source]).get(source) if finding else None
    if shown is None or viewed is None or finding is None or known is None:
        raise Http404
    match = next(one for one in finding.matches if one.source == source)
    pages = pages_of(desk.case, exhibit)
    if not pages:
        raise Http404
    context = {
        "number": desk.number,
        "title": desk.title,
        "back_url": f"{desk.url()}#lab",
        "lead": leads((finding,))[0],
        "mirrored": match.mirrored,
        "panes": [_copy(shown, pages[0], match), _source(desk, known, match)],
        "differs": bool(match.differs),
    }
    return bar.page(request, "reviewer/lab/match.html", context)


def _copy(exhibit: Row, page: Row, match: Match) -> Row:
    width, height = page["width"], page["height"]
    outline = [_mapped(match.matrix, *corner) for corner in CORNERS] if len(match.matrix) == 6 else []
    return {
        "party": exhibit["party"],
        "who": {"consumer": _("Consumer"), "merchant": _("Shop"), "platform": _("Platform")}[exhibit["party"]],
        "what": exhibit["name"],
        "meta": f"{width}×{height}",
        "src": page["src"],
        "alt": exhibit["alt"],
        "width": width,
        "height": height,
        "caption": "",
        "outline": _points(outline, width, height),
        "marks": [mark(one, width, height, n) for n, one in enumerate(match.differs, 1)],
        "marks_legend": _("What differs") if match.differs else "",
        "outline_legend": _("Where the other picture lies in it"),
    }


def _source(desk: OnDesk, source: Source, match: Match) -> Row:
    try:
        file = access_evidence(desk.case.platform.id, source.file)
        variant = file.variants()[0]
        src = signed_picture_url(file, variant, desk.request.actor.id)
    except (NotFound, IndexError):
        raise Http404 from None
    width, height = int(file.pictures[variant]["width"]), int(file.pictures[variant]["height"])
    back = _inverse(match.matrix)
    outline = [_mapped(back, *corner) for corner in CORNERS] if back else []
    return {
        "party": "platform",
        "who": _("Seen before"),
        "what": source_words(desk, source),
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
    if len(matrix) != 6:
        return ()
    a, b, c, d, e, f = matrix
    size = a * e - b * d
    if abs(size) < 1e-9:
        return ()
    return (e / size, -b / size, (b * f - c * e) / size, -d / size, a / size, (c * d - a * f) / size)


def _points(outline: list[Point], width: int, height: int) -> str:
    return " ".join(f"{x * width / WHOLE:.0f},{y * height / WHOLE:.0f}" for x, y in outline)
