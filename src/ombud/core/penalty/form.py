"""Holds what was filled in against the form that the pack declares: every slip named, field by field."""

import re
from collections.abc import Iterator
from datetime import date

from ombud.core.files import File
from ombud.core.penalty.events.appeal import KeptAnswer, Submission
from ombud.core.policy.violation import AppealForm, FormField, Material
from ombud.core.refusal import Refusal
from ombud.core.struct import Value
from ombud.core.words import EMPTY, Words


class Answer(Value, frozen=True):
    """What is filled into one field of the form. Dates are ISO, amounts minor units, `yes` is `yes` or `no`."""

    code: str
    words: Words = EMPTY
    slot: str = ""
    """The order or item it is about, where the form asks for each."""


class Filled(Value, frozen=True):
    """All that was filled in."""

    answers: tuple[Answer, ...]
    files: tuple[File, ...]
    nothing_for: tuple[str, ...] = ()

    @property
    def kept(self) -> Submission:
        """As an event holds it."""
        answers = (KeptAnswer(code=one.code, words=one.words.kept, slot=one.slot) for one in self.answers)
        return Submission(
            answers=tuple(one for one in answers if one.words), files=self.files, nothing_for=self.nothing_for
        )


NO_SUCH_SLOT = Refusal(
    code="not-drawn",
    because="“{slot}” isn't one of the orders or items this appeal is about.",
    way_out="It is about: {slots}.",
)
NO_SUCH_FIELD = Refusal(code="field-not-in-form", because="This form has no field “{code}”.")
NO_SUCH_MATERIAL = Refusal(code="material-not-in-form", because="This form doesn't ask for files called “{code}”.")
TWICE = Refusal(code="field-filled-twice", because="“{code}” was filled in twice.")
NONE_NOT_ALLOWED = Refusal(
    code="nothing-not-allowed", because="With this violation every order or item needs something to show."
)
NOTHING_AT_ALL = Refusal(
    code="nothing-at-all",
    because="An appeal needs materials for at least one of them.",
    way_out="If you have nothing to show for any, consult the platform from the notice instead.",
)
BOTH = Refusal(
    code="nothing-and-something",
    because="You stated that there is nothing to show for “{slot}”, and gave something for it.",
    way_out="Take one of the two back.",
)
MISSING = Refusal(code="field-missing", because="“{code}” is missing.")
TOO_LONG = Refusal(code="too-many-words", because="This takes at most {words_max} characters; there are {words}.")
NOT_A_CHOICE = Refusal(code="not-a-choice", because="Choose one of: {choices}.")
NOT_A_DATE = Refusal(code="not-a-date", because="Write the date as year-month-day, such as 2026-02-10.")
NOT_A_NUMBER = Refusal(code="not-a-number", because="This takes a whole number.")
NOT_AN_AMOUNT = Refusal(code="not-an-amount", because="This takes an amount above nothing.")
NOT_YES = Refusal(code="not-confirmed", because="This has to be confirmed.")
TOO_FEW = Refusal(
    code="too-few-files", because="“{code}” needs at least {files_min} file(s); there are {files}.", way_out="Add them."
)
TOO_MANY = Refusal(
    code="too-many-files-here",
    because="“{code}” takes at most {files_max} file(s); there are {files}.",
    way_out="Take some away.",
)
WRONG_KIND = Refusal(code="file-kind-not-taken", because="“{code}” takes {accepts}, not this kind of file.")
PDF = "application/pdf"


def slips(form: AppealForm, filled: Filled, slots: tuple[str, ...], *, none_allowed: bool = True) -> list[Refusal]:
    """All that is wrong, each at its field: `answers.<code>`, `files.<code>`, with `@<slot>` where it has one."""
    return list(_slips(form, filled, slots, none_allowed=none_allowed))


