"""The form for a merchant's papers as the pack declares it: what is typed and uploaded, its numbers kept sealed."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from ombud.core.files import File
from ombud.core.policy.shopkeeping import QualificationForm
from ombud.core.policy.violation import Material
from ombud.core.refusal import Refusal
from ombud.core.shop.papers import Entry, Number, Papers, slips
from ombud.core.shop.qualify import today
from ombud.core.words import Secret, Words
from ombud.desk.papers import ShopCase
from ombud.portals.common.act import RIGHT, Wrong, refusal_words
from ombud.portals.common.case.teller import listed
from ombud.portals.common.display import joined
from ombud.portals.common.drafts import Fields, Kept, draft_of, save_draft
from ombud.portals.common.uploads import Files, Row, files_of, kept_rows
from ombud.portals.common.who import SignedIn
from ombud.portals.merchant.penalties.form import accepts_words, readable_date
from ombud.portals.merchant.penalties.inputs import MEDIA, SHAPES, kind_words
from ombud.portals.merchant.shop.frame import say
from ombud.portals.merchant.shop.sealed_drafts import FORM, NUMBER, place_in_draft
from ombud.vault.models import EvidenceFile
from ombud.vault.sealing import CantOpen, is_sealed, seal, unseal

Input = dict[str, Any]


class Given(NamedTuple):
    """The form as it stands: plain inputs, and its files."""

    kept: Kept
    files: dict[str, Files]
    """By code of the material."""

    @property
    def failed(self) -> dict[str, str]:
        """What became of files that weren't taken, by input."""
        return {f"p-{code}": "\n".join(files.failed) for code, files in self.files.items() if files.failed}


def drafted(request: SignedIn, form: QualificationForm) -> Given:
    """What was typed and uploaded before."""
    kept = draft_of(request, FORM, form.code)
    opened = Kept(_opened(request, form, kept.fields), kept.saved_at)
    files = {}
    for one in form.materials:
        rows = kept_rows(request, opened.all(f"f-{one.code}"))
        files[one.code] = Files(rows, [row["id"] for row in rows])
    return Given(opened, files)


def sent(request: SignedIn, form: QualificationForm) -> Given:
    """What was just sent."""
    files = {one.code: files_of(request, f"f-{one.code}", f"p-{one.code}") for one in form.materials}
    fields = {name: [request.POST.get(name, "").replace("\0", "\ufffd")] for name in _typed(form)}
    return Given(Kept({**fields, **{f"f-{code}": its.ids for code, its in files.items()}}), files)


def keep(request: SignedIn, form: QualificationForm, fields: Fields) -> None:
    """Keep it as a draft; numbers are sealed before they are written anywhere."""
    names = {*_typed(form), *(f"f-{one.code}" for one in form.materials)}
    held = {name: values for name, values in fields.items() if name in names}
    for one in form.credentials:
        name = f"{NUMBER}{one.code}"
        place = place_in_draft(request.person.pk, name)
        held[name] = [seal(value, place) if value else "" for value in held.get(name, [])]
    save_draft(request, FORM, form.code, held)


def papers_of(request: SignedIn, form: QualificationForm, given: Given) -> Papers:
    """The same, as the core's form wants it."""
    ids = [id for files in given.files.values() for id in files.ids]
    held = EvidenceFile.objects.filter(platform=request.platform.id, id__in=ids)
    types = {str(one.id): one.media_type for one in held}
    numbers = [(one.code, given.kept.one(f"{NUMBER}{one.code}").strip()) for one in form.credentials]
    entries = [(one.code, _value(one.type, given.kept.one(f"e-{one.code}"))) for one in form.fields]
    return Papers(
        form=form.code,
        numbers=tuple(Number(code=code, number=Secret(text)) for code, text in numbers if text),
        entries=tuple(Entry(code=code, words=Words(text)) for code, text in entries if text.strip()),
        files=tuple(
            File(file=id, kind=code, media_type=types.get(id, ""))
            for code, its in given.files.items()
            for id in its.ids
        ),
    )


def as_fields(papers: Papers) -> dict[str, Any]:
    """What the command wants."""
    return {
        "form": papers.form,
        "numbers": [{"code": one.code, "number": one.number.text} for one in papers.numbers],
        "entries": [{"code": one.code, "words": one.words.text} for one in papers.entries],
        "files": [{"file": one.file, "kind": one.kind} for one in papers.files],
    }


