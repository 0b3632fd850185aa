"""Rule: the form, and the gate that says what is missing before it can be sent."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from ombud.core.complaint.rule import outstanding
from ombud.portals.common.act import Misread
from ombud.portals.common.case.teller import listed
from ombud.portals.common.display import joined
from ombud.portals.reviewer.on_desk import OnDesk
from ombud.portals.reviewer.panel.findings import NAMES, finding_parts, read_findings
from ombud.portals.reviewer.panel.form import Filled, Form, Intent, Part, note

Check = dict[str, object]


def parts(desk: OnDesk, filled: Filled) -> list[Part]:
    """What went before where it matters, and all that a ruling holds."""
    found: list[Part] = []
    lost = {one.of for one in desk.complaint.requests if one.state == "lost"}
    for side in sorted(lost):
        words = {
            "consumer": _("The consumer gave no evidence in time. The ruling will say so."),
            "merchant": _("The shop gave no evidence in time. The ruling will say so."),
        }[side]
        found.append(note(words))
    return [*found, *finding_parts(desk, filled)]


def read(desk: OnDesk) -> Intent | list[Misread]:
    """The ruling."""
    fields = read_findings(desk)
    return fields if isinstance(fields, list) else Intent("complaint.rule", fields)


def gate(desk: OnDesk, *, previewed: bool) -> list[Check]:
    """What must be done before it can be sent: {label, done, url}."""
    left = desk.unopened()
    first = next(
        (one["url"] for one in desk.exhibits if one["party"] != "platform" and one["id"] not in desk.opened), ""
    )
    all_ = sum(1 for one in desk.complaint.exhibits if one.side != "platform")
    opened = _("All {count} exhibits opened").format(count=all_) if all_ else _("No evidence was handed in")
    waits = outstanding(desk.complaint)
    free = desk.complaint.claimed_by in ("", desk.request.actor.id)
    checks: list[Check] = [
        {"label": opened if not left else _("{left} of {all} exhibits still to open").format(left=left, all=all_),
         "done": not left, "url": first},
        {"label": _("No side has time left to give evidence"), "done": waits is None},
        {"label": _("Preview of what both sides will read"), "done": previewed},
    ]  # fmt: skip
    if not free:
        checks.insert(0, {"label": _("Nobody else works on the case"), "done": False})
    return checks


def consequence(desk: OnDesk) -> str:
    """What follows: the review, and the second person where the amount needs one."""
    policy, t = desk.case.policy, desk.teller
    review = _("Either side may ask for a review until {time}. Another reviewer decides it.").format(
        time=t.at(policy.end(policy.pack.windows.review_ask, desk.case.at))
    )
    if desk.complaint.review is not None:
        review = _("A ruling is reviewed once: this decision is the platform’s last word.")
    two = _("Above {amount} a second reviewer has to sign; until then neither side sees it.").format(
        amount=t.money(policy.pack.limits.two_people_above)
    )
    return joined(review, two)


def missing(checks: Sequence[Check]) -> str:
    """What keeps it from being sent, in one line beside the button."""
    left = [str(one["label"]) for one in checks if not one["done"]]
    return _("Missing: {what}").format(what=listed(left)) if left else ""


def ready(checks: Sequence[Check]) -> bool:
    """Whether nothing is missing."""
    return all(one["done"] for one in checks)


FORM = Form(
    "rule", ("complaint.rule",), lambda: _("Ruling"), "gavel", parts, read, lambda: _("Send the ruling"), NAMES,
    previews=True,
)  # fmt: skip
