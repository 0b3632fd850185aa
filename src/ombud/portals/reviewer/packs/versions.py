"""The packs and versions there are, and what this platform decided about them."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ombud.core.policy.pack import Pack
from ombud.core.rulebook.state import Change
from ombud.packs.load import load_version, texts
from ombud.portals.common.display import day, language
from ombud.portals.common.who import SignedIn, for_reviewer
from ombud.portals.reviewer import bar
from ombud.portals.reviewer.packs.standing import Standing, by_file, every_version, since, standing
from ombud.portals.reviewer.rows import CELL, staff_names

Row = dict[str, Any]


@for_reviewer
@require_safe
def listing(request: SignedIn) -> HttpResponse:
    """What applies, what comes, what was decided; then every version that could be read or published."""
    at = standing(request)
    context = {
        "here": "packs",
        "in_force": _now(at),
        "coming": [_coming(one, at) for one in at.coming] or [_by_file(one) for one in by_file(at.now)],
        "decided": [_decided(one, at, staff_names(request)) for one in reversed(at.record.book.changes)],
        "decided_columns": [_("Decision"), _("From"), _("Decided"), _("Why")],
        "columns": [_("Version"), _("In its file from"), _("Here")],
        "rows": [_version(one, at) for one in every_version()],
    }
    return bar.page(request, "reviewer/packs/versions.html", context)


def name_of(pack: str) -> str:
    """A pack's name in the reader's language."""
    return texts(pack).say("pack", language())


def _now(at: Standing) -> Row:
    return {"id": at.now.id, "name": name_of(at.now.id), "since": since(at, at.now), "url": _url(at.now.id)}


def _coming(one: Change, at: Standing) -> Row:
    compare = reverse("review-pack-compare", args=[at.now.id]) + f"?with={one.pack}"
    return {"id": one.pack, "since": one.since, "url": _url(one.pack), "compare": compare}


def _by_file(one: Pack) -> Row:
    return {"id": one.id, "since": one.in_force_from, "url": _url(one.id), "compare": ""}


def _decided(one: Change, at: Standing, staff: dict[str, str]) -> Row:
    what = _("Rolled back to {pack}") if one.back else _("Published {pack}")
    called_off: Row = {} if one.stands else {"tag": _("Called off"), "tone": ""}
    cells: list[Row] = [
        {"text": what.format(pack=one.pack), "url": _url(one.pack), **called_off},
        {"text": day(one.since)},
        {"text": day(one.at.date().isoformat()), "sub": staff.get(one.by, one.by)},
        {"text": at.record.why(one) or "–", "said": True},
    ]
    return {"cells": [CELL | cell for cell in cells]}


def _version(pack: str, at: Standing) -> Row:
    word, tone = at.state(pack)
    cells: list[Row] = [
        {"text": pack, "url": _url(pack), "sub": name_of(pack)},
        {"text": day(load_version(pack).pack.in_force_from)},
        {"tag": word, "tone": tone} if word else {"text": "–"},
    ]
    action = {"label": _("Read"), "url": _url(pack), "method": "get"}
    return {"cells": [CELL | cell for cell in cells], "action": action}


def _url(pack: str) -> str:
    return reverse("review-pack", args=[pack])
