"""Lift measures without an appeal, with reasons: some of them, or all, which ends the penalty."""

from django.utils.translation import gettext as _

from ombud.portals.common.act import Misread
from ombud.portals.reviewer.panel.form import Filled, Intent, Part, checks, note, words
from ombud.portals.reviewer.penalties.form import Move, said
from ombud.portals.reviewer.penalties.notice import measure_state
from ombud.portals.reviewer.penalties.on_desk import PenaltyDesk


def parts(desk: PenaltyDesk, filled: Filled) -> list[Part]:
    """What is left of the penalty, and why it goes."""
    t = desk.teller
    left = [one for one in desk.penalty.measures if not one.ended]
    choices = [{"value": one.terms.id, "label": t.measure(one.terms), "hint": measure_state(one, t)} for one in left]
    told = _("All of them end the penalty: its sales count again and nothing is left to appeal.")
    return [
        checks(filled, "measures", _("Which measures?"), choices),
        note(told),
        words(filled, _("Reasons, which the shop reads")),
    ]


def read(desk: PenaltyDesk) -> Intent | list[Misread]:
    """Those that were ticked: none is a slip, since the verb would take it for all."""
    chosen = desk.request.POST.getlist("measures")
    if not chosen:
        return [Misread("measures", _("Tick at least one measure."))]
    return Intent("penalty.lift", {"measures": chosen, "words": said(desk)})


FORM = Move(
    "lift", "penalty.lift", lambda: _("Lift measures"), "unlink-2", parts, read, lambda: _("Lift these measures")
)  # fmt: skip
