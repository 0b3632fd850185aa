"""The public guide to a platform's procedure, its rules with their versions, and the blank form for printing."""

from functools import cache
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ombud.accounts import acceptance
from ombud.accounts.models import Person, Platform
from ombud.accounts.platforms import Settings, settings_of
from ombud.core.policy.pack import Pack
from ombud.desk import clock
from ombud.ledger import fence
from ombud.packs.guide import Guide
from ombud.packs.guide import guide as guide_of
from ombud.packs.load import UnknownPackError, announced, load_pack, load_version, versions
from ombud.portals.common.display import day
from ombud.portals.common.in_force import Applies, coming, in_force
from ombud.portals.common.page import link, show
from ombud.portals.common.who import SignedIn, for_anybody


def platform_of(request: HttpRequest) -> Platform | None:
    """The platform these public pages speak of: the reader's own, the one named by `?platform=`, or the first."""
    if isinstance(request.user, Person):
        fence.within(request.user.platform_id)
        return request.user.platform
    named = request.GET.get("platform", "")
    found = (
        Platform.objects.filter(slug=named) if named and "\0" not in named else Platform.objects.order_by("id")
    ).first()
    fence.within(found.pk if found else None)
    return found


def query(request: HttpRequest) -> str:
    """What keeps a stranger on the platform they chose."""
    named = request.GET.get("platform", "")
    return f"?{urlencode({'platform': named})}" if named else ""


@require_safe
def rules(request: HttpRequest, pack: str = "") -> HttpResponse:
    """The rules in force, of an older or of a coming version: who, until when, what follows; with their sources."""
    platform = platform_of(request)
    at = clock.now(platform.pk if platform else None)
    settings = settings_of(platform.pk, at) if platform else None
    pack_id = pack or (settings.pack if settings else "")
    try:
        policy = load_version(pack_id) if "@" in pack_id else load_pack(pack_id)
    except UnknownPackError:
        raise Http404 from None
    own = in_force(settings, at) if settings else None
    if settings is None or own is None or not _ours(policy.pack.id, settings, own):
        now, next_ones = _of_file(load_pack(policy.pack.name).pack), list(map(_of_file, announced(policy.pack.name)))
    else:
        now, next_ones = own, coming(settings, at)
    shown = next((one for one in (now, *next_ones) if one.pack.id == policy.pack.id), _of_file(policy.pack))
    context = {
        "wide": True,
        "rules_pack": policy.pack,
        "since": shown.since,
        "announced_on": shown.announced_on,
        "current": policy.pack.id == now.pack.id,
        "current_url": link("rules") + query(request),
        "coming": [
            {"pack": one.pack, "since": one.since, "url": link("rules-version", one.pack.id) + query(request)}
            for one in next_ones
        ],
        "is_coming": any(one.pack.id == policy.pack.id for one in next_ones),
        "guide": process(policy.pack.id),
        "versions": [
            {"id": one, "url": link("rules-version", one) + query(request)}
            for one in dict.fromkeys((now.pack.id, *versions(policy.pack.name)))
        ],
        "accepted": accepted_at(request, policy.pack.id),
        "accept": isinstance(request.user, Person) and policy.pack.id == now.pack.id,
    }
    return show(request, "common/rules.html", context)


@for_anybody
@require_POST
def accept_rules(request: SignedIn) -> HttpResponse:
    """A party accepts the rules in the version in force; written down once."""
    note_acceptance(request)
    back = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    return HttpResponseRedirect(back if ours and back else link("rules"))


def note_acceptance(request: SignedIn) -> None:
    """That this person accepted the rules in force, with their version."""
    acceptance.accept(request.person, load_pack(request.platform.pack).pack.id)


def must_accept(request: SignedIn) -> dict[str, Any] | None:
    """For parts/notice_banner.html: that the rules in force aren't accepted yet; None where they are."""
    pack = load_pack(request.platform.pack).pack
    if acceptance.accepted_at(request.person, pack.id):
        return announcement(request)
    text = _("The rules of version {version} apply. Read them, and accept them there.").format(version=pack.version)
    return {"tone": "info", "text": text, "action": {"label": _("Read the rules"), "url": link("rules")}}


def announcement(request: SignedIn) -> dict[str, Any] | None:
    """For the same banner: that other rules are announced."""
    for one in coming(request.platform, request.at):
        said = _(
            "New rules are announced: version %(version)s applies from %(since)s. Complaints that are open by then keep their rules."  # noqa: E501 - one sentence of the catalogue
        )
        text = said % {"version": one.pack.version, "since": day(one.since)}
        url = link("rules-version", one.pack.id)
        return {"tone": "info", "text": text, "action": {"label": _("Read the new rules"), "url": url}}
    return None


def _ours(pack: str, settings: Settings, now: Applies) -> bool:
    """Whether a version is one that this platform decided about, or of the pack in force there."""
    book = settings.rulebook
    named = {one.pack for one in book.changes} | {one.instead for one in book.changes} if book else set()
    return pack in named or pack.partition("@")[0] == now.pack.name


def _of_file(pack: Pack) -> Applies:
    return Applies(pack, pack.in_force_from, pack.announced_on)


def accepted_at(request: HttpRequest, pack: str) -> Any:
    """When the reader accepted this version, if they did."""
    return acceptance.accepted_at(request.user, pack) if isinstance(request.user, Person) else None


@cache
def _process(pack_id: str, lang: str) -> Guide:
    return guide_of(pack_id, lang)


def process(pack_id: str) -> Guide:
    """The whole procedure of a pack, by `name@version`, in the reader's language."""
    return _process(pack_id, language())


def language() -> str:
    """The language that is active, as packs call it."""
    return get_language() or "en"
