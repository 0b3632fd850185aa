"""Holds what a merchant handed in against the pack's form: every slip named, field by field."""

from collections.abc import Iterator
from datetime import date

from ombud.core.credentials import fault
from ombud.core.files import File
from ombud.core.penalty.form import (
    NO_SUCH_FIELD,
    NO_SUCH_MATERIAL,
    TWICE,
    slip,
    too_few_or_many,
)
from ombud.core.policy.shopkeeping import QualificationForm
from ombud.core.refusal import Refusal
from ombud.core.shop.opening_events import KeptEntry, Qualification
from ombud.core.struct import Value
from ombud.core.words import EMPTY, Secret, Words

NO_NUMBER = Secret("")


class Number(Value, frozen=True):
    """A number by which an authority knows the merchant."""

    code: str
    number: Secret


class Entry(Value, frozen=True):
    """What is filled into one field of the form. Dates are ISO."""

    code: str
    words: Words = EMPTY


class Papers(Value, frozen=True):
    """All that was filled in."""

    form: str
    numbers: tuple[Number, ...] = ()
    entries: tuple[Entry, ...] = ()
    files: tuple[File, ...] = ()

    @property
    def kept(self) -> Qualification:
        """As an event holds it."""
        numbers = (KeptEntry(code=one.code, words=one.number.kept) for one in self.numbers)
        entries = (KeptEntry(code=one.code, words=one.words.kept) for one in self.entries)
        return Qualification(
            form=self.form,
            numbers=tuple(one for one in numbers if one.words),
            entries=tuple(one for one in entries if one.words),
            files=self.files,
        )


def slips(form: QualificationForm, papers: Papers, today: date) -> list[Refusal]:
    """All that is wrong, each at its field: `numbers.<code>`, `entries.<code>`, `files.<code>`."""
    return list(_slips(form, papers, today))


def _slips(form: QualificationForm, papers: Papers, today: date) -> Iterator[Refusal]:
    yield from _strays(form, papers)
    numbers = {one.code: one.number for one in papers.numbers}
    for credential in form.credentials:
        if refusal := fault(credential, numbers.get(credential.code, NO_NUMBER).text, today):
            yield refusal.at_field(f"numbers.{credential.code}")
    words = {one.code: one.words for one in papers.entries}
    for field in form.fields:
        if refusal := slip(field, words.get(field.code, EMPTY)):
            yield refusal.at_field(f"entries.{field.code}")
        elif field.code == UNTIL and _past(words.get(field.code, EMPTY), today):
            yield EXPIRED.at_field(f"entries.{field.code}")
    for material in form.materials:
        its = [one for one in papers.files if one.kind == material.code]
        if refusal := too_few_or_many(material, its):
            yield refusal.at_field(f"files.{material.code}")


UNTIL = "valid-until"
"""A field of this code is the last day of a paper's validity, whatever the pack."""
EXPIRED = Refusal(
    code="paper-expired",
    because="By this date the document is no longer valid.",
    way_out="Hand in the one that is valid now.",
)


def _past(words: Words, today: date) -> bool:
    return bool(words.text.strip()) and date.fromisoformat(words.text.strip()) < today


def _strays(form: QualificationForm, papers: Papers) -> Iterator[Refusal]:
    """What the form doesn't ask for, and what was filled in twice."""
    asked = (
        ("numbers", [one.code for one in papers.numbers], {one.code for one in form.credentials}),
        ("entries", [one.code for one in papers.entries], {one.code for one in form.fields}),
    )
    for head, given, known in asked:
        for place, code in enumerate(given):
            if code not in known:
                yield NO_SUCH_FIELD.given(code=code).at_field(head)
            elif code in given[:place]:
                yield TWICE.given(code=code).at_field(f"{head}.{code}")
    for file in papers.files:
        if file.kind not in {one.code for one in form.materials}:
            yield NO_SUCH_MATERIAL.given(code=file.kind).at_field("files")
