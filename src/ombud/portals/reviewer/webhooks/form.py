"""The form of an endpoint: its address, what it is, and of which things it is told."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ombud.portals.common.who import SignedIn
from ombud.webhooks.address import AddressRefused
from ombud.webhooks.endpoints import DESCRIPTION_MAX, Endpoint, Full, NotChosen, UnknownType
from ombud.webhooks.message import types
from ombud.webhooks.patience import BROKEN
from ombud.webhooks.words import address_words

Row = dict[str, Any]


def things() -> dict[str, str]:
    """What there is to be told of, in the order of the work."""
    return {
        "complaint": _("Complaints"),
        "penalty": _("Penalties"),
        "evidence_report": _("Fake evidence"),
        "order": _("Orders"),
        "shop": _("Shops"),
        "product": _("Products"),
        "fund": _("Funds"),
        "surge": _("Waves of complaints"),
        "report": _("Reports"),
        "account": _("Limits on accounts"),
        "conversation": _("Conversations"),
        "order_vault": _("Kept evidence"),
        "public_item": _("What is said in public"),
        "announcement": _("Announcements"),
        "rulebook": _("Rules"),
        "erasure": _("Requests to erase data"),
        "transparency_report": _("Transparency reports"),
    }


def thing_words(thing: str) -> str:
    """What a thing is called; its own name where it came after this list."""
    return things().get(thing, thing)


def choices(wanted: Sequence[str]) -> list[Row]:
    """A box for each thing, and for each type that was named by the API."""
    known = list(dict.fromkeys(one.partition(".")[0] for one in types()))
    ordered = [one for one in things() if one in known] + [one for one in known if one not in things()]
    found = [{"value": one, "label": thing_words(one), "ticked": one in wanted} for one in ordered]
    return found + [{"value": one, "label": one, "ticked": True, "code": True} for one in wanted if "." in one]


def wanted_words(wanted: Sequence[str]) -> list[Row]:
    """What an endpoint is told of, in words."""
    return [{"text": one if "." in one else thing_words(one), "code": "." in one} for one in wanted]


def sent(request: SignedIn) -> tuple[str, list[str], str]:
    """Address, what is wanted, and description, as they were sent."""
    url = request.POST.get("url", "").strip()[:2000]
    return url, request.POST.getlist("wanted")[:300], request.POST.get("description", "").strip()[:1000]


def context(url: str, wanted: Sequence[str], description: str, error: Exception | None = None) -> Row:
    """What the form's template takes."""
    field, words = _why(error) if error else ("", "")
    return {
        "form": {"url": url, "description": description, "choices": choices(wanted)},
        "at": {field: words} if field else {},
        "errors": [{"field": field, "text": words}] if field else [],
    }


def _why(error: Exception) -> tuple[str, str]:
    match error:
        case AddressRefused():
            return "url", address_words(error.code)
        case UnknownType():
            return "wanted", _("There is no event of the type “{type}”.").replace("{type}", str(error)[:100])
        case NotChosen():
            most = str(DESCRIPTION_MAX)
            return "description", _("A description is one line of at most {n} characters.").replace("{n}", most)
        case Full():
            return "url", _("There are as many endpoints as there can be. Remove one first.")
    raise error


def state_words(one: Endpoint) -> tuple[str, str]:
    """How an endpoint stands, and in which colour."""
    if not one.active:
        return (_("Gone"), "bad") if one.stopped == "gone" else (_("Paused"), "warn")
    if one.failures >= BROKEN:
        return _("Fails"), "bad"
    if one.failures:
        return _("Fails now and then"), "warn"
    return (_("Works"), "good") if one.delivered_at else (pgettext("endpoint", "Ready"), "")
