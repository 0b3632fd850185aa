"""Passkeys on pages: what the browser asks for, and what it answers with, for adding one and for showing one."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from ombud.accounts import factors, passkeys, sessions, tries
from ombud.accounts.limits import of_factor
from ombud.ledger.looked_at import About, recorded
from ombud.portals.common.entry import browser_words, step_up
from ombud.portals.common.entry.halfway import enter, half_in
from ombud.portals.common.entry.letters import tell
from ombud.portals.common.entry.security import codes_page, for_owner, may_arm
from ombud.portals.common.entry.shown_passkey import ASKED, answer, shown
from ombud.portals.common.who import SignedIn


@never_cache
@for_owner
@require_POST
def options(request: SignedIn) -> HttpResponse:
    """For adding a passkey (`for=create`), or for showing one before money moves."""
    if request.POST.get("for") == "create":
        if not may_arm(request):
            raise Http404
        asked, state = passkeys.offer(request.person, request.platform.name)
    else:
        asked, state = passkeys.ask(request.person)
    request.session[ASKED] = state
    return JsonResponse(asked)


@never_cache
@for_owner
@require_POST
def add(request: SignedIn) -> HttpResponse:
    """Keep the passkey that the browser made."""
    person, at = request.person, timezone.now()
    if factors.has_factor(person) or not factors.must_have(person):
        step_up.require(request, of_all=True)
    if not may_arm(request):
        raise Http404
    first = not factors.has_factor(person)
    name = browser_words.of(request.headers.get("User-Agent", ""))
    if not passkeys.add(person, name, *answer(request, "credential"), at):
        messages.error(request, _("That didn’t work. Try again, or use another way."))
        return HttpResponseRedirect(reverse("security"))
    sessions.prove(request, at)
    tell(person, "factor-added", at)
    if person.kind in factors.STAFF:
        about = About("person", person.ref)
        recorded(person.platform_id, person.ref, "second-factor-added", about, at, kind="sign-in")
    messages.success(request, _("Your passkey is added."))
    return codes_page(request) if first else HttpResponseRedirect(reverse("security"))


@never_cache
@require_POST
def sign_in_options(request: HttpRequest) -> HttpResponse:
    """For the second step of signing in."""
    person = half_in(request)
    if person is None:
        raise Http404
    asked, request.session[ASKED] = passkeys.ask(person)
    return JsonResponse(asked)


@never_cache
@require_POST
def sign_in(request: HttpRequest) -> HttpResponse:
    """The second step of signing in, by a passkey."""
    person = half_in(request)
    if person is None:
        return HttpResponseRedirect(reverse("sign-in"))
    at, counted = timezone.now(), of_factor(request, person)
    if tries.take(counted, at) or not shown(request, person, "credential"):
        return HttpResponseRedirect(reverse("sign-in-code"))
    tries.went_well(counted, at)
    return enter(request, person)
