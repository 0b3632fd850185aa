"""The demo's cast: who can be chosen on its sign-in page, by platform and role."""

from contextlib import suppress
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ombud.accounts.models import Membership, Person, Platform
from ombud.core.shop.state import Shop
from ombud.desk.access import access_shop
from ombud.desk.handle import NotFound
from ombud.ledger import fence
from ombud.packs.load import texts
from ombud.portals.common.display import language

ORDER = ("consumer", "merchant", "platform")
PARTIES = {"consumer": "consumer", "member": "merchant"}
CARDS_MAX = 12
"""People of one group on the demo's page."""
PLATFORMS_MAX = 12
"""The newest, where nobody was chosen for a cast."""


def of_the_cast(id: str) -> Person | None:
    """Somebody of the demo's cast; outside the demo nobody comes in this way."""
    if settings.DEMO:
        with suppress(Person.DoesNotExist, ValidationError):
            return Person.objects.exclude(kind="invited").get(pk=id, is_active=True)
    return None


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
    if not chosen.exists():
        chosen = people.filter(platform__in=Platform.objects.order_by("-pk").values("pk")[:PLATFORMS_MAX])
    roles = {one.person_id: one for one in Membership.objects.filter(person__in=chosen)}
    for person in chosen:
        told = platforms.setdefault(person.platform_id, _head(person.platform))
        party = PARTIES.get(person.kind, "platform")
        group = told["groups"].setdefault((ORDER.index(party), _group(person, roles, shops)), [])
        if len(group) < CARDS_MAX:
            group.append({"id": str(person.pk), "name": str(person), "what": _what(person, roles)})
    return [{**one, "groups": _in_order(one["groups"])} for one in platforms.values()]


def _head(platform: Platform) -> dict[str, Any]:
    """A platform with the name of its rules, which are what sets the demo's platforms apart."""
    words = texts(platform.pack)
    return {"name": platform.name, "rules": words.say("pack", language()), "groups": {}}


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
            with fence.looking_at(platform):
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
