"""One endpoint: how it stands, each attempt with its answer, its secrets, and all that can be done with it."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from ombud.portals.common.act import Misread
from ombud.portals.common.typed import instant
from ombud.portals.common.who import SignedIn, for_reviewer
from ombud.portals.reviewer import bar
from ombud.portals.reviewer.rows import staff_names
from ombud.portals.reviewer.webhooks import form
from ombud.portals.reviewer.webhooks.form import Row
from ombud.webhooks import endpoints, history
from ombud.webhooks.access import access_endpoint
from ombud.webhooks.address import AddressRefused
from ombud.webhooks.deliver import resend, resend_dead
from ombud.webhooks.endpoints import Endpoint, NotChosen, UnknownType
from ombud.webhooks.fan_out import index_at, replay
from ombud.webhooks.history import BIGINT_MAX, Attempt
from ombud.webhooks.send import UNDER_WAY, TooManyPings, ping
from ombud.webhooks.words import error_words

SHOWN = 25
Do = Callable[[SignedIn, Endpoint], HttpResponse | None]


@for_reviewer
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: SignedIn, id: str) -> HttpResponse:
    """The endpoint; what is done with it is sent here too."""
    endpoint = access_endpoint(request.platform.id, id, request.actor)
    if request.method == "POST" and (do := DOES.get(request.POST.get("do", ""))) is not None:
        return do(request, endpoint) or HttpResponseRedirect(reverse("review-webhook", args=[id]))
    return _shown(request, endpoint)


def shown_once(request: SignedIn, endpoint: Endpoint, secret: str) -> HttpResponse:
    """The page with a secret that was made just now. It is kept nowhere where it could be shown again."""
    return _shown(request, endpoint, {"secret": secret})


def _shown(request: SignedIn, endpoint: Endpoint, more: Row | None = None, status: int = 200) -> HttpResponse:
    found = history.attempts(endpoint, _before(request), SHOWN)
    dead = history.deliveries(endpoint, "dead", limit=SHOWN)
    word, tone = form.state_words(endpoint)
    names = staff_names(request)
    context: Row = {
        "here": "webhooks",
        "one": endpoint,
        "own_url": (own_url := reverse("review-webhook", args=[endpoint.id])),
        "word": word,
        "tone": tone,
        "wanted": form.wanted_words(endpoint.wanted),
        "counts": history.counts(endpoint),
        "attempts": [_attempt(one) for one in found[:SHOWN]],
        "older_url": f"{own_url}?before={found[SHOWN - 1].id}#attempts" if len(found) > SHOWN else "",
        "newer_url": f"{own_url}#attempts" if request.GET.get("before") else "",
        "dead": dead[:SHOWN],
        "secrets": endpoints.live(endpoint, datetime.now(UTC)),
        "changes": [
            {"at": at, "who": names.get(who, "" if who == endpoints.SOFTWARE else who), "what": change_words(what)}
            for at, who, what in endpoints.changes(endpoint)
        ],
        **form.context(endpoint.url, endpoint.wanted, endpoint.description),
        "real_now": datetime.now(UTC),
    }
    return bar.page(request, "reviewer/webhooks/one.html", context | (more or {}), status)


def _before(request: SignedIn) -> int:
    said = request.GET.get("before", "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 19 else BIGINT_MAX


def _attempt(one: Attempt) -> Row:
    return {
        **one._asdict(),
        "type": _("Test") if one.type == "ping" else one.type,
        "is_type": one.type != "ping",
        "delivered": one.delivered,
        "word": str(one.status) if one.status else error_words(one.error),
        "tone": "good" if one.delivered else "warn" if one.error == UNDER_WAY.error else "bad",
    }


def change_words(what: str) -> str:
    """What was done to an endpoint."""
    kind, _space, place = what.partition(" ")
    return {
        "made": _("Added"),
        "changed": _("Changed"),
        "rotated": _("New secret"),
        "paused": _("Paused"),
        "resumed": _("Resumed"),
        "gone": _("Switched off: the receiver said that it is gone"),
        "replayed": _("Told again from place {n} on").replace("{n}", place),
    }.get(kind, what)


def _test(request: SignedIn, endpoint: Endpoint) -> None:
    try:
        sent = ping(endpoint, datetime.now(UTC))
    except TooManyPings:
        messages.error(request, _("It was tested often enough for this minute."))
        return
    if sent == UNDER_WAY:
        messages.info(request, _("The test is under way. How it went will stand among the attempts in some seconds."))
    elif sent.delivered:
        said = _("The test arrived: it answered {status} after {n} ms.")
        messages.success(request, said.replace("{status}", str(sent.status)).replace("{n}", str(sent.took_ms)))
    elif sent.status:
        messages.error(
            request, _("The test was not taken: it answered {status}.").replace("{status}", str(sent.status))
        )
    else:
        messages.error(request, _("The test did not arrive: {why}.").replace("{why}", error_words(sent.error)))


def _change(request: SignedIn, endpoint: Endpoint) -> HttpResponse | None:
    url, wanted, description = form.sent(request)
    try:
        endpoints.change(endpoint, url, wanted, description, request.actor.id, datetime.now(UTC))
    except (AddressRefused, UnknownType, NotChosen) as error:
        return _shown(request, endpoint, form.context(url, wanted, description, error) | {"editing": True}, 422)
    messages.success(request, _("Changed. What comes from now on goes there."))
    return None


def _rotate(request: SignedIn, endpoint: Endpoint) -> HttpResponse:
    return shown_once(request, endpoint, endpoints.rotate(endpoint, request.actor.id, datetime.now(UTC)))


def _pause(request: SignedIn, endpoint: Endpoint) -> None:
    endpoints.stop(endpoint, "paused", request.actor.id, datetime.now(UTC))


def _resume(request: SignedIn, endpoint: Endpoint) -> None:
    endpoints.resume(endpoint, request.actor.id, datetime.now(UTC))


def _replay(request: SignedIn, endpoint: Endpoint) -> HttpResponse | None:
    place, since = request.POST.get("from_index", "").strip(), request.POST.get("since", "").strip()
    if place.isascii() and place.isdigit() and len(place) < 19:
        index = int(place)
    else:
        at = instant(since, request.platform.zone, "since") if since and not place else None
        if not isinstance(at, str):
            words = at.text if isinstance(at, Misread) else _("Say either a place in the log or an instant.")
            return _shown(request, endpoint, {"replay_error": words}, 422)
        index = index_at(endpoint.platform, datetime.fromisoformat(at))
    replay(endpoint, index, request.actor.id, datetime.now(UTC))
    messages.success(request, _("Everything from place {n} on is told again.").replace("{n}", str(index)))
    return None


def _resend(request: SignedIn, endpoint: Endpoint) -> None:
    said, now = request.POST.get("index", ""), datetime.now(UTC)
    if said.isascii() and said.isdigit() and len(said) < 19:
        again = int(resend(endpoint.platform, endpoint.id, int(said), now))
    else:
        again = resend_dead(endpoint.platform, endpoint.id, now)
    words = ngettext("{n} message is sent once more.", "{n} messages are sent once more.", again)
    messages.success(request, words.replace("{n}", str(again)))


def _remove(request: SignedIn, endpoint: Endpoint) -> HttpResponse:
    endpoints.remove(endpoint, request.actor.id, datetime.now(UTC))
    messages.success(request, _("It is gone; nothing is sent there any more."))
    return HttpResponseRedirect(reverse("review-webhooks"))


DOES: Mapping[str, Do] = {
    "test": _test, "change": _change, "rotate": _rotate, "pause": _pause, "resume": _resume, "replay": _replay,
    "resend": _resend, "remove": _remove,
}  # fmt: skip
