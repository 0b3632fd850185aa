"""Answer a side that asks for more time, or says that it can't give what it was asked for."""

from django.utils.translation import gettext as _

from ombud.core.complaint import turns
from ombud.core.complaint.events.intervention import ExcuseGiven
from ombud.core.complaint.state import Request
from ombud.portals.common.act import Misread
from ombud.portals.common.case.present import silence_sentence
from ombud.portals.reviewer.on_desk import OnDesk
from ombud.portals.reviewer.panel.form import Filled, Form, Intent, Part, note, options, quote, said, words


def parts(desk: OnDesk, filled: Filled) -> list[Part]:
    """What the side says, and what each answer leads to."""
    request = _waiting(desk)
    if request is None:
        return []
    t = desk.teller
    given = [one.event for one in desk.timeline.entries if _about(one.event, request)]
    whose = _("What the consumer says") if request.of == "consumer" else _("What the shop says")
    grant = turns.more_time(request, desk.case.policy, desk.case.at) if request.excuse == "more-time" else None
    back = turns.given_back(request, desk.case.at)
    yes = (
        _("Has until {time}").format(time=t.at(grant.due_at))
        if grant
        else _("The request is closed, and nothing is held against this side")
    )
    ways = [
        {"value": "grant", "label": _("Grant more time") if grant else _("Accept the reason"), "hint": yes},
        {"value": "refuse", "label": _("Refuse"), "hint": _("The time that was left runs again, until {time}").format(
            time=t.at(back.due_at))},
    ]  # fmt: skip
    due = desk.complaint.deadline("excuse", request.id)
    return [
        quote(desk.timeline.said(given[-1].words) if given else "", whose),
        options(filled, "way", _("Answer"), ways),
        words(filled, _("Reasons"), help=_("Required where you refuse.")),
        *([note(silence_sentence(due, desk.case))] if due else []),
    ]


def read(desk: OnDesk) -> Intent | list[Misread]:
    """The answer, to the excuse that waits first."""
    request = _waiting(desk)
    way = desk.request.POST.get("way")
    if way not in ("grant", "refuse"):
        return [Misread("way", _("Choose one of the two."))]
    fields = {"request": request.id if request else "", "words": said(desk)}
    return Intent(f"complaint.{way}-excuse", fields)


def _about(event: object, request: Request) -> bool:
    return isinstance(event, ExcuseGiven) and event.request == request.id


def _waiting(desk: OnDesk) -> Request | None:
    """The one whose answer is due first, as the head of the page has it, where both sides ask."""
    waiting = {one.id: one for one in desk.complaint.open_requests if one.excuse}
    dues = sorted((one.due_at, one.about) for one in desk.complaint.deadlines if one.kind == "excuse")
    return next((waiting[about] for _due_at, about in dues if about in waiting), None)


FORM = Form(
    "excuse",
    ("complaint.grant-excuse", "complaint.refuse-excuse"),
    lambda: _("More time, or a reason why not"),
    "hourglass",
    parts,
    read,
    lambda: _("Send the answer"),
)
