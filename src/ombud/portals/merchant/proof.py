"""M11: the shop shows that it did what it owes; the obligation stands beside the form."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ombud.core.complaint.events.execution import ProofSentBack
from ombud.desk.access import Case
from ombud.desk.handle import Done
from ombud.packs.load import texts
from ombud.portals.common.act import RIGHT, Misread, Wrong, act
from ombud.portals.common.case.present import Teller, turn_card
from ombud.portals.common.case.reach import story
from ombud.portals.common.display import language
from ombud.portals.common.drafts import draft_url, drop_draft
from ombud.portals.common.uploads import upload_url
from ombud.portals.common.who import SignedIn, for_member
from ombud.portals.merchant.case import goods_back
from ombud.portals.merchant.filled import Filled, filled, told_wrong
from ombud.portals.merchant.frame import barred, case_page, shop_case
from ombud.reads.timeline import Timeline

FORM = "merchant-proof"
NAMES = {"files": "photos"}


@for_member
@require_http_methods(["GET", "HEAD", "POST"])
def proof(request: SignedIn, number: str) -> HttpResponse:
    """The form, and the proof."""
    case = shop_case(request, number)
    kinds = _kinds(case)
    start = {"proof": kinds[0]["value"] if kinds else ""}
    form = filled(request, FORM, case.complaint.number, "proof", "reference", "words", start=start)
    if not form.sent:
        return _page(request, case, form, kinds)
    if form.faults:
        return _page(request, case, form, kinds, told_wrong(form.faults, request, case, {}))
    if not form.values["proof"]:
        nothing = Misread("proof", _("Choose how you show it."))
        return _page(request, case, form, kinds, told_wrong(nothing, request, case, {}))
    fields = {**form.values, "reference": form.values["reference"].strip(), "files": form.files.named(_kind(case))}
    done = act(request, "complaint.prove", case.complaint.id, fields)
    if isinstance(done, Done):
        drop_draft(request, FORM, case.complaint.number)
        messages.success(request, _("Your proof was handed in. The platform checks it now."))
        return redirect("merchant-case", case.complaint.number)
    return _page(request, case, form, kinds, told_wrong(done, request, case, NAMES))


def _page(
    request: SignedIn, case: Case, form: Filled, kinds: list[dict[str, Any]], wrong: Wrong = RIGHT
) -> HttpResponse:
    number = case.complaint.number
    timeline = story(case)
    words, lang = texts(case.complaint.pack), language()
    context = {
        "kinds": kinds,
        "owed": _owed(case),
        "turn": turn_card(case),
        "goods": goods_back(timeline),
        "sent_back": _sent_back(timeline),
        "left": case.policy.pack.limits.proofs_max - case.complaint.proofs,
        "span": words.span(case.policy.pack.windows.verification, lang),
        "form": form,
        "wrong": wrong,
        "barred": barred(case, "complaint.prove", request) if not wrong.errors else None,
        "draft_url": draft_url(FORM, number),
        "upload_url": upload_url(),
    }
    return case_page(request, "proof.html", case, context, 422 if wrong.errors else 200)


def _kinds(case: Case) -> list[dict[str, Any]]:
    """The pack's ways to prove what is owed here, each with the form of its number."""
    owed = case.complaint.obligation
    t = Teller(case)
    kinds = []
    for one in case.policy.pack.proofs:
        if owed is not None and owed.terms.remedy in one.remedies:
            hint = t.pack(f"proof.{one.code}.help", "")
            if one.example:
                hint = _("{explanation} Example: {example}").format(explanation=hint, example=one.example)
            kinds.append({"value": one.code, "label": t.pack(f"proof.{one.code}"), "hint": hint})
    return kinds


def _owed(case: Case) -> list[dict[str, Any]]:
    """The obligation, as labelled facts."""
    owed = case.complaint.obligation
    if owed is None:
        return []
    grounds = {
        "settlement": _("What both sides agreed"),
        "ruling": _("The platform’s ruling"),
        "review": _("The review of the ruling"),
    }
    return [
        {"label": _("Owed"), "value": Teller(case).terms(owed.terms)},
        {"label": _("Because of"), "value": grounds[owed.ground]},
        {"label": _("Since"), "at": owed.since},
    ]


def _sent_back(timeline: Timeline) -> str:
    """Why the last proof didn't hold, in the platform's words."""
    back = [one.event for one in timeline.entries if isinstance(one.event, ProofSentBack)]
    return timeline.said(back[-1].words) if back else ""


def _kind(case: Case) -> str:
    known = {one.code for one in case.policy.pack.evidence}
    return "refund-voucher" if "refund-voucher" in known else "other"
