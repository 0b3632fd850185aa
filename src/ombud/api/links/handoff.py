"""The door by which a marketplace's own users come in: `/handoff?t=…`."""

from typing import Any
from urllib.parse import urlencode

import msgspec
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from ombud.accounts import handoff as handoffs
from ombud.accounts import sessions
from ombud.accounts.models import Person, Platform
from ombud.api.v1 import sound
from ombud.core.people import System
from ombud.core.refusal import Refusal
from ombud.desk import clock
from ombud.desk.decode import NotUnderstood
from ombud.desk.handle import Act, handle
from ombud.desk.load import load, stream_id
from ombud.desk.things import VERBS
from ombud.ledger import fence
from ombud.ledger.connection import connection

BY = System(id="handoff")
TELL = "order.tell"
HOMES = {"consumer": "/complaints/", "member": "/merchant/"}
ORDER_UNFIT = Refusal(
    code="handoff-order-unfit",
    because="Your marketplace sent an order that can’t be read.",
    way_out="Ask your marketplace’s service, and name the order’s number.",
)


@never_cache
@require_http_methods(["GET", "POST"])
def come_in(request: HttpRequest) -> HttpResponse:
    """Sign in whom the link names, and go on to where the marketplace wanted. Where somebody else is signed in on this
    browser they are asked first, and nothing is spent by asking."""
    said = request.POST if request.method == "POST" else request.GET
    found = handoffs.read(said.get("t", ""), clock.now())
    if isinstance(found, Refusal):
        return _stopped(request, found)
    told, platform = found
    if request.method == "GET" and _somebody_else(request, told, platform):
        return _asked(request, told, platform)
    fence.within(platform.pk)
    person = handoffs.enter(told, platform)
    if isinstance(person, Refusal):
        return _stopped(request, person)
    if refusal := _order(told, platform):
        return _stopped(request, refusal)
    sessions.begin(request, person, "handoff", timezone.now())
    return HttpResponseRedirect(_onward(request, said.get("next", ""), told, person))


def _somebody_else(request: HttpRequest, told: handoffs.Handoff, platform: Platform) -> bool:
    here = request.user
    return isinstance(here, Person) and (here.platform_id, here.ref) != (platform.pk, told.ref)


def _asked(request: HttpRequest, told: handoffs.Handoff, platform: Platform) -> HttpResponse:
    """The question: go on as whom the link names, or stay who one is."""
    here = request.user
    assert isinstance(here, Person)
    with fence.looking_at(platform.pk):
        known = Person.objects.filter(platform=platform, ref=told.ref).first()
    context = {
        "here": str(here), "at": here.platform.name, "comes": str(known) if known else told.name or told.ref,
        "from": platform.name, "t": request.GET["t"], "next": request.GET.get("next", ""),
        "stay_url": "/invited" if here.kind == "invited" else "/",
    }  # fmt: skip
    return render(request, "api/links/handoff.html", context)


def _order(told: handoffs.Handoff, platform: Platform) -> Refusal | None:
    """Make the order known where the link may and it isn't yet; what is known already stays as it is."""
    if told.may_create != "order" or not told.order or told.kind != "consumer":
        return None
    if load(connection(), platform.pk, "order", stream_id("order", told.order))[0].state is not None:
        return None
    try:
        facts: Any = msgspec.json.decode(told.facts)
        if not isinstance(facts, dict):
            return ORDER_UNFIT
        fields = {"facts": {**facts, "consumer": told.ref}, "source": "handoff"}
        sound.check(VERBS[TELL], fields)
        outcome = handle(Act(platform.pk, TELL, told.order, BY, fields, f"handoff-{told.nonce}", "handoff"))
    except (NotUnderstood, msgspec.DecodeError, RecursionError):
        return ORDER_UNFIT
    return ORDER_UNFIT if isinstance(outcome, Refusal) else None


def _onward(request: HttpRequest, wanted: str, told: handoffs.Handoff, person: Person) -> str:
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    if ours and wanted.startswith("/"):
        return wanted
    if told.order and person.kind == "consumer":
        return f"/file?{urlencode({'order': told.order})}"
    return HOMES[person.kind]


def _stopped(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    context = {"because": gettext(refusal.because), "way_out": gettext(refusal.way_out), "code": refusal.code}
    return render(request, "api/links/stopped.html", context, status=403)


urlpatterns = [path("", come_in, name="handoff")]
