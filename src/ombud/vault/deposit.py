"""Taking a file in: examine, keep the original untouched, keep what may be shown, and write down who brought it."""

import hashlib
import logging
import uuid
from datetime import datetime, timedelta

from django.db import IntegrityError, connection, transaction
from django.db.models import Count, Sum
from django.utils import timezone

from ombud.core.refusal import Refusal
from ombud.core.struct import Value
from ombud.vault import limits as limits_
from ombud.vault import refusals
from ombud.vault.custody import record
from ombud.vault.intake import Intake
from ombud.vault.isolation import TRANSFORM, Examined, examine
from ombud.vault.models import EvidenceFile
from ombud.vault.store import vault_store
from ombud.vault.stored import Away

_LOG = logging.getLogger(__name__)


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
    id = uuid.uuid4()
    intake = Intake(platform, id, vault_store())
    try:
        intake.put(data)
        # Bytes go first, row and keys after, together: a crash between leaves bytes that nobody can open, never a row
        # without bytes.
        pictures = keep_pictures(intake, examined)
    except (Away, OSError) as error:
        return _cant_be_kept(intake, error)
    file = EvidenceFile(
        platform=platform,
        id=id,
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
    return _write_down(file, intake)


def _write_down(file: EvidenceFile, intake: Intake) -> Deposited | Refusal:
    """The rows and the keys, or nothing. Two uploads of the same bytes at once meet at the unique constraint, and are
    one file."""
    try:
        with transaction.atomic():
            file.save(force_insert=True)
            record(file, "put", "original", file.uploaded_by, file.uploaded_at)
            with connection.cursor() as cursor:
                intake.write_down(cursor, file.uploaded_at)
    except (Away, OSError) as error:
        return _cant_be_kept(intake, error)
    except IntegrityError:
        intake.drop()
        known = _brought_before(file.platform, file.uploaded_by, file.sha256)
        if known is None:
            raise
        return Deposited(file=known, already=True)
    return Deposited(file=file)


def _cant_be_kept(intake: Intake, error: Exception) -> Refusal:
    """A full disk, a store that doesn't answer."""
    intake.drop()
    _LOG.error("Evidence can't be kept: %s", type(error).__name__)  # no more, since its words may name a file
    return refusals.CANT_BE_KEPT


def _brought_before(platform: int, by: str, digest: str) -> EvidenceFile | None:
    return EvidenceFile.objects.filter(platform=platform, uploaded_by=by, sha256=digest, erased_on=None).first()


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


def keep_pictures(intake: Intake, examined: Examined) -> dict[str, dict[str, str | int]]:
    """Keep what people are shown, and say by variant what it is."""
    return {
        picture.variant: {
            "sha256": intake.put(picture.data),
            "size_bytes": len(picture.data),
            "width": picture.width,
            "height": picture.height,
        }
        for picture in examined.pictures
    }


def _storable(filename: str) -> str:
    """As given, but for what PostgreSQL can't hold: NUL, halves of surrogate pairs, and more than 255 characters."""
    return filename.replace("\0", "\ufffd").encode("utf-8", "replace").decode()[:255]
