"""Settings of one who acts for a shop: the language, how notices come, the rules accepted, and signing out."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ombud.accounts.models import Membership, Person, RulesAccepted
from ombud.packs.load import load_pack
from ombud.portals.common.display import LANGUAGE_NAMES, html_lang, language
from ombud.portals.common.guide import must_accept
from ombud.portals.common.language import keep
from ombud.portals.common.letters import Chosen, letters_chosen, letters_of
from ombud.portals.common.page import link
from ombud.portals.common.who import SignedIn, for_member
from ombud.portals.merchant.frame import console, shop_of
from ombud.reads import penalties


@for_member
@require_http_methods(["GET", "HEAD", "POST"])
def settings_view(request: SignedIn) -> HttpResponse:
    """The choices, kept when they are sent."""
    shop_of(request)
    said = letters_chosen(request) if request.method == "POST" else None
    if said and not said.error:
        return _kept(request, said)
    pack = load_pack(request.platform.pack).pack
    accepted = RulesAccepted.objects.filter(
        platform_id=request.platform.id, person=request.person, pack=pack.id
    ).first()
    member = Membership.objects.filter(
        platform_id=request.platform.id, person=request.person, shop=shop_of(request)
    ).first()
    roles = {
        "owner": _("Owner: may answer and appeal"),
        "service": _("Service: may answer"),
        "viewer": _("Viewer: may look, but not act"),
    }
    context = {
        "here": "settings",
        "languages": [{"value": code, "label": name, "lang": html_lang(code)} for code, name in LANGUAGE_NAMES.items()],
        "language": language(),
        "letters": letters_of(request.person, said),
        "ways": _ways(request),
        "role": roles.get(member.role if member else "", ""),
        "pack_version": pack.version,
        "accepted_at": accepted.at if accepted else None,
        "rules_url": link("rules"),
        "rules_banner": must_accept(request),
    }
    return console(request, "settings.html", context, 422 if said else 200)


def _ways(request: SignedIn) -> list[dict[str, Any]]:
    """The lasting entrance to penalties and appeals, by state, and to the sales figures that they touch."""
    counts = penalties.counts(request.platform.id, shop_of(request))
    labels = {
        "all": ("gavel", _("All penalties and appeals")),
        "open": ("pencil", _("Can appeal")),
        "review": ("hourglass", _("In review")),
        "closed": ("circle-check", _("Closed")),
    }
    here = reverse("merchant-penalties")
    ways = [
        {
            "url": f"{here}?tab={tab}",
            "icon": icon,
            "label": label,
            "tag": str(counts[tab]),
            "tone": "warn" if tab == "open" and counts[tab] else "",
        }
        for tab, (icon, label) in labels.items()
    ]
    return [*ways, {"url": reverse("merchant-sales"), "icon": "receipt", "label": _("Sales figures")}]


def _kept(request: SignedIn, said: Chosen) -> HttpResponse:
    code = request.POST.get("language", "")
    answer = redirect("merchant-settings")
    changed = Person.objects.filter(pk=request.person.pk)
    if code in LANGUAGE_NAMES:
        changed.update(language=code)
        keep(answer, code)
        translation.activate(code)
    changed.update(choices={**request.person.choices, **said.choices})
    messages.success(request, _("Your settings are kept."))
    return answer
