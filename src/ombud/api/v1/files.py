"""Files by API: taken into the vault through its one door, shown by signed links to their re-encoded pictures."""

from datetime import timedelta
from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from ombud.api.v1.caller import Caller
from ombud.api.v1.problems import Problem, refused
from ombud.core.people import Actor, Reviewer, System
from ombud.core.refusal import Refusal
from ombud.desk.access import Case, access_complaint, access_penalty, access_product
from ombud.desk.access_conversation import access_conversation
from ombud.desk.access_evidence_report import access_evidence_report
from ombud.desk.access_order_vault import access_order_vault
from ombud.desk.handle import Act, NotFound, handle
from ombud.desk.papers import access_own_shop
from ombud.reads.penalty_story import penalty_story
from ombud.reads.said_record import sender_of
from ombud.vault import access as vault
from ombud.vault.deposit import deposit
from ombud.vault.limits import limits
from ombud.vault.models import EvidenceFile

LOOK = "complaint.open-exhibits"
LINK_MINUTES = 15
ORIGINAL_MINUTES = 5
FORM_BYTES = 100_000
"""What the wrapping of a multipart form may add to the file itself."""
FILENAME_MAX, NAME_MAX = 255, 40


def upload(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Take one file, as a raw body or as the part `file` of a form. Only its sender can name it in a command."""
    if isinstance(caller.by, System):
        raise Problem(
            422,
            "actor-missing",
            _("A file belongs to the person who brings it."),
            way_out=_("Name that person in “Ombud-Actor”."),
        )
    data, filename = _from_form(request) if request.content_type == "multipart/form-data" else _raw(request)
    kept = deposit(caller.platform, data, filename, caller.by.id)
    if isinstance(kept, Refusal):
        raise refused(kept, caller.platform)
    answer = HttpResponse(msgspec.json.encode(_told(kept.file)), content_type="application/json")
    answer.status_code = 200 if kept.already else 201
    answer["Location"] = f"{request.path}/{kept.file.id}"
    return answer


def read_file(request: HttpRequest, caller: Caller, id: str) -> HttpResponse:
    """A file of one's own, or one that is in the case of `?complaint=`, the penalty of `?penalty=`, the papers of
    `?shop=` or among the pictures of `?product=`: links to its pictures for some minutes."""
    file = _file(caller, id)
    if not (file.uploaded_by == caller.by.id or _in_case(request, caller, str(file.id))):
        raise NotFound
    pictures = [_picture(file, name, caller.by) for name in ("thumb", *file.variants()) if name in file.pictures]
    until = timezone.now() + timedelta(minutes=LINK_MINUTES)
    knows = file.uploaded_by == caller.by.id or isinstance(caller.by, Reviewer)
    named = {} if knows else {"filename": ""}  # what its sender called it may say more than the picture
    body = {**_told(file), **named, "pictures": pictures, "links_until": until}
    return HttpResponse(msgspec.json.encode(body), content_type="application/json")


def read_original(request: HttpRequest, caller: Caller, id: str) -> HttpResponse:
    """A link to the untouched original, for some minutes: for who sent it, their side of the case, and the staff. Who
    follows it is written down in the file's custody."""
    file = _file(caller, id)
    if not (file.uploaded_by == caller.by.id or _on_own_side(request, caller, str(file.id))):
        raise NotFound
    until = timezone.now() + timedelta(minutes=ORIGINAL_MINUTES)
    reason = request.GET.get("reason", "").replace("\x00", "").strip()
    if isinstance(caller.by, Reviewer) and not reason:
        raise Problem(422, "reason-missing", _("Say why, as “reason”: it is written down in the file’s custody."),
                      field="reason")  # fmt: skip
    about = request.GET.get("complaint", "")[:NAME_MAX].upper()
    url = vault.signed_original_url(file, caller.by.id, ORIGINAL_MINUTES, reason, about)
    body = {"id": str(file.id), "sha256": file.sha256, "url": url, "link_until": until}
    return HttpResponse(msgspec.json.encode(body), content_type="application/json")


def _file(caller: Caller, id: str) -> EvidenceFile:
    try:
        return vault.access_evidence(caller.platform, id)
    except vault.NotFound:
        raise NotFound from None


def _from_form(request: HttpRequest) -> tuple[bytes, str]:
    _bounded(request, FORM_BYTES)
    parts = request.FILES.getlist("file")
    if list(request.FILES) != ["file"] or len(parts) != 1:
        raise Problem(422, "not-understood", _("A form brings exactly one file, as the part “file”."), field="file")
    return parts[0].read(), parts[0].name or ""


def _raw(request: HttpRequest) -> tuple[bytes, str]:
    size = _bounded(request, 0)
    data = request.read(size)
    if len(data) != size:
        raise Problem(400, "malformed", _("The file didn’t arrive whole."), way_out=_("Send it again."))
    return data, request.GET.get("filename", "")[:FILENAME_MAX]


def _bounded(request: HttpRequest, more: int) -> int:
    """The size that the call states, before anything is read. Raises Problem."""
    stated = request.META.get("CONTENT_LENGTH") or ""
    if not (stated.isascii() and stated.isdigit()):
        raise Problem(411, "length-missing", _("Say how long the file is."), way_out="Content-Length")
    most = limits().bytes_max
    if len(stated) > len(str(most)) + 1 or int(stated) > most + more:
        raise Problem(
            413,
            "too-large",
            _("A file has at most {most} MB.").replace("{most}", str(most // 1_000_000)),
            way_out=_("Send a smaller picture of it, or split the document."),
            field="file",
        )
    return int(stated)


def _in_case(request: HttpRequest, caller: Caller, file: str) -> bool:
    """Whether the case or penalty that the call names holds the file, for this caller."""
    if complaint := request.GET.get("complaint", ""):
        case = access_complaint(caller.platform, complaint, caller.by)
        if case.complaint.exhibit(file) is not None:
            return _may_look(caller, case, file)
        its_talks = [one for one in case.complaint.talks if sender_of(caller.platform, one.excerpt, file)]
        return bool(its_talks) and _may_look(caller, case, its_talks[0].id)
    if penalty := request.GET.get("penalty", ""):
        its = access_penalty(caller.platform, penalty, caller.by)
        told = penalty_story(caller.platform, its.penalty, its.party)
        return any(file in _named(one.event) for one in told.entries)
    if order := request.GET.get("order", ""):
        kept = access_order_vault(caller.platform, order, caller.by)
        return file in {one.file for one in (*kept.own, *kept.others)}
    if order := request.GET.get("conversation", ""):
        talk = access_conversation(caller.platform, order, caller.by).conversation
        return talk is not None and talk.sender_of(file) is not None
    if report := request.GET.get("evidence_report", ""):
        return file in access_evidence_report(caller.platform, report, caller.by).files
    if shop := request.GET.get("shop", ""):
        papers = access_own_shop(caller.platform, shop, caller.by).shop.qualification
        return papers is not None and file in {one.file for one in papers.files}
    if product := request.GET.get("product", ""):
        return file in {one.file for one in access_product(caller.platform, product).facts.pictures}
    return False


def _on_own_side(request: HttpRequest, caller: Caller, file: str) -> bool:
    """The page's rule for originals: one's own side of a complaint, and the staff."""
    complaint = request.GET.get("complaint", "")
    if not complaint:
        return False
    case = access_complaint(caller.platform, complaint, caller.by)
    exhibit = case.complaint.exhibit(file)
    if exhibit is None or not _may_look(caller, case, file):
        return False
    return case.party in (exhibit.side, "platform") or exhibit.media_type.startswith("video/")


def _may_look(caller: Caller, case: Case, file: str) -> bool:
    """A look of the staff at evidence of the two sides leaves its event before any link does."""
    if not isinstance(caller.by, Reviewer):
        return True
    look = Act(caller.platform, LOOK, case.complaint.id, caller.by, {"exhibits": [file]}, via=caller.via)
    return not isinstance(handle(look), Refusal)


def _named(event: Any) -> set[str]:
    """The files that an event of a penalty names, in itself or in what was imposed or submitted."""
    parts = (event, getattr(event, "imposition", None), getattr(event, "submission", None))
    return {one.file for part in parts for one in getattr(part, "files", ())}


def _told(file: EvidenceFile) -> dict[str, Any]:
    names = ("sha256", "size_bytes", "media_type", "filename", "width", "height", "pages", "uploaded_at")
    return {"id": str(file.id), **{name: getattr(file, name) for name in names}}


def _picture(file: EvidenceFile, name: str, by: Actor) -> dict[str, Any]:
    sizes = file.pictures[name]
    url = vault.signed_picture_url(file, name, by.id, LINK_MINUTES)
    return {"name": name, "url": url, "width": sizes["width"], "height": sizes["height"]}
