"""The privacy desk's page: requests by their date, what is held, what is kept how long, and what was erased so far."""

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from ombud.accounts.models import Person
from ombud.core.people import can
from ombud.packs.load import load_pack
from ombud.portals.common.display import mask, when
from ombud.portals.common.privacy import words
from ombud.portals.common.who import SignedIn, for_reviewer
from ombud.portals.reviewer import bar
from ombud.portals.reviewer.queue import key_of
from ombud.portals.reviewer.rows import late_words
from ombud.reads.erasures import Gone, Listed, erasures, gone

SHOWN = {"waiting": "asked", "held": "held"}


@for_reviewer
@require_safe
def listing(request: SignedIn) -> HttpResponse:
    """For whoever oversees."""
    if not can(request.actor, "oversee"):
        raise Http404
    tab = request.GET.get("tab", "waiting")
    found, more = erasures(request.platform.id, SHOWN.get(tab, "asked"), key_of(request.GET.get("after", "")))
    names = _names(request, found)
    last = found[-1] if found else None
    older = f"?tab={tab}&after={last.due_at:%Y-%m-%dT%H:%M:%S.%f}%2B00:00~{last.person}" if more and last else ""
    context = {
        "here": "privacy",
        "tabs": [
            {"label": label, "url": f"?tab={name}", "current": name == (tab if tab in SHOWN else "waiting")}
            for name, label in (("waiting", _("To decide")), ("held", _("Held by law")))
        ],
        "held": tab == "held",
        "columns": [_("Person"), _("Asked"), _("Looked at again") if tab == "held" else _("To decide by")],
        "rows": [_row(request, one, names) for one in found],
        "older_url": older,
        "kept_columns": [_("What"), _("How long"), _("Why")],
        "kept": words.kept_table(words.kept_rows(load_pack(request.platform.pack).pack.retention)),
        "gone_columns": [_("Why"), _("Cases and talks"), _("Texts"), _("Files"), _("Last")],
        "gone": [_gone(request, one) for one in gone(request.platform.id)],
    }
    return bar.page(request, "reviewer/privacy/list.html", context)


def _row(request: SignedIn, one: Listed, names: dict[str, str]) -> words.Row:
    url = reverse("review-erasure", args=[one.person])
    held = ngettext("{count} thing is held", "{count} things are held", one.held).format(count=one.held)
    cells: list[words.Row] = [
        {"text": names.get(one.person, one.person), "url": url, "sub": held if one.held else ""},
        {"text": when(one.asked_at, request.platform.zone, request.at)},
        {"due_at": one.due_at, "start_at": one.asked_at, "by": _("On {time}"),
         "tag": late_words() if one.overdue else "", "tone": "bad"}
        if one.stage == "asked"
        else {"text": when(one.due_at, request.platform.zone, request.at)},
    ]  # fmt: skip
    return {"cells": cells, "action": {"label": _("Open"), "url": url, "method": "get"}}


def _gone(request: SignedIn, one: Gone) -> words.Row:
    cells: list[words.Row] = [
        {"text": words.gone_words(one.why)},
        *({"text": str(count), "num": True} for count in (one.things, one.texts, one.files)),
        {"text": when(one.last_at, request.platform.zone, request.at)},
    ]
    return {"cells": cells}


def _names(request: SignedIn, found: list[Listed]) -> dict[str, str]:
    people = Person.objects.filter(platform=request.platform.id, ref__in=[one.person for one in found])
    return {one.ref: mask(one.name) for one in people if one.name}
