"""Taking a file in: examine, keep the original untouched, keep what may be shown, and write down who brought it."""

import hashlib
import uuid
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Count, Sum
from django.utils import timezone

from ombud.core.refusal import Refusal
from ombud.core.struct import Value
from ombud.vault import limits as limits_
from ombud.vault import refusals
from ombud.vault.custody import record
from ombud.vault.isolation import TRANSFORM, Examined, examine
from ombud.vault.models import EvidenceFile
from ombud.vault.store import Store, vault_store


class Deposited(Value, frozen=True):
    """The file as it is now kept. `already` says that this person had brought the same bytes before."""

    file: EvidenceFile
    already: bool = False


def deposit(platform: int, data: bytes, filename: str, by: str, at: datetime | None = None) -> Deposited | Refusal:
    """Keep `data` for the person `by` of `platform`, received at `at` (now), or say why not; then nothing is kept."""
    at = at or timezone.now()
    digest = hashlib.sha256(data).hexdigest()
    if known := _brought_before(platform, by, digest):
        return Deposited(file=known, already=True)
    if refusal := _over_quota(platform, by, len(data), at):
        return refusal
    examined = examine(data)
    if isinstance(examined, Refusal):
        return examined
    store = vault_store()
    store.put(data)
    # Bytes go first, the row after: a crash between leaves bytes that nobody names, never a row without bytes.
    pictures = keep_pictures(store, examined)
    file = EvidenceFile(
        platform=platform,
        id=uuid.uuid4(),
        sha256=digest,
        size_bytes=len(data),
        media_type=examined.media_type,
        filename=_storable(filename),
        width=examined.width,
        height=examined.height,
        pages=examined.pages,
        pictures=pictures,
        transform=TRANSFORM,
        uploaded_by=by,
        uploaded_at=at,
    )
    return _write_down(file)


def _write_down(file: EvidenceFile) -> Deposited:
    """Both rows or none. Two uploads of the same bytes at once meet at the unique constraint, and are one file."""
    try:
        with transaction.atomic():
            file.save(force_insert=True)
            record(file, "put", "original", file.uploaded_by, file.uploaded_at)
    except IntegrityError:
        known = _brought_before(file.platform, file.uploaded_by, file.sha256)
        if known is None:
            raise
        return Deposited(file=known, already=True)
    return Deposited(file=file)


def _brought_before(platform: int, by: str, digest: str) -> EvidenceFile | None:
    return EvidenceFile.objects.filter(platform=platform, uploaded_by=by, sha256=digest).first()


def _over_quota(platform: int, by: str, size: int, at: datetime) -> Refusal | None:
    """Uploads at the same instant may each see the quota as not yet used: it bounds abuse, not money."""
    quota = limits_.quota()
    recent = EvidenceFile.objects.filter(platform=platform, uploaded_by=by, uploaded_at__gt=at - timedelta(days=1))
    used = recent.aggregate(files=Count("id"), size=Sum("size_bytes"))
    if used["files"] >= quota.files_max:
        return refusals.TOO_MANY_FILES.given(files_max=quota.files_max)
    if (used["size"] or 0) + size > quota.bytes_max:
        return refusals.TOO_MANY_BYTES.given(megabytes_max=quota.bytes_max // 1_000_000)
    return None


def keep_pictures(store: Store, examined: Examined) -> dict[str, dict[str, str | int]]:
    """Keep what people are shown, and say by variant what it is."""
    return {
        picture.variant: {
            "sha256": store.put(picture.data),
            "size_bytes": len(picture.data),
            "width": picture.width,
            "height": picture.height,
        }
        for picture in examined.pictures
    }


def _storable(filename: str) -> str:
    """As given, but for what PostgreSQL can't hold: NUL, halves of surrogate pairs, and more than 255 characters."""
    return filename.replace("\0", "\ufffd").encode("utf-8", "replace").decode()[:255]
