"""The platform steps in by itself."""

from django.utils.translation import gettext as _

from ombud.portals.common.act import Misread
from ombud.portals.reviewer.on_desk import OnDesk
from ombud.portals.reviewer.panel.form import Filled, Form, Intent, Part, note, said, words


def parts(desk: OnDesk, filled: Filled) -> list[Part]:
    """The reason, which both sides read."""
    policy = desk.case.policy
    due = policy.deadline("ruling", "platform", policy.pack.windows.ruling, desk.case.at)
    text = _("The talks end and the platform rules by {time}. Both sides are told.").format(
        time=desk.teller.at(due.due_at)
    )
    return [note(text), words(filled, _("Why the platform doesn’t wait"))]


def read(desk: OnDesk) -> Intent | list[Misread]:
    """The step."""
    return Intent("complaint.step-in", {"words": said(desk)})


FORM = Form(
    "step-in", ("complaint.step-in",), lambda: _("Step in"), "gavel", parts, read, lambda: _("Step in now"), ends=False
)
