"""The turn card of a notice: whose turn it is, by when, and what follows if nobody acts."""

from typing import Any

from django.utils.translation import gettext as _

from ombud.core.deadlines import Deadline
from ombud.core.penalty.standing import Status, status_of, steps
from ombud.desk.access import PenaltyCase
from ombud.portals.common.case.turn import provisional
from ombud.portals.common.penalty.rule_of_all import rule_of_all
from ombud.portals.common.penalty.status import status_tag, status_words
from ombud.portals.common.penalty.teller import PenaltyTeller
from ombud.portals.merchant.penalties.moves import moves

Card = dict[str, Any]
STEPS = {"done": "done", "current": "now", "ahead": "next", "skipped": "skipped"}


def turn_card(case: PenaltyCase) -> Card:
    """As parts/turn_card.html wants it."""
    t = PenaltyTeller(case)
    status = status_of(case.penalty, case.at)
    card = _yours(status, t) or _platforms(status, t) or _over(status, t)
    due = card.pop("due", None)
    if isinstance(due, Deadline):
        card |= {"due_at": due.due_at, "start_at": due.from_at, "provisional": provisional(due)}
    return {"silence_icon": "hourglass", **card, "actions": moves(case)}


def step_bar(case: PenaltyCase) -> list[dict[str, str]]:
    """The steps as {% stage_bar %} wants them."""
    labels = {"imposed": _("Notice"), "appeal": _("Appeal"), "review": _("Review"), "result": _("Result")}
    return [{"label": labels[one.step], "state": STEPS[one.state]} for one in steps(case.penalty, case.at)]


def _yours(status: Status, t: PenaltyTeller) -> Card | None:
    penalty = t.penalty
    never = t.pack("deadline.appeal.lapse", "")
    if status == "can-appeal" and penalty.unread:
        why = _("The time to appeal starts as soon as somebody with the right to appeal opens this notice.")
        return {"state": "yours", "headline": _("You can appeal this penalty"), "why": why}
    window = {"due_at": penalty.closes_at, "start_at": penalty.imposed_at, "by": _("Closes {time}")}
    if status == "can-appeal":
        headline = _("You can appeal this penalty")
        return {"state": "yours", "headline": headline, "why": rule_of_all(t), "silence": never, **window}
    if status == "begun":
        silence = _prepared_words(t) or _("What isn’t sent by then is not looked at. {never}").format(never=never)
        headline = _("Finish your appeal and send it")
        return {"state": "yours", "headline": headline, "why": rule_of_all(t), "silence": silence, **window}
    if status == "incomplete":
        why = status_tag(t)["line"]
        silence = _prepared_words(t) or never
        return {
            "state": "yours", "headline": _("Add what was missing, and send the appeal again"), "why": why,
            "silence": silence, **window,
        }  # fmt: skip
    if status == "question":
        return {
            "state": "yours", "headline": _("Answer the platform’s question"), "due": penalty.deadline("question"),
            "by": _("Answer by {time}"), "silence": t.pack("deadline.question.lapse", ""),
        }  # fmt: skip
    if status == "condition":
        return {
            "state": "yours", "headline": _("Do what your appeal was granted for, and show it"),
            "due": penalty.deadline("condition"), "by": _("Show it by {time}"),
            "silence": t.pack("deadline.condition.lapse", ""),
        }  # fmt: skip
    return None


def _platforms(status: Status, t: PenaltyTeller) -> Card | None:
    penalty = t.penalty
    if status in ("in-review", "condition-check"):
        due = penalty.deadline("appeal-review") or penalty.deadline("condition-check")
        looks = _("The platform looks whether the condition is met")
        return {
            "state": "overdue" if penalty.overdue else "platform",
            "headline": looks if status == "condition-check" else _("The platform decides on your appeal"),
            "why": status_tag(t)["line"] if penalty.overdue else _("You don’t have to do anything now."),
            "due": due,
            "by": _("Result by {time}"),
            "silence": t.pack(f"deadline.{due.kind}.lapse", "") if due else "",
        }
    if status == "not-open" and penalty.terms is not None:
        return {
            "state": "platform",
            "kicker": _("Not yet"),
            "headline": _("This penalty can be appealed soon"),
            "why": _("Until then you can read the notice, gather materials and consult the platform."),
            "due_at": penalty.terms.opens_at,
            "start_at": penalty.imposed_at,
            "by": _("Opens {time}"),
            "silence": _("It can be appealed from {opens} until {closes}.").format(
                opens=t.at(penalty.terms.opens_at), closes=t.at(penalty.terms.closes_at)
            ),
        }
    return None


def _over(status: Status, t: PenaltyTeller) -> Card:
    tag = status_tag(t)
    why = tag["line"]
    if status == "closed" and t.penalty.closes_at:
        why = _("The time to appeal ended at {time}. You can still consult the platform.").format(
            time=t.at(t.penalty.closes_at)
        )
    kicker = _("No appeal") if status == "not-appealable" else _("Closed")
    return {"state": "closed", "kicker": kicker, "headline": status_words(status), "why": why}


def _prepared_words(t: PenaltyTeller) -> str:
    due = t.penalty.deadline("prepared")
    if due is None:
        return ""
    return _("Your complete appeal is sent by itself at {time}, if you don’t send it before.").format(
        time=t.at(due.due_at)
    )
