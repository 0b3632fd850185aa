"""Reaching a deposited file: by platform and id, or by a signed link that somebody who may see it was given.

Who may see which file is the case's to decide, before it asks for a link here.
"""

from datetime import timedelta
from typing import Any, Literal, NamedTuple
from uuid import UUID

import msgspec
from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import timezone

from ombud.core.struct import Value
from ombud.ledger import fence
from ombud.vault.models import EvidenceFile

ORIGINAL = "original"
REASON_MAX = 500
BARE = "bare-"
"""Before a variant: the picture without any layer of redaction."""
_URLS = "ombud.site.evidence_urls"
_SALTS = {"picture": "ombud.vault.picture", "original": "ombud.vault.original"}

Purpose = Literal["picture", "original"]


class NotFound(Exception):
    """There is no such file here, or not for you: nobody is told which."""


class Why(NamedTuple):
    """Why somebody of the staff wants it, and in which case."""

    reason: str = ""
    about: str = ""


class Grant(Value, frozen=True):
    """What a signed link says: this person may have this variant of this file until then."""

    platform: int
    file: UUID
    variant: str
    person: str
    until: int
    """Seconds since 1970."""
    reason: str = ""
    """Why, where somebody of the staff had to say."""
    about: str = ""
    """The number of the case it was asked for in, where it was for a reason."""


def access_evidence(platform: int, file_id: str | UUID) -> EvidenceFile:
    """The file, or NotFound; also where `file_id` is no id at all, or the file is in quarantine or erased."""
    try:
        known = UUID(str(file_id))
    except ValueError:
        raise NotFound from None
    file = EvidenceFile.objects.filter(platform=platform, id=known, quarantined=False, erased_on=None).first()
    if file is None:
        raise NotFound
    return file


def signed_picture_url(
    file: EvidenceFile, variant: str, person: str, minutes: int = 15, reason: str = "", about: str = ""
) -> str:
    """A link on the evidence origin to one re-encoded picture, for `person`, for so many minutes. With `BARE` before
    its name it is the one without any cover, for staff with a reason."""
    if picture_of(file, variant) is None:
        raise NotFound
    return _signed_url("picture", file, variant, person, minutes, Why(reason, about))


def signed_original_url(file: EvidenceFile, person: str, minutes: int = 5, reason: str = "", about: str = "") -> str:
    """A link to the untouched original, as a download: for staff with a reason and for archives."""
    return _signed_url("original", file, ORIGINAL, person, minutes, Why(reason, about))


def picture_of(file: EvidenceFile, variant: str) -> dict[str, Any] | None:
    """Digest and size of one picture as it is shown now, or without covers; None where there is no such."""
    bare = variant.startswith(BARE)
    pictures = (file.uncovered or file.pictures) if bare else file.pictures
    found: dict[str, Any] | None = pictures.get(variant.removeprefix(BARE))
    return found


def read_grant(purpose: Purpose, token: str) -> tuple[EvidenceFile, Grant]:
    """The file and what the link allows; NotFound where it is forged, for another purpose, or over."""
    try:
        grant = msgspec.convert(signing.loads(token, salt=_SALTS[purpose]), Grant)
    except (signing.BadSignature, msgspec.ValidationError, ValueError):
        raise NotFound from None
    if timezone.now().timestamp() >= grant.until:
        raise NotFound
    fence.within(grant.platform)
    file = access_evidence(grant.platform, grant.file)
    if purpose == "picture" and picture_of(file, grant.variant) is None:
        raise NotFound
    return file, grant


def _signed_url(purpose: Purpose, file: EvidenceFile, variant: str, person: str, minutes: int, why: Why) -> str:
    until = int((timezone.now() + timedelta(minutes=minutes)).timestamp())
    grant = Grant(
        platform=file.platform, file=file.id, variant=variant, person=person, until=until,
        reason=why.reason[:REASON_MAX], about=why.about,
    )  # fmt: skip
    token = signing.dumps(msgspec.to_builtins(grant), salt=_SALTS[purpose])
    return f"{settings.EVIDENCE_ORIGIN}{reverse(f'evidence-{purpose}', urlconf=_URLS, args=[token])}"
