"""Evidence: what the platform asks for, thing by thing, with its statements; or what one adds unasked."""

from typing import Any, NamedTuple

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ombud.desk.access import Case
from ombud.desk.handle import Done, NotFound
from ombud.portals.common.act import RIGHT, Misread, Wrong, act, typed
from ombud.portals.common.case.present import Teller, allowed, facts, requests, turn_card
from ombud.portals.common.case.reach import story
from ombud.portals.common.drafts import Kept, draft_of, draft_url, drop_draft
from ombud.portals.common.kept.drawing import choosable, chosen, together
from ombud.portals.common.uploads import Files, files_of, upload_url
from ombud.portals.common.who import SignedIn, for_member
from ombud.portals.merchant.asking import asked_words
from ombud.portals.merchant.filled import evidence_kinds, kept_files, told_wrong
from ombud.portals.merchant.frame import barred, case_page, shop_case

FORM = "merchant-evidence"
STATEMENTS = ("words", "communicated", "logistics", "refund_voucher")
OTHER = "other"


class Given(NamedTuple):
    """The form as it was sent or drafted."""

    values: dict[str, str]
    files: dict[str, Files]
    """By what they are meant to show."""
    declared: bool
    draft: Kept

    @property
    def failed(self) -> list[Misread]:
        """Files that could not be kept, at their own input."""
        return [Misread(f"photos-{code}", one) for code, files in self.files.items() for one in files.failed]


@for_member
@require_http_methods(["GET", "HEAD", "POST"])
def evidence(request: SignedIn, number: str, request_id: str = "") -> HttpResponse:
    """The form for one request, or for evidence nobody asked for."""
    case = shop_case(request, number)
    asked = next((one for one in requests(case) if one["id"] == request_id and one["mine"]), None)
    if request_id and asked is None:
        raise NotFound
    codes = [*(one["code"] for one in asked["items"]), OTHER] if asked else [OTHER]
    given = _given(request, case, list(dict.fromkeys(codes)), request_id)
    if request.method != "POST" or "remove_file" in request.POST:
        return _page(request, case, asked, given)
    if given.failed:
        return _page(request, case, asked, given, told_wrong(given.failed, request, case, {}))
    files = [one for code, kept in given.files.items() for one in kept.named(_kind(case, code, given, asked is None))]
    fields = {name: given.values[name] for name in STATEMENTS}
    files = together(files, chosen(request, case))
    fields_ = {**fields, "files": files, "request": request_id, "declared_true": given.declared}
    done = act(request, "complaint.submit", case.complaint.id, fields_)
    if isinstance(done, Done):
        drop_draft(request, FORM, _about(case, request_id))
        messages.success(request, _("It is in the case now. Both sides and the platform can see it."))
        return redirect("merchant-case", case.complaint.number)
    names = {"files": f"photos-{codes[0]}"}
    return _page(request, case, asked, given, told_wrong(done, request, case, names))


def _given(request: SignedIn, case: Case, codes: list[str], request_id: str) -> Given:
    if request.method == "POST":
        files = {code: files_of(request, f"file-{code}", f"photos-{code}") for code in codes}
        return Given(typed(request, *STATEMENTS, "kind"), files, "declared_true" in request.POST, Kept({}))
    draft = draft_of(request, FORM, _about(case, request_id))
    values = {name: draft.one(name) for name in STATEMENTS} | {"kind": draft.one("kind", OTHER)}
    files = {code: kept_files(request, draft.all(f"file-{code}")) for code in codes}
    return Given(values, files, bool(draft.one("declared_true")), draft)


def _kind(case: Case, code: str, given: Given, unasked: bool) -> str:
    """What a file shows: what was asked for, or what its giver says it is."""
    if not unasked:
        return code
    known = {one.code for one in case.policy.pack.evidence}
    return given.values["kind"] if given.values["kind"] in known else OTHER


def _about(case: Case, request_id: str) -> str:
    return f"{case.complaint.number}-{request_id}" if request_id else case.complaint.number


def _page(
    request: SignedIn, case: Case, asked: dict[str, Any] | None, given: Given, wrong: Wrong = RIGHT
) -> HttpResponse:
    number = case.complaint.number
    excuse_url = ""
    if asked and asked["state"] == "open" and not asked["excuses"] and allowed(case, "complaint.excuse"):
        excuse_url = reverse("merchant-excuse", args=[number, asked["id"]])
    context = {
        "asked": asked,
        "asks": asked_words(story(case), asked["id"]) if asked else "",
        "reply": None if asked else case.complaint.deadline("reply", "merchant"),
        "late": bool(asked and asked["state"] == "lost"),
        "over": bool(asked and asked["state"] in ("answered", "excused", "dropped")),
        "uploads": _uploads(case, asked, given, wrong),
        "turn": turn_card(case),
        "facts": facts(case),
        "kinds": evidence_kinds(case),
        "given": given,
        "wrong": wrong,
        "excuse_url": excuse_url,
        "barred": barred(case, "complaint.submit", request) if not wrong.errors else None,
        "draft_url": draft_url(FORM, _about(case, asked["id"] if asked else "")),
        "keepings": choosable(request, case),
        "upload_url": upload_url(),
    }
    return case_page(request, "evidence.html", case, context, 422 if wrong.errors else 200)


def _uploads(case: Case, asked: dict[str, Any] | None, given: Given, wrong: Wrong) -> list[dict[str, Any]]:
    """One upload for each thing that is asked for, and one for the rest."""
    t = Teller(case)
    items = list(asked["items"]) if asked else []
    if OTHER not in {one["code"] for one in items}:
        rest = t.pack("evidence.other") if asked else _("Photos and files")
        items.append({"code": OTHER, "label": rest, "help": t.pack("evidence.other.help", ""), "given": False})
    return [
        one | {
            "name": f"photos-{one['code']}",
            "id_name": f"file-{one['code']}",
            "rows": given.files[one["code"]].rows,
            "error": wrong.at.get(f"photos-{one['code']}", ""),
            "open": bool(asked) and one["code"] != OTHER,
        }
        for one in items
    ]  # fmt: skip
