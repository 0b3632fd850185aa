"""Carry a ruling into a penalty; and limit the account of somebody who abuses complaints."""

from datetime import timedelta

from django.utils.translation import gettext as _

from ombud.portals.common.act import Misread
from ombud.portals.common.display import joined
from ombud.portals.common.typed import instant
from ombud.portals.reviewer.on_desk import OnDesk
from ombud.portals.reviewer.panel.form import Filled, Form, Intent, Part, field, note, options, said, words

WEEK = timedelta(days=7)
"""What a limit usually lasts: long enough to be felt, short enough to be mended."""


def carry_parts(desk: OnDesk, filled: Filled) -> list[Part]:
    """Which violation the ruling shows."""
    help_ = _("Small letters, digits and hyphens, such as not-as-described.")
    return [
        note(_("The shop reads that this ruling is the ground of a penalty.")),
        field(filled, "violation", _("Violation"), desk.complaint.reason, help=help_, maxlength=64),
        words(filled, _("Words to the shop"), optional=True),
    ]


def read_carry(desk: OnDesk) -> Intent | list[Misread]:
    """The link."""
    fields = {"violation": desk.request.POST.get("violation", "").strip(), "words": said(desk)}
    return Intent("complaint.carry", fields)


def limit_parts(desk: OnDesk, filled: Filled) -> list[Part]:
    """Why, until when."""
    t = desk.teller
    until = (desk.case.at + WEEK).astimezone(desk.case.platform.zone).strftime("%Y-%m-%dT%H:%M")
    stops = _("The consumer can’t file new complaints until then; this complaint goes on.")
    appeal = _("An objection goes to another reviewer.")
    reasons = [{"value": one.code, "label": t.pack(f"door.{one.code}")} for one in desk.case.policy.pack.door]
    return [
        note(joined(stops, appeal)),
        options(filled, "reason", _("Why?"), reasons),
        field(filled, "until", _("Until"), until, kind="datetime-local", help=_("At most thirty days.")),
        words(filled, _("Words to the consumer")),
    ]


def read_limit(desk: OnDesk) -> Intent | list[Misread]:
    """The limit on the account of the one who complains."""
    until = instant(desk.request.POST.get("until", ""), desk.case.platform.zone, "until")
    if isinstance(until, Misread):
        return [until]
    reason = desk.request.POST.get("reason", "")
    if not reason:
        return [Misread("reason", _("Choose a reason."))]
    fields = {"reason": reason, "until": until, "words": said(desk)}
    return Intent("account.limit", fields, target=desk.complaint.consumer)


CARRY = Form(
    "penalty",
    ("complaint.carry",),
    lambda: _("Carry into a penalty"),
    "shield-alert",
    carry_parts,
    read_carry,
    lambda: _("Carry into a penalty"),
    ends=False,
)
LIMIT = Form(
    "limit",
    ("complaint.note",),
    lambda: _("Limit the account"),
    "lock",
    limit_parts,
    read_limit,
    lambda: _("Limit the account"),
    ends=False,
)
