"""What a reviewer does around a case: hand it back, skip it, note something, write down a call, write to both sides."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from ombud.portals.common.act import Misread
from ombud.portals.common.typed import instant
from ombud.portals.reviewer.on_desk import OnDesk
from ombud.portals.reviewer.panel.form import Filled, Form, Intent, Part, field, note, options, said, words

Parts = Callable[[OnDesk, Filled], list[Part]]


def only_words(label: Callable[[], str], hint: Callable[[], str] | None = None) -> Parts:
    """A form that takes words and nothing else."""

    def parts(_desk: OnDesk, filled: Filled) -> list[Part]:
        return [words(filled, label(), help=hint() if hint else "")]

    return parts


def call_parts(desk: OnDesk, filled: Filled) -> list[Part]:
    """When, which number, who answered, what was said."""
    now = desk.case.at.astimezone(desk.case.platform.zone).strftime("%Y-%m-%dT%H:%M")
    whom = [{"value": "consumer", "label": _("The consumer")}, {"value": "merchant", "label": _("The shop")}]
    answered = [
        {"value": "yes", "label": _("Somebody answered"), "hint": _("It counts as notice")},
        {"value": "no", "label": _("Nobody answered"), "hint": _("It is no notice")},
    ]
    return [
        note(_("Only whom you called and the staff read this.")),
        options(filled, "to", _("Who was called?"), whom),
        field(filled, "called_at", _("When"), now, kind="datetime-local"),
        field(filled, "phone", _("Number called"), kind="tel", autocomplete="off"),
        options(filled, "answered", _("Did anybody answer?"), answered),
        field(filled, "who", _("Who answered"), optional=True),
        words(filled, _("What was said"), "said", optional=True),
    ]


def read_call(desk: OnDesk) -> Intent | list[Misread]:
    """The call."""
    sent = desk.request.POST
    at = instant(sent.get("called_at", ""), desk.case.platform.zone, "called_at")
    faults = [at] if isinstance(at, Misread) else []
    if sent.get("to") not in ("consumer", "merchant"):
        faults.append(Misread("to", _("Choose who was called.")))
    if sent.get("answered") not in ("yes", "no"):
        faults.append(Misread("answered", _("Choose whether anybody answered.")))
    if faults:
        return faults
    fields = {
        "to": sent["to"],
        "called_at": at,
        "phone": sent.get("phone", ""),
        "answered": sent["answered"] == "yes",
        "who": sent.get("who", ""),
        "said": said(desk, "said"),
    }
    return Intent("complaint.record-call", fields)


HAND_BACK = Form(
    "hand-back",
    ("complaint.hand-back",),
    lambda: _("Hand back"),
    "undo-2",
    only_words(lambda: _("Why somebody else should take it"), lambda: _("Only the staff read this.")),
    lambda desk: Intent("complaint.hand-back", {"words": said(desk)}),
    lambda: _("Hand back and take the next"),
)
SKIP = Form(
    "skip",
    ("complaint.skip",),
    lambda: _("Skip"),
    "skip-forward",
    only_words(lambda: _("Why you pass it over"), lambda: _("Only the staff read this.")),
    lambda desk: Intent("complaint.skip", {"words": said(desk)}),
    lambda: _("Skip and take the next"),
)
NOTE = Form(
    "note",
    ("complaint.note",),
    lambda: _("Internal note"),
    "eye-off",
    only_words(lambda: _("Note for colleagues"), lambda: _("Never leaves the staff’s view.")),
    lambda desk: Intent("complaint.note", {"words": said(desk)}),
    lambda: _("Keep the note"),
    ends=False,
)
MESSAGE = Form(
    "message",
    ("complaint.message",),
    lambda: _("Message to both sides"),
    "message-circle",
    only_words(lambda: _("Message to both sides")),
    lambda desk: Intent("complaint.message", {"words": said(desk)}),
    lambda: _("Send the message"),
    ends=False,
)
CALL = Form(
    "call",
    ("complaint.record-call",),
    lambda: _("Write down a call"),
    "phone",
    call_parts,
    read_call,
    lambda: _("Keep the call"),
    ends=False,
)
