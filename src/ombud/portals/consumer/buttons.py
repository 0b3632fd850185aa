"""What the consumer may do in a case now, as buttons: money decisions all of one weight."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from ombud.core.complaint.standing import nearest, your_state
from ombud.core.complaint.state import Offer
from ombud.desk.access import Case
from ombud.portals.common.case.present import Teller, allowed, rules_in_force
from ombud.portals.common.page import link
from ombud.portals.consumer.frame import case_url

Action = dict[str, Any]


def turn_actions(case: Case) -> list[Action]:
    """The buttons of the turn card: what the case asks of the reader, no way favoured over another."""
    due = nearest(case.complaint, "consumer")
    if case.complaint.stage == "closed":
        return _after(case)
    if due is None or your_state(case.complaint, "consumer") != "your-turn":
        return _waiting(case)
    by_kind = {
        "offer": _answers, "choice": _choices, "evidence": _evidence, "reply": _reply, "goods": _goods,
    }  # fmt: skip
    return by_kind[due.kind](case) if due.kind in by_kind else _choices(case)


def offer_actions(case: Case, offer: Offer) -> list[Action]:
    """The buttons on an offer of the shop's."""
    if offer.side == "consumer":
        return []
    return _answers(case)


def dock(case: Case) -> list[Action]:
    """What is always at hand while the case is open."""
    number, actions = case.complaint.number, []
    may = allowed(case, "complaint.submit", "complaint.message")
    if "complaint.submit" in may:
        actions.append({"label": _("Add evidence"), "url": case_url(number, "evidence"), "icon": "camera"})
    if "complaint.message" in may:
        words = _("Write to the shop") if case.complaint.admitted else _("Write")
        actions.append({"label": words, "url": case_url(number, "talk"), "icon": "message-circle"})
    return actions


def more_rows(case: Case, *, chat: bool = True) -> list[dict[str, str]]:
    """Everything else one can do or read about the case; who came by a link to it doesn’t chat."""
    number = case.complaint.number
    rows = [
        {
            "url": case_url(number, "talk"),
            "icon": "message-circle",
            "label": _("The talks"),
            "hint": _("Messages and offers, oldest first"),
        }
    ]
    if chat:
        rows.append(_chat(case))
    rows += _acts(case)
    rows += _record(case)
    if case.complaint.stage == "negotiating":
        rows.append(_ask_platform(case))
    return rows + _beside(case)


def _chat(case: Case) -> dict[str, str]:
    return {
        "url": reverse("consumer-chat", args=[case.complaint.order_id]),
        "icon": "messages-square",
        "label": _("Chat about the order"),
        "hint": _("Both sides can use it as evidence"),
    }


def _acts(case: Case) -> list[dict[str, str]]:
    """What the rules let the reader do now."""
    back = _("This time it stays closed") if case.complaint.reopened else _("You can reopen it once")
    verbs = (
        ("complaint.offer", "offer", "banknote", _("Make an offer"), _("Say what you would settle for")),
        ("complaint.nudge", "ask-after", "clock", _("Ask how it is going"), ""),
        ("complaint.withdraw", "withdraw", "undo-2", _("Withdraw the complaint"), back),
        ("complaint.ask-review", "review", "scale", _("Ask for a review of the ruling"), ""),
        ("complaint.take-elsewhere", "elsewhere", "external-link", _("I took the case further"), ""),
        ("complaint.record-outcome", "outcome", "flag", _("How it ended there"), ""),
    )
    may = allowed(case, *(verb for verb, *_rest in verbs))
    return [
        {"url": case_url(case.complaint.number, page), "icon": icon, "label": label, "hint": hint}
        for verb, page, icon, label, hint in verbs
        if verb in may
    ]


