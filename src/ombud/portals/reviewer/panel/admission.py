"""Accept a complaint, or turn it away with a coded reason that names the way open instead."""

from django.utils.translation import gettext as _

from ombud.portals.common.act import Misread
from ombud.portals.common.case.present import silence_sentence
from ombud.portals.reviewer.on_desk import OnDesk
from ombud.portals.reviewer.panel.form import Filled, Form, Intent, Part, field, note, options, said, words


def parts(desk: OnDesk, filled: Filled) -> list[Part]:
    """Why it is held, and the two ways."""
    t, complaint = desk.teller, desk.complaint
    found: list[Part] = []
    if complaint.held:
        heading = _("Held at the door: {rule}").format(rule=t.pack(f"door.{complaint.held}"))
        found.append(note(t.pack(f"door.{complaint.held}.told"), "warn", heading))
    ways = [
        {"value": "admit", "label": _("Accept: the shop gets it"), "hint": _lapse(desk)},
        {
            "value": "turn-away",
            "label": _("Turn away"),
            "hint": _("The consumer reads the reason and the way open instead"),
        },
    ]
    reasons = [{"value": "", "label": _("Choose a reason")}]
    reasons += [{"value": one, "label": t.pack(f"turn-away.{one}")} for one in desk.case.policy.pack.turn_away]
    return [
        *found,
        options(filled, "way", _("Is it a complaint the shop should get?"), ways),
        field(filled, "reason", _("Reason to turn it away"), kind="select", options=reasons, optional=True),
        words(filled, _("Words to the consumer"), optional=True, help=_("Only where it is turned away.")),
    ]


def read(desk: OnDesk) -> Intent | list[Misread]:
    """The way chosen."""
    match desk.request.POST.get("way"):
        case "admit":
            return Intent("complaint.admit", {})
        case "turn-away":
            return Intent("complaint.turn-away", {"reason": desk.request.POST.get("reason", ""), "words": said(desk)})
        case _:
            return [Misread("way", _("Choose one of the two."))]


def _lapse(desk: OnDesk) -> str:
    due = desk.complaint.deadline("admission")
    return silence_sentence(due, desk.case) if due else ""


FORM = Form(
    "admission",
    ("complaint.admit", "complaint.turn-away"),
    lambda: _("Accept or turn away"),
    "inbox",
    parts,
    read,
    lambda: _("Send the decision"),
)
