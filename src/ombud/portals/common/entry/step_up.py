"""Asks staff to prove who they are before they change what asked.py names, and goes on with just what was typed."""

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from ombud.accounts import factors, sessions, tries
from ombud.accounts.limits import of_factor, wait_words
from ombud.accounts.models import Person
from ombud.portals.common.entry.asked import PAGES
from ombud.portals.common.entry.shown_passkey import shown
from ombud.portals.common.page import show

ASKED = "prove_by"
"""The input that tells the answer of this page from the form itself; all of its inputs begin alike."""
OURS = "prove_"


class ProofNeeded(Exception):
    """This act waits until whoever is signed in has proved again who they are."""


def at_door(request: HttpRequest) -> None:
    """Before a page reads what was sent to it: whether it is one that asks first. Raises ProofNeeded."""
    match = request.resolver_match
    if request.method in ("GET", "HEAD") or match is None:
        return
    page = PAGES.get(match.url_name or "")
    if page is None or (page.door and request.POST.get("do", "") not in page.spared):
        require(request)


def require(request: HttpRequest, *, of_all: bool = False) -> None:
    """Go on only if it was proved within the last minutes: for staff, or `of_all` where somebody changes their own
    door. Raises ProofNeeded, which becomes the page that asks."""
    person = request.user
    if not isinstance(person, Person) or (person.kind not in factors.STAFF and not of_all):
        return
    if not sessions.just_proved(request, timezone.now()) and way_of(request, person):
        raise ProofNeeded


def way_of(request: HttpRequest, person: Person) -> str:
    """By what this person proves it: `factor`, else `password`; nothing where the demo let them in by a click."""
    if factors.has_factor(person):
        return "factor"
    if factors.must_have(person) and not sessions.by_click(request):
        return "factor"
    return "password" if person.has_usable_password() and not settings.DEMO else ""


def taken(request: HttpRequest, person: Person, at: datetime) -> HttpResponse | None:
    """What was typed into the page: nothing where it proves it, so that the form goes on; else the page again."""
    counted = of_factor(request, person)
    if wait := tries.take(counted, at):
        return ask(request, wait_words(wait), 429)
    by_code = way_of(request, person) == "factor"
    if not _proved(request, person, at, by_code=by_code):
        return ask(request, _wrong(by_code=by_code), 422)
    tries.went_well(counted, at)
    sessions.prove(request, at)
    _without_ours(request)
    return None


def ask(request: HttpRequest, problem: str = "", status: int = 403) -> HttpResponse:
    """The page that asks. What was typed lies in it, hidden, and is sent on with the answer."""
    person = request.user
    assert isinstance(person, Person)
    match = request.resolver_match
    page = PAGES.get(match.url_name or "") if match is not None else None
    context = {
        "own": page is not None and page.nature == "own",
        "by": way_of(request, person),
        "none": not factors.has_factor(person) and way_of(request, person) == "factor",
        "kept": list(_kept(request)),
        "problem": problem,
        "action": request.get_full_path(),
        "passkeys": any(one.kind == "passkey" for one in factors.factors_of(person)),
    }
    return show(request, "common/entry/step_up.html", context, status)


def _proved(request: HttpRequest, person: Person, at: datetime, *, by_code: bool) -> bool:
    typed = request.POST.get("prove_code", "")
    if not by_code:
        return person.has_usable_password() and person.check_password(typed)
    if request.POST[ASKED] == "passkey":
        return shown(request, person, "prove_credential")
    return factors.proves(person, typed, at)


def _kept(request: HttpRequest) -> Iterator[tuple[str, str]]:
    for name, values in request.POST.lists():
        if name != "csrfmiddlewaretoken" and not name.startswith(OURS):
            yield from ((name, str(value)) for value in values)
    yield from getattr(request, "taken_files", ())


def _without_ours(request: HttpRequest) -> None:
    cleared = QueryDict(mutable=True)
    for name, values in request.POST.lists():
        if not name.startswith(OURS):
            cleared.setlist(name, values)
    request.POST = cleared  # type: ignore[assignment]


def _wrong(*, by_code: bool) -> str:
    return _("This code isn’t right, or it was used already. Wait for the next one.") if by_code else _(
        "This password isn’t right.")  # fmt: skip
