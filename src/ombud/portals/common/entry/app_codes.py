"""Setting up an app that shows codes: a square code to scan, one code to prove it, then codes for paper."""

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from ombud.accounts import factors, sessions, totp, tries
from ombud.accounts.limits import of_factor, wait_words
from ombud.ledger.looked_at import About, recorded
from ombud.portals.common.entry import step_up
from ombud.portals.common.entry.letters import tell
from ombud.portals.common.entry.security import codes_page, for_owner, may_arm
from ombud.portals.common.page import show
from ombud.portals.common.qr import qr_svg
from ombud.portals.common.who import SignedIn

OFFERED = "app_secret"
"""Where a session keeps the secret that is being set up; it counts only once a code of it was typed."""


@never_cache
@for_owner
@require_http_methods(["GET", "HEAD", "POST"])
def app(request: SignedIn) -> HttpResponse:
    """The square code, and the code that shows that it was taken in."""
    if not may_arm(request):
        return HttpResponseRedirect(reverse("security"))
    secret = request.session.get(OFFERED)
    if request.method != "POST" or not isinstance(secret, str):
        request.session[OFFERED] = secret = secret if isinstance(secret, str) else totp.new_secret()
        return _page(request, secret)
    if factors.has_factor(request.person) or not factors.must_have(request.person):
        step_up.require(request, of_all=True)  # the first one of staff is set up by whoever just came in
    at, counted = timezone.now(), of_factor(request, request.person)
    if wait := tries.take(counted, at):
        return _page(request, secret, wait_words(wait), 429)
    typed = "".join(request.POST.get("code", "").split())
    step = totp.step_meant(secret, typed, at)
    if step is None:
        return _page(request, secret, _("This code isn’t right. Look at the app and type the one it shows now."), 422)
    tries.went_well(counted, at)
    first = not factors.has_factor(request.person)
    factors.set_up_codes(request.person, secret, step, at)
    del request.session[OFFERED]
    sessions.prove(request, at)
    tell(request.person, "factor-added", at)
    if request.person.kind in factors.STAFF:
        about = About("person", request.person.ref)
        recorded(request.platform.id, request.person.ref, "second-factor-added", about, at, kind="sign-in")
    return codes_page(request) if first else HttpResponseRedirect(reverse("security"))


def _page(request: SignedIn, secret: str, problem: str = "", status: int = 200) -> HttpResponse:
    address = totp.address(secret, request.platform.name, request.person.login)
    draw = qr_svg.__wrapped__  # a secret has no place in a cache
    context = {
        "qr": draw(address, _("Code to scan with an authenticator app")),
        "secret": " ".join(secret[start : start + 4] for start in range(0, len(secret), 4)),
        "problem": problem,
        "must": factors.must_have(request.person) and not factors.has_factor(request.person),
        "back_url": reverse("security"),
    }
    return show(request, "common/entry/app.html", context, status)
