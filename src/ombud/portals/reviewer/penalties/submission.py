"""An appeal as it was handed in, field by field under the names that the pack gives them."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ombud.core.penalty.events.appeal import AppealDecided, AppealFoundIncomplete, PenaltyAppealed, Submission, Verdict
from ombud.core.penalty.terms import violation_of
from ombud.core.policy.violation import AppealForm, FormField
from ombud.portals.common.display import day, money
from ombud.portals.common.penalty.teller import PenaltyTeller
from ombud.portals.common.penalty.told import outcome_words

Row = dict[str, Any]


def form_of(t: PenaltyTeller) -> AppealForm:
    """The form that the penalty's pack version declares; an empty one where it can't be appealed."""
    appeal = violation_of(t.penalty.imposition, t.case.policy).appeal
    return appeal.form if appeal else AppealForm()


def submission(t: PenaltyTeller, sent: Submission, slots: tuple[str, ...]) -> Row:
    """{whole: part, slots: [part]}; a part is {slot, label, nothing, answers [{label, text}], files}."""
    form = form_of(t)
    each = tuple(one for one in slots if one != "whole")
    return {
        "whole": _part(t, sent, form, ""),
        "slots": [_part(t, sent, form, one) for one in each],
    }


def submissions(t: PenaltyTeller) -> list[Row]:
    """All appeals that were sent, oldest first, each with what came of it."""
    told: list[Row] = []
    for entry in t.timeline.entries if t.timeline else ():
        event = entry.event
        if isinstance(event, PenaltyAppealed):
            told.append(
                {
                    "number": len(told) + 1,
                    "at": event.at,
                    "parts": submission(t, event.submission, t.penalty.slots),
                    "result": "",
                    "words": "",
                    "missing": [],
                    "verdicts": [],
                }
            )
        elif told and isinstance(event, AppealFoundIncomplete):
            missing = [t.missing(one) for one in event.missing]
            told[-1] |= {
                "result": _("Found incomplete"), "decided_at": event.at, "words": t.words(event.words),
                "missing": missing,
            }  # fmt: skip
        elif told and isinstance(event, AppealDecided):
            told[-1] |= {
                "result": outcome_words(event.outcome, event.verdicts),
                "decided_at": event.at,
                "words": t.words(event.words),
                "verdicts": [verdict(t, one) for one in event.verdicts],
            }
    return told


def verdict(t: PenaltyTeller, one: Verdict) -> Row:
    """What was decided on one slot."""
    return {
        "slot": one.slot,
        "label": t.slot(one.slot),
        "upheld": one.upheld,
        "text": pgettext("appeal", "Upheld") if one.upheld else _("Not upheld"),
        "words": t.words(one.words),
    }


def answer_words(field: FormField | None, text: str, t: PenaltyTeller) -> str:
    """What was filled in, as the kind of its field is read."""
    if field is None or not text:
        return text
    match field.type:
        case "choice":
            return t.pack(f"appeal-choice.{field.code}.{text}")
        case "yes":
            return _("Yes") if text == "yes" else _("No")
        case "amount":
            return money(int(text), t.currency) if text.isdecimal() else text
        case "date":
            try:
                return day(text)
            except ValueError:
                return text
        case _:
            return text


def _part(t: PenaltyTeller, sent: Submission, form: AppealForm, slot: str) -> Row:
    fields = form.slot_fields if slot else form.fields
    materials = form.slot_materials if slot else form.materials
    given = {one.code: t.words(one.words) for one in sent.answers if one.slot == slot}
    kinds = {one.code: t.pack(f"appeal-material.{one.code}") for one in materials}
    handed = [one for one in sent.files if one.about == slot]
    answers = [
        {
            "code": one.code,
            "label": t.pack(f"appeal-field.{one.code}"),
            "text": answer_words(one, given.get(one.code, ""), t),
            "own": one.type in ("words", "line"),
        }
        for one in fields
    ]
    return {
        "slot": slot,
        "label": t.slot(slot),
        "nothing": slot in sent.nothing_for,
        "answers": answers,
        "materials": [
            {"code": code, "label": label, "files": t.thumbs(one for one in handed if one.kind == code)}
            for code, label in kinds.items()
        ],
        "files_count": len(handed),
    }
