"""Finding an order by what a caller knows."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from ombud.portals.common.display import mask, money, when
from ombud.portals.common.order.words import OrderWords
from ombud.portals.common.who import SignedIn, for_reviewer
from ombud.portals.reviewer import bar
from ombud.reads.order_search import MOST, FoundOrder, find, known

NAMES = ("number", "phone", "name", "shop", "title")


@for_reviewer
@require_safe
def search(request: SignedIn) -> HttpResponse:
    """The search, and the orders that fit all that was typed."""
    said = known(**{name: request.GET.get(name, "") for name in NAMES})
    found = find(request.platform.id, said)
    labels = {
        "number": (_("Order number"), ""),
        "phone": (_("End of the phone number"), _("The last four digits are enough.")),
        "name": (_("The consumer’s whole name"), ""),
        "shop": (_("The shop"), _("A part of its name is enough.")),
        "title": (_("What was bought"), _("Narrows what the others find.")),
    }
    context = {
        "here": "calls",
        "fields": [
            {"name": name, "label": label, "help": help_, "value": request.GET.get(name, "").replace("\x00", "")}
            for name, (label, help_) in labels.items()
        ],
        "asked": said.enough,
        "too_little": any(said) and not said.enough,
        "columns": [_("Order"), _("Shop"), _("Consumer"), _("State"), _("Paid")],
        "rows": [_row(one, request) for one in found],
        "most": len(found) >= MOST,
    }
    return bar.page(request, "reviewer/calls/search.html", context)


def _row(one: FoundOrder, request: SignedIn) -> dict[str, Any]:
    bought = when(one.purchased_at, request.platform.zone, request.at) if one.purchased_at else ""
    late = one.late_at is not None and one.late_at <= request.at
    status = OrderWords(request.platform.pack).status(one.status)
    state = {"tag": status, "tone": "warn" if late else "", "sub": pgettext("order", "Late") if late else ""}
    return {
        "cells": [
            {"text": one.title or one.number, "url": reverse("review-order", args=[one.id]), "sub": one.number},
            {"text": one.shop_name or one.shop or "–"},
            {"text": mask(one.consumer) if one.consumer else "–", "sub": bought},
            state,
            {"text": money(one.paid, one.currency or "CNY"), "num": True},
        ]
    }
