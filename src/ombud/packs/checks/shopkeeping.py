"""What must hold of how shops open under a pack: duties are said, each form can be filled in, nobody waits for ever."""

import re
from collections.abc import Iterator
from datetime import date

from ombud.core.credentials import fault as fault_of
from ombud.core.policy.shopkeeping import Credential, QualificationForm
from ombud.packs.faults import Fault
from ombud.packs.load import PackFile
from ombud.packs.places import Path as Way

SOME_DAY = date(2026, 1, 1)
"""Examples hold on any day; one is enough to see it."""
DUTIES = ("lawful", "honest", "quality", "service")
"""What every platform asks of whoever sells: to obey the law, to deceive nobody, sound goods, and an answer."""
OTHER = "other"
"""A reviewer who finds what nobody thought of refuses by this code, and says it in words."""


def duties(found: PackFile) -> Iterator[Fault]:
    """The duties that every platform has are among them, and have a version to accept."""
    rules = found.pack.shops
    if rules is None:
        return
    at = found.said_in.fault
    if not rules.duties_version.strip():
        yield at(("shops", "duties_version"), "it is blank", "a version, such as 2026.1")
    for code in (one for one in DUTIES if one not in rules.duties):
        yield at(("shops", "duties"), f"{code} is missing", ", ".join(DUTIES) + " and others")
    if OTHER not in rules.refusal_reasons:
        yield at(("shops", "refusal_reasons"), f"{OTHER} is missing", f"{OTHER}, for what nobody thought of")
    for key in ("categories", "forms"):
        if not getattr(rules, key):
            yield at(("shops", key), "it is empty, so no shop can open", "at least one")
    for key in ("duties", "costs", "categories", "refusal_reasons"):
        for index, code in enumerate(getattr(rules, key)):
            if code in getattr(rules, key)[:index]:
                yield at(("shops", key, index), f"{code} stands twice", "each once")


def forms(found: PackFile) -> Iterator[Fault]:
    """Each kind of merchant shows a number and a paper, once each, and its example passes its own check."""
    rules = found.pack.shops
    if rules is None:
        return
    seen: set[str] = set()
    for index, form in enumerate(rules.forms):
        way: Way = ("shops", "forms", index)
        if form.code in seen:
            yield found.said_in.fault((*way, "code"), f"there are two forms {form.code}", "another name for one")
        seen.add(form.code)
        yield from _form(found, form, way)


def _form(found: PackFile, form: QualificationForm, way: Way) -> Iterator[Fault]:
    at = found.said_in.fault
    if not any(one.required for one in form.credentials):
        yield at(way, f"{form.code}: no number has to be given", "a required credential", key=True)
    if not any(one.files_min for one in form.materials):
        yield at(way, f"{form.code}: no paper has to be shown", "a material with files_min = 1", key=True)
    codes: set[str] = set()
    for key in ("credentials", "fields", "materials"):
        for index, one in enumerate(getattr(form, key)):
            if one.code in codes:
                yield at((*way, key, index, "code"), f"{one.code} stands twice in this form", "another name for one")
            codes.add(one.code)
    for index, credential in enumerate(form.credentials):
        yield from _credential(found, credential, (*way, "credentials", index))
    for index, field in enumerate(form.fields):
        if (field.type == "choice") != bool(field.choices):
            yield at((*way, "fields", index), f"{field.code}: choices go with type choice, and only with it", key=True)
    for index, material in enumerate(form.materials):
        if not 0 <= material.files_min <= material.files_max or not material.files_max:
            yield at((*way, "materials", index), f"{material.code}: no number of files would do", key=True)


def _credential(found: PackFile, credential: Credential, way: Way) -> Iterator[Fault]:
    at = found.said_in.fault
    if (credential.check == "pattern") != bool(credential.pattern):
        yield at((*way, "check"), "a pattern goes with check = pattern, and only with it", 'check = "pattern"')
        return
    try:
        re.compile(credential.pattern)
    except re.error as wrong:
        yield at((*way, "pattern"), f"it is no regular expression: {wrong}")
        return
    if not credential.example:
        yield at(way, f"{credential.code} has no example", "example = a fictitious number of this form", key=True)
    elif refusal := fault_of(credential, credential.example, SOME_DAY):
        yield at((*way, "example"), f"it doesn’t pass its own check: {refusal.code}", "a number that does")


RULES = (duties, forms)
