"""Keys of integrators: made by an administrator who just proved who they are, shown once, revoked at once."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from ombud.accounts import keys as api_keys
from ombud.accounts.models import ApiKey, Platform
from ombud.ledger.looked_at import About, recorded
from ombud.portals.common.act import typed
from ombud.portals.common.case.teller import listed
from ombud.portals.common.who import SignedIn
from ombud.portals.reviewer import bar
from ombud.portals.reviewer.people.pages import REASON_MIN, for_admin

NAME_MAX = 120
LISTED_MAX = 200


@never_cache
@for_admin
@require_http_methods(["GET", "HEAD", "POST"])
def keys(request: SignedIn) -> HttpResponse:
    """All keys of the platform, and a form for a new one."""
    given: dict[str, Any] = {**typed(request, "name", "reason"), "kinds": request.POST.getlist("kinds")}
    wrong, token = {}, ""
    if request.method == "POST":
        if request.POST.get("do") == "revoke":
            _revoke(request)
            return HttpResponseRedirect(reverse("review-keys"))
        wrong = _wrong(given)
        if not wrong:
            token = _made(request, given)
            given = {}
    context = {
        "here": "people",
        "keys": [
            _row(one) for one in ApiKey.objects.filter(platform_id=request.platform.id).order_by("-pk")[:LISTED_MAX]
        ],
        "token": token,
        "given": given,
        "wrong": wrong,
        "errors": [{"field": name, "text": text} for name, text in wrong.items()],
        "kinds": [
            {"value": kind, "label": label, "on": kind in given.get("kinds", ())} for kind, label in _kinds().items()
        ],
    }
    return bar.page(request, "reviewer/people/keys.html", context, 422 if wrong else 200)


def _made(request: SignedIn, given: dict[str, Any]) -> str:
    name, at = given["name"].strip(), timezone.now()
    kinds = [one for one in given["kinds"] if one in api_keys.KINDS]
    what = f"key-made-for-{'-'.join(sorted(kinds))}"
    recorded(
        request.platform.id, request.person.ref, what, About("key", name), at, kind="key", why=given["reason"].strip()
    )
    return api_keys.make_key(Platform.objects.get(pk=request.platform.id), name, kinds)[1]


def _revoke(request: SignedIn) -> None:
    said = request.POST.get("key", "")
    row = ApiKey.objects.filter(platform_id=request.platform.id, pk=said, revoked_at=None).first() if (
        said.isdecimal() and len(said) < 19) else None  # fmt: skip
    if row is not None:
        about = About("key", row.name, str(row.pk))
        recorded(request.platform.id, request.person.ref, "key-revoked", about, timezone.now(), kind="key")
        api_keys.revoke(row)


def _wrong(given: dict[str, Any]) -> dict[str, str]:
    wrong: dict[str, str] = {}
    if not 0 < len(given["name"].strip()) <= NAME_MAX or "\0" in given["name"]:
        wrong["name"] = _("Say what it is for.")
    if not set(given["kinds"]) or set(given["kinds"]) - set(api_keys.KINDS):
        wrong["kinds"] = _("Choose at least one.")
    if len(given["reason"].strip()) < REASON_MIN:
        wrong["reason"] = _("Say why, in a few words.")
    return wrong


def _kinds() -> dict[str, str]:
    return {
        "consumer": _("Consumers"),
        "merchant": _("Shops"),
        "reviewer": _("Reviewers"),
        "system": _("Itself: it tells orders, shops and payments"),
    }


def _row(key: ApiKey) -> dict[str, Any]:
    names = _kinds()
    return {
        "id": key.pk,
        "name": key.name,
        "speaks_for": listed([names.get(one, one) for one in key.speaks_for]),
        "made": key.created_at,
        "over": key.revoked_at is not None,
    }
