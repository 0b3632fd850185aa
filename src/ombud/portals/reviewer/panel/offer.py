"""Which forms a case offers now, and which of them stands open by itself."""

from collections.abc import Mapping

from ombud.core.people import can
from ombud.portals.common.case.present import allowed
from ombud.portals.reviewer.on_desk import OnDesk
from ombud.portals.reviewer.panel import (
    admission,
    approval,
    ask_evidence,
    excuse,
    execution,
    penalty,
    review,
    rule,
    step_in,
)
from ombud.portals.reviewer.panel import work as around
from ombud.portals.reviewer.panel.form import Form

DECIDING = (
    approval.FORM,
    review.FORM,
    execution.CHECK,
    admission.FORM,
    excuse.FORM,
    rule.FORM,
    execution.PROVE,
    ask_evidence.FORM,
    step_in.FORM,
)
"""In the order in which one stands open by itself."""
WORKING = (around.NOTE, around.MESSAGE, around.CALL, around.HAND_BACK, around.SKIP, penalty.CARRY, penalty.LIMIT)
FORMS: Mapping[str, Form] = {one.slug: one for one in (*DECIDING, *WORKING)}
BY_ITSELF = {"approval", "review", "check", "admission", "excuse", "rule", "prove"}


def offered(desk: OnDesk) -> list[Form]:
    """The forms of which this reviewer may carry out something now."""
    return [form for form in FORMS.values() if _offered(desk, form)]


def first(forms: list[Form]) -> Form | None:
    """The form that stands open where none was chosen."""
    return next((form for form in forms if form.slug in BY_ITSELF), None)


def _offered(desk: OnDesk, form: Form) -> bool:
    if form.slug == "limit":
        return can(desk.case.by, "rule")
    if form.slug == "rule" and _may_draft(desk):
        return True
    return bool(allowed(desk.case, *form.verbs))


def _may_draft(desk: OnDesk) -> bool:
    """A ruling can be written while evidence is outstanding; its gate says what it waits for."""
    complaint = desk.complaint
    reviewing = complaint.review is not None and complaint.review.state == "asked"
    return complaint.stage == "platform" and not complaint.proposed and not reviewing and can(desk.case.by, "rule")
