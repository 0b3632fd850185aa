"""What penalties do to the shop now: the measures in force, and whether its account is suspended or closed."""

from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ombud.core.people import Member
from ombud.core.policy.violation import ACCOUNT
from ombud.core.shop.state import MeasureInForce
from ombud.desk.access import access_shop
from ombud.desk.handle import NotFound
from ombud.packs.load import load_pack, texts
from ombud.portals.common.who import SignedIn


class Standing(NamedTuple):
    """The shop as it stands at this instant."""

    name: str
    measures: list[dict[str, Any]]
    """{words, by [{number, url, since, until}]}, for merchant/measures_now.html."""
    account: MeasureInForce | None
    """The measure under which the shop can only read, answer, appeal and export."""


def standing_of(request: SignedIn) -> Standing:
    """Read once for a page; right even if no timer has ended a measure yet."""
    shop = request.actor.shop if isinstance(request.actor, Member) else ""
    try:
        held = access_shop(request.platform.id, shop)
    except NotFound:
        return Standing("", [], None)
    now = [one for one in held.measures if one.until is None or request.at < one.until]
    account = next((one for one in now if one.kind in ACCOUNT), None)
    return Standing(held.facts.name, _told([one for one in now if one.kind != "warning"], request), account)


def suspension(standing: Standing) -> dict[str, Any] | None:
    """The banner on every page of a shop whose account is suspended or closed; None for all others."""
    one = standing.account
    if one is None:
        return None
    closed = one.kind == "account-closed"
    return {
        "tone": "bad",
        "heading": _("Your shop’s account is closed.") if closed else _("Your shop’s account is suspended."),
        "text": _("You can read notices and messages, answer complaints, appeal and export; nothing else until then."),
        "action": {"label": _("Open the notice"), "url": reverse("merchant-penalty", args=[one.number])},
    }


def _told(measures: list[MeasureInForce], request: SignedIn) -> list[dict[str, Any]]:
    """Each kind of measure once, with every penalty that imposed it: ending one leaves the others."""
    words, lang = texts(load_pack(request.platform.pack).pack.id), get_language() or "en"

    def say(key: str) -> str:
        return words.say(key, lang) if words.has(key, lang) else key.rpartition(".")[2]

    kinds: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for one in measures:
        url = reverse("merchant-penalty", args=[one.number])
        it = {"number": one.number, "url": url, "since": one.since, "until": one.until}
        kinds.setdefault((one.kind, one.about), []).append(it)
    return [
        {"words": _with(say(f"measure.{kind}"), say(f"payment-way.{about}") if about else ""), "by": by}
        for (kind, about), by in kinds.items()
    ]


def _with(what: str, words: str) -> str:
    return _("{what} ({words})").format(what=what, words=words) if words else what
