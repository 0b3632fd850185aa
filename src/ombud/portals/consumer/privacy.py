"""Your data: what is kept of you and how long, a copy of it, and asking to have it erased."""

from django.http import HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from ombud.desk.own_data import copy_of, counted, held_now
from ombud.packs.load import load_pack
from ombud.portals.common.privacy import own, words
from ombud.portals.common.privacy.copy_file import copy_file
from ombud.portals.common.who import SignedIn, for_consumer, signed_in
from ombud.portals.consumer.frame import consumer_page


@signed_in("consumer", "member", "invited")
@require_http_methods(["GET", "HEAD", "POST"])
def privacy(request: SignedIn) -> HttpResponse:
    """The page; its two buttons ask for an erasure, and take that back. Letters lead here whoever reads them."""
    if request.person.kind != "consumer":
        return HttpResponseRedirect(reverse("own-data"))
    stops = own.sent(request, reverse("consumer-privacy"))
    if isinstance(stops, HttpResponseRedirect):
        return stops
    platform, person = request.platform.id, request.actor.id
    spans = load_pack(request.platform.pack).pack.retention
    context = {
        "here": "me",
        "back_url": reverse("consumer-me"),
        "kinds": words.kept_rows(spans, counted(platform, person)),
        "copy_url": reverse("consumer-privacy-copy"),
        **own.standing(request, held_now(platform, person, request.at), stops),
    }
    return consumer_page(request, "privacy.html", context, 422 if stops.errors else 200)


@for_consumer
@require_safe
def copy(request: SignedIn) -> HttpResponseBase:
    """The copy, as a ZIP file."""
    made = copy_of(request.platform, request.actor.id, request.at)
    return copy_file(made, f"{request.platform.slug}-{request.at:%Y%m%d}.zip")
