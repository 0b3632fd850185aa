"""Who acts for the shop, in which role: invited, changed, removed, and the shop itself handed over."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods

from ombud.accounts.models import Membership, Person
from ombud.core.shop.rungs import owner_of
from ombud.core.shop.state import Shop
from ombud.desk.handle import Done
from ombud.portals.common.act import RIGHT, Misread, Wrong, act, typed, wrong
from ombud.portals.common.who import SignedIn, for_member
from ombud.portals.merchant.shop.frame import shop_page, the_shop

VERBS = {
    "invite": ("shop.invite-member", ("member", "role")),
    "role": ("shop.change-role", ("member", "role")),
    "remove": ("shop.remove-member", ("member",)),
    "hand-over": ("shop.hand-over", ("member",)),
}
"""What a form of this page does, by its `do`."""


@for_member
@require_http_methods(["GET", "HEAD", "POST"])
def people(request: SignedIn) -> HttpResponse:
    """The list, and a form for each thing the owner can do with it."""
    case = the_shop(request)
    do = request.POST.get("do", "")
    if request.method != "POST" or do not in VERBS:
        return _page(request, case.shop)
    verb, names = VERBS[do]
    if do == "hand-over" and "sure" not in request.POST:
        fault = wrong(Misread("sure", _("Tick that you hand the shop over.")), request)
        return _page(request, case.shop, do, fault)
    outcome = act(request, verb, case.shop.id, typed(request, *names))
    if isinstance(outcome, Done):
        messages.success(request, _said(do))
        gone = do == "remove" and request.POST.get("member") == request.actor.id
        return redirect("merchant-shop" if gone else "merchant-shop-people")
    return _page(request, case.shop, do, wrong(outcome, request))


def _said(do: str) -> str:
    return {
        "invite": _("The invitation waits for them here. Tell them to sign in."),
        "role": _("The role is changed; it holds at once."),
        "remove": _("Done. The right to act ended at once."),
        "hand-over": _("The shop is handed over. You stay as service."),
    }[do]


def role_words(role: str) -> str:
    """What a role is called."""
    words = {
        "owner": pgettext("role", "Owner"),
        "service": pgettext("role", "Service"),
        "viewer": pgettext("role", "Viewer"),
    }
    return words.get(role, role)


def members_of(request: SignedIn, shop: Shop) -> list[dict[str, Any]]:
    """Everybody who acts for the shop: those who signed in here, and those the platform told of."""
    held = Membership.objects.filter(platform_id=request.platform.id, shop=shop.id).select_related("person")
    known = {one.person.ref: (str(one.person), one.role) for one in held if one.person.is_active}
    strangers = {ref: ("", role) for ref, role in shop.members.items() if ref not in known}
    rank = {"owner": 0, "service": 1, "viewer": 2}
    found = [
        {"ref": ref, "name": name or ref, "role": role, "role_words": role_words(role), "me": ref == request.actor.id}
        for ref, (name, role) in {**known, **strangers}.items()
    ]
    return sorted(found, key=lambda one: (rank.get(str(one["role"]), 3), str(one["name"])))


def _page(request: SignedIn, shop: Shop, do: str = "", fault: Wrong = RIGHT) -> HttpResponse:
    names = dict(
        Person.objects.filter(platform_id=request.platform.id, ref__in=shop.invited).values_list("ref", "name")
    )
    everybody = members_of(request, shop)
    roles = [
        {"value": "service", "label": _("Service: may answer and sell")},
        {"value": "viewer", "label": _("Viewer: may look, but not act")},
    ]
    context = {
        "members": everybody,
        "others": [one for one in everybody if not one["me"]],
        "others_options": [{"value": one["ref"], "label": one["name"]} for one in everybody if not one["me"]],
        "invited": [
            {"ref": ref, "name": names.get(ref) or ref, "role_words": role_words(role)}
            for ref, role in shop.invited.items()
        ],
        "roles": roles,
        "owner": owner_of(request.actor, shop),
        "do": do,
        "values": typed(request, "member", "role"),
        "wrong": fault,
    }
    return shop_page(request, "people.html", context)
