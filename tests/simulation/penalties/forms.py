"""Appeal forms as they are filled in, well or with a slip, and apart from the product whether one is complete."""

import random
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from msgspec.structs import replace

from ombud.core.files import File
from ombud.core.penalty.form import Answer
from ombud.core.policy.violation import AppealForm, AppealRules, FormField, Material
from ombud.core.words import Words
from tests.simulation.cast import SALT

TEXTS = {
    "words": Words("The parcels were sent.", SALT),
    "line": Words("SF1234567890123", SALT),
    "date": Words("2026-02-10", SALT),
    "amount": Words("1200", SALT),
    "number": Words("3", SALT),
    "yes": Words("yes", SALT),
}
MEDIA = {"picture": "image/jpeg", "pdf": "application/pdf"}
Filled = dict[str, Any]
_filled: dict[tuple[str, str, tuple[str, ...], tuple[str, ...]], Filled] = {}


def filled(pack: str, violation: str, rules: AppealRules, slots: tuple[str, ...], nothing: tuple[str, ...]) -> Filled:
    """Everything that the form asks for; the same is made once."""
    place = (pack, violation, slots, nothing)
    if place not in _filled:
        form = rules.form
        answers = [_answer(one, "") for one in form.fields]
        files = [file for one in form.materials for file in _files(one, "")]
        for slot in _each(slots):
            if slot not in nothing:
                answers += [_answer(one, slot) for one in form.slot_fields]
                files += [file for one in form.slot_materials for file in _files(one, slot)]
        _filled[place] = {"answers": tuple(answers), "files": tuple(files), "nothing_for": nothing}
    return _filled[place]


def with_a_slip(chance: random.Random, given: Filled, slots: tuple[str, ...]) -> Filled:
    """The same with something wrong."""
    answers, files = given["answers"], given["files"]
    match chance.randint(0, 6):
        case 0 if answers:
            return given | {"answers": answers[1:]}
        case 1 if files:
            return given | {"files": files[1:]}
        case 2:
            return given | {"files": (*files, replace(_file("stray", "", 0, "picture"), kind="never-asked"))}
        case 3:
            return given | {"answers": (*answers, Answer(code="never-asked", words=TEXTS["words"], slot="o9"))}
        case 4 if files:
            return given | {"files": (replace(files[0], media_type="application/zip", kind="other"), *files[1:])}
        case 5 if answers:
            return given | {"answers": (*answers, answers[0])}
        case _:
            return given | {"nothing_for": slots}


def complete(
    rules: AppealRules,
    slots: tuple[str, ...],
    answers: Iterable[tuple[str, str]],
    files: Iterable[File],
    nothing: tuple[str, ...],
) -> bool:
    """Whether this is all that the form asks for, and nothing else; of the answers code and slot."""
    each = _each(slots)
    if nothing and not (rules.none_allowed and set(nothing) < set(each)):
        return False
    shown = [one for one in each if one not in nothing]
    return _answered(rules.form, shown, list(answers)) and _proved(rules.form, shown, list(files))


def _answered(form: AppealForm, shown: list[str], answers: list[tuple[str, str]]) -> bool:
    asked = {(one.code, ""): one for one in form.fields}
    asked |= {(one.code, slot): one for one in form.slot_fields for slot in shown}
    known = all(one in asked for one in answers) and len(answers) == len(set(answers))
    return known and all(place in answers for place, field in asked.items() if field.required)


def _proved(form: AppealForm, shown: list[str], files: list[File]) -> bool:
    asked: Mapping[tuple[str, str], Material] = {
        **{(one.code, ""): one for one in form.materials},
        **{(one.code, slot): one for one in form.slot_materials for slot in shown},
    }
    given = Counter((one.kind, one.about) for one in files)
    if not all(place in asked for place in given):
        return False
    fits = all(one.media_type in [MEDIA[kind] for kind in asked[one.kind, one.about].accepts] for one in files)
    return fits and all(one.files_min <= given[place] <= one.files_max for place, one in asked.items())


def _each(slots: tuple[str, ...]) -> tuple[str, ...]:
    return slots if slots != ("whole",) else ()


def _answer(field: FormField, slot: str) -> Answer:
    words = Words(field.choices[0], SALT) if field.type == "choice" else TEXTS[field.type]
    return Answer(code=field.code, words=words, slot=slot)


def _files(material: Material, slot: str) -> list[File]:
    return [_file(material.code, slot, n, material.accepts[0]) for n in range(max(1, material.files_min))]


def _file(code: str, slot: str, n: int, kind: str) -> File:
    name = f"{code}-{slot}-{n}"
    return File(file=name, kind=code, sha256=name, media_type=MEDIA[kind], about=slot)
