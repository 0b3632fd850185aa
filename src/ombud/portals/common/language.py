"""Changes the language of the pages and comes back to the page one was on."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from ombud.accounts.models import Person

from .display import LANGUAGE_NAMES

_YEAR_S = 365 * 24 * 3600


@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Keeps the chosen language in a cookie, and with the person who is signed in; an unknown one changes nothing."""
    answer = HttpResponseRedirect(_way_back(request))
    code = request.POST.get("language", "")
    if code in LANGUAGE_NAMES:
        keep(answer, code)
        if isinstance(request.user, Person):
            Person.objects.filter(pk=request.user.pk).update(language=code)
    return answer


def keep(answer: HttpResponse, code: str) -> None:
    """Have the browser remember this language for a year."""
    answer.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        code,
        max_age=_YEAR_S,
        path=settings.LANGUAGE_COOKIE_PATH,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _way_back(request: HttpRequest) -> str:
    """The page asked for, if it is ours, without a `lang` in its address (the cookie speaks now)."""
    wanted = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        return "/"
    parts = urlsplit(wanted)
    query = urlencode([(name, value) for name, value in parse_qsl(parts.query, True) if name != "lang"])
    # One slash: two of them, which an address of ours may bear behind its host, would begin another host's.
    return urlunsplit(("", "", f"/{parts.path.lstrip('/')}", query, parts.fragment))
