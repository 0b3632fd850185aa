"""Gives up a complaint that was begun and never sent."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ombud.portals.common.who import SignedIn, for_consumer
from ombud.portals.consumer.filing.pages import strip
from ombud.portals.consumer.filing.paper import Paper
from ombud.portals.consumer.frame import consumer_page


@for_consumer
@require_http_methods(["GET", "HEAD", "POST"])
def discard(request: SignedIn) -> HttpResponse:
    """Ask once, since what was typed can't be had back; on POST the draft is gone."""
    paper = Paper(request, request.GET.get("order", ""))
    if request.method == "POST":
        paper.drop()
        messages.success(request, _("The draft was discarded."))
        return HttpResponseRedirect(reverse("consumer-complaints"))
    back = f"{reverse('consumer-file')}?{urlencode({'order': paper.order.id})}"
    return consumer_page(request, "file/discard.html", {"here": "file", "order": strip(paper), "back_url": back})
