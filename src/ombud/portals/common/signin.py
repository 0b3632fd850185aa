"""Lets people in: the cast of the demo by a click, everybody else by a login and a password. No puzzles."""

from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.contrib.auth import login, logout
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from ombud.accounts.models import Membership, Person
from ombud.core.shop.state import Shop
from ombud.desk.access import access_shop
from ombud.desk.handle import NotFound
from ombud.portals.common.display import language
from ombud.portals.common.language import keep
from ombud.portals.common.page import HOMES, link, show

BACKEND = "django.contrib.auth.backends.ModelBackend"
TRIES = 10
ORDER = ("consumer", "merchant", "platform")
PARTIES = {"consumer": "consumer", "member": "merchant"}
TRIES_SECONDS = 600
"""Ten wrong passwords in ten minutes are more than anybody mistypes, and too few to guess one."""
CARDS_MAX = 12
"""People of one group on the demo's page."""
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
    person = _of_the_cast(request.POST["person"]) if "person" in request.POST else _by_password(request)
    if not isinstance(person, Person):
        typed = request.POST.get("login", "")
        return _page(request, back, typed=typed, error=person, status=422)
    request.session.flush()  # a session that a sent link opened sees one case only; this one is the person's own
    login(request, person, backend=BACKEND)
    answer = HttpResponseRedirect(back or HOMES[person.kind])
    if person.language:
        keep(answer, person.language)
    else:
        Person.objects.filter(pk=person.pk).update(language=language())
    return answer


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """The end of the session."""
    logout(request)
    return HttpResponseRedirect(reverse("sign-in"))


def wanted(request: HttpRequest) -> str:
    """The page of ours to go on to, or nothing."""
    back = request.POST.get("next") or request.GET.get("next") or ""
    ours = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    return back if ours and back.startswith("/") else ""


def _page(request: HttpRequest, back: str, *, typed: str = "", error: str = "", status: int = 200) -> HttpResponse:
    context: dict[str, Any] = {"next": back, "login": typed, "wide": settings.DEMO, "problem": error}
    context["follow_url"] = link("case-link")
    if settings.DEMO:
        context["platforms"] = cast()
    return show(request, "common/signin.html", context, status)


def _by_password(request: HttpRequest) -> Person | str:
    """Whoever has this login and password, or one sentence for every way in which that can fail."""
    typed = request.POST.get("login", "").strip()
    password = request.POST.get("password", "")
    key = f"sign-in-{request.META.get('REMOTE_ADDR', '')}-{hash(typed.lower())}"
    if cache.get(key, 0) >= TRIES:
        return _("Too many tries with this name. Wait ten minutes, then try again.")
    found = [one for one in _named(typed) if one.is_active and one.check_password(password)]
    if len(found) == 1:
        cache.delete(key)
        return found[0]
    if not found:
        cache.add(key, 0, TRIES_SECONDS)
        cache.incr(key)
    return _("Name and password don’t go together. Check both and try again.")


def _named(typed: str) -> Iterable[Person]:
    """Everybody this login or address may mean; a stranger's password is hashed all the same, to take as long."""
    if "\0" in typed or not typed:
        return []
    by = {"email__iexact": typed} if "@" in typed and "/" not in typed else {"login__iexact": typed}
    found = list(Person.objects.filter(**by)[:SAME_EMAIL_MAX])
    if not found:
        Person().set_password("as long as for somebody we know")
    return found


def _of_the_cast(id: str) -> Person | str:
    """Somebody of the demo's cast; outside the demo nobody comes in this way."""
    if settings.DEMO:
        with suppress(Person.DoesNotExist, ValidationError):
            return Person.objects.exclude(kind="invited").get(pk=id, is_active=True)
    return _("Name and password don’t go together. Check both and try again.")


def cast() -> list[dict[str, Any]]:
    """The demo's people by platform and role."""
    platforms: dict[int, dict[str, Any]] = {}
    shops: dict[tuple[int, str], str] = {}
    people = (
        Person.objects.filter(is_active=True)
        .exclude(kind="invited")
        .select_related("platform")
        .order_by("platform_id", "kind", "login")
    )
    chosen = people.filter(choices__has_key="cast")
    roles = {one.person_id: one for one in Membership.objects.all()}
    for person in chosen if chosen.exists() else people:
        told = platforms.setdefault(person.platform_id, {"name": person.platform.name, "groups": {}})
        party = PARTIES.get(person.kind, "platform")
        group = told["groups"].setdefault((ORDER.index(party), _group(person, roles, shops)), [])
        if len(group) < CARDS_MAX:
            group.append({"id": str(person.pk), "name": str(person), "what": _what(person, roles)})
    return [{"name": one["name"], "groups": _in_order(one["groups"])} for one in platforms.values()]


def _in_order(groups: dict[tuple[int, str], list[dict[str, str]]]) -> list[dict[str, Any]]:
    """Consumers first, then the shops, then the platform's own people."""
    return [
        {"label": label, "party": ORDER[place], "people": people} for (place, label), people in sorted(groups.items())
    ]


def _group(person: Person, roles: dict[Any, Membership], shops: dict[tuple[int, str], str]) -> str:
    match person.kind:
        case "consumer":
            return _("Consumers")
        case "member":
            membership = roles.get(person.pk)
            return _shop_name(person.platform_id, membership.shop, shops) if membership else _("Shops")
        case _:
            return _("The platform’s people")


def _shop_name(platform: int, id: str, known: dict[tuple[int, str], str]) -> str:
    if (platform, id) not in known:
        try:
            shop: Shop | None = access_shop(platform, id)
        except NotFound:
            shop = None
        known[platform, id] = shop.facts.name if shop else id
    return known[platform, id]


def _what(person: Person, roles: dict[Any, Membership]) -> str:
    told = person.choices.get("cast")
    if isinstance(told, str) and told:
        return told
    role = roles[person.pk].role if person.pk in roles else person.role or person.kind
    return {
        "consumer": _("Buys and complains"),
        "owner": _("Owner of the shop"),
        "service": _("Service of the shop"),
        "viewer": _("Reads only"),
        "member": _("Acts for no shop yet"),
        "reviewer": _("Reviewer"),
        "senior": _("Senior reviewer"),
        "admin": _("Administrator"),
    }.get(role, role)