def _slips(form: AppealForm, filled: Filled, slots: tuple[str, ...], *, none_allowed: bool) -> Iterator[Refusal]:
    each = slots if slots != ("whole",) else ()
    yield from _strays(form, filled, each)
    if filled.nothing_for:
        if not none_allowed:
            yield NONE_NOT_ALLOWED.at_field("nothing_for")
        if set(each) <= set(filled.nothing_for):
            yield NOTHING_AT_ALL.at_field("nothing_for")
    yield from _part(form.fields, form.materials, filled, "")
    for slot in each:
        if slot not in filled.nothing_for:
            yield from _part(form.slot_fields, form.slot_materials, filled, slot)
        elif any(one.slot == slot and not one.words.blank for one in filled.answers) or _files(filled, slot):
            yield BOTH.given(slot=slot).at_field(f"nothing_for@{slot}")


def _strays(form: AppealForm, filled: Filled, each: tuple[str, ...]) -> Iterator[Refusal]:
    """What no form asked for."""
    named = [(one.slot, "answers") for one in filled.answers] + [(one.about, "files") for one in filled.files]
    for slot, field in [*named, *((one, "nothing_for") for one in filled.nothing_for)]:
        if (slot or field == "nothing_for") and slot not in each:
            yield NO_SUCH_SLOT.given(slot=slot, slots=", ".join(each) or "—").at_field(field)
    seen: set[tuple[str, str]] = set()
    for one in filled.answers:
        known = form.slot_fields if one.slot else form.fields
        if one.code not in {field.code for field in known}:
            yield NO_SUCH_FIELD.given(code=one.code).at_field("answers")
        if (one.code, one.slot) in seen:
            yield TWICE.given(code=one.code).at_field(_at("answers", one.code, one.slot))
        seen.add((one.code, one.slot))
    for file in filled.files:
        materials = form.slot_materials if file.about else form.materials
        if file.kind not in {material.code for material in materials}:
            yield NO_SUCH_MATERIAL.given(code=file.kind).at_field("files")


def _part(
    fields: tuple[FormField, ...], materials: tuple[Material, ...], filled: Filled, slot: str
) -> Iterator[Refusal]:
    """The fields and materials of the whole, or of one slot."""
    words = {one.code: one.words for one in filled.answers if one.slot == slot}
    for field in fields:
        if refusal := slip(field, words.get(field.code, EMPTY)):
            yield refusal.at_field(_at("answers", field.code, slot))
    for material in materials:
        its = [one for one in _files(filled, slot) if one.kind == material.code]
        if refusal := too_few_or_many(material, its):
            yield refusal.at_field(_at("files", material.code, slot))


def slip(field: FormField, words: Words) -> Refusal | None:
    """What is wrong with the words in one field, or None."""
    text = words.text.strip()
    if not text:
        return MISSING.given(code=field.code) if field.required else None
    if len(words.text) > field.words_max:
        return TOO_LONG.given(words_max=field.words_max, words=len(words.text))
    match field.type:
        case "choice":
            return None if text in field.choices else NOT_A_CHOICE.given(choices=", ".join(field.choices))
        case "date":
            return None if _is_date(text) else NOT_A_DATE
        case "number":
            return None if re.fullmatch(r"-?[0-9]{1,15}", text) else NOT_A_NUMBER
        case "amount":
            return None if re.fullmatch(r"[0-9]{1,15}", text) and int(text) else NOT_AN_AMOUNT
        case "yes":
            return NOT_YES if field.required and text != "yes" else None
        case "words" | "line":
            return None


def too_few_or_many(material: Material, files: list[File]) -> Refusal | None:
    """What is wrong with the files under one heading, or None: their number, or their kind."""
    if len(files) < material.files_min:
        return TOO_FEW.given(code=material.code, files_min=material.files_min, files=len(files))
    if len(files) > material.files_max:
        return TOO_MANY.given(code=material.code, files_max=material.files_max, files=len(files))
    for one in files:
        kind = "pdf" if one.media_type == PDF else "picture"
        if kind not in material.accepts:
            return WRONG_KIND.given(code=material.code, accepts=", ".join(material.accepts))
    return None


def _files(filled: Filled, slot: str) -> list[File]:
    return [one for one in filled.files if one.about == slot]


def _at(head: str, code: str, slot: str) -> str:
    return f"{head}.{code}@{slot}" if slot else f"{head}.{code}"


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return len(text) == len("2026-02-10")
