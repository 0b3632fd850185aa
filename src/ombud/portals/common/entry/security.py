"""One's own door: the password, the second factor, codes for paper, and the sessions that are open."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ombud.accounts import factors, sessions
from ombud.accounts.browsers import remember
from ombud.accounts.door_models import SecondFactor
from ombud.portals.common.entry import browser_words, step_up
from ombud.portals.common.entry.forgotten import set_password, unfit
from ombud.portals.common.entry.letters import tell
from ombud.portals.common.page import show
from ombud.portals.common.who import SignedIn, signed_in

BACK = {
    "consumer": "consumer-settings", "member": "merchant-settings", "reviewer": "review-settings",
    "admin": "review-settings",
}  # fmt: skip
for_owner = signed_in()
"""Everybody with an account of their own: not those who came by a link to one case, or to one appeal."""


@never_cache
@for_owner
@require_safe
def security(request: SignedIn) -> HttpResponse:
    """All of it on one page."""
    person = request.person
    has = factors.factors_of(person)
    here = sessions.row_of(request)
    context = {
        "back_url": reverse(BACK[person.kind]),
        "password": person.has_usable_password(),
        "factors": has,
        "app": next((one for one in has if one.kind == "codes"), None),
        "passkeys": [one for one in has if one.kind == "passkey"],
        "codes_left": factors.codes_left(person),
        "must": factors.must_have(person),
        "visits": [_visit(one, here) for one in sessions.visits_of(person)],
        "may_arm": may_arm(request),
    }
    return show(request, "common/entry/security.html", context)


@never_cache
@sensitive_post_parameters("old", "password")
@for_owner
@require_http_methods(["GET", "HEAD", "POST"])
def password(request: SignedIn) -> HttpResponse:
    """Change the password: the old one first, and the second factor where there is one."""
    person = request.person
    if not person.has_usable_password():
        return HttpResponseRedirect(reverse("security"))
    wrong: dict[str, str] = {}
    if request.method == "POST":
        step_up.require(request, of_all=True)
        if not person.check_password(request.POST.get("old", "")):
            wrong["old"] = _("This isn’t your password now.")
        elif problem := unfit(request.POST.get("password", ""), person):
            wrong["password"] = problem
        else:
            set_password(request, person, request.POST["password"])
            sessions.begin(request, person, "password", timezone.now(), proved=True)
            messages.success(request, _("Your password is changed. All other sessions are ended."))
            answer = HttpResponseRedirect(reverse("security"))
            remember(request, answer, person)
            return answer
    context = {"wrong": wrong, "back_url": reverse("security")}
    return show(request, "common/entry/password.html", context, 422 if wrong else 200)


@never_cache
@for_owner
@require_POST
def new_codes(request: SignedIn) -> HttpResponse:
    """New codes for paper, shown this once."""
    step_up.require(request, of_all=True)
    if not factors.has_factor(request.person):
        return HttpResponseRedirect(reverse("security"))
    tell(request.person, "new-recovery-codes", timezone.now())
    return codes_page(request)


def codes_page(request: SignedIn) -> HttpResponse:
    """The codes, never again to be seen."""
    context = {"codes": factors.new_codes(request.person), "on_url": reverse("security")}
    return show(request, "common/entry/codes.html", context)


@never_cache
@for_owner
@require_POST
def remove(request: SignedIn) -> HttpResponse:
    """Take off a second factor; staff keep one where the installation wants it."""
    step_up.require(request, of_all=True)
    person, has = request.person, factors.factors_of(request.person)
    one = next((each for each in has if str(each.pk) == request.POST.get("factor")), None)
    if one is None:
        return HttpResponseRedirect(reverse("security"))
    if len(has) == 1 and factors.must_have(person):
        messages.error(request, _("Your work here needs a second factor. Add another before you remove this one."))
        return HttpResponseRedirect(reverse("security"))
    if len(has) == 1:
        factors.take_off(person)
    else:
        SecondFactor.objects.filter(platform_id=person.platform_id, pk=one.pk).delete()
    tell(person, "factor-removed", timezone.now())
    messages.success(request, _("It is removed."))
    return HttpResponseRedirect(reverse("security"))


@never_cache
@for_owner
@require_POST
def end(request: SignedIn) -> HttpResponse:
    """End one session, or all but this."""
    at, said = timezone.now(), request.POST.get("visit", "")
    if said == "others":
        sessions.end(request.person, at, but=sessions.row_of(request))
        messages.success(request, _("All other sessions are ended."))
    elif said.isdecimal() and len(said) < 19:
        sessions.end(request.person, at, only=int(said))
        messages.success(request, _("The session is ended."))
    return HttpResponseRedirect(reverse("security"))


def may_arm(request: SignedIn) -> bool:
    """Whether a second factor means anything for them: whoever always comes from their marketplace shows it there."""
    return request.person.has_usable_password() or request.person.kind in factors.STAFF


def _visit(one: Any, here: str) -> dict[str, Any]:
    return {
        "id": one.pk,
        "browser": browser_words.of(one.browser),
        "address": one.address,
        "how": browser_words.HOW.get(one.how, lambda: "")(),
        "began_at": one.began_at,
        "seen_at": one.seen_at,
        "here": one.key == here,
    }
