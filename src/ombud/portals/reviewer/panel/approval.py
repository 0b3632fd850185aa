"""Sign a ruling that needs two people, or send it back with reasons."""

from django.utils.translation import gettext as _
from msgspec.structs import replace

from ombud.portals.common.act import Misread
from ombud.portals.common.case.present import ruling
from ombud.portals.reviewer.on_desk import OnDesk
from ombud.portals.reviewer.panel.form import Filled, Form, Intent, Part, note, options, said, words


def parts(desk: OnDesk, filled: Filled) -> list[Part]:
    """Who proposed it, all of it, and the answer."""
    complaint, t = desk.complaint, desk.teller
    text = _("{name} proposed this ruling. It is above {amount}, so a second reviewer decides on it.").format(
        name=t.staff.get(complaint.proposed_by, complaint.proposed_by),
        amount=t.money(desk.case.policy.pack.limits.two_people_above),
    )
    if complaint.adjusting:
        text += " " + _("Evidence was found fake: this would take the place of what was decided.")
    help_ = _("Required where you send it back. Only the staff read them.")
    return [
        note(text),
        {"as": "link", "url": desk.url("approval"), "label": _("Preview of what both sides will read")},
        proposed(desk),
        options(filled, "way", _("Do you sign?"), _ways(adjusting=bool(complaint.adjusting))),
        words(filled, _("Reasons"), help=help_),
    ]


def proposed(desk: OnDesk) -> Part:
    """The ruling that waits, as it would stand."""
    case = desk.case._replace(complaint=replace(desk.complaint, ruling=desk.complaint.proposed))
    return {"as": "ruling", "ruling": ruling(case, desk.timeline), "heading": _("The proposed ruling"), "folded": False}


def read(desk: OnDesk) -> Intent | list[Misread]:
    """Yes, or no with reasons."""
    match desk.request.POST.get("way"):
        case "approve":
            return Intent("complaint.approve", {})
        case "reject":
            return Intent("complaint.reject", {"words": said(desk)})
        case _:
            return [Misread("way", _("Choose one of the two."))]


def _ways(*, adjusting: bool) -> list[Part]:
    then = _("What was decided stands") if adjusting else _("The case is open for a ruling again")
    return [
        {"value": "approve", "label": _("Sign: the ruling stands"), "hint": _("Both sides are told at once")},
        {"value": "reject", "label": _("Send back"), "hint": then},
    ]


FORM = Form(
    "approval", ("complaint.approve", "complaint.reject"), lambda: _("Second signature"), "pencil", parts, read,
    lambda: _("Send the decision"),
)  # fmt: skip
