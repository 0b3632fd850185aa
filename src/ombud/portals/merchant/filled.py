"""A form as it stands: what was sent, or else the draft that was kept, or else what it starts with."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from ombud.desk.access import Case
from ombud.desk.handle import Done
from ombud.packs.load import texts
from ombud.portals.common.act import Misread, Outcome, Wrong, typed, wrong
from ombud.portals.common.display import language
from ombud.portals.common.drafts import Kept, draft_of
from ombud.portals.common.uploads import Files, files_of, kept_rows
from ombud.portals.common.who import SignedIn


class Filled(NamedTuple):
    """The inputs of a form."""

    values: dict[str, str]
    files: Files
    draft: Kept
    sent: bool
    """Whether it was sent to act, and not only to take a file out of it."""

    @property
    def faults(self) -> list[Misread]:
        """Files that could not be kept."""
        return [Misread("photos", one) for one in self.files.failed]


def filled(request: SignedIn, form: str, about: str, *names: str, start: Mapping[str, str] | None = None) -> Filled:
    """The form as it was sent, drafted, or begins. Files stand under `file` and `photos`."""
    if request.method == "POST":
        return Filled(typed(request, *names), files_of(request), Kept({}), "remove_file" not in request.POST)
    draft = draft_of(request, form, about)
    values = {name: draft.one(name, (start or {}).get(name, "")) for name in names}
    return Filled(values, kept_files(request, draft.all("file")), draft, sent=False)


def kept_files(request: SignedIn, ids: list[str]) -> Files:
    """Files of a draft that are still there."""
    rows = kept_rows(request, ids)
    return Files(rows, [row["id"] for row in rows])


def told_wrong(outcome: Outcome | list[Misread], request: SignedIn, case: Case, names: Mapping[str, str]) -> Wrong:
    """What stops the form, with the case's own currency and words."""
    assert not isinstance(outcome, Done), "what was done isn't wrong"
    complaint = case.complaint
    return wrong(outcome, request, names, currency=complaint.currency, pack=complaint.pack)


def evidence_kinds(case: Case) -> list[dict[str, Any]]:
    """What a file can show, for a select: the pack's kinds, those that help with this reason first."""
    words, lang = texts(case.complaint.pack), language()
    reason = case.policy.pack.reason(case.complaint.reason)
    codes = [*(reason.checklist if reason else ()), *(one.code for one in case.policy.pack.evidence)]
    return [{"value": code, "label": words.say(f"evidence.{code}", lang)} for code in dict.fromkeys(codes)]
