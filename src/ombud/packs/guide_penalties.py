"""What the guide says of penalties: what is penalised, who may appeal, by when, with what, and what follows."""

from collections.abc import Iterator

from msgspec.structs import replace

from ombud.core.deadlines import DueKind
from ombud.core.policy.policy import Policy
from ombud.core.policy.violation import AppealForm, AppealRules, Material, MeasureTerms, PenaltyRules, Violation
from ombud.packs.guide_parts import Group, Row, Section, Words, channels, section, timed

SECTIONS = ("penalties", "appeals", "consultation")
TURNS: tuple[tuple[DueKind, str], ...] = (
    ("appeal-review", "review"),
    ("question", "question"),
    ("condition", "condition"),
    ("condition-check", "senior"),
)
"""Deadlines of an appeal in the order of its life, each with its window."""
KEYS = (
    *(key for one in SECTIONS for key in (f"guide.{one}", f"guide.{one}.about")),
    *(f"guide.appeal.{one}" for one in ("until", "with", "follows", "none", "opens", "attempts", "completion")),
    *(f"guide.appeal.{one}" for one in ("orders", "items", "nothing", "each-order", "each-item")),
    *(f"guide.appeal.{one}" for one in ("files", "files-up-to", "file", "or", "picture", "pdf")),
    *(f"guide.measure.{one}" for one in ("about", "after", "lasts")),
)
"""The words that these sections are made with."""


def sections(policy: Policy, words: Words) -> tuple[Section, ...]:
    """Nothing for a platform that imposes no penalties."""
    rules = policy.pack.penalties
    if rules is None:
        return ()
    return (_catalogue(rules, words), _appeals(rules, policy, words), _consultation(rules, policy, words))


def _catalogue(rules: PenaltyRules, words: Words) -> Section:
    rows = tuple(
        replace(_row(one, words), items=tuple(_measure(each, words) for each in one.measures))
        for one in rules.violations
    )
    return section("penalties", words, Group(rows=rows))


def _appeals(rules: PenaltyRules, policy: Policy, words: Words) -> Section:
    held = tuple(
        Row(
            code=one.code,
            name=words(f"violation.{one.code}"),
            text=_decided(one.appeal, words),
            items=(*_items(one.appeal.form, "", words), *_items(one.appeal.form, one.appeal.slots, words)),
        )
        for one in rules.violations
        if one.appeal is not None
    )
    turns = tuple(
        timed(kind, words(f"deadline.{kind}"), getattr(rules.windows, window), policy, words,
              lapse=words(f"deadline.{kind}.lapse"))
        for kind, window in TURNS
    )  # fmt: skip
    again = timed("completion", words("guide.appeal.completion"), rules.windows.completion, policy, words)
    return section(
        "appeals",
        words,
        Group(name=words("guide.appeal.until"), rows=tuple(_window(one, policy, words) for one in rules.violations)),
        Group(name=words("guide.appeal.with"), rows=held),
        Group(name=words("guide.appeal.follows"), rows=(turns[0], again, *turns[1:])),
    )


def _consultation(rules: PenaltyRules, policy: Policy, words: Words) -> Section:
    answer = timed(
        "consultation", words("deadline.consultation"), rules.windows.consultation, policy, words,
        lapse=words("deadline.consultation.lapse"),
    )  # fmt: skip
    phone = next(row for row in channels(policy, words) if row.code == "platform")
    return section("consultation", words, Group(rows=(answer, replace(phone, text=""))))


def _row(violation: Violation, words: Words) -> Row:
    code = violation.code
    return Row(code=code, name=words(f"violation.{code}"), text=words(f"violation.{code}.help"))


def _measure(measure: MeasureTerms, words: Words) -> str:
    told = words(f"measure.{measure.kind}")
    if measure.about:
        told = words("guide.measure.about", name=told, about=words(f"payment-way.{measure.about}"))
    if measure.after:
        told = words("guide.measure.after", name=told, span=words.span(measure.after))
    return words("guide.measure.lasts", name=told, span=words.span(measure.lasts)) if measure.lasts else told


def _window(violation: Violation, policy: Policy, words: Words) -> Row:
    """Until when this violation can be appealed, or that it can't."""
    name, appeal = words(f"violation.{violation.code}"), violation.appeal
    if appeal is None:
        return Row(code=violation.code, name=name, text=words("guide.appeal.none"))
    told = words("guide.appeal.attempts", n=str(appeal.attempts_max))
    opens = words("guide.appeal.opens", span=words.span(appeal.opens)) if appeal.opens else ""
    row = timed(violation.code, name, appeal.closes, policy, words)
    return replace(row, text=told, lapse=opens)


def _decided(appeal: AppealRules, words: Words) -> str:
    """What an appeal is decided for, where that isn't the penalty as a whole."""
    if appeal.slots == "whole":
        return ""
    told = words(f"guide.appeal.{appeal.slots}", n=str(appeal.drawn_max))
    return told if appeal.none_allowed else words("guide.appeal.nothing", told=told)


def _items(form: AppealForm, slots: str, words: Words) -> Iterator[str]:
    """What the form asks for: of the whole, or of each order or item."""
    fields, materials = (form.slot_fields, form.slot_materials) if slots else (form.fields, form.materials)
    for field in fields:
        yield _each(_needed(words(f"appeal-field.{field.code}"), field.required, words), slots, words)
    for material in materials:
        yield _each(_needed(_files(material, words), material.files_min > 0, words), slots, words)


def _each(told: str, slots: str, words: Words) -> str:
    key = {"orders": "guide.appeal.each-order", "items": "guide.appeal.each-item"}.get(slots)
    return words(key, name=told) if key else told


def _needed(name: str, required: bool, words: Words) -> str:
    return words("guide.required", name=name) if required else name


def _files(material: Material, words: Words) -> str:
    """The name of a material with how many files of which kinds it takes."""
    kinds = [words(f"guide.appeal.{kind}") for kind in material.accepts]
    told = kinds[0] if len(kinds) == 1 else words("guide.appeal.or", first=kinds[0], then=kinds[1])
    least, most = material.files_min, material.files_max
    key = "file" if most == 1 else "files" if least not in (0, most) else "files-up-to"
    name = words(f"appeal-material.{material.code}")
    return words(f"guide.appeal.{key}", name=name, least=str(least), most=str(most), kinds=told)
