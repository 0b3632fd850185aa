"""Takes files in: one at a time for the page's script, or with the rest of a plain form."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ombud.accounts import tries
from ombud.accounts.limits import of_sending, wait_words
from ombud.core.refusal import Refusal
from ombud.portals.common.act import refusal_words
from ombud.portals.common.display import joined
from ombud.portals.common.who import SignedIn, for_anybody
from ombud.vault.access import signed_picture_url
from ombud.vault.deposit import deposit
from ombud.vault.isolation.decode import too_large
from ombud.vault.limits import limits
from ombud.vault.models import EvidenceFile
from ombud.vault.refusals import WITH_TIME

Row = dict[str, Any]
"""One file as parts/upload.html shows it."""


class Files(NamedTuple):
    """The files of a form: those kept, in order, and what is wrong with those that weren't."""

    rows: list[Row]
    """For parts/upload.html: kept ones first, then failed ones with their `error`."""
    ids: list[str]
    """Of the kept ones: what goes into the command."""

    @property
    def failed(self) -> list[str]:
        """Name and reason of each that wasn't kept."""
        return [f"{row['name']}: {row['error']}" for row in self.rows if row.get("error")]

    def named(self, kind: str = "other") -> list[dict[str, str]]:
        """The files as a command's `files` wants them."""
        return [{"file": id, "kind": kind} for id in self.ids]


@for_anybody
@require_POST
def upload(request: SignedIn) -> HttpResponse:
    """One file under `file`: 201 with {id, name, size, thumb}, or 422 with {error, again}: whether to ask again."""
    file = request.FILES.get("file")
    if not isinstance(file, UploadedFile):
        return JsonResponse({"error": _("Choose a file first."), "again": False}, status=422)
    row = take(request, file)
    if "error" in row:
        return JsonResponse({"error": row["error"], "again": row["again"]}, status=422)
    return JsonResponse(row, status=201)


def upload_url() -> str:
    """Where the page's script sends one file."""
    return reverse("upload")


def files_of(request: SignedIn, id_name: str = "file", input_name: str = "photos") -> Files:
    """The files of a form that was sent: those uploaded before, without one that was just removed, and new ones."""
    gone = request.POST.get("remove_file", "")
    known = [one for one in request.POST.getlist(id_name) if one != gone]
    rows = kept_rows(request, known)
    for file in request.FILES.getlist(input_name):
        row = take(request, file)
        if row.get("id") not in {one.get("id") for one in rows} or "error" in row:
            rows.append(row)
    # Where the act asks for proof first, the form is sent once more without its files: these stand for them.
    request.taken_files = [(id_name, row["id"]) for row in rows if row.get("id") and row["id"] not in known]
    return Files(rows, [row["id"] for row in rows if row.get("id")])


def kept_rows(request: SignedIn, ids: Iterable[str]) -> list[Row]:
    """Files this person uploaded, in the order given; ids that aren't theirs are left out."""
    wanted = list(dict.fromkeys(_uuids(ids)))
    held = {
        one.id: one
        for one in EvidenceFile.objects.filter(
            platform=request.platform.id, id__in=wanted, uploaded_by=request.actor.id, quarantined=False
        )
    }
    return [_row(held[one], request) for one in wanted if one in held]


def take(request: SignedIn, file: "UploadedFile[bytes]") -> Row:
    """Deposit one file: its row, or one with `error`."""
    name = file.name or ""
    if wait := tries.take(of_sending(request, request.person, "upload"), timezone.now()):
        return {"name": name, "size": file.size, "error": wait_words(wait), "again": True, "state": "failed"}
    size, most = file.size or 0, limits().bytes_max
    done = too_large(size, most) if size > most else deposit(
        request.platform.id, file.read(), name, request.actor.id
    )  # fmt: skip
    if isinstance(done, Refusal):
        text, way_out = refusal_words(done, request)
        why, again = joined(text, way_out), done.code in WITH_TIME
        return {"name": name, "size": size, "error": why, "again": again, "state": "failed"}
    return _row(done.file, request)


def _row(file: EvidenceFile, request: SignedIn) -> Row:
    thumb = signed_picture_url(file, "thumb", request.actor.id) if "thumb" in file.pictures else ""
    return {"id": str(file.id), "name": file.filename, "size": file.size_bytes, "thumb": thumb, "state": "kept"}


def _uuids(ids: Iterable[str]) -> Sequence[UUID]:
    found = []
    for one in ids:
        try:
            found.append(UUID(one))
        except ValueError:
            continue
    return found
