"""Ask one side, or both, to prove something; the date by which is shown before it is sent."""

from django.utils.translation import gettext as _

from ombud.portals.common.act import Misread
from ombud.portals.reviewer.on_desk import OnDesk
from ombud.portals.reviewer.panel.form import Filled, Form, Intent, Part, checks, options, said, words


def parts(desk: OnDesk, filled: Filled) -> list[Part]:
    """Whom, until when, for what."""
    t, policy = desk.teller, desk.case.policy
    due = policy.deadline("evidence", "merchant", policy.pack.windows.evidence, desk.case.at)
    until = _("Has until {time}").format(time=t.at(due.due_at))
    both = _("Each has until {time}").format(time=t.at(due.due_at))
    waits = {one.of for one in desk.complaint.open_requests}
    whom = [
        {
            "value": "consumer",
            "label": _("The consumer"),
            "hint": _("Was asked already") if "consumer" in waits else until,
        },
        {"value": "merchant", "label": _("The shop"), "hint": _("Was asked already") if "merchant" in waits else until},
        {"value": "both", "label": _("Both"), "hint": both},
    ]
    reason = policy.pack.reason(desk.complaint.reason)
    telling = list(reason.checklist) if reason else []
    codes = telling + [one.code for one in policy.pack.evidence if one.code not in telling]
    kinds = [{"value": code, "label": t.pack(f"evidence.{code}")} for code in codes]
    left = policy.pack.limits.evidence_requests_max - len(desk.complaint.requests)
    return [
        options(
            filled, "of", _("Who is asked?"), whom, help=_("Requests left in this case: {left}.").format(left=left)
        ),
        checks(filled, "items", _("What for?"), kinds, columns=True),
        words(filled, _("What is to be shown, and why")),
    ]


def read(desk: OnDesk) -> Intent | list[Misread]:
    """The request."""
    of = desk.request.POST.get("of", "")
    if of not in ("consumer", "merchant", "both"):
        return [Misread("of", _("Choose who is asked."))]
    fields = {"of": of, "items": desk.request.POST.getlist("items"), "words": said(desk)}
    return Intent("complaint.request-evidence", fields)


FORM = Form(
    "ask-evidence",
    ("complaint.request-evidence",),
    lambda: _("Ask for evidence"),
    "file-text",
    parts,
    read,
    lambda: _("Send the request"),
)
