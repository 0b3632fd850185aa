"""What a member has typed and uploaded for an appeal, as it is kept, and as the core's form wants it."""

from typing import Any, NamedTuple

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from ombud.core.files import File
from ombud.core.penalty.form import Filled
from ombud.core.policy.violation import FormField
from ombud.desk.access import PenaltyCase
from ombud.portals.common.act import Misread, act, new_key
from ombud.portals.common.display import money
from ombud.portals.common.drafts import CHARACTERS_MAX, Fields, Kept, draft_of, drop_draft, fields_of, save_draft
from ombud.portals.common.penalty.teller import PenaltyTeller
from ombud.portals.common.typed import amount
from ombud.portals.common.uploads import Row, kept_rows
from ombud.portals.common.who import SignedIn, for_member
from ombud.portals.merchant.penalties.form import (
    Part,
    as_fields,
    faults,
    filled_of,
    is_complete,
    parts,
    readable_date,
)
from ombud.portals.merchant.penalties.reach import allowed, shop_penalty
from ombud.reads.penalty_story import penalty_story
from ombud.vault.models import EvidenceFile

FORM = "merchant-appeal"


class Draft(NamedTuple):
    """The form as it stands."""

    kept: Kept
    rows: dict[str, Row]
    """The uploaded files by id, as parts/upload.html shows them."""
    types: dict[str, str]
    """Media type by file."""
    filled: Filled
    misread: dict[str, str]
    """Amounts that are none, by input."""

    def rows_of(self, name: str) -> list[Row]:
        """The files under one input, in order."""
        return [self.rows[one] for one in self.kept.all(name) if one in self.rows]


def draft(request: SignedIn, case: PenaltyCase) -> Draft:
    """The member's draft; where there is none, what was sent before, so that it needn't be typed again."""
    return read(request, case, kept_of(request, case))


def kept_of(request: SignedIn, case: PenaltyCase) -> Kept:
    """The draft as plain inputs."""
    kept = draft_of(request, FORM, case.penalty.number)
    if kept.saved_at is None and case.penalty.submission is not None:
        return Kept(_sent_before(request, case))
    return kept


def read(request: SignedIn, case: PenaltyCase, kept: Kept) -> Draft:
    """These inputs, as the core's form wants them."""
    its = parts(case)
    ids = [id for part in its for one in part.materials for id in kept.all(part.files_name(one.code))]
    rows = {row["id"]: row for row in kept_rows(request, ids)}
    types = _types(request, list(rows))
    t = PenaltyTeller(case)
    answers, files, misread = [], [], {}
    for part in its:
        for field in part.fields:
            value = _value(field, kept.one(part.answer_name(field.code)), t.currency)
            if isinstance(value, Misread):
                misread[part.answer_name(field.code)] = value.text
                value = kept.one(part.answer_name(field.code))
            answers.append((field.code, part.slot, value))
        for one in part.materials:
            held = [id for id in kept.all(part.files_name(one.code)) if id in rows]
            files += [File(file=id, kind=one.code, about=part.slot, media_type=types[id]) for id in held]
    nothing = [part.slot for part in its if part.slot and kept.one(part.none_name)]
    return Draft(kept, rows, types, filled_of(answers, files, nothing), misread)


def keep(request: SignedIn, case: PenaltyCase, part: Part, sent: Fields) -> None:
    """Keep the inputs of one part in place of those it had; the other parts stay as they are."""
    before = kept_of(request, case).fields
    others = {name: values for name, values in before.items() if name not in part.names}
    mine = {name: values for name, values in sent.items() if name in part.names}
    save_draft(request, FORM, case.penalty.number, {**others, **mine})


def done_with(request: SignedIn, case: PenaltyCase) -> None:
    """It was sent."""
    drop_draft(request, FORM, case.penalty.number)


@for_member
@require_POST
def autosave(request: SignedIn, number: str, n: int) -> HttpResponse:
    """What the page's script sends every few seconds; a complete draft replaces what is prepared to go by itself."""
    case = shop_penalty(request, number)
    part = next((one for one in parts(case) if one.n == n), None)
    sent = fields_of(request)
    if part is None:
        return HttpResponse(status=409)
    if sum(len(one) for values in sent.values() for one in values) > CHARACTERS_MAX:
        return HttpResponse(status=413)
    keep(request, case, part, sent)
    prepare_again(request, case)
    return HttpResponse(status=204)


def prepare_again(request: SignedIn, case: PenaltyCase) -> None:
    """Where the owner chose that a complete draft is sent by itself, the newest complete one is."""
    if case.penalty.prepared is None or not allowed(case, "penalty.prepare"):
        return
    now = draft(request, case)
    if not now.misread and is_complete(case, now.filled):
        act(request, "penalty.prepare", case.penalty.id, as_fields(now.filled), key=new_key())


def state_of(case: PenaltyCase, held: Draft, part: Part) -> str:
    """Where a part stands: empty, missing, complete, or nothing to show."""
    if part.slot and part.slot in held.filled.nothing_for:
        return "nothing"
    wrong = [name for n, name, _refusal in faults(case, held.filled) if n == part.n and name]
    if not wrong and not any(name in held.misread for name in part.names):
        return "complete"
    touched = any(value.strip() for name in part.names for value in held.kept.all(name))
    return "missing" if touched else "empty"


def _value(field: FormField, text: str, currency: str) -> str | Misread:
    """A typed value as the core wants it: amounts in minor units, dates ISO."""
    if field.type == "date":
        return readable_date(text)
    if field.type == "amount" and text.strip():
        minor = amount(text, currency)
        return minor if isinstance(minor, Misread) else str(minor)
    return text.strip() if field.type in ("number", "line") else text


def _types(request: SignedIn, ids: list[str]) -> dict[str, str]:
    held = EvidenceFile.objects.filter(platform=request.platform.id, id__in=ids)
    return {str(one.id): one.as_named("other").media_type for one in held}


def _sent_before(request: SignedIn, case: PenaltyCase) -> Fields:
    """The newest submission as inputs."""
    was = case.penalty.submission
    assert was is not None, "asked where there is one"
    said = penalty_story(request.platform.id, case.penalty, case.party).said
    t = PenaltyTeller(case)
    found: dict[str, list[Any]] = {}
    for part in parts(case):
        kinds = {one.code: one.type for one in part.fields}
        for one in was.answers:
            if one.slot == part.slot and one.code in kinds:
                text = said(one.words)
                plain = kinds[one.code] == "amount" and text.isdigit()
                found[part.answer_name(one.code)] = [money(int(text), t.currency) if plain else text]
        for file in was.files:
            if file.about == part.slot:
                found.setdefault(part.files_name(file.kind), []).append(file.file)
        if part.slot in was.nothing_for:
            found[part.none_name] = ["on"]
    return found
