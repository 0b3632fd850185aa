"""Money that a penalty holds: look at a freeze in whole again, or take held funds for good once nothing is open."""

from django.utils.translation import gettext as _

from ombud.core.penalty.events.imposing import Measure
from ombud.core.penalty.terms import freeze_look, violation_of
from ombud.portals.common.act import Misread
from ombud.portals.common.display import money
from ombud.portals.common.typed import amount
from ombud.portals.reviewer.panel.form import Filled, Intent, Part, field, note, options, words
from ombud.portals.reviewer.penalties.form import Move, said, words_to
from ombud.portals.reviewer.penalties.on_desk import PenaltyDesk


def look_parts(desk: PenaltyDesk, filled: Filled) -> list[Part]:
    """What staying means, and where to lift it instead."""
    due = freeze_look(desk.case.policy, desk.case.at).due_at
    told = _(
        "If it stays, it is looked at again by {time} at the latest. If it needn’t stay, lift the measure instead."
    )
    return [note(told.format(time=desk.teller.at(due))), words(filled, _("Why it stays, which the shop reads"))]


def forfeit_parts(desk: PenaltyDesk, filled: Filled) -> list[Part]:
    """From which hold, how much of it, and why."""
    t = desk.teller
    choices = [
        {"value": one.id, "label": t.measure(one), "hint": _("Left: {amount}").format(amount=money(left, t.currency))}
        for one, left in _left(desk)
    ]
    told = _("Nothing can be appealed any more. What is taken comes back only if the penalty is undone; the rest stays "
             "held.")  # fmt: skip
    shown: list[Part] = [note(told, "warn")] if desk.refusal("penalty.forfeit") is None else []
    if choices:
        only = choices[0]["value"] if len(choices) == 1 else ""
        shown.append(options(filled, "measure", _("From which hold?"), choices, only))
    prefix = "¥" if t.currency == "CNY" else ""
    return [
        *shown,
        field(filled, "amount", _("How much is taken"), inputmode="decimal", prefix=prefix),
        words(filled, _("Reasons, which the shop reads")),
    ]


def read_forfeit(desk: PenaltyDesk) -> Intent | list[Misread]:
    """Both slips at once."""
    measure = desk.request.POST.get("measure", "")
    slips = [] if measure else [Misread("measure", _("Choose one of them."))]
    minor = amount(desk.request.POST.get("amount", ""), desk.teller.currency)
    if isinstance(minor, Misread) or slips:
        return [*slips, *([minor] if isinstance(minor, Misread) else [])]
    return Intent("penalty.forfeit", {"measure": measure, "amount": minor, "words": said(desk)})


def _left(desk: PenaltyDesk) -> list[tuple[Measure, int]]:
    """The holds from which something may be taken, and how much isn't taken yet."""
    penalty = desk.penalty
    rules = violation_of(penalty.imposition, desk.case.policy)
    takable = [one for one in penalty.on if (its := rules.measure(one.code)) is not None and its.forfeitable]
    return [(one, one.amount - penalty.forfeited.get(one.id, 0)) for one in takable]


LOOK = Move(
    "look-again", "penalty.look-again", lambda: _("Look at the freeze again"), "eye", look_parts,
    words_to("penalty.look-again"), lambda: _("Let it stay"),
)  # fmt: skip
FORFEIT = Move(
    "forfeit", "penalty.forfeit", lambda: _("Take held funds for good"), "banknote", forfeit_parts, read_forfeit,
    lambda: _("Take it for good"),
)  # fmt: skip
