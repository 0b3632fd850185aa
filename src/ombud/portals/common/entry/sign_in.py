"""Lets people in: the cast of the demo by a click, everybody else by a login and a password. No puzzles."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from ombud.accounts import factors, sessions, tries
from ombud.accounts.limits import of_sign_in, wait_words
from ombud.accounts.models import Person
from ombud.portals.common.entry import halfway
from ombud.portals.common.entry.cast import cast, of_the_cast
from ombud.portals.common.entry.inside import come_in
from ombud.portals.common.entry.openid import buttons
from ombud.portals.common.entry.paths import wanted
from ombud.portals.common.page import link, show

TEXT_MIN = 4
SECRET = ("csrfmiddlewaretoken", "old", "password", "code", "prove_code")
SAME_EMAIL_MAX = 5
"""One address may sign in on several platforms; each checked password takes time."""


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """The page that lets people in, and comes back to where they wanted to go."""
    back = wanted(request)
    if request.method != "POST":
        return _page(request, back)
    if "person" in request.POST:
        chosen = of_the_cast(request.POST["person"])
        return come_in(request, chosen, "demo", back) if chosen else _page(request, back, error=_no(), status=422)
    typed = request.POST.get("login", "")
    person = _by_password(request, typed)
    if isinstance(person, int):
        answer = _page(request, back, typed=typed, error=wait_words(person), status=429)
        answer["Retry-After"] = str(person)
        return answer
    if person is None:
        return _page(request, back, typed=typed, error=_no(), status=422)
    if factors.has_factor(person):
        return halfway.wait_for_code(request, person, "password", back)
    return come_in(request, person, "password", back, proved=True)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """The end of the session."""
    sessions.noted_as_ended(request, timezone.now())
    logout(request)
    return HttpResponseRedirect(reverse("sign-in"))


def named(typed: str) -> list[Person]:
    """Everybody this login or address may mean; a platform's reviewers invited for one appeal have no password."""
    typed = typed.strip()
    if "\0" in typed or not typed:
        return []
    by = {"email__iexact": typed} if "@" in typed and "/" not in typed else {"login__iexact": typed}
    return list(Person.objects.filter(**by).order_by("pk")[:SAME_EMAIL_MAX])


def interrupted(request: HttpRequest, back: str) -> HttpResponse | None:
    """The page for a form that was sent after its session had ended: what was written stands on it, and nowhere else.
    None where nothing was written that would be lost."""
    written = [
        str(one) for name, values in request.POST.lists() if name not in SECRET for one in values if _is_text(str(one))
    ]
    return _page(request, back, written=written, status=403) if written else None


def _is_text(value: str) -> bool:
    """Words of a person, not the choices and numbers of a form."""
    return len(value) >= TEXT_MIN and any(one.isspace() or not one.isascii() for one in value)


def _page(
    request: HttpRequest,
    back: str,
    *,
    typed: str = "",
    error: str = "",
    written: Sequence[str] = (),
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {"next": back, "login": typed, "wide": settings.DEMO, "problem": error}
    context |= {"interrupted": bool(written), "written": written}
    context |= {"follow_url": link("case-link"), "forgotten_url": link("forgotten"), "openid": buttons(back)}
    if settings.DEMO:
        context["platforms"] = cast()
    return show(request, "common/signin.html", context, status)


def _by_password(request: HttpRequest, typed: str) -> Person | int | None:
    """Whoever has this login and password; None for every way in which that can fail, a number of seconds where a try
    has to wait. A stranger's password is hashed all the same, to take as long."""
    at, people = timezone.now(), named(typed)
    counted = of_sign_in(request, typed, people)
    if wait := tries.take(counted, at):
        return wait
    password = request.POST.get("password", "")
    right = [one for one in people if one.check_password(password) and one.is_active]
    if not people:
        Person().set_password(password)
    if len(right) != 1:
        return None
    tries.went_well(counted, at)
    return right[0]


def _no() -> str:
    return _("Name and password don’t go together. Check both and try again.")
