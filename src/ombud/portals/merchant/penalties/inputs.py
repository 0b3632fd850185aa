"""The inputs of one part of an appeal form, with their words, what stands in them, and what is wrong with it."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from ombud.core.policy.violation import FormField, Material
from ombud.core.refusal import Refusal
from ombud.portals.common.case.teller import listed
from ombud.portals.common.display import joined
from ombud.portals.common.penalty.teller import PenaltyTeller
from ombud.portals.common.uploads import Row
from ombud.portals.merchant.penalties.draft import Draft
from ombud.portals.merchant.penalties.form import Part, accepts_words

Input = dict[str, Any]
MEDIA = {"picture": "image/jpeg,image/png,image/webp", "pdf": "application/pdf"}
SHAPES: Mapping[str, tuple[str, str]] = {
    "words": ("textarea", ""),
    "line": ("text", ""),
    "date": ("date", ""),
    "amount": ("text", "decimal"),
    "number": ("text", "numeric"),
}
"""How a type of field is asked for: the part's `kind`, and which keys a phone shows."""
PICTURES_ON_SCREEN = {"CNY": "¥", "EUR": "€", "USD": "$"}


def fields_of_part(part: Part, held: Draft, errors: Mapping[str, str], t: PenaltyTeller) -> list[Input]:
    """The typed fields."""
    return [_field(one, part, held, errors, t) for one in part.fields]


def uploads_of_part(
    part: Part, held: Draft, errors: Mapping[str, str], t: PenaltyTeller, failed: Mapping[str, list[Row]]
) -> list[Input]:
    """The materials, each with its files; `failed` are those that were just sent and not taken."""
    return [_upload(one, part, held, errors, t, failed) for one in part.materials]


def in_words(refusal: Refusal, part: Part | None, t: PenaltyTeller) -> Refusal:
    """A slip with the pack's words for the codes that it names."""
    told: dict[str, str] = {}
    facts = refusal.facts
    if "code" in facts:
        told["code"] = t.asked(str(facts["code"]))
    if "slot" in facts:
        told["slot"] = t.slot(str(facts["slot"]))
    if "accepts" in facts:
        told["accepts"] = listed([kind_words(one) for one in str(facts["accepts"]).split(", ")])
    if "choices" in facts and part is not None:
        code = refusal.field.partition("@")[0].partition(".")[2]
        told["choices"] = listed([t.pack(f"appeal-choice.{code}.{one}") for one in str(facts["choices"]).split(", ")])
    return refusal.given(**{**facts, **told})


def kind_words(kind: str) -> str:
    """What a material takes."""
    return {"picture": _("pictures"), "pdf": _("PDF files")}.get(kind, kind)


def shown_value(field: FormField, text: str, t: PenaltyTeller) -> str:
    """An answer as the check page says it."""
    if field.type == "choice" and text in field.choices:
        return t.pack(f"appeal-choice.{field.code}.{text}")
    if field.type == "yes":
        return _("Yes") if text == "yes" else _("No")
    return text


def _field(field: FormField, part: Part, held: Draft, errors: Mapping[str, str], t: PenaltyTeller) -> Input:
    name = part.answer_name(field.code)
    kind, mode = SHAPES.get(field.type, (field.type, ""))
    return {
        "type": field.type,
        "kind": kind,
        "mode": mode,
        "name": name,
        "label": t.pack(f"appeal-field.{field.code}"),
        "help": t.pack(f"appeal-field.{field.code}.help", ""),
        "value": held.kept.one(name),
        "error": errors.get(name, ""),
        "optional": not field.required,
        "prefix": PICTURES_ON_SCREEN.get(t.currency, t.currency) if field.type == "amount" else "",
        "options": [
            {"value": one, "label": t.pack(f"appeal-choice.{field.code}.{one}")} for one in field.choices
        ],
    }  # fmt: skip


def _upload(
    one: Material, part: Part, held: Draft, errors: Mapping[str, str], t: PenaltyTeller, failed: Mapping[str, list[Row]]
) -> Input:
    name = part.input_name(one.code)
    told = [
        t.pack(f"appeal-material.{one.code}.help", ""),
        _("{sentence}.").format(sentence=accepts_words(one)),
        _("Example: {example}").format(example=t.pack(f"appeal-material.{one.code}.example", "")),
    ]
    return {
        "name": name,
        "id_name": part.files_name(one.code),
        "label": t.pack(f"appeal-material.{one.code}"),
        "said": joined(*told),
        "accept": ",".join(MEDIA[kind] for kind in one.accepts),
        "rows": [*held.rows_of(part.files_name(one.code)), *failed.get(name, [])],
        "error": errors.get(name, ""),
        "optional": not one.files_min,
    }
