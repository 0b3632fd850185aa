"""The evidence origin: bytes by signed link, with every header that keeps them from acting as a page of ours."""

import mimetypes
import unicodedata
from pathlib import PurePosixPath

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from ombud.vault.access import BARE, ORIGINAL, NotFound, picture_of, read_grant
from ombud.vault.contents import contents_of
from ombud.vault.custody import by_staff, record
from ombud.vault.models import EvidenceFile
from ombud.vault.screening.overlays import overlay_of
from ombud.vault.stored import Damaged, Missing

_EXTENSIONS = {
    "image/jpeg": ".jpg", "image/png": ".png", "image/webp": ".webp", "application/pdf": ".pdf", "video/mp4": ".mp4",
    "video/quicktime": ".mov", "video/webm": ".webm",
}  # fmt: skip


@require_safe
def picture(_request: HttpRequest, token: str) -> HttpResponse:
    """One re-encoded picture, inline. Pages are written down as seen; thumbnails, which lists are full of, are not, nor
    is what everybody may see, whose link names nobody."""
    try:
        file, grant = read_grant("picture", token)
        shown = picture_of(file, grant.variant)
        data = contents_of(file).get(shown["sha256"]) if shown else b""
    except (NotFound, Missing, Damaged):
        return not_found()
    if grant.variant != "thumb" and grant.person:
        record(file, "saw", grant.variant, grant.person, timezone.now(), grant.reason)
    if grant.variant.startswith(BARE):
        by_staff(file, "looked-below-cover", grant.person, timezone.now(), grant.reason, grant.about)
    answer = HttpResponse(data, content_type="image/jpeg")
    return _fenced(answer, f"{file.id}-{grant.variant}.jpg", as_attachment=False)


@require_safe
def overlay(_request: HttpRequest, token: str) -> HttpResponse:
    """What a detector drew, to lie over the picture; that it was switched on is the case's to write down."""
    try:
        data = overlay_of(token)
    except (NotFound, Missing, Damaged):
        return not_found()
    return _fenced(HttpResponse(data, content_type="image/png"))


@require_safe
def original(_request: HttpRequest, token: str) -> HttpResponse:
    """The untouched original, only ever as a download, and only after it is written down who takes it."""
    try:
        file, grant = read_grant("original", token)
        data = contents_of(file).get(file.sha256)
    except (NotFound, Missing, Damaged):
        return not_found()
    record(file, "took", ORIGINAL, grant.person, timezone.now(), grant.reason)
    by_staff(file, "original-taken", grant.person, timezone.now(), grant.reason, grant.about)
    return _fenced(HttpResponse(data, content_type="application/octet-stream"), download_name(file), as_attachment=True)


def not_found(_request: HttpRequest | None = None, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """The one answer to everything that isn't a valid link."""
    return _fenced(HttpResponse(status=404, content_type="text/plain"))


def download_name(file: EvidenceFile) -> str:
    """The sender's name without what could deceive: folders, control and direction signs, an ending that lies."""
    name = PurePosixPath(file.filename.replace("\\", "/")).name
    name = "".join(sign for sign in name if unicodedata.category(sign) not in ("Cc", "Cf", "Zl", "Zp", "Co", "Cs"))
    name = name.strip(" .") or str(file.id)
    ending = _EXTENSIONS[file.media_type]
    if mimetypes.guess_type(name)[0] != file.media_type:
        name += ending
    return name


def _fenced(answer: HttpResponse, filename: str = "", *, as_attachment: bool = False) -> HttpResponse:
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'; frame-ancestors 'none'"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    answer["Referrer-Policy"] = "no-referrer"
    # Another port or a sister host is the same site; a host under another domain needs `cross-origin` here.
    answer["Cross-Origin-Resource-Policy"] = getattr(settings, "OMBUD_EVIDENCE_CORP", "same-site")
    if filename and (disposition := content_disposition_header(as_attachment, filename)):
        answer["Content-Disposition"] = disposition
    return answer
