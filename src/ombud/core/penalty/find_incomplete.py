"""A reviewer sends an appeal back as incomplete, naming item by item what is missing.

Who:    a reviewer who hasn't decided on this penalty.
When:   while an appeal is under review.
Event:  AppealFoundIncomplete; it uses up no attempt, and the earlier submission stays on record.
Next:   desk/reactions.py, under AppealFoundIncomplete.
"""

from datetime import datetime

from msgspec.structs import replace

from ombud.core.command import Command
from ombud.core.penalty.events.appeal import AppealFoundIncomplete, Missing
from ombud.core.penalty.rungs import not_deciding, rules_of, unreadable
from ombud.core.penalty.state import Penalty
from ombud.core.penalty.terms import turn, violation_of
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.policy.violation import AppealForm
from ombud.core.refusal import Refusal
from ombud.core.struct import Value
from ombud.core.words import EMPTY, Words


class MissingItem(Value, frozen=True):
    """A field or material of the form (`other` for something else), and what about it is missing."""

    code: str
    slot: str = ""
    words: Words = EMPTY


class FindAppealIncomplete(Command, frozen=True):
    """What is missing, and the reviewer's words about it."""

    penalty: str
    missing: tuple[MissingItem, ...]
    words: Words


NOTHING_NAMED = Refusal(code="missing-not-named", because="Name at least one thing that is missing.", field="missing")
NOT_IN_FORM = Refusal(
    code="missing-not-in-form",
    because="“{code}” is neither a field nor a material of this form.",
    way_out="Choose one of: {codes}; or `other`, with words.",
    field="missing",
)
NO_SUCH_SLOT = Refusal(
    code="missing-not-drawn", because="“{slot}” isn't one of the orders or items of this appeal.", field="missing"
)
OTHER_WITHOUT_WORDS = Refusal(
    code="missing-without-words", because="Say in words what else is missing.", field="missing"
)


def may(by: Actor, penalty: Penalty, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't send it back at this instant, the first reason that applies, or None."""
    return not_deciding(by, penalty)


def decide(
    command: FindAppealIncomplete, penalty: Penalty, policy: Policy
) -> tuple[AppealFoundIncomplete, ...] | Refusal:
    """The list, and until when the merchant may send the appeal again."""
    by, at = command.by, command.at
    if refusal := may(by, penalty, policy, at):
        return refusal
    if refusal := _unknown(command, penalty, policy) or unreadable(command.words, policy):
        return refusal
    completion = turn("appeal", "merchant", rules_of(policy).windows.completion, policy, at)
    closes_at = penalty.closes_at
    assert closes_at is not None, "what was appealed has a window"
    if closes_at > completion.due_at:
        completion = replace(completion, due_at=closes_at, provisional=False, calendar="")
    return (
        AppealFoundIncomplete(
            by=by,
            at=at,
            missing=tuple(Missing(code=one.code, slot=one.slot, words=one.words.kept) for one in command.missing),
            words=command.words.kept,
            complete_until=completion.due_at,
            deadline=completion,
        ),
    )


def _unknown(command: FindAppealIncomplete, penalty: Penalty, policy: Policy) -> Refusal | None:
    if not command.missing:
        return NOTHING_NAMED
    rules = violation_of(penalty.imposition, policy).appeal
    assert rules is not None, "what was appealed has a form"
    for one in command.missing:
        if one.slot and one.slot not in penalty.slots:
            return NO_SUCH_SLOT.given(slot=one.slot)
        codes = codes_of(rules.form, slot=bool(one.slot))
        if one.code == "other":
            if one.words.blank:
                return OTHER_WITHOUT_WORDS
        elif one.code not in codes:
            return NOT_IN_FORM.given(code=one.code, codes=", ".join(codes))
        if refusal := unreadable(one.words, policy, required=False, field="missing"):
            return refusal
    return None


def codes_of(form: AppealForm, *, slot: bool) -> tuple[str, ...]:
    """Everything the form asks for, of the whole or of each slot."""
    fields, materials = (form.slot_fields, form.slot_materials) if slot else (form.fields, form.materials)
    return (*(one.code for one in fields), *(one.code for one in materials))
