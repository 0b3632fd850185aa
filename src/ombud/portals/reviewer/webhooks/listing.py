"""All endpoints with how each stands, and the form that makes a new one."""

from datetime import UTC, datetime

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from ombud.portals.common.who import SignedIn, for_reviewer
from ombud.portals.reviewer import bar
from ombud.portals.reviewer.webhooks import form
from ombud.portals.reviewer.webhooks.form import Row
from ombud.portals.reviewer.webhooks.one import shown_once
from ombud.webhooks import endpoints, history
from ombud.webhooks.access import access_endpoints
from ombud.webhooks.address import AddressRefused
from ombud.webhooks.endpoints import Endpoint, Full, NotChosen, UnknownType


@for_reviewer
@require_http_methods(["GET", "HEAD", "POST"])
def listing(request: SignedIn) -> HttpResponse:
    """The list; a form that is sent makes an endpoint, and its page shows the secret this once."""
    found = access_endpoints(request.platform.id, request.actor)
    url, wanted, description = form.sent(request)
    if request.method != "POST":
        return _page(request, found, form.context("", (), ""))
    try:
        made, secret = endpoints.make(
            request.platform.id, url, wanted, description, request.actor.id, datetime.now(UTC)
        )
    except (AddressRefused, UnknownType, NotChosen, Full) as error:
        return _page(request, found, form.context(url, wanted, description, error), 422)
    return shown_once(request, made, secret)


def _page(request: SignedIn, found: list[Endpoint], context: Row, status: int = 200) -> HttpResponse:
    return bar.page(
        request,
        "reviewer/webhooks/list.html",
        {"here": "webhooks", "rows": [_row(one) for one in found], **context},
        status,
    )


def _row(one: Endpoint) -> Row:
    word, tone = form.state_words(one)
    counts = history.counts(one)
    return {
        "url": reverse("review-webhook", args=[one.id]),
        "address": one.url,
        "description": one.description,
        "word": word,
        "tone": tone,
        "wanted": form.wanted_words(one.wanted),
        "delivered_at": one.delivered_at,
        "waiting": counts.waiting,
        "behind": max(0, counts.log_size - one.next_idx),
        "dead": counts.dead,
    }
