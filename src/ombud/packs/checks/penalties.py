"""What must hold of a pack's penalties: what each leads to, how it is appealed, that every form can be filled in."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from ombud.core.policy.policy import Policy
from ombud.core.policy.violation import AppealRules, FormField, Material, MeasureTerms, Violation
from ombud.packs.checks.turns import counted, start
from ombud.packs.faults import Fault
from ombud.packs.load import PackFile
from ombud.packs.places import Path as Way

CATEGORIES = (
    "ANIMAL_WELFARE", "CONSUMER_INFORMATION", "CYBER_VIOLENCE", "CYBER_VIOLENCE_AGAINST_WOMEN",
    "DATA_PROTECTION_AND_PRIVACY_VIOLATIONS", "ILLEGAL_OR_HARMFUL_SPEECH", "INTELLECTUAL_PROPERTY_INFRINGEMENTS",
    "NEGATIVE_EFFECTS_ON_CIVIC_DISCOURSE_OR_ELECTIONS", "NOT_SPECIFIED_NOTICE", "OTHER_VIOLATION_TC",
    "PROTECTION_OF_MINORS", "RISK_FOR_PUBLIC_SECURITY", "SCAMS_AND_FRAUD", "SELF_HARM",
    "UNSAFE_AND_PROHIBITED_PRODUCTS", "VIOLENCE",
)  # fmt: skip
"""What the DSA Transparency Database takes, each after `STATEMENT_CATEGORY_`."""
CONTENT = ("APP", "AUDIO", "IMAGE", "PRODUCT", "SYNTHETIC_MEDIA", "TEXT", "VIDEO")
"""The same, each after `CONTENT_TYPE_`; OTHER would need words of its own."""
KNOWN = (("category", "STATEMENT_CATEGORY_", CATEGORIES), ("content_type", "CONTENT_TYPE_", CONTENT))
OTHER = "other"
"""A reviewer who finds an appeal incomplete names what no form has by this code."""


def catalogue(found: PackFile) -> Iterator[Fault]:
    """Each violation breaks a rule that exists, leads to something, and can be explained to the outside."""
    at = found.said_in.fault
    for way, violation in _violations(found):
        if violation.rule not in found.pack.rules:
            yield at((*way, "rule"), f"there is no rule {violation.rule}", ", ".join(found.pack.rules))
        if not violation.measures:
            yield at((*way, "measures"), f"{violation.code} leads to nothing", "at least one measure")
        said = violation.statement
        for key, prefix, known in KNOWN:
            if getattr(said, key) not in [prefix + one for one in known]:
                problem = f"the DSA Transparency Database knows no {getattr(said, key)}"
                yield at((*way, "statement", key), problem, f"{prefix}… with {', '.join(known)}")
    rules = found.pack.penalties
    if rules is not None and not rules.violations:
        yield at(("penalties",), "the catalogue is empty", "at least one of [[penalties.violations]]", key=True)


def measures(found: PackFile) -> Iterator[Fault]:
    """Each measure says what it needs: an amount where funds are held, a way of payment where one is switched off."""
    at = found.said_in.fault
    for way, violation in _violations(found):
        for index, one in enumerate(violation.measures):
            here: Way = (*way, "measures", index)
            if (one.amount or one.whole) != (one.kind == "funds-held"):
                problem = "funds-held without an amount" if one.kind == "funds-held" else f"{one.kind} has no amount"
                key = "amount" if one.amount else "whole" if one.whole else "kind"
                yield at((*here, key), problem, "amount = true, and only where funds are held")
            yield from _held(found, here, violation, one)
            if one.kind == "payment-off" and not one.about:
                yield at((*here, "kind"), "it doesn't say which way of payment", 'about = "credit-card"')
            if one.kind == "warning" and (one.after or one.lasts):
                key = "after" if one.after else "lasts"
                yield at((*here, key), "a warning is given once; it neither begins later nor ends", "no such key")


def _held(found: PackFile, here: Way, violation: Violation, one: MeasureTerms) -> Iterator[Fault]:
    """Money is held only where the platform keeps it, and all of it only for what was verified."""
    at = found.said_in.fault
    if one.kind == "funds-held" and found.pack.funds is None:
        yield at((*here, "kind"), "this platform holds no money of its shops", "a table [funds]; or another measure")
    if one.whole and one.amount:
        yield at((*here, "whole"), "all of it and a part of it can't both be held", "whole or amount")
    if one.whole and not violation.verified:
        problem = "all turnover is frozen only for a deception that was verified"
        yield at((*here, "whole"), problem, "verified = true in the violation; or amount = true")
    if one.forfeitable and one.kind != "funds-held":
        yield at((*here, "forfeitable"), f"{one.kind} holds nothing that could be taken", "only where funds are held")


def unannounced(found: PackFile) -> Iterator[Fault]:
    """Whoever is told nothing beforehand is penalised only for what was verified."""
    for way, violation in _violations(found):
        if violation.told == "in-account" and not violation.verified:
            problem = "measures without a notice need a verified violation"
            yield found.said_in.fault((*way, "told"), problem, 'verified = true; or told = "notice"')


def appeals(found: PackFile) -> Iterator[Fault]:
    """What an appeal is decided for is what its penalty names, and it can be made at all."""
    at = found.said_in.fault
    for way, violation, appeal in _appeals(found):
        if appeal.slots == "orders" and violation.orders != "must":
            problem = "orders can be drawn only where every penalty names some"
            yield at((*way, "slots"), problem, 'orders = "must" in the violation; or slots = "whole"')
        if appeal.slots == "items" and not violation.items:
            problem = "it is decided item by item, but no penalty lists items"
            yield at((*way, "slots"), problem, 'items = true in the violation; or slots = "whole"')
        for key in ("attempts_max", "drawn_max"):
            if getattr(appeal, key) < 1:
                yield at((*way, key), f"with {getattr(appeal, key)} nobody could ever appeal", "1 or more")
        form = appeal.form
        if appeal.slots == "whole" and (form.slot_fields or form.slot_materials):
            key = "slot_fields" if form.slot_fields else "slot_materials"
            problem = "the appeal is decided as a whole, so nobody would ever see this"
            yield at((*way, "form", key), problem, 'slots = "orders" or "items"; or fields and materials', key=True)
        if appeal.slots != "whole" and not (form.slot_fields or form.slot_materials):
            problem = f"it is decided for each of its {appeal.slots}, but asks nothing about each"
            yield at((*way, "form"), problem, "slot_fields, slot_materials", key=True)
        if not any((form.fields, form.materials, form.slot_fields, form.slot_materials)):
            yield at((*way, "form"), "it asks for nothing", "at least one field or material", key=True)


def forms(found: PackFile) -> Iterator[Fault]:
    """Each field and each material can be given."""
    for way, _, appeal in _appeals(found):
        for key in ("fields", "slot_fields"):
            for index, field in enumerate(getattr(appeal.form, key)):
                yield from field_faults(field, (*way, "form", key, index), found)
        for key in ("materials", "slot_materials"):
            for index, material in enumerate(getattr(appeal.form, key)):
                yield from _material(material, (*way, "form", key, index), found)


def windows(found: PackFile) -> Iterator[Fault]:
    """Each window to appeal opens before it closes, and leaves time for its reminder and for what is sent by itself."""
    rules = found.pack.penalties
    if rules is None or list(counted(found)):
        return
    policy, noon = Policy(pack=found.pack, calendar=found.calendar), start(found)
    shortest = [((*way, "closes"), _length(appeal, policy, noon)) for way, _, appeal in _appeals(found)]
    for way, length in shortest:
        if length <= timedelta(0):
            yield found.said_in.fault(way, "the window closes before it opens", "longer than opens")
    shortest.append((("penalties", "windows", "completion"), policy.end(rules.windows.completion, noon) - noon))
    for name in ("remind_before", "prepared_before"):
        lead = policy.end(getattr(rules.windows, name), noon) - noon
        for way, length in shortest:
            if timedelta(0) < length <= lead:
                problem = f"{name} is no shorter than this window"
                yield found.said_in.fault(way, problem, f"open for longer than penalties.windows.{name}")


def limits(found: PackFile) -> Iterator[Fault]:
    """No cap is so low that nothing could be done under it."""
    rules = found.pack.penalties
    if rules is None:
        return
    for name in ("orders_max", "items_max", "questions_max"):
        if (value := getattr(rules.limits, name)) < 1:
            way = ("penalties", "limits", name)
            yield found.said_in.fault(way, f"with {value} nobody could ever act", "1 or more")
    if rules.limits.funds_two_people_above < 0:
        way = ("penalties", "limits", "funds_two_people_above")
        yield found.said_in.fault(way, "no amount is below nothing", "0 or more")


def consultation(found: PackFile) -> Iterator[Fault]:
    """Whoever can't appeal, or not any more, finds a phone and hours beside the thread."""
    if found.pack.penalties is None:
        return
    for index, one in enumerate(found.pack.channels):
        if one.code == "platform" and not (one.phone and one.in_service_hours):
            problem = "the consultation in a notice of a penalty shows the platform's phone and its hours"
            yield found.said_in.fault(("channels", index, "code"), problem, "phone, in_service_hours = true")


