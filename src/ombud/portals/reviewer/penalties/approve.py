"""Agree to a penalty that one person can't impose alone, or drop it; never one's own."""

from django.utils.translation import gettext as _

from ombud.portals.common.act import Misread
from ombud.portals.reviewer.panel.form import Filled, Intent, Part, note, options, words
from ombud.portals.reviewer.penalties.form import Move, only_words, said, words_to
from ombud.portals.reviewer.penalties.on_desk import PenaltyDesk


def parts(desk: PenaltyDesk, filled: Filled) -> list[Part]:
    """Yes or no, and why not."""
    name = desk.people.get(desk.penalty.proposed_by, desk.penalty.proposed_by)
    agreed = _("It is in force at once; the shop gets its notice")
    if desk.penalty.imposition.told == "in-account":
        agreed = _("It is in force at once; nothing is sent, it lies in the shop’s account")
    ways = [
        {"value": "yes", "label": _("Agree"), "hint": agreed},
        {"value": "no", "label": _("Don’t agree"), "hint": _("It is dropped; the shop never hears of it")},
    ]
    return [
        note(_("{name} proposed it. Read the notice on the left as the shop will see it.").format(name=name)),
        options(filled, "agree", _("Do you agree?"), ways),
        words(filled, _("Why not"), optional=True, help=_("Only the staff read this.")),
    ]


def read(desk: PenaltyDesk) -> Intent | list[Misread]:
    """The second person's word."""
    match desk.request.POST.get("agree"):
        case "yes":
            return Intent("penalty.approve", {})
        case "no":
            return Intent("penalty.drop", {"words": said(desk)})
        case _:
            return [Misread("agree", _("Choose one of the two."))]


APPROVE = Move(
    "approve", "penalty.approve", lambda: _("Second signature"), "pencil", parts, read, lambda: _("Send it")
)  # fmt: skip
DROP = Move(
    "drop", "penalty.drop", lambda: _("Take the proposal back"), "x",
    only_words(lambda: _("Why"), lambda: _("Only the staff read this.")), words_to("penalty.drop"),
    lambda: _("Take it back"),
)  # fmt: skip
