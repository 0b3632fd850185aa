"""What the shop can do about a penalty now, as buttons for rows and for the turn card."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ombud.core.penalty.standing import status_of
from ombud.desk.access import PenaltyCase
from ombud.portals.merchant.penalties.reach import allowed

Action = dict[str, Any]


def moves(case: PenaltyCase) -> list[Action]:
    """The next step first."""
    number = case.penalty.number
    found = []
    if step := _step(case):
        found.append(step)
    if status_of(case.penalty, case.at) == "can-appeal" and allowed(case, "penalty.decline"):
        url = reverse("merchant-penalty-decline", args=[number])
        found.append({"label": _("I won’t appeal"), "url": url, "method": "post", "icon": "x"})
    if allowed(case, "penalty.withdraw"):
        url = reverse("merchant-penalty-withdraw", args=[number])
        found.append({"label": _("Take the appeal back"), "url": url, "icon": "rotate-ccw"})
    return found


def row_action(case: PenaltyCase) -> Action:
    """The one button of a row: the next step, or the way to read what came of it."""
    step = _step(case)
    if step is not None:
        urgent = status_of(case.penalty, case.at) != "can-appeal"
        return {**step, "icon": "", "primary": urgent}
    decided = case.penalty.outcome is not None or case.penalty.stage in ("revoked", "lifted")
    label = _("Read the reasons") if decided else _("View")
    return {"label": label, "url": reverse("merchant-penalty", args=[case.penalty.number]), "look": "quiet"}


def _step(case: PenaltyCase) -> Action | None:
    """The step that the shop's turn asks for, for a member who may take it."""
    number = case.penalty.number

    def step(verb: str, page: str, label: str, icon: str) -> Action | None:
        if not allowed(case, verb):
            return None
        return {"label": label, "url": reverse(page, args=[number]), "icon": icon, "primary": True}

    match status_of(case.penalty, case.at):
        case "can-appeal":
            return step("penalty.begin", "merchant-penalty-begin", pgettext("do", "Appeal"), "gavel")
        case "begun":
            return step("penalty.appeal", "merchant-appeal", _("Go on with the appeal"), "pencil")
        case "incomplete":
            return step("penalty.appeal", "merchant-appeal", _("Add and appeal again"), "pencil")
        case "question":
            return step("penalty.answer", "merchant-penalty-answer", _("Answer the question"), "send")
        case "condition":
            return step("penalty.meet-condition", "merchant-penalty-condition", _("Show that it is done"), "send")
        case _:
            return None