def field_faults(field: FormField, way: Way, found: PackFile) -> Iterator[Fault]:
    """What is wrong with one field of a form."""
    at = found.said_in.fault
    if field.code == OTHER:
        yield at((*way, "code"), f"{OTHER} is what a reviewer calls anything else that is missing", "another code")
    if field.type == "choice" and len(field.choices) < 2:
        yield at((*way, "code"), f"{field.code}: there is nothing to choose from", "two or more choices")
    if field.type != "choice" and field.choices:
        yield at((*way, "choices"), f"{field.code}: a field of the type {field.type} has none", 'type = "choice"')
    if not 1 <= field.words_max <= found.pack.limits.words_max and field.type in ("words", "line"):
        problem = f"{field.code}: {field.words_max} is no length that it can have"
        yield at((*way, "words_max"), problem, f"1 to {found.pack.limits.words_max} (limits.words_max)")


def _material(material: Material, way: Way, found: PackFile) -> Iterator[Fault]:
    at = found.said_in.fault
    if material.code == OTHER:
        yield at((*way, "code"), f"{OTHER} is what a reviewer calls anything else that is missing", "another code")
    if not material.accepts:
        yield at((*way, "accepts"), f"{material.code}: it accepts nothing", "picture, pdf")
    most = found.pack.limits.files_max
    if not 1 <= material.files_max <= most:
        problem = f"{material.code}: {material.files_max} is no number of files that it can have"
        yield at((*way, "files_max"), problem, f"1 to {most} (limits.files_max)")
    if not 0 <= material.files_min <= material.files_max:
        least = material.files_min
        problem = f"{material.code}: no number of files is at least {least} and at most {material.files_max}"
        yield at((*way, "files_min"), problem, f"0 to {material.files_max}")


def _length(appeal: AppealRules, policy: Policy, at: datetime) -> timedelta:
    """How long the window is open."""
    return policy.end(appeal.closes, at) - (policy.end(appeal.opens, at) if appeal.opens else at)


def _violations(found: PackFile) -> Iterator[tuple[Way, Violation]]:
    rules = found.pack.penalties
    for index, one in enumerate(rules.violations if rules else ()):
        yield ("penalties", "violations", index), one


def _appeals(found: PackFile) -> Iterator[tuple[Way, Violation, AppealRules]]:
    for way, violation in _violations(found):
        if violation.appeal is not None:
            yield (*way, "appeal"), violation, violation.appeal


RULES = (catalogue, measures, unannounced, appeals, forms, windows, limits, consultation)
