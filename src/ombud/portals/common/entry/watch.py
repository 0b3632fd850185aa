"""Watches over sessions: ends those whose time or rights are over, and asks for proof before money moves."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ombud.accounts import sessions
from ombud.accounts.factors import has_factor, must_have
from ombud.accounts.models import Person
from ombud.portals.common.entry import step_up

Answer = Callable[[HttpRequest], HttpResponseBase]
OPEN = frozenset((
    "security", "security-app", "security-codes", "security-passkey", "security-passkey-options", "sign-in",
    "sign-out", "set-language", "help", "guide",
))  # fmt: skip
"""Pages that staff reach before they have a second factor, by the names of their addresses."""


class Watch:
    """A middleware behind Django's own of sessions and sign-in."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: Any, _args: list[Any], _named: dict[str, Any]
    ) -> HttpResponseBase | None:
        """Before any page: whether the session still holds, and whether more is asked of this person first."""
        person = request.user
        if not isinstance(person, Person):
            return None
        at = timezone.now()
        if not sessions.holds(request, person, at):
            sessions.noted_as_ended(request, at)
            logout(request)
            if request.method == "GET" and not request.headers.get("HX-Request"):
                messages.info(
                    request, _("You were signed out, because time was up or your part changed. Sign in again.")
                )
            return None
        if must_have(person) and not sessions.by_click(request) and not self._armed(request, person):
            return HttpResponseRedirect(reverse("security-app"))
        return step_up.taken(request, person, at) if step_up.ASKED in request.POST else None

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """An act that needs proof first: ask for it, and keep what was typed."""
        return step_up.ask(request) if isinstance(error, step_up.ProofNeeded) else None

    def _armed(self, request: HttpRequest, person: Person) -> bool:
        match = request.resolver_match
        if match is not None and match.url_name in OPEN:
            return True
        if not request.session.get("armed"):
            if not (has_factor(person) or request.session.get("proved_elsewhere")):
                return False
            request.session["armed"] = True
        return True
