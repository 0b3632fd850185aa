"""One version of a pack, whole: what parties read of it, and what only the staff see."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ombud.core.policy.pack import Pack
from ombud.packs.checks.wording import needed
from ombud.packs.guide import guide
from ombud.packs.load import texts
from ombud.packs.words import LANGUAGES
from ombud.portals.common.display import LANGUAGE_NAMES, language
from ombud.portals.common.who import SignedIn, for_reviewer
from ombud.portals.reviewer import bar
from ombud.portals.reviewer.packs import penalised, staff_only
from ombud.portals.reviewer.packs.standing import Standing, known, may_decide, since, standing
from ombud.portals.reviewer.packs.versions import name_of

Row = dict[str, Any]
OF_PENALTIES = ("penalties", "appeals", "consultation")


@for_reviewer
@require_safe
def page(request: SignedIn, pack: str) -> HttpResponse:
    """The version under one of its tabs."""
    found = known(pack)
    tab = request.GET.get("tab", "complaints")
    if found is None or tab not in PARTS or (tab == "penalties" and found.penalties is None):
        raise Http404
    context = head(request, found, standing(request)) | {"tab": tab, **PARTS[tab](request, found)}
    return bar.page(request, f"reviewer/packs/version_{tab}.html", context)


def head(request: SignedIn, pack: Pack, at: Standing) -> Row:
    """What stands over every page about a version."""
    word, tone = at.state(pack.id)
    tabs = [(name, label) for name, label in _tabs().items() if name != "penalties" or pack.penalties]
    chosen = request.GET.get("tab", "complaints")
    own = reverse("review-pack", args=[pack.id])
    return {
        "here": "packs",
        "pack": pack,
        "name": name_of(pack.id),
        "state": word,
        "tone": tone,
        "since": since(at, pack),
        "is_current": pack.id == at.now.id,
        "tabs": [{"url": f"{own}?tab={name}", "label": label, "current": name == chosen} for name, label in tabs],
        "links": _links(pack, at),
        "decides": may_decide(request),
        "back": pack.id in at.earlier,
    }


def _links(pack: Pack, at: Standing) -> list[Row]:
    """The other pages about this version."""
    found = [{"label": _("The procedure as a picture"), "url": reverse("review-pack-procedure", args=[pack.id])}]
    other = "" if pack.id == at.now.id else f"?with={pack.id}"
    compare = reverse("review-pack-compare", args=[at.now.id if other else pack.id]) + other
    found.append({"label": _("Compare with another version"), "url": compare})
    found.append({"label": _("Try it on recorded cases"), "url": reverse("review-pack-try", args=[pack.id])})
    return found


def _tabs() -> dict[str, str]:
    return {
        "complaints": _("Complaints"),
        "penalties": _("Penalties"),
        "staff": _("Only for staff"),
        "words": _("Words"),
    }


def _complaints(_request: SignedIn, pack: Pack) -> Row:
    told = guide(pack.id, language())
    sections = [one for one in told.sections if one.code not in OF_PENALTIES]
    return {"sections": sections, "rules": told.rules, "zone_name": told.zone}


def _penalties(_request: SignedIn, pack: Pack) -> Row:
    told = guide(pack.id, language())
    sections = [one for one in told.sections if one.code in OF_PENALTIES[1:]]
    # When and with what each is appealed stands with the violation itself.
    turns = [group for one in sections for group in one.groups[-1:]]
    return {"violations": penalised.violations(pack), "groups": turns}


def _words(request: SignedIn, pack: Pack) -> Row:
    """Every word of one group, side by side in the four languages."""
    said, keys = texts(pack.id), sorted(needed(pack))
    groups = sorted({key.partition(".")[0] for key in keys})
    chosen = request.GET.get("group", "pack")
    if chosen not in groups:
        raise Http404
    url = reverse("review-pack", args=[pack.id]) + "?tab=words&group="
    return {
        "groups": [{"label": one, "url": f"{url}{one}", "current": one == chosen} for one in groups],
        "languages": [{"lang": lang, "name": LANGUAGE_NAMES[lang.lower()]} for lang in LANGUAGES],
        "rows": [
            {"key": key, "words": [{"lang": lang, "text": said.say(key, lang)} for lang in LANGUAGES]}
            for key in keys
            if key.partition(".")[0] == chosen
        ],
    }


PARTS: Mapping[str, Callable[[SignedIn, Pack], Row]] = {
    "complaints": _complaints,
    "penalties": _penalties,
    "staff": staff_only.part,
    "words": _words,
}
