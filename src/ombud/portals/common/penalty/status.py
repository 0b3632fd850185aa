"""Where a penalty stands, in a tag and a line below it, and how an appeal came out, slot by slot."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ombud.core.penalty.standing import Status, status_of
from ombud.portals.common.case.teller import listed
from ombud.portals.common.penalty.teller import PenaltyTeller
from ombud.portals.common.penalty.told import outcome_words

TONES: dict[Status, str] = {
    "can-appeal": "bad",
    "begun": "warn",
    "question": "warn",
    "condition": "warn",
    "incomplete": "warn",
    "in-review": "plat",
    "condition-check": "plat",
    "revoked": "good",
    "lifted": "good",
}


def status_words(status: Status) -> str:
    """The tag."""
    words: dict[Status, str] = {
        "proposed": _("Proposed"),
        "dropped": _("Dropped"),
        "not-open": _("Not open yet"),
        "can-appeal": _("Can appeal"),
        "begun": _("Appeal begun"),
        "in-review": _("In review"),
        "question": _("Question to answer"),
        "condition": _("Granted on a condition"),
        "condition-check": _("Condition looked at"),
        "incomplete": _("Incomplete, appeal again"),
        "revoked": _("Revoked"),
        "partly": _("Upheld in part"),
        "rejected": pgettext("appeal", "Rejected"),
        "closed": _("Not appealed"),
        "lifted": pgettext("penalty", "Lifted"),
        "not-appealable": _("Not open to appeal"),
    }
    return words[status]


def status_tag(t: PenaltyTeller) -> dict[str, Any]:
    """{status, text, tone, line, slots}: as lists and heads show it."""
    status = status_of(t.penalty, t.case.at)
    return {
        "status": status,
        "text": status_words(status),
        "tone": TONES.get(status, ""),
        "line": _line(status, t),
        "slots": slot_result(t),
    }


def slot_result(t: PenaltyTeller) -> list[dict[str, Any]]:
    """How each drawn order or item came out: [{label, upheld, words}]; empty where nothing is decided slot by slot."""
    if t.penalty.outcome is None or t.penalty.slots == ("whole",):
        return []
    return [
        {"label": t.slot(one.slot), "upheld": one.upheld, "words": t.words(one.words)} for one in t.penalty.verdicts
    ]


def _line(status: Status, t: PenaltyTeller) -> str:
    penalty = t.penalty
    terms = penalty.terms
    match status:
        case "not-open" if terms is not None:
            return _("Opens {time}").format(time=t.at(terms.opens_at))
        case "can-appeal" if penalty.declined:
            return _("You said that you won’t appeal. You still can.")
        case "can-appeal" | "begun":
            return _needs(t)
        case "in-review" | "condition-check":
            due = penalty.deadline("appeal-review") or penalty.deadline("condition-check")
            if penalty.overdue and due:
                return _("The platform is late. Senior reviewers act by {time}.").format(time=t.at(due.due_at))
            return _("Result by {time}").format(time=t.at(due.due_at)) if due else ""
        case "incomplete":
            return _("Missing: {items}").format(items=listed([t.missing(one) for one in penalty.missing]))
        case "revoked" | "partly" | "rejected" if penalty.outcome:
            return outcome_words(penalty.outcome, penalty.verdicts if slot_result(t) else ())
        case "closed":
            return _("The time to appeal is over.")
        case "lifted":
            return _("The platform lifted it without an appeal.")
        case "not-appealable":
            return _("Rule {rule} leaves no appeal; you can consult the platform.").format(rule=penalty.imposition.rule)
        case _:
            return ""


def _needs(t: PenaltyTeller) -> str:
    terms = t.penalty.terms
    if terms is None or terms.slots == "whole":
        return ""
    if terms.slots == "items":
        return _("Needs materials for each item")
    n = min(terms.drawn_max, len(t.penalty.imposition.orders))
    return _("Needs materials for {n} drawn orders").format(n=n)
