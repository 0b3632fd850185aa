"""Accept a complaint, or turn it away with a coded reason that names the way open instead."""

from django.utils.translation import gettext as _

from ombud.core.complaint.events.filing import ComplaintFiled
from ombud.portals.common.act import Misread
from ombud.portals.reviewer.on_desk import OnDesk
from ombud.portals.reviewer.panel.form import Filled, Form, Intent, Part, field, note, options, quote, said, words


def parts(desk: OnDesk, filled: Filled) -> list[Part]:
    """Why it is held, and the two ways."""
    t, complaint = desk.teller, desk.complaint
    found: list[Part] = []
    if complaint.held:
        heading = _("Held at the door: {rule}").format(rule=t.pack(f"door.{complaint.held}"))
        found.append(note(t.pack(f"door.{complaint.held}.told"), "warn", heading))
    ways = [
        {"value": "admit", "label": _("Accept: the shop gets it"), "hint": _("Its time to answer starts")},
        {
            "value": "turn-away",
            "label": _("Turn away"),
            "hint": _("The consumer reads the reason and the way open instead"),
        },
    ]
    reasons = [{"value": "", "label": _("Choose a reason")}]
    reasons += [{"value": one, "label": t.pack(f"turn-away.{one}")} for one in desk.case.policy.pack.turn_away]
    filed = next((one.event for one in desk.timeline.entries if isinstance(one.event, ComplaintFiled)), None)
    return [
        *found,
        quote(desk.timeline.said(filed.problem) if filed else "", _("What the consumer wrote")),
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


FORM = Form(
    "admission",
    ("complaint.admit", "complaint.turn-away"),
    lambda: _("Accept or turn away"),
    "inbox",
    parts,
    read,
    lambda: _("Send the decision"),
)
