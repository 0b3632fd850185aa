"""A new password: asked for by whoever forgot theirs, sent by mail, and set by the link in it."""

from django.contrib import messages
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from ombud.accounts import factors, password_links, sessions, tries
from ombud.accounts.browsers import remember
from ombud.accounts.evenly import evenly
from ombud.accounts.limits import of_letters, wait_words
from ombud.accounts.models import Person
from ombud.portals.common.entry.letters import tell
from ombud.portals.common.entry.sign_in import named
from ombud.portals.common.page import show

PASSWORD_MAX = 256
"""Longer ones would only cost time to hash."""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def forgotten(request: HttpRequest) -> HttpResponse:
    """The form; whatever was typed into it, the answer is the same, so that nobody learns who exists."""
    if request.method != "POST":
        return show(request, "common/entry/forgotten.html")
    typed = request.POST.get("login", "").strip()
    at = timezone.now()
    if not typed:
        context = {"problem": _("Enter your login or e-mail address.")}
        return show(request, "common/entry/forgotten.html", context, 422)
    if wait := tries.take(of_letters(request, "new password", typed), at):
        context = {"problem": wait_words(wait), "login": typed}
        return show(request, "common/entry/forgotten.html", context, 429)
    with evenly():
        for person in named(typed):
            if person.is_active and (person.has_usable_password() or person.kind in factors.STAFF):
                tell(person, "reset", at)
    return show(request, "common/entry/forgotten.html", {"sent": True})


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def new_password(request: HttpRequest, token: str) -> HttpResponse:
    """Set it. The second factor, if there is one, is still asked for at the sign-in that follows."""
    found = password_links.whose(token)
    if found is None:
        return show(request, "common/entry/new_password.html", {"over": True}, 410)
    person, what = found
    context = {"login": person.login, "invited": what == "invited", "problem": ""}
    if request.method != "POST":
        return show(request, "common/entry/new_password.html", context)
    if problem := unfit(request.POST.get("password", ""), person):
        return show(request, "common/entry/new_password.html", context | {"problem": problem}, 422)
    set_password(request, person, request.POST["password"])
    messages.success(request, _("Your password is set. Sign in with it."))
    answer = HttpResponseRedirect(reverse("sign-in"))
    remember(request, answer, person)  # whoever reads this mailbox isn't a stranger who guesses
    return answer


def unfit(password: str, person: Person) -> str:
    """What is wrong with a new password, in words; nothing where it will do."""
    if len(password) > PASSWORD_MAX:
        return _("This password is too long.")
    try:
        validate_password(password, person)
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


def set_password(request: HttpRequest, person: Person, password: str) -> None:
    """The new password counts at once; every session from before is over."""
    at = timezone.now()
    person.set_password(password)
    person.save(update_fields=["password"])
    sessions.end(person, at, but=sessions.row_of(request) if request.user == person else None)
    tell(person, "password-changed", at)