def _beside(case: Case) -> list[dict[str, str]]:
    """What can be taken along and read."""
    number, rules = case.complaint.number, rules_in_force(case)
    return [
        {
            "url": case_url(number, "file"),
            "icon": "file-down",
            "label": _("Take your file along"),
            "hint": _("For a consumer association or a court"),
        },
        {
            "url": reverse("consumer-channels") + f"?case={number}",
            "icon": "layers",
            "label": _("Where you can turn"),
            "hint": _("What is open to you now, and what next"),
        },
        {
            "url": link("rules-version", case.complaint.pack),
            "icon": "book-open",
            "label": _("Rules and time limits"),
            "hint": _("This case runs under {pack}").format(pack=f"{rules['name']} {rules['version']}"),
        },
    ]


def _record(case: Case) -> list[dict[str, str]]:
    """The way to what is publicly known of the shop, where we know which it is."""
    shop = case.complaint.shop
    url = reverse("shop-record", args=[shop]) if shop else ""
    return [{"url": url, "icon": "list-checks", "label": _("The shop’s public record"), "hint": ""}] if url else []


def _ask_platform(case: Case) -> dict[str, str]:
    """The way to the platform, with the date from which it works where it doesn't yet."""
    from ombud.core.complaint.escalate import may

    refusal = may(case.by, case.complaint, case.policy, case.at)
    possible_at = refusal.facts.get("possible_at") if refusal else None
    hint = _("A reviewer decides") if refusal is None else ""
    if possible_at is not None and not isinstance(possible_at, str | int):
        hint = _("Possible from {time}, or as soon as the shop refuses").format(time=Teller(case).at(possible_at))
    return {
        "url": case_url(case.complaint.number, "ask-platform"),
        "icon": "gavel",
        "label": _("Ask the platform to step in"),
        "hint": hint,
    }


def _page(case: Case, page: str, label: str, icon: str = "", *, primary: bool = False) -> Action:
    return {"label": label, "url": case_url(case.complaint.number, page), "icon": icon, "primary": primary}


def _answers(case: Case) -> list[Action]:
    """To an offer: yes, no, another offer, or the platform."""
    offer = case.complaint.standing_offer
    may = allowed(case, "complaint.accept", "complaint.decline", "complaint.offer")
    terms = Teller(case).terms(offer.terms) if offer else ""
    actions = []
    if "complaint.decline" in may:
        actions.append(_page(case, "decline", _("No, I decline")))
    if "complaint.accept" in may:
        actions.append(_page(case, "accept", _("Accept: {terms}").format(terms=terms)))
    if "complaint.offer" in may:
        actions.append(_page(case, "offer", _("Make another offer")))
    return actions


def _choices(case: Case) -> list[Action]:
    may = allowed(case, "complaint.escalate", "complaint.offer", "complaint.message")
    ways = (
        ("complaint.escalate", "ask-platform", _("Ask the platform to decide")),
        ("complaint.offer", "offer", _("Make an offer")),
        ("complaint.message", "talk", _("Write to the shop")),
    )
    return [_page(case, page, label) for verb, page, label in ways if verb in may]


def _evidence(case: Case) -> list[Action]:
    actions = [_page(case, "evidence", _("Send the evidence"), "camera", primary=True)]
    if allowed(case, "complaint.excuse"):
        actions.append(_page(case, "more-time", _("I need more time, or I can’t")))
    return actions


def _reply(case: Case) -> list[Action]:
    return [_page(case, "evidence", _("Reply with evidence or words"), "camera", primary=True)]


def _goods(case: Case) -> list[Action]:
    return [_page(case, "goods", _("I sent them: give the waybill"), "truck", primary=True)]


def _waiting(case: Case) -> list[Action]:
    if allowed(case, "complaint.confirm"):
        return [_page(case, "received", _("It has arrived"), "check")]
    return []


def _after(case: Case) -> list[Action]:
    ways = (
        ("complaint.reopen", "reopen", _("Reopen the complaint")),
        ("complaint.ask-review", "review", _("Ask for a review of the ruling")),
    )
    may = allowed(case, *(verb for verb, *_rest in ways))
    return [_page(case, page, label) for verb, page, label in ways if verb in may]
