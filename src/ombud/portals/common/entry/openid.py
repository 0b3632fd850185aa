"""A platform's own sign-in, by OpenID Connect: its button, the way there, and the way back."""

import logging
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ombud.accounts import factors, openid, tries
from ombud.accounts.door_models import OpenId
from ombud.accounts.limits import NETWORK, wait_words
from ombud.accounts.openid_fetch import NotFetched
from ombud.accounts.openid_people import person_of
from ombud.accounts.origin import address_of, network_of
from ombud.accounts.tries import Counted
from ombud.ledger import fence
from ombud.ledger.looked_at import About, recorded
from ombud.portals.common.entry import halfway
from ombud.portals.common.entry.inside import come_in
from ombud.portals.common.entry.paths import wanted
from ombud.portals.common.page import show

log = logging.getLogger(__name__)
KEPT = "openid"
"""Where a session keeps what was asked, until the provider sends the browser back."""


def buttons(back: str) -> list[dict[str, str]]:
    """One for each platform that has a sign-in of its own; nothing where none has."""
    query = f"?{urlencode({'next': back})}" if back else ""
    return [
        {"name": one.name, "url": reverse("sign-in-with", args=[one.platform.slug]) + query}
        for one in OpenId.objects.filter(active=True).select_related("platform").order_by("name")
    ]


@never_cache
@require_safe
def way_there(request: HttpRequest, slug: str) -> HttpResponse:
    """To the provider."""
    config = OpenId.objects.filter(platform__slug=slug, active=True).first()
    if config is None:
        raise Http404
    try:
        way = openid.way_there(config, _back_to())
    except NotFetched as error:
        log.warning("The provider of platform %s can't be reached: %s", config.platform_id, error)
        return _stopped(request, config.name, status=502)
    request.session[KEPT] = way.kept | {"next": wanted(request)}
    return HttpResponseRedirect(way.url)


@never_cache
@require_safe
def way_back(request: HttpRequest) -> HttpResponse:
    """From the provider: what it says is good for once, whatever comes of it."""
    kept = request.session.pop(KEPT, None)
    config = OpenId.objects.filter(platform_id=kept["platform"], active=True).first() if kept else None
    if config is None:
        return _stopped(request, "")
    at = timezone.now()
    counted = [Counted("openid from a network", _network(request), NETWORK, clears=False)]
    if wait := tries.take(counted, at):
        return _stopped(request, config.name, problem=wait_words(wait), status=429)
    try:
        claims = openid.came_back(config, kept, request.GET.dict(), _back_to())
        come = person_of(config, claims, at)
    except (openid.NotSignedIn, NotFetched) as error:
        log.warning("A sign-in by the provider of platform %s came to nothing: %s", config.platform_id, error)
        return _stopped(request, config.name)
    if come is None:
        return _stopped(request, config.name, unknown=True)
    tries.went_well(counted, at)
    person = come.person
    fence.within(person.platform_id)
    if come.became:
        recorded(person.platform_id, "openid", come.became, About("person", person.ref), at, kind="role")
    proved = config.proves_two or "mfa" in (claims.get("amr") or [])
    if not proved and factors.has_factor(person):
        return halfway.wait_for_code(request, person, "openid", kept["next"])
    answer = come_in(request, person, "openid", kept["next"], proved=proved)
    request.session["proved_elsewhere"] = proved
    return answer


def _back_to() -> str:
    return settings.ORIGIN + reverse("sign-in-back")


def _network(request: HttpRequest) -> str:
    return network_of(address_of(request))


def _stopped(
    request: HttpRequest, name: str, *, unknown: bool = False, problem: str = "", status: int = 403
) -> HttpResponse:
    context = {"name": name, "unknown": unknown, "problem": problem}
    return show(request, "common/entry/openid_stopped.html", context, status)
