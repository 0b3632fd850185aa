"""People and roles: the list, an invitation, and what may be changed about one of them, each with its reason."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from ombud.accounts import factors, staff
from ombud.accounts.models import Person
from ombud.ledger.looked_at import About, recorded
from ombud.portals.common.act import typed
from ombud.portals.common.display import LANGUAGE_NAMES, language
from ombud.portals.common.entry.letters import tell
from ombud.portals.common.who import SignedIn, signed_in
from ombud.portals.reviewer import bar

for_admin = signed_in("admin")
REASON_MIN, NAME_MAX = 5, 200
"""A reason of fewer letters is none."""


@never_cache
@for_admin
@require_safe
def listing(request: SignedIn) -> HttpResponse:
    """Everybody who works for the platform here."""
    people = [_row(one) for one in staff.staff_of(request.platform.id)]
    return bar.page(request, "reviewer/people/list.html", {"here": "people", "people": people})


@never_cache
@for_admin
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: SignedIn) -> HttpResponse:
    """Somebody new: a letter with a link to set a password, and a second factor before anything else."""
    given = typed(request, "handle", "name", "email", "role", "language", "reason")
    wrong: dict[str, str] = {}
    if request.method == "POST":
        wrong = _wrong(given)
        if not wrong:
            handle = given["handle"].strip().lower()
            try:
                person = staff.invite(
                    request.platform.id, handle, given["name"].strip(), given["email"].strip(), given["role"],
                    given["language"],
                )  # fmt: skip
            except staff.Taken:
                wrong["handle"] = _("Somebody is called that already.")
            else:
                _write_down(request, person, f"invited-as-{person.role}", given["reason"])
                tell(person, "invited", timezone.now())
                messages.success(request, _("{name} is invited. A letter is on its way.").format(name=person.name))
                return HttpResponseRedirect(reverse("review-people"))
    context = {
        "here": "people",
        "given": {"role": "reviewer", "language": language()} | {name: said for name, said in given.items() if said},
        "wrong": wrong,
        "errors": [{"field": name, "text": text} for name, text in wrong.items()],
        "roles": _roles(),
        "languages": [{"value": code, "label": name} for code, name in LANGUAGE_NAMES.items()],
    }
    return bar.page(request, "reviewer/people/invite.html", context, 422 if wrong else 200)


@never_cache
@for_admin
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: SignedIn, ref: str) -> HttpResponse:
    """One of them: role, activity, second factor. Nobody changes their own."""
    person = Person.objects.filter(platform_id=request.platform.id, ref=ref, kind__in=factors.STAFF).first()
    if person is None:
        raise Http404
    wrong: dict[str, str] = {}
    doing, reason = request.POST.get("do", ""), request.POST.get("reason", "").strip()
    if request.method == "POST" and person.pk != request.person.pk and doing in DOES:
        if len(reason) < REASON_MIN:
            wrong[f"reason_{doing}"] = _("Say why, in a few words.")
        elif _do(request, person, doing, reason):
            return HttpResponseRedirect(reverse("review-person", args=[ref]))
    context = {
        "here": "people",
        "one": _row(person),
        "roles": _roles(),
        "role": request.POST.get("role") or person.role or "reviewer",
        "own": person.pk == request.person.pk,
        "waits": person.is_active and not person.has_usable_password() and bool(person.email),
        "wrong": wrong,
        "doing": doing,
        "reason": reason,
    }
    return bar.page(request, "reviewer/people/one.html", context, 422 if wrong else 200)


DOES = ("role", "leave", "return", "factor", "again")


def _do(request: SignedIn, person: Person, doing: str, reason: str) -> bool:
    at, role = timezone.now(), request.POST.get("role", "")
    match doing:
        case "role" if role in staff.ROLES and role != person.role:
            _write_down(request, person, f"made-{role}", reason)
            staff.change_role(person, role, at)
            tell(person, "part-changed", at)
        case "leave" | "return":
            _write_down(request, person, "deactivated" if doing == "leave" else "activated", reason)
            staff.set_active(person, at, active=doing == "return")
        case "factor":
            _write_down(request, person, "second-factor-taken-off", reason)
            staff.take_off_factors(person, at)
            tell(person, "factor-removed", at)
        case "again":
            _write_down(request, person, "invited-again", reason)
            tell(person, "invited", at)
        case _:
            return False
    messages.success(request, _("Done. It holds from now on."))
    return True


def _write_down(request: SignedIn, person: Person, what: str, reason: str) -> None:
    """Before it is done: what can't be written down isn't done."""
    about = About("person", person.ref)
    recorded(request.platform.id, request.person.ref, what, about, timezone.now(), kind="role", why=reason)


def _wrong(given: dict[str, str]) -> dict[str, str]:
    wrong: dict[str, str] = {}
    if not staff.HANDLE.fullmatch(given["handle"].strip().lower()):
        wrong["handle"] = _("2 to 40 small letters, digits, dots and dashes.")
    if not 0 < len(given["name"].strip()) <= NAME_MAX or "\0" in given["name"]:
        wrong["name"] = _("Enter a name.")
    try:
        validate_email(given["email"].strip())
    except ValidationError:
        wrong["email"] = _("Enter an e-mail address.")
    if given["role"] not in staff.ROLES:
        wrong["role"] = _("Choose one.")
    if given["language"] not in LANGUAGE_NAMES:
        wrong["language"] = _("Choose one.")
    if len(given["reason"].strip()) < REASON_MIN:
        wrong["reason"] = _("Say why, in a few words.")
    return wrong


def _roles() -> list[dict[str, str]]:
    return [
        {"value": "reviewer", "label": _("Reviewer"), "hint": _("decides cases")},
        {"value": "senior", "label": _("Senior reviewer"), "hint": _("decides, signs second, takes over what is late")},
        {"value": "admin", "label": _("Administrator"), "hint": _("people, keys, rules; decides no cases")},
    ]


def _row(person: Person) -> dict[str, Any]:
    names = {one["value"]: one["label"] for one in _roles()}
    return {
        "ref": person.ref,
        "name": str(person),
        "login": person.login,
        "email": person.email,
        "role": names.get(person.role or person.kind, person.role),
        "active": person.is_active,
        "came": person.last_login,
        "factor": factors.has_factor(person),
        "invited": not person.has_usable_password() and person.last_login is None,
        "url": reverse("review-person", args=[person.ref]),
    }
