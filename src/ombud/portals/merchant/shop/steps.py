"""Where a shop stands on its way: the steps with their states, and whose turn it is until when."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from ombud.core.shop.state import Shop
from ombud.desk.papers import ShopCase, Story
from ombud.portals.common.case.teller import listed
from ombud.portals.common.who import SignedIn
from ombud.portals.merchant.shop.frame import rules_of, say

Step = dict[str, Any]
AFTER = {"applied": 1, "lapsed": 1, "refused": 1, "waiting": 3, "verified": 4, "open": 5}
"""How many of the five steps are behind a shop at each stage; with the duties accepted one more before the papers."""


def done_of(shop: Shop | None, duties: str) -> int:
    """How many steps are behind it."""
    if shop is None:
        return 0
    behind = AFTER[shop.stage]
    return behind + 1 if behind == 1 and shop.duties == duties else behind


def steps(request: SignedIn, case: ShopCase | None) -> list[Step]:
    """The five steps, each with its state in words and, where it is the next, the way there."""
    shop = case.shop if case else None
    labels = [
        (_("Name the shop"), _("A name, what you sell, and how buyers reach you"), "merchant-shop-apply"),
        (_("Read the duties"), _("What you promise, and what it may cost"), "merchant-shop-duties"),
        (_("Hand in documents"), _("A licence or an ID card, with its number"), "merchant-shop-papers"),
        (_("The platform checks them"), _("You needn’t do anything meanwhile"), ""),
        (_("Open the shop"), _("From then on everybody can see it"), ""),
    ]
    behind = done_of(shop, rules_of(request).duties_version)
    return [_step(n, label, behind, shop) for n, label in enumerate(labels)]


def _step(n: int, label: tuple[str, str, str], behind: int, shop: Shop | None) -> Step:
    title, hint, name = label
    if n < behind:
        return {"label": title, "hint": hint, "state": "done", "tag": _("Done"), "tone": "good", "url": _again(n, shop)}
    if n > behind:
        return {"label": title, "hint": hint, "state": "next", "tag": _("Later"), "tone": "", "url": ""}
    tag, tone = _("Your turn"), "warn"
    if shop is not None and shop.stage == "waiting":
        tag, tone = (_("Late"), "bad") if shop.overdue else (_("With the platform"), "")
    elif shop is not None and shop.refused is not None:
        tag, tone = _("Sent back"), "bad"
    return {
        "label": title, "hint": hint, "state": "now", "tag": tag, "tone": tone, "url": reverse(name) if name else "",
    }  # fmt: skip


def _again(n: int, shop: Shop | None) -> str:
    """What is done and can be looked at, or changed, once more."""
    if shop is None or n > 1:
        return ""
    return reverse("merchant-shop-set-up") if n == 0 else reverse("merchant-shop-duties")


def turn_card(request: SignedIn, case: ShopCase) -> dict[str, Any]:
    """As parts/turn_card.html wants it."""
    shop = case.shop
    due = shop.deadlines[0] if shop.deadlines else None
    card: dict[str, Any] = {"silence_icon": "hourglass"}
    if due is not None:
        words = say(request, f"deadline.{due.kind}.lapse", "")
        card |= {"due_at": due.due_at, "start_at": due.from_at, "silence": words, "by": _("Hand them in by {time}")}
    match shop.stage:
        case "waiting":
            late = bool(shop.overdue)
            headline = (
                _("The platform is late with your documents") if late else _("The platform checks your documents")
            )
            why = _("Senior reviewers have them now.") if late else _("You can close this page; you will be told.")
            return {**card, "state": "overdue" if late else "platform", "headline": headline, "why": why,
                    "by": _("To be checked by {time}")}  # fmt: skip
        case "verified":
            open_it = {"label": _("Open the shop"), "url": reverse("merchant-shop-open"), "method": "post",
                       "primary": True, "icon": "store"}  # fmt: skip
            dress = {"label": _("Set up its look first"), "url": reverse("merchant-shop-set-up"), "icon": "pencil"}
            return {**card, "state": "yours", "headline": _("Your documents are in order"),
                    "why": _("Open the shop when you are ready."), "actions": [open_it, dress],
                    "silence": _("Nothing is lost if you wait.")}  # fmt: skip
        case "refused" if shop.refused is not None:
            reasons = listed([say(request, f"shop-refusal.{one}") for one in shop.refused.reasons])
            return {**card, "state": "yours", "headline": _("Your documents were sent back"), "why": reasons,
                    "actions": [_go("merchant-shop-papers", _("Put it right"))]}  # fmt: skip
        case "lapsed":
            return {**card, "state": "yours", "headline": _("Your application is put aside"),
                    "why": _("Nothing is lost. It goes on as soon as you hand in the documents."),
                    "actions": [_go("merchant-shop-papers", _("Go on"))]}  # fmt: skip
    if shop.duties != rules_of(request).duties_version:
        return {**card, "state": "yours", "headline": _("Read the duties and possible costs"),
                "actions": [_go("merchant-shop-duties", _("Read them"))]}  # fmt: skip
    return {**card, "state": "yours", "headline": _("Hand in your documents"),
            "actions": [_go("merchant-shop-papers", _("Hand in documents"))]}  # fmt: skip


def _go(name: str, label: str) -> dict[str, Any]:
    return {"label": label, "url": reverse(name), "primary": True}


def returned(request: SignedIn, case: ShopCase, its: Story) -> dict[str, Any] | None:
    """Why papers were sent back: each reason with what to do, and the reviewer's words; None where they weren't."""
    refused = case.shop.refused
    if refused is None:
        return None
    reasons = [
        {"label": say(request, f"shop-refusal.{one}"), "instead": say(request, f"shop-refusal.{one}.instead")}
        for one in refused.reasons
    ]
    return {"reasons": reasons, "words": its.said(refused.words), "at": refused.at}
