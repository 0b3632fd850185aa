"""M10, first step: which order the picture belongs to, where one comes from a talk and not from a case."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from ombud.desk.access_evidence_report import accusable
from ombud.desk.handle import NotFound
from ombud.portals.common.fake.shown import picture
from ombud.portals.common.who import SignedIn
from ombud.portals.merchant.frame import console, shop_of
from ombud.reads.evidence_reports import Bought, bought
from ombud.vault.access import access_evidence

SEARCH_MAX = 60


def choose(request: SignedIn, file: str) -> HttpResponse:
    """The orders for which the consumer of this picture put it, or those of them that a search names.

    Raises NotFound for a picture that nobody put for an order of this shop: no shop learns of others' files.
    """
    held = access_evidence(request.platform.id, file)
    all_ = _fitting(request, bought(request.platform.id, held.uploaded_by, shop_of(request)), file)
    q = request.GET.get("q", "").strip()[:SEARCH_MAX]
    found = (
        all_ if not q else _fitting(request, bought(request.platform.id, held.uploaded_by, shop_of(request), q), file)
    )
    if not all_ and not found:
        raise NotFound
    if len(all_) == 1 and not q and request.GET.get("choose") is None:
        return HttpResponseRedirect(f"{reverse('report-evidence')}?{urlencode({'file': file, 'order': all_[0].id})}")
    context = {
        "here": "evidence-reports",
        "file": file,
        "q": q,
        "accused": picture(request.platform.id, file, request.actor.id, _("The picture in question")),
        "orders": [_row(one) for one in found],
    }
    return console(request, "fake/choose.html", context)


def _fitting(request: SignedIn, orders: list[Bought], file: str) -> list[Bought]:
    return [one for one in orders if accusable(request.platform.id, one.id, request.actor, file)]


def _row(one: Bought) -> dict[str, Any]:
    return {
        "id": one.id,
        "title": one.title or one.number,
        "number": one.number,
        "amount": one.paid,
        "currency": one.currency or "CNY",
        "bought_at": one.purchased_at,
    }
