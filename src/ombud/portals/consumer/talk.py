"""C5: the talks. What was said, offers as cards, and the box to write in."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ombud.desk.access import Case
from ombud.desk.handle import Done
from ombud.portals.common.act import RIGHT, Wrong, act, wrong
from ombud.portals.common.case.present import allowed, talk
from ombud.portals.common.case.reach import open_case, story
from ombud.portals.common.drafts import draft_of, draft_url, drop_draft
from ombud.portals.common.uploads import Files, files_of, kept_rows, upload_url
from ombud.portals.common.who import SignedIn, for_follower
from ombud.portals.consumer.buttons import offer_actions
from ombud.portals.consumer.frame import case_page, case_url

FORM = "message"


@for_follower
@require_http_methods(["GET", "HEAD", "POST"])
def thread(request: SignedIn, number: str) -> HttpResponse:
    """The talks, oldest first; on POST a message is sent."""
    case = open_case(request, number)
    if request.method != "POST":
        return _shown(request, case, RIGHT, None)
    files = files_of(request)
    if "remove_file" in request.POST:
        return _shown(request, case, RIGHT, files)
    if files.failed:
        stops = Wrong([{"field": "photos", "text": one} for one in files.failed], {"photos": files.failed[0]})
        return _shown(request, case, stops, files, 422)
    words = request.POST.get("words", "").replace("\r\n", "\n")
    fields: dict[str, Any] = {"words": words, "files": files.named(), "sure": "sure" in request.POST}
    done = act(request, "complaint.message", case.complaint.id, fields)
    if isinstance(done, Done):
        drop_draft(request, FORM, case.complaint.id)
        messages.success(request, _("Your message was sent."))
        return HttpResponseRedirect(case_url(number, "talk") + "#end")
    stops = wrong(done, request, {"files": "photos"}, pack=case.complaint.pack)
    return _shown(request, case, stops, files, 422)


def _shown(request: SignedIn, case: Case, stops: Wrong, files: Files | None, status: int = 200) -> HttpResponse:
    kept = draft_of(request, FORM, case.complaint.id)
    typed = request.method == "POST"
    context = {
        "talk": talk(case, story(case), lambda offer: offer_actions(case, offer)),
        "may": {one.partition(".")[2]: True for one in allowed(case, "complaint.message", "complaint.offer")},
        "wrong": stops,
        "warned": stops.code == "words-warned",
        "words": request.POST.get("words", "") if typed else kept.one("words"),
        "words_error": stops.at.get("words", ""),
        "photos_error": stops.at.get("photos", ""),
        "files": files.rows if files else kept_rows(request, kept.all("file")),
        "upload_url": upload_url(),
        "draft_url": draft_url(FORM, case.complaint.id),
        "saved_at": kept.saved_at,
        "offer_url": case_url(case.complaint.number, "offer"),
    }
    return case_page(request, "talk.html", case, context, status)
