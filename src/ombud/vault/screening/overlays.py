"""Small pictures that lie over a file's own: kept in the store, shown by signed link on the evidence origin."""

from datetime import timedelta
from uuid import UUID

import msgspec
from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import timezone

from ombud.ledger import fence
from ombud.ledger.connection import rows
from ombud.vault.access import Grant, NotFound, access_evidence
from ombud.vault.contents import Contents

MINUTES = 15
_URLS = "ombud.site.evidence_urls"
_SALT = "ombud.vault.overlay"
_OVERLAY = "SELECT overlay FROM screening_finding WHERE platform = %s AND file = %s AND detector = %s AND overlay <> ''"


def signed_overlay_url(platform: int, file: UUID, detector: str, person: str) -> str:
    """A link to one detector's overlay, for `person`, for some minutes."""
    until = int((timezone.now() + timedelta(minutes=MINUTES)).timestamp())
    grant = Grant(platform=platform, file=file, variant=detector, person=person, until=until)
    token = signing.dumps(msgspec.to_builtins(grant), salt=_SALT)
    return f"{settings.EVIDENCE_ORIGIN}{reverse('evidence-overlay', urlconf=_URLS, args=[token])}"


def overlay_of(token: str) -> bytes:
    """The PNG that a link leads to; NotFound where it is forged or over, or the file may no longer be seen."""
    try:
        grant = msgspec.convert(signing.loads(token, salt=_SALT), Grant)
    except (signing.BadSignature, msgspec.ValidationError, ValueError):
        raise NotFound from None
    if timezone.now().timestamp() >= grant.until:
        raise NotFound
    fence.within(grant.platform)
    access_evidence(grant.platform, grant.file)
    found = rows(_OVERLAY, (grant.platform, grant.file, grant.variant))
    if not found:
        raise NotFound
    return Contents(grant.platform, grant.file).get(found[0][0])
