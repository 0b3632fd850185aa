"""Decide an appeal: a verdict for each order or item, the reasons, and the outcome computed before it is sent."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ombud.core.penalty.decide_appeal import SlotVerdict, outcome_of
from ombud.core.penalty.state import MeasureNow
from ombud.portals.common.act import Misread
from ombud.portals.common.case.teller import listed
from ombud.portals.reviewer.panel.form import Filled, Intent, Part, note, words
from ombud.portals.reviewer.penalties.form import Move, said
from ombud.portals.reviewer.penalties.on_desk import PenaltyDesk

Row = dict[str, Any]
CHOICES = ("upheld", "not-upheld")


def field(place: int) -> str:
    """The input of a slot: by its place, since ids of orders are anything."""
    return f"verdict-{place}"


def parts(desk: PenaltyDesk, filled: Filled) -> list[Part]:
    """One row of choices for each slot, the computed outcome, and the reasons for all of it."""
    penalty, t = desk.penalty, desk.teller
    nothing = set(penalty.submission.nothing_for) if penalty.submission else set()
    rows = []
    for place, slot in enumerate(penalty.slots, 1):
        name = field(place)
        rows.append(
            {
                "name": name,
                "label": t.slot(slot),
                "value": filled.one(name),
                "error": filled.error(name),
                "nothing": slot in nothing,
                "why": filled.one(f"{name}-words"),
                "short": slot != "whole",
            }
        )
    found: list[Part] = []
    if nothing:
        found.append(note(_("For what the shop has nothing to show, nothing can be upheld: the penalty stays.")))
    chosen = {slot: filled.one(field(place)) for place, slot in enumerate(penalty.slots, 1)}
    return [
        *found,
        {
            "as": "verdicts",
            "rows": rows,
            "url": reverse("review-penalty-outcome", args=[desk.number]),
            "error": filled.error("verdicts"),
            "outcome": outcome(desk, chosen),
        },
        words(filled, _("Reasons, which the shop reads")),
    ]


def outcome(desk: PenaltyDesk, chosen: Mapping[str, str]) -> Row:
    """What these choices come to, computed by the core: {state, heading, lines}. Nothing is written."""
    penalty, t = desk.penalty, desk.teller
    left = [slot for slot in penalty.slots if chosen.get(slot) not in CHOICES]
    if left:
        count = len(penalty.slots) - len(left)
        heading = ngettext("{count} of {all} decided", "{count} of {all} decided", count)
        return {"state": "open", "heading": heading.format(count=count, all=len(penalty.slots)), "lines": []}
    verdicts = tuple(SlotVerdict(slot=slot, upheld=chosen[slot] == "upheld") for slot in penalty.slots)
    result = outcome_of(verdicts)
    upheld = [one.slot for one in verdicts if one.upheld]
    orders = {one.id for one in penalty.imposition.orders}
    restored = [t.slot(one) for one in upheld if one in orders] if result == "part" else []
    measures = [_stays(one, desk, len(restored)) for one in penalty.measures if not one.ended]
    lines = []
    if result == "full":
        lines.append(_("Lifted at once: {measures}.").format(measures=listed(measures)))
    else:
        if restored:
            lines.append(_("Sales count again: {orders}.").format(orders=listed(restored)))
        if measures:
            lines.append(_("Stays: {measures}.").format(measures=listed(measures)))
    return {"state": result, "heading": _heading(result), "lines": [*lines, *_again(desk, result)]}


def _stays(measure: MeasureNow, desk: PenaltyDesk, restored: int) -> str:
    """A measure; where the sales of some orders count again, for how many it goes on."""
    words = desk.teller.measure(measure.terms)
    left = len(desk.penalty.uncounted) - restored
    if not restored or measure.terms.kind != "sales-not-counted":
        return words
    others = ngettext("for {count} other order", "for the {count} other orders", left).format(count=left)
    return _("{what} ({words})").format(what=words, words=others)


def _heading(result: str) -> str:
    return {
        "full": _("All upheld: the penalty is revoked"),
        "part": _("Upheld in part: the penalty stands"),
        "rejected": _("None upheld: the appeal is rejected"),
    }[result]


def _again(desk: PenaltyDesk, result: str) -> list[str]:
    """Whether the shop may appeal once more."""
    terms = desk.penalty.terms
    if result == "full" or terms is None:
        return []
    left = terms.attempts_max - desk.penalty.attempts
    if left <= 0 or desk.penalty.closes_at is None or desk.case.at >= desk.penalty.closes_at:
        return [_("It is final: the shop can’t appeal again.")]
    return [_("The shop may appeal again until {time}.").format(time=desk.teller.at(desk.penalty.closes_at))]


def chosen_of(desk: PenaltyDesk) -> dict[str, str]:
    """What was ticked, by slot."""
    sent = desk.request.POST
    return {slot: sent.get(field(place), "") for place, slot in enumerate(desk.penalty.slots, 1)}


def read(desk: PenaltyDesk) -> Intent | list[Misread]:
    """The verdicts; what isn't ticked is named."""
    verdicts, faults = [], []
    for place, (slot, choice) in enumerate(chosen_of(desk).items(), 1):
        if choice not in CHOICES:
            faults.append(
                Misread(field(place), _("{slot}: choose one of the two.").format(slot=desk.teller.slot(slot)))
            )
        verdicts.append({"slot": slot, "upheld": choice == "upheld", "words": said(desk, f"{field(place)}-words")})
    if faults:
        return faults
    return Intent("penalty.decide-appeal", {"verdicts": verdicts, "words": said(desk)})


FORM = Move(
    "verdict", "penalty.decide-appeal", lambda: _("Decide the appeal"), "gavel", parts, read,
    lambda: _("Send the decision"), {"verdicts": "verdicts"}, previews=True,
)  # fmt: skip
