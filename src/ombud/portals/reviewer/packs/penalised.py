"""The violations of a pack with their measures, windows and appeal forms, as the merchant will see them."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ombud.core.policy.pack import Pack
from ombud.core.policy.violation import AppealRules, FormField, Material, MeasureTerms, Violation
from ombud.packs.guide_parts import Words
from ombud.packs.load import texts
from ombud.portals.common.case.teller import listed
from ombud.portals.common.display import language
from ombud.portals.common.page import link

Row = dict[str, Any]


def violations(pack: Pack) -> list[Row]:
    """One entry for each violation."""
    words = Words(texts(pack.id), language())
    return [_violation(one, pack, words) for one in (pack.penalties.violations if pack.penalties else ())]


def _violation(one: Violation, pack: Pack, words: Words) -> Row:
    facts = [
        {"label": _("Rule"), "value": f"{one.rule} {words(f'rule.{one.rule}')}"},
        {"label": _("Orders named"), "value": _orders(one)},
    ]
    appeal = one.appeal
    return {
        "code": one.code,
        "name": words(f"violation.{one.code}"),
        "help": words(f"violation.{one.code}.help"),
        "facts": facts + (_appeal(appeal, pack, words) if appeal else []),
        "measures": [measure(each, words) for each in one.measures],
        "appealable": appeal is not None,
        "parts": _parts(appeal, words) if appeal else [],
        "category": one.statement.category,
        "url": link("review-pack-procedure", pack.id) + f"?violation={one.code}",
    }


def measure(terms: MeasureTerms, words: Words) -> str:
    """A measure with what it touches, when it begins and how long it lasts."""
    told = words(f"measure.{terms.kind}")
    if terms.about:
        told = words("guide.measure.about", name=told, about=words(f"payment-way.{terms.about}"))
    if terms.after:
        told = words("guide.measure.after", name=told, span=words.span(terms.after))
    return words("guide.measure.lasts", name=told, span=words.span(terms.lasts)) if terms.lasts else told


def _orders(one: Violation) -> str:
    told = {"none": _("None"), "may": _("Where there are any"), "must": _("Always")}[one.orders]
    return _("{told}; the things found are listed one by one").format(told=told) if one.items else told


def _appeal(appeal: AppealRules, pack: Pack, words: Words) -> list[Row]:
    found = []
    if appeal.opens:
        found.append({"label": _("Can be appealed after"), "value": words.span(appeal.opens)})
    source = next((one.url for one in pack.sources if one.code == appeal.closes.source), "")
    said = words(f"source.{appeal.closes.source}")
    found.append({"label": _("Appeal window"), "value": words.span(appeal.closes), "source": said, "url": source})
    found.append({"label": _("Appeals decided on the merits"), "value": str(appeal.attempts_max)})
    slots = {
        "whole": _("The penalty as a whole"),
        "orders": ngettext("{n} drawn order", "{n} drawn orders", appeal.drawn_max).format(n=appeal.drawn_max),
        "items": _("Each thing found"),
    }
    found.append({"label": _("Decided for"), "value": slots[appeal.slots]})
    return found


def _parts(appeal: AppealRules, words: Words) -> list[Row]:
    """The form: once for the whole, and what is asked for each order or thing found."""
    form = appeal.form
    whole = [_field(one, words) for one in form.fields] + [_material(one, words) for one in form.materials]
    each = [_field(one, words) for one in form.slot_fields] + [_material(one, words) for one in form.slot_materials]
    label = _("For each drawn order") if appeal.slots == "orders" else _("For each thing found")
    none = _("The merchant may say that there is nothing to show, but not for all.") if appeal.none_allowed else ""
    found = [{"label": _("Once"), "fields": whole, "note": ""}] if whole else []
    return found + ([{"label": label, "fields": each, "note": none}] if each else [])


def _field(one: FormField, words: Words) -> Row:
    kinds = {
        "words": _("A text"), "line": _("One line"), "choice": _("A choice"), "date": _("A date"),
        "amount": _("An amount"), "number": _("A number"), "yes": _("A box to tick"),
    }  # fmt: skip
    choices = listed([words(f"appeal-choice.{one.code}.{choice}") for choice in one.choices])
    return {
        "name": words(f"appeal-field.{one.code}"),
        "help": words(f"appeal-field.{one.code}.help"),
        "kind": _("{kind}: {choices}").format(kind=kinds[one.type], choices=choices) if choices else kinds[one.type],
        "optional": not one.required,
    }


def _material(one: Material, words: Words) -> Row:
    kinds = {"picture": _("pictures"), "pdf": _("PDF")}
    accepts = " / ".join(kinds[kind] for kind in one.accepts)
    count = ngettext("Up to {n} file", "Up to {n} files", one.files_max).format(n=one.files_max)
    if one.files_min > 1:
        count = _("{least} to {most} files").format(least=one.files_min, most=one.files_max)
    return {
        "name": words(f"appeal-material.{one.code}"),
        "help": words(f"appeal-material.{one.code}.help"),
        "kind": _("{count}: {kinds}").format(count=count, kinds=accepts),
        "optional": one.files_min == 0,
    }
