"""Look at a ruling again: by somebody else, with the first ruling folded until it is wanted."""

from django.utils.translation import gettext as _

from ombud.core.complaint.events.ruling import ReviewAsked
from ombud.portals.common.act import Misread
from ombud.portals.common.case.present import ruling
from ombud.portals.reviewer.on_desk import OnDesk
from ombud.portals.reviewer.panel.findings import NAMES, finding_parts, read_findings
from ombud.portals.reviewer.panel.form import Filled, Form, Intent, Part, note, options, quote, said, words


def parts(desk: OnDesk, filled: Filled) -> list[Part]:
    """Why a review is asked for, the first ruling folded, and the decision."""
    asked = [one.event for one in desk.timeline.entries if isinstance(one.event, ReviewAsked)]
    why = desk.timeline.said(asked[-1].words) if asked else ""
    whose = _("Why the consumer asks for a review") if asked and asked[-1].side == "consumer" else _(
        "Why the shop asks for a review")  # fmt: skip
    first = ruling(desk.case, desk.timeline)
    if first is None:
        upholds, asked_of = _("Let it stand as it ended"), _("Does the refund hold?")
        before = note(_("Nobody ruled in this case: the refund came by agreement or by itself, and the goods stayed."))
    else:
        upholds, asked_of = _("Uphold the ruling"), _("Does the ruling hold?")
        before = {"as": "ruling", "ruling": first, "heading": _("The first ruling"), "folded": True}
    other = _("Put another ruling in its place") if first else _("Put a ruling in its place")
    ways = [
        {"value": "uphold", "label": upholds},
        {"value": "replace", "label": other, "hint": _("Then all of it is filled in below")},
    ]
    return [
        quote(why, whose),
        before,
        options(filled, "way", asked_of, ways),
        words(filled, _("Reasons of the review")),
        {"as": "fold", "heading": _("The other ruling"), "open": filled.one("way") == "replace",
         "parts": finding_parts(desk, filled)},
    ]  # fmt: skip


def read(desk: OnDesk) -> Intent | list[Misread]:
    """The decision: upheld, or a whole new ruling."""
    match desk.request.POST.get("way"):
        case "uphold":
            return Intent("complaint.decide-review", {"upheld": True, "words": said(desk)})
        case "replace":
            fields = read_findings(desk)
            if isinstance(fields, list):
                return fields
            return Intent("complaint.decide-review", {"upheld": False, "words": said(desk), **fields})
        case _:
            return [Misread("way", _("Choose one of the two."))]


FORM = Form(
    "review", ("complaint.decide-review",), lambda: _("Review of the ruling"), "scale", parts, read,
    lambda: _("Send the decision"), NAMES, previews=True,
)  # fmt: skip
