"""Between password and second factor: the browser holds nothing yet but the promise to let it try."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from ombud.accounts import factors, sessions, tries
from ombud.accounts.limits import of_factor, wait_words
from ombud.accounts.models import Person
from ombud.portals.common.entry.inside import come_in
from ombud.portals.common.entry.letters import tell
from ombud.portals.common.page import show

HALF = "halfway"
HOLDS = timedelta(minutes=10)
FEW_CODES = 3
"""Fewer codes on paper than this are worth a word."""


def wait_for_code(request: HttpRequest, person: Person, how: sessions.How, back: str) -> HttpResponse:
    """Remember who knows the password, under a new session key, and ask for the second factor."""
    request.session.flush()
    request.session[HALF] = {
        "person": str(person.pk),
        "state": person.get_session_auth_hash(),
        "rights": person.rights_version,
        "at": timezone.now().timestamp(),
        "how": how,
        "next": back,
    }
    request.session.set_expiry(HOLDS)
    return HttpResponseRedirect(reverse("sign-in-code"))


@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """The second step: a code of the app, a passkey, or a code from paper."""
    person = half_in(request)
    if person is None:
        return HttpResponseRedirect(reverse("sign-in"))
    if request.method != "POST":
        return _page(request, person)
    at, counted = timezone.now(), of_factor(request, person)
    if wait := tries.take(counted, at):
        answer = _page(request, person, wait_words(wait), 429)
        answer["Retry-After"] = str(wait)
        return answer
    left = factors.codes_left(person)
    if not factors.proves(person, request.POST.get("code", ""), at):
        problem = _("This code isn’t right, or it was used already. Wait for the next one.")
        return _page(request, person, problem, 422)
    tries.went_well(counted, at)
    if factors.codes_left(person) < left:
        tell(person, "recovery-code-used", at)
    return enter(request, person)


def half_in(request: HttpRequest) -> Person | None:
    """Who showed the right password a moment ago, if nothing about them changed since."""
    half = request.session.get(HALF)
    if not isinstance(half, dict) or timezone.now().timestamp() - half["at"] > HOLDS.total_seconds():
        return None
    person = Person.objects.filter(pk=half["person"], is_active=True).first()
    if person is None or (person.get_session_auth_hash(), person.rights_version) != (half["state"], half["rights"]):
        return None
    return person


def enter(request: HttpRequest, person: Person) -> HttpResponse:
    """The second factor was shown: in."""
    half: dict[str, Any] = request.session[HALF]
    return come_in(request, person, half["how"], half["next"], proved=True)


def _page(request: HttpRequest, person: Person, problem: str = "", status: int = 200) -> HttpResponse:
    kinds = {one.kind for one in factors.factors_of(person)}
    context = {"problem": problem, "app": "codes" in kinds, "passkeys": "passkey" in kinds}
    return show(request, "common/entry/code.html", context, status)
