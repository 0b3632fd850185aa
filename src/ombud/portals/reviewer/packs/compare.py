"""Two versions side by side: what differs in the rules, and in the words."""

from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ombud.packs import compare
from ombud.packs.guide_parts import Words
from ombud.packs.load import load_version, texts
from ombud.packs.words import LANGUAGES
from ombud.portals.common.display import language
from ombud.portals.common.who import SignedIn, for_reviewer
from ombud.portals.reviewer import bar
from ombud.portals.reviewer.packs.labels import Labels
from ombud.portals.reviewer.packs.standing import every_version, known
from ombud.portals.reviewer.packs.versions import name_of

Row = dict[str, Any]
RAW = ("pattern", "patterns", "example", "url", "address", "phone", "version", "zone", "service_hours", "currencies")
"""Values that are no words of any language."""
SHOWN_MAX = 300
"""More differences than anybody reads; then the two are simply two packs."""


@for_reviewer
@require_safe
def page(request: SignedIn, pack: str) -> HttpResponse:
    """The version in the address is what there was, `?with=` is what there would be."""
    other = request.GET.get("with", "")
    before, after = known(pack), known(other) if other else None
    if before is None or (other and after is None):
        raise Http404
    context: Row = {
        "here": "packs",
        "before": before,
        "after": after,
        "options": [{"value": one, "label": f"{name_of(one)} · {one}"} for one in _nearest(before.name) if one != pack],
        "chosen": other,
    }
    if after is not None:
        context |= _told(pack, other)
    return bar.page(request, "reviewer/packs/compare.html", context)


def _nearest(name: str) -> list[str]:
    """All versions, those of the same pack first: they are what one compares most."""
    return sorted(every_version(), key=lambda one: one.partition("@")[0] != name)


def _told(before: str, after: str) -> Row:
    old, new = load_version(before), load_version(after)
    olds, news = texts(before), texts(after)
    labels = Labels(Words(news, language()), Words(olds, language()))
    found = compare.data(old, new)
    here = _code(language())
    reworded = compare.words((old, olds), (new, news), here)
    return {
        "rules": [
            {
                "what": labels.place(one.way),
                "before": _("Not there") if one.before is None else labels.value(one.way, one.before),
                "after": _("Not there any more") if one.after is None else labels.value(one.way, one.after),
                "raw": one.way[-1] in RAW,
            }
            for one in found[:SHOWN_MAX]
        ],
        "words": [{"key": one.key, "before": one.before, "after": one.after} for one in reworded[:SHOWN_MAX]],
        "more": max(0, len(found) - SHOWN_MAX) + max(0, len(reworded) - SHOWN_MAX),
        "columns": [_("What"), before, after],
    }


def _code(active: str) -> str:
    return next(one for one in LANGUAGES if one.lower() == active)
