"""What a reviewer does around an appeal: ask, grant on a condition, answer in the consultation, note, hand back."""

from django.utils.translation import gettext as _

from ombud.core.penalty.rungs import rules_of
from ombud.core.penalty.terms import turn
from ombud.portals.common.act import Misread
from ombud.portals.common.display import joined
from ombud.portals.reviewer.panel.form import Filled, Intent, Part, note, options, quote, words
from ombud.portals.reviewer.penalties.form import Move, only_words, said, words_to
from ombud.portals.reviewer.penalties.on_desk import PenaltyDesk


def ask_parts(desk: PenaltyDesk, filled: Filled) -> list[Part]:
    """The question, and what asking does to the clock."""
    rules = rules_of(desk.case.policy)
    due = turn("question", "merchant", rules.windows.question, desk.case.policy, desk.case.at).due_at
    left = rules.limits.questions_max - len(desk.penalty.questions)
    said_ = _("The shop has until {time} to answer. The time of the review stands still meanwhile.")
    more = _("Questions left in this appeal: {count}.").format(count=left)
    return [note(joined(said_.format(time=desk.teller.at(due)), more)), words(filled, _("Question to the shop"))]


def grant_parts(desk: PenaltyDesk, filled: Filled) -> list[Part]:
    """The condition, and what follows."""
    rules = rules_of(desk.case.policy)
    due = turn("condition", "merchant", rules.windows.condition, desk.case.policy, desk.case.at).due_at
    said_ = _("The shop has until {time} to do it and to show it. Then the penalty is revoked; else the appeal is "
              "rejected.")  # fmt: skip
    return [
        note(said_.format(time=desk.teller.at(due))),
        words(filled, _("What the shop has to do"), help=_("So that anybody can see whether it was done.")),
    ]


def judge_parts(desk: PenaltyDesk, filled: Filled) -> list[Part]:
    """What was asked for, and whether it was done."""
    ways = [
        {"value": "yes", "label": _("Met"), "hint": _("The penalty is revoked; every measure is lifted at once")},
        {"value": "no", "label": _("Not met"), "hint": _("The appeal is rejected")},
    ]
    return [
        quote(desk.teller.words(desk.penalty.condition), _("The condition")),
        options(filled, "met", _("Is it met?"), ways),
        words(filled, _("Reasons, which the shop reads")),
    ]


def read_judged(desk: PenaltyDesk) -> Intent | list[Misread]:
    """Met or not."""
    met = desk.request.POST.get("met")
    if met not in ("yes", "no"):
        return [Misread("met", _("Choose one of the two."))]
    return Intent("penalty.judge-condition", {"met": met == "yes", "words": said(desk)})


ASK = Move(
    "ask", "penalty.ask", lambda: _("Ask the shop"), "circle-question-mark", ask_parts,
    words_to("penalty.ask"), lambda: _("Send the question"),
)  # fmt: skip
GRANT = Move(
    "grant", "penalty.grant-on-condition", lambda: _("Grant on a condition"), "list-checks", grant_parts,
    words_to("penalty.grant-on-condition"), lambda: _("Grant on this condition"),
)  # fmt: skip
JUDGE = Move(
    "judge", "penalty.judge-condition", lambda: _("Check the condition"), "circle-check", judge_parts, read_judged,
    lambda: _("Send the decision"),
)  # fmt: skip
REPLY = Move(
    "reply", "penalty.reply", lambda: _("Answer in the consultation"), "message-circle",
    only_words(lambda: _("Answer to the shop")), words_to("penalty.reply"), lambda: _("Send the answer"),
)  # fmt: skip
NOTE = Move(
    "note", "penalty.note", lambda: _("Internal note"), "eye-off",
    only_words(lambda: _("Note for colleagues"), lambda: _("Never leaves the staff’s view.")),
    words_to("penalty.note"), lambda: _("Keep the note"), ends=False,
)  # fmt: skip
HAND_BACK = Move(
    "hand-back", "penalty.hand-back", lambda: _("Hand back"), "undo-2",
    only_words(lambda: _("Why somebody else should take it"), lambda: _("Only the staff read this.")),
    words_to("penalty.hand-back"), lambda: _("Hand back and take the next"),
)  # fmt: skip
