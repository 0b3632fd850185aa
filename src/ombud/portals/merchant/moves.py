"""What the shop can do next in a case, as buttons: in a money decision each answer weighs the same."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from ombud.desk.access import Case
from ombud.portals.common.case.present import allowed

Action = dict[str, Any]


def moves(case: Case) -> list[Action]:
    """The buttons for what the case waits for, if it waits for the reader."""
    complaint = case.complaint
    offer = complaint.standing_offer
    can = allowed(
        case, "complaint.answer", "complaint.accept", "complaint.offer", "complaint.prove", "complaint.submit"
    )
    if offer is not None and "complaint.accept" in can:
        return _to_offer(case, offer.id, counter="complaint.offer" in can)
    if "complaint.answer" in can:
        return _to_complaint(case)
    if "complaint.prove" in can and complaint.deadline("execution"):
        return [_go(case, "proof", _("Show that it was done"), icon="receipt", primary=True)]
    asked = [one for one in complaint.open_requests if one.of == "merchant" and not one.excuse]
    if asked and "complaint.submit" in can:
        return _to_request(case, asked[0].id)
    if complaint.deadline("reply", "merchant") and "complaint.submit" in can:
        return [_go(case, "evidence", _("Reply with evidence or words"), icon="upload", primary=True)]
    return []


def further(case: Case) -> list[Action]:
    """What else the reader may do now, as navigation rows."""
    complaint = case.complaint
    can = allowed(case, "complaint.message", "complaint.offer", "complaint.submit", "complaint.ask-review")
    hint = _("Everything that was said, and every offer")
    rows = [_go(case, "talk", _("Messages and offers"), icon="message-circle", hint=hint)]
    url = reverse("merchant-chat", args=[complaint.order_id])
    hint = _("Both sides can use it as evidence")
    rows.append({"label": _("Chat about the order"), "url": url, "icon": "messages-square", "hint": hint})
    named = {one["url"] for one in moves(case)}
    if "complaint.offer" in can:
        rows.append(_go(case, "offer", _("Make an offer"), icon="banknote"))
    if "complaint.submit" in can:
        rows.append(_go(case, "evidence", _("Add evidence"), icon="images"))
    if complaint.ruling is not None:
        review = _("You can ask for a review") if "complaint.ask-review" in can else ""
        rows.append(_go(case, "ruling", _("The ruling"), icon="gavel", hint=review))
    elif complaint.review or "complaint.ask-review" in can:
        hint = _("A refund without return can be looked at again")
        rows.append(_go(case, "ruling", _("Review of the refund"), icon="scale", hint=hint))
    if complaint.penalty_id:
        url = reverse("merchant-penalty", args=[complaint.penalty_id])
        rows.append({"label": _("The penalty it led to"), "url": url, "icon": "gavel"})
    hint = _("For a mediator, a court or a lawyer")
    rows.append(_go(case, "take-along", _("Take the file along"), icon="file-down", hint=hint))
    return [one for one in rows if one["url"] not in named]


def offer_answers(case: Case, offer: str) -> list[Action]:
    """The answers to an offer that stands, where the reader may give them."""
    can = allowed(case, "complaint.accept", "complaint.offer")
    return _to_offer(case, offer, counter="complaint.offer" in can) if "complaint.accept" in can else []


def _to_offer(case: Case, offer: str, *, counter: bool) -> list[Action]:
    number = case.complaint.number
    answers = [
        {"label": _("Accept"), "url": reverse("merchant-accept", args=[number, offer])},
        {"label": _("Decline"), "url": reverse("merchant-decline", args=[number, offer])},
    ]
    return [answers[0], _go(case, "offer", _("Make another offer")), answers[1]] if counter else answers


def _to_complaint(case: Case) -> list[Action]:
    agree, refuse = _go(case, "answer", _("Agree")), _go(case, "answer", _("Refuse"))
    agree["url"] += "?stance=agrees"
    refuse["url"] += "?stance=refuses"
    return [agree, _go(case, "offer", _("Make an offer")), refuse]


def _to_request(case: Case, request: str) -> list[Action]:
    number = case.complaint.number
    give = {
        "label": _("Give the evidence"),
        "url": reverse("merchant-asked", args=[number, request]),
        "icon": "upload",
        "primary": True,
    }
    if "complaint.excuse" not in allowed(case, "complaint.excuse"):
        return [give]
    return [give, {"label": _("More time, or can’t"), "url": reverse("merchant-excuse", args=[number, request])}]


def _go(case: Case, page: str, label: str, **more: Any) -> Action:
    return {"label": label, "url": reverse(f"merchant-{page}", args=[case.complaint.number]), **more}
