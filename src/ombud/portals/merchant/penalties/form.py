"""The appeal form as the pack declares it, part by part: the whole first, then each drawn order or item.

Inputs are named by part and code (`a1-waybill-number`, `f1-waybill`), parts by their place among the slots: the ids of
orders come from strangers and don't belong into names of inputs.
"""

from datetime import date
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from ombud.core.files import File
from ombud.core.penalty.appeal import wrong as all_wrong
from ombud.core.penalty.form import Answer, Filled
from ombud.core.penalty.state import Penalty
from ombud.core.penalty.terms import violation_of
from ombud.core.policy.policy import Policy
from ombud.core.policy.violation import AppealRules, FormField, Material
from ombud.core.refusal import Refusal
from ombud.core.words import Words
from ombud.desk.access import PenaltyCase

WHOLE = 0


class Part(NamedTuple):
    """One page of the form."""

    n: int
    """0: the whole; from 1 on: the slots in their order."""
    slot: str
    """Empty for the whole."""
    fields: tuple[FormField, ...]
    materials: tuple[Material, ...]

    def answer_name(self, code: str) -> str:
        """The name of a field's input."""
        return f"a{self.n}-{code}"

    def files_name(self, code: str) -> str:
        """The name under which ids of a material's files travel."""
        return f"f{self.n}-{code}"

    def input_name(self, code: str) -> str:
        """The name of a material's file input."""
        return f"p{self.n}-{code}"

    @property
    def none_name(self) -> str:
        """The name of the box that says there is nothing to show."""
        return f"none{self.n}"

    @property
    def names(self) -> tuple[str, ...]:
        """All inputs of the part that a draft keeps."""
        answers = (self.answer_name(one.code) for one in self.fields)
        files = (self.files_name(one.code) for one in self.materials)
        return (*answers, *files, self.none_name)


def rules_of_appeal(penalty: Penalty, policy: Policy) -> AppealRules:
    """How this kind of violation is appealed; asked only where it can be."""
    rules = violation_of(penalty.imposition, policy).appeal
    assert rules is not None, "asked only where there is an appeal"
    return rules


def parts(case: PenaltyCase) -> list[Part]:
    """The pages of the form: the whole where it asks for anything, then one for each slot; none without an appeal."""
    if case.penalty.terms is None:
        return []
    form = rules_of_appeal(case.penalty, case.policy).form
    slots = [one for one in case.penalty.slots if one != "whole"]
    whole = [Part(WHOLE, "", form.fields, form.materials)] if form.fields or form.materials or not slots else []
    return whole + [Part(n, one, form.slot_fields, form.slot_materials) for n, one in enumerate(slots, 1)]


def faults(case: PenaltyCase, filled: Filled) -> list[tuple[int, str, Refusal]]:
    """Everything that is wrong: part, input, and why."""
    known = {one.slot: one for one in parts(case)}
    return [_placed(refusal, known) for refusal in all_wrong(filled, case.penalty, case.policy)]


def _placed(refusal: Refusal, known: dict[str, Part]) -> tuple[int, str, Refusal]:
    """Where a slip of the form stands: `answers.<code>@<slot>` and the like."""
    field, _at, slot = refusal.field.partition("@")
    head, _dot, code = field.partition(".")
    part = known.get(slot)
    if part is None:
        return WHOLE, "", refusal
    if head == "nothing_for":
        return part.n, part.none_name if slot else "", refusal
    return part.n, part.answer_name(code) if head == "answers" else part.input_name(code), refusal


def is_complete(case: PenaltyCase, filled: Filled) -> bool:
    """Whether it could be sent as it is."""
    return not all_wrong(filled, case.penalty, case.policy)


def as_fields(filled: Filled) -> dict[str, Any]:
    """What the command wants."""
    return {
        "answers": [{"code": one.code, "words": one.words.text, "slot": one.slot} for one in filled.answers],
        "files": [{"file": one.file, "kind": one.kind, "about": one.about} for one in filled.files],
        "nothing_for": list(filled.nothing_for),
    }


def filled_of(answers: list[tuple[str, str, str]], files: list[File], nothing_for: list[str]) -> Filled:
    """The form from plain values; what is blank wasn't filled in."""
    return Filled(
        answers=tuple(Answer(code=code, words=Words(text), slot=slot) for code, slot, text in answers if text.strip()),
        files=tuple(files),
        nothing_for=tuple(nothing_for),
    )


def readable_date(text: str) -> str:
    """A date as it was typed or picked, as ISO where it is one."""
    plain = text.strip().replace("/", "-").replace(".", "-")
    try:
        return date.fromisoformat("-".join(piece.zfill(2) for piece in plain.split("-"))).isoformat()
    except ValueError:
        return text.strip()


def accepts_words(material: Material) -> str:
    """What a material takes, for its help: 1 to 3 pictures or PDF files."""
    kinds = {"picture": _("pictures"), "pdf": _("PDF files")}
    kind = _("pictures or PDF files") if len(material.accepts) > 1 else kinds[material.accepts[0]]
    least, most = material.files_min, material.files_max
    if least == most:
        return _("{n} of these: {kind}").format(n=most, kind=kind)
    if not least:
        return _("Up to {most} of these, or none: {kind}").format(most=most, kind=kind)
    return _("{least} to {most} of these: {kind}").format(least=least, most=most, kind=kind)