def faults(request: SignedIn, case: ShopCase, form: QualificationForm, given: Given) -> Wrong:
    """All that is wrong with it, each at its input."""
    found = dict(given.failed)
    for refusal in slips(form, papers_of(request, form, given), today(case.policy, request.at)):
        head, _dot, code = refusal.field.partition(".")
        name = f"{ {'numbers': 'n', 'entries': 'e', 'files': 'p'}.get(head, '') }-{code}"
        text, way_out = refusal_words(_in_words(request, refusal), request)
        found.setdefault(name, joined(text, way_out))
    return Wrong([{"field": name, "text": words} for name, words in found.items()], found) if found else RIGHT


def inputs(request: SignedIn, form: QualificationForm, given: Given, at: Mapping[str, str]) -> list[Input]:
    """The numbers, then the fields."""
    numbers = [
        {
            "type": "line", "kind": "text",
            "name": f"{NUMBER}{one.code}", "label": say(request, f"credential.{one.code}"),
            "help": joined(say(request, f"credential.{one.code}.help"),
                           _("Example: {example}").format(example=one.example)),
            "value": given.kept.one(f"{NUMBER}{one.code}"), "error": at.get(f"{NUMBER}{one.code}", ""),
            "optional": not one.required, "autocomplete": "off",
        }
        for one in form.credentials
    ]  # fmt: skip
    fields = []
    for field in form.fields:
        name, (kind, mode) = f"e-{field.code}", SHAPES.get(field.type, (field.type, ""))
        options = [{"value": one, "label": say(request, f"shop-choice.{field.code}.{one}")} for one in field.choices]
        fields.append({
            "type": field.type, "kind": kind, "mode": mode, "name": name, "options": options,
            "label": say(request, f"shop-field.{field.code}"), "help": say(request, f"shop-field.{field.code}.help"),
            "value": given.kept.one(name), "error": at.get(name, ""), "optional": not field.required,
        })  # fmt: skip
    return [*numbers, *fields]


def uploads(request: SignedIn, form: QualificationForm, given: Given, at: Mapping[str, str]) -> list[Input]:
    """The papers, each with its files."""
    return [_upload(request, one, given.files[one.code].rows, at.get(f"p-{one.code}", "")) for one in form.materials]


def _upload(request: SignedIn, one: Material, rows: list[Row], error: str) -> Input:
    said = (say(request, f"shop-material.{one.code}.help"), _("{sentence}.").format(sentence=accepts_words(one)))
    return {
        "name": f"p-{one.code}", "id_name": f"f-{one.code}", "label": say(request, f"shop-material.{one.code}"),
        "said": joined(*said), "accept": ",".join(MEDIA[kind] for kind in one.accepts), "rows": rows, "error": error,
    }  # fmt: skip


def _in_words(request: SignedIn, refusal: Refusal) -> Refusal:
    """A slip with the pack's words for the codes that it names."""
    told: dict[str, str] = {}
    head, _dot, code = refusal.field.partition(".")
    if "code" in refusal.facts:
        prefix = {"numbers": "credential", "entries": "shop-field", "files": "shop-material"}.get(head, "")
        told["code"] = say(request, f"{prefix}.{code}") if code else str(refusal.facts["code"])
    if "accepts" in refusal.facts:
        told["accepts"] = listed([kind_words(one) for one in str(refusal.facts["accepts"]).split(", ")])
    return refusal.given(**{**refusal.facts, **told})


def _value(kind: str, text: str) -> str:
    if kind == "date":
        return readable_date(text)
    return text.strip() if kind in ("line", "number") else text


def _typed(form: QualificationForm) -> list[str]:
    return [*(f"{NUMBER}{one.code}" for one in form.credentials), *(f"e-{one.code}" for one in form.fields)]


def _opened(request: SignedIn, form: QualificationForm, fields: Fields) -> Fields:
    """A draft with its numbers readable again, for who typed them."""
    opened = dict(fields)
    for one in form.credentials:
        name = f"{NUMBER}{one.code}"
        opened[name] = [_open(value, place_in_draft(request.person.pk, name)) for value in fields.get(name, [])]
    return opened


def _open(value: str, place: str) -> str:
    try:
        return unseal(value, place) if is_sealed(value) else ""
    except CantOpen:
        return ""
