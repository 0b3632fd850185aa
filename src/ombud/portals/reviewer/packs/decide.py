"""Publishing a version, and rolling back to one: from which day, and why."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from ombud.core.rulebook import rungs
from ombud.core.rulebook.state import ID
from ombud.desk.handle import Done
from ombud.packs.load import load_pack
from ombud.portals.common.act import RIGHT, Wrong, act, typed, wrong
from ombud.portals.common.display import day
from ombud.portals.common.who import SignedIn, for_reviewer
from ombud.portals.reviewer import bar
from ombud.portals.reviewer.packs.standing import known, may_decide, standing
from ombud.portals.reviewer.packs.versions import name_of

Row = dict[str, Any]
methods = require_http_methods(["GET", "HEAD", "POST"])


@for_reviewer
@methods
def publish(request: SignedIn, pack: str) -> HttpResponse:
    """Announce a version."""
    return _decide(request, pack, "rulebook.publish")


@for_reviewer
@methods
def roll_back(request: SignedIn, pack: str) -> HttpResponse:
    """Announce that an earlier version applies again."""
    return _decide(request, pack, "rulebook.roll-back")


def _decide(request: SignedIn, pack: str, verb: str) -> HttpResponse:
    found = known(pack)
    if found is None or not may_decide(request):
        raise Http404
    fault: Wrong = RIGHT
    if request.method == "POST":
        outcome = act(request, verb, ID, {"pack": pack, **typed(request, "since", "words")})
        if isinstance(outcome, Done):
            since = day(request.POST["since"])
            messages.success(request, _("Announced: {pack} applies from {since}.").format(pack=pack, since=since))
            return HttpResponseRedirect(reverse("review-packs"))
        fault = wrong(outcome, request, {"pack": ""})
    at = standing(request)
    policy = load_pack(at.now.id)
    notice = at.now.notice_days
    context: Row = {
        "here": "packs",
        "pack": found,
        "name": name_of(pack),
        "back": verb == "rulebook.roll-back",
        "in_force": at.now,
        "replaced": at.coming,
        "since": request.POST.get("since", rungs.earliest(policy, request.at)),
        "typed": request.POST.get("words", ""),
        "help": ngettext(
            "Rules are announced {n} day before they apply.", "Rules are announced {n} days before they apply.", notice
        ).format(n=notice),
        "compare": reverse("review-pack-compare", args=[at.now.id]) + f"?with={pack}",
        "fault": fault,
    }
    return bar.page(request, "reviewer/packs/decide.html", context, 422 if fault.errors else 200)
