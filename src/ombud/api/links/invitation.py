"""Coming in by an invitation: somebody from outside decides one appeal, and finds nothing else here."""

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from ombud.accounts import invitations, sessions
from ombud.accounts.models import Person
from ombud.desk import clock
from ombud.desk.access import access_penalty
from ombud.desk.handle import NotFound
from ombud.ledger import fence

SESSION_SECONDS = 12 * 3600
"""A working day: whoever needs longer gets a new link."""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invited(request: HttpRequest, token: str) -> HttpResponse:
    """One button first, since mail programs open links before people do; pressing it uses the link up."""
    at = clock.now()
    person = invitations.whose(token, at)
    if person is None or not _waits(person):
        return _page(request, good=False, status=410)
    if request.method != "POST":
        return _page(request, good=True)
    came = invitations.spend(token, at)
    if came is None:
        return _page(request, good=False, status=410)
    sessions.begin(request, came, "link", timezone.now())
    request.session.set_expiry(SESSION_SECONDS)
    return _onward(came)


@never_cache
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Where an invited person starts: at the one penalty there is for them."""
    person = request.user
    if not isinstance(person, Person) or person.kind != "invited":
        return HttpResponseRedirect("/")
    return _onward(person)


@never_cache
@require_safe
def done(request: HttpRequest) -> HttpResponse:
    """The invited person has decided: the invitation ends here, and so does the session."""
    if isinstance(request.user, Person) and request.user.kind == "invited":
        logout(request)
    return render(request, "api/links/invited_done.html")


def _onward(person: Person) -> HttpResponse:
    """To the penalty, or to the end where the appeal waits no more."""
    fence.within(person.platform_id)
    try:
        penalty = access_penalty(person.platform_id, person.penalty, person.actor()).penalty
    except NotFound:
        return HttpResponseRedirect(reverse("invited-done"))
    return HttpResponseRedirect(f"/review/penalties/{penalty.number}" if penalty.under_review else "/invited/done")


def _waits(person: Person) -> bool:
    """Whether the appeal still waits for a decision."""
    fence.within(person.platform_id)
    try:
        return access_penalty(person.platform_id, person.penalty, person.actor()).penalty.under_review
    except NotFound:
        return False


def _page(request: HttpRequest, *, good: bool, status: int = 200) -> HttpResponse:
    heading = _("Decide an appeal") if good else _("This link doesn’t work any more")
    return render(request, "api/links/invited.html", {"good": good, "heading": heading}, status=status)


urlpatterns = [
    path("invited", home, name="invited-home"),
    path("invited/done", done, name="invited-done"),
    path("invited/<str:token>", invited, name="invited"),
]
