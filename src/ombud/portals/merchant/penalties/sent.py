"""The newest appeal as the shop sent it, part by part, in the words of its form."""

from typing import Any

from ombud.portals.common.display import day, money
from ombud.portals.common.penalty.teller import PenaltyTeller
from ombud.portals.merchant.penalties.form import Part, parts
from ombud.portals.merchant.penalties.inputs import shown_value

Row = dict[str, Any]


def sent(t: PenaltyTeller) -> list[Row]:
    """{label, nothing, answers [{label, value}], files} for each part; empty before anything was sent."""
    was = t.penalty.submission
    if was is None:
        return []
    return [_part(one, t) for one in parts(t.case)]


def _part(part: Part, t: PenaltyTeller) -> Row:
    was = t.penalty.submission
    assert was is not None, "asked where something was sent"
    words = {one.code: t.words(one.words) for one in was.answers if one.slot == part.slot}
    answers = []
    for field in part.fields:
        text = words.get(field.code, "")
        if field.type == "amount" and text.isdigit():
            text = money(int(text), t.currency)
        elif field.type == "date" and text:
            text = day(text)
        answers.append({"label": t.asked(field.code), "value": shown_value(field, text, t) if text else "—"})
    return {
        "label": t.slot(part.slot) if part.slot else "",
        "nothing": bool(part.slot) and part.slot in was.nothing_for,
        "answers": answers,
        "files": t.thumbs(one for one in was.files if one.about == part.slot),
    }
