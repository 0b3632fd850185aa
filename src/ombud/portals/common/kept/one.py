"""The page of one file that is kept for an order, and keeping a picture that one sees elsewhere."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ombud.core.people import Member
from ombud.desk.access import access_complaint
from ombud.desk.access_order_vault import access_order_vault
from ombud.desk.handle import Done
from ombud.desk.kept import may_name
from ombud.notices.links import path_to
from ombud.portals.common.act import RIGHT, wrong
from ombud.portals.common.covers import shown_covers
from ombud.portals.common.custody import hands_of
from ombud.portals.common.kept.page import keep, typed_about, vault_id
from ombud.portals.common.kept.reach import is_id, reach
from ombud.portals.common.kept.shown import barred, files_of, kinds, rows
from ombud.portals.common.page import HOMES, VIEWERS, show
from ombud.portals.common.who import SignedIn, for_anybody, for_no_follower
from ombud.vault.access import signed_picture_url
from ombud.vault.models import EvidenceFile


@for_no_follower
@require_safe
def kept_file(request: SignedIn, file: str, order: str) -> HttpResponse:
    """One kept file, for who may see it: its pictures, its dates, its fingerprint, and what its keeper did with it."""
    seen, held = reach(request, file, order)
    (row,) = rows(seen, [one for one in (*seen.own, *seen.others) if one.file == file])
    mine = row["side"] == seen.party
    context = {
        "item": row,
        "mine": mine,
        "pages": pictures_of(held, request.actor.id),
        "covers": shown_covers(held),
        "cover_url": reverse("kept-cover", args=[file, order]) if mine and held.pictures else "",
        "hands": hands_of(held, request, everybody=seen.party == "platform"),
        "back_url": home_of(request, order),
    }
    return show(request, "common/kept/file.html", context)


@for_anybody
@require_http_methods(["GET", "HEAD", "POST"])
def keep_picture(request: SignedIn) -> HttpResponse:
    """Keep a picture that the reader sees in the talk or a case: `?file=` and `?order=` say which, for which order."""
    order, file = request.GET.get("order", ""), request.GET.get("file", "")
    if (
        request.only_case
        and order != access_complaint(request.platform.id, request.only_case, request.actor).complaint.order_id
    ):
        raise Http404
    seen = access_order_vault(request.platform.id, order, request.actor, request.at)
    vault_id(seen)
    held = files_of(request.platform.id, [file]).get(file) if is_id(file) else None
    if held is None or not may_name(request.platform.id, seen.order, request.actor, held):
        raise Http404
    if seen.vault and (kept := seen.vault.item(file)) and kept.live:
        here = reverse("kept-file", args=[file, order])
        return HttpResponseRedirect(home_of(request, order) if request.only_case else here)
    stops, kind = RIGHT, request.POST.get("kind", "other")[:100] or "other"
    if request.method == "POST":
        outcome = keep(request, seen, [{"file": file, "kind": kind}])
        if isinstance(outcome, Done):
            messages.success(request, _("It is kept, with today’s date. Nobody can change it any more, you included."))
            return HttpResponseRedirect(home_of(request, order))
        stops = wrong(outcome, request, {"files": "kind"})
    context = {
        "pages": pictures_of(held, request.actor.id)[:1],
        "barred": barred(seen, request),
        "kinds": kinds(seen.policy.pack.id, [one.code for one in seen.policy.pack.evidence]),
        "value_of": typed_about(request),
        "wrong": stops,
        "back_url": home_of(request, order),
    }
    return show(request, "common/kept/keep.html", context, 422 if stops.errors else 200)


def pictures_of(file: EvidenceFile, reader: str) -> list[dict[str, Any]]:
    """Its pictures as they are shown now: [{src, width, height}], signed for this reader."""
    return [
        {
            "src": signed_picture_url(file, variant, reader),
            "width": file.pictures[variant]["width"],
            "height": file.pictures[variant]["height"],
        }
        for variant in file.variants()
    ]


def home_of(request: SignedIn, order: str) -> str:
    """The page of what is kept for the order, in the portal of whoever asks."""
    if request.only_case:
        return reverse("consumer-root")  # which leads to the one case that the session may see
    if isinstance(request.actor, Member) or request.person.kind == "consumer":
        return path_to("order_vault", f"{order}:", VIEWERS[request.person.kind])
    return HOMES[request.person.kind]
