"""A sandbox's own page. On a real platform there is none."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from ombud.accounts.models import Platform
from ombud.core.people import can
from ombud.desk import clock
from ombud.desk.said import said
from ombud.packs.load import load_pack
from ombud.portals.common.who import SignedIn, for_reviewer
from ombud.portals.reviewer import bar
from ombud.sandbox import clock as time_of
from ombud.sandbox import make, scripts
from ombud.sandbox.play import CantPlay
from ombud.webhooks.endpoints import follow

HOURS_MAX = int(time_of.STEP_MAX.total_seconds()) // 3600
STEPS = (1, 24, 24 * 7)
Do = Callable[[SignedIn, Platform], HttpResponse | None]


@for_reviewer
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: SignedIn) -> HttpResponse:
    """Where it stands; what is done with it is sent here too."""
    platform = make.sandbox(request.platform.id) if can(request.actor, "oversee") else None
    if platform is None:
        raise Http404
    if request.method == "POST":
        do = DOES.get(request.POST.get("do", ""))
        answer = do(request, platform) if do else None
        return answer or HttpResponseRedirect(reverse("review-sandbox"))
    context: dict[str, Any] = {
        "here": "sandbox",
        "next_due_at": time_of.next_due(platform.pk),
        "real_now": clock.now(),
        "steps": [{"value": hours, "label": _step(hours)} for hours in STEPS],
        "scripts": [{"value": one, "label": scripts.script_words(one)} for one in scripts.offered(platform)],
        "people": [
            {"login": f"{platform.slug}/{ref}", "name": name, "shop": shop}
            for ref, _kind, _role, name, shop in make.PEOPLE
        ],
    }
    return bar.page(request, "reviewer/sandbox/page.html", context)


def _step(hours: int) -> str:
    if hours % 24:
        return ngettext("{n} hour forward", "{n} hours forward", hours).replace("{n}", str(hours))
    return ngettext("{n} day forward", "{n} days forward", hours // 24).replace("{n}", str(hours // 24))


def _forward(request: SignedIn, platform: Platform) -> None:
    typed = request.POST.get("hours", "")
    if typed == "next":
        due = time_of.next_due(platform.pk)
        by = due - clock.now(platform.pk) + timedelta(seconds=1) if due else timedelta()
    else:
        by = timedelta(hours=int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 0)
    try:
        time_of.forward(platform.pk, by)
    except time_of.BadStep:
        words = _("The clock only goes forward, by at most {n} days at once.")
        messages.error(request, words.replace("{n}", str(time_of.STEP_MAX.days)))
        return
    messages.success(request, _("The clock was put forward. What was due by then has happened."))


def _play(request: SignedIn, platform: Platform) -> None:
    name = request.POST.get("script", "")
    if name not in scripts.offered(platform):
        raise Http404
    try:
        played = scripts.run(platform, name)
    except CantPlay as no:
        currency = load_pack(request.platform.pack).pack.currencies[0]
        messages.error(request, said(no.refusal, request.platform.zone, currency, request.platform.pack).text)
        return
    numbers = dict.fromkeys(one["number"] for one in played["acts"] if one["number"])
    words = _("Played: {numbers}. Its messages leave within seconds.")
    messages.success(request, words.replace("{numbers}", ", ".join(numbers) or played["id"]))


def _reset(request: SignedIn, platform: Platform) -> HttpResponse:
    fresh = make.reset(platform)
    follow(platform.pk, fresh.pk, datetime.now(UTC))
    logout(request)  # whoever was signed in was somebody of the one before
    return HttpResponseRedirect(reverse("sign-in"))


DOES: Mapping[str, Do] = {"forward": _forward, "play": _play, "reset": _reset}
