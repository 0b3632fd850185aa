"""The talks: what was said, offers as cards with answers of equal weight, and a message of one's own."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ombud.core.complaint.message import WORDS_WARNED
from ombud.desk.access import Case
from ombud.desk.handle import Done
from ombud.portals.common.act import RIGHT, Wrong, act
from ombud.portals.common.case.present import talk, turn_card
from ombud.portals.common.case.reach import story
from ombud.portals.common.drafts import draft_url, drop_draft
from ombud.portals.common.uploads import upload_url
from ombud.portals.common.who import SignedIn, for_member
from ombud.portals.merchant.filled import Filled, filled, told_wrong
from ombud.portals.merchant.frame import barred, case_page, shop_case
from ombud.portals.merchant.moves import offer_answers

FORM = "merchant-message"


@for_member
@require_http_methods(["GET", "HEAD", "POST"])
def talk_view(request: SignedIn, number: str) -> HttpResponse:
    """The thread, and the message being written below it."""
    case = shop_case(request, number)
    form = filled(request, FORM, case.complaint.number, "words")
    if not form.sent:
        return _page(request, case, form)
    if form.faults:
        return _page(request, case, form, told_wrong(form.faults, request, case, {}))
    fields = {"words": form.values["words"], "files": form.files.named(), "sure": "sure" in request.POST}
    done = act(request, "complaint.message", case.complaint.id, fields)
    if isinstance(done, Done):
        drop_draft(request, FORM, case.complaint.number)
        messages.success(request, _("Your message was sent."))
        return redirect("merchant-talk", case.complaint.number)
    return _page(request, case, form, told_wrong(done, request, case, {"files": "photos"}))


def _page(request: SignedIn, case: Case, form: Filled, wrong: Wrong = RIGHT) -> HttpResponse:
    number = case.complaint.number
    context = {
        "rows": talk(case, story(case), lambda offer: offer_answers(case, offer.id)),
        "turn": turn_card(case),
        "form": form,
        "wrong": wrong,
        "warned": wrong.code == WORDS_WARNED.code,
        "barred": barred(case, "complaint.message", request),
        "draft_url": draft_url(FORM, number),
        "upload_url": upload_url(),
    }
    return case_page(request, "talk.html", case, context, 422 if wrong.errors else 200)
