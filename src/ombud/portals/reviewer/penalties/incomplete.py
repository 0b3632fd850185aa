"""Send an appeal back as incomplete: what is missing is ticked, item by item, with words where they help."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from ombud.core.penalty.find_incomplete import codes_of
from ombud.core.penalty.rungs import rules_of
from ombud.core.penalty.terms import turn
from ombud.portals.reviewer.panel.form import Filled, Intent, Part, note, words
from ombud.portals.reviewer.penalties.form import Move, said
from ombud.portals.reviewer.penalties.on_desk import PenaltyDesk
from ombud.portals.reviewer.penalties.submission import form_of

OTHER = "other"


class Item(NamedTuple):
    """One thing that may be missing: the input's name, the code, the slot it belongs to."""

    name: str
    code: str
    slot: str


def items(desk: PenaltyDesk) -> Iterator[Item]:
    """Everything the form asks for, of the whole and of each slot; and something else at the end."""
    form = form_of(desk.teller)
    for code in codes_of(form, slot=False):
        yield Item(f"lacks-0-{code}", code, "")
    nothing = desk.penalty.submission.nothing_for if desk.penalty.submission else ()
    for place, slot in enumerate(desk.penalty.slots, 1):
        if slot != "whole" and slot not in nothing:
            for code in codes_of(form, slot=True):
                yield Item(f"lacks-{place}-{code}", code, slot)
    yield Item("lacks-other", OTHER, "")


def parts(desk: PenaltyDesk, filled: Filled) -> list[Part]:
    """The ticks by slot, until when it can be sent again, and the words to the shop."""
    t, groups = desk.teller, dict[str, list[dict[str, Any]]]()
    for one in items(desk):
        groups.setdefault(one.slot if one.code != OTHER else OTHER, []).append(
            {
                "name": one.name,
                "label": t.asked(one.code),
                "ticked": bool(filled.one(one.name)),
                "words": filled.one(f"{one.name}-words"),
                "error": filled.error(one.name),
            }
        )
    legends = {"": _("In the appeal as a whole"), OTHER: ""}
    rules, policy = rules_of(desk.case.policy), desk.case.policy
    due = turn("appeal", "merchant", rules.windows.completion, policy, desk.case.at).due_at
    until = max(due, desk.penalty.closes_at or due)
    told = _("The shop may send it again until {time}. That uses up no attempt, and this appeal stays on record.")
    return [
        note(told.format(time=t.at(until))),
        {
            "as": "missing",
            "legend": _("What is missing?"),
            "error": filled.error("missing"),
            "groups": [
                {"legend": legends[slot] if slot in legends else t.slot(slot), "rows": rows}
                for slot, rows in groups.items()
            ],
        },
        words(filled, _("Words to the shop")),
    ]


def read(desk: PenaltyDesk) -> Intent:
    """What was ticked."""
    sent = desk.request.POST
    missing = [
        {"code": one.code, "slot": one.slot, "words": said(desk, f"{one.name}-words")}
        for one in items(desk)
        if sent.get(one.name)
    ]
    return Intent("penalty.find-incomplete", {"missing": missing, "words": said(desk)})


FORM = Move(
    "incomplete", "penalty.find-incomplete", lambda: _("Find incomplete"), "circle-dashed", parts, read,
    lambda: _("Send back as incomplete"), {"missing": "missing"},
)  # fmt: skip
