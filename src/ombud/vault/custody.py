"""Writing down that somebody put, saw or took a file."""

from datetime import datetime
from typing import Literal

from ombud.vault.models import Custody, EvidenceFile

Act = Literal["put", "saw", "took"]


def record(file: EvidenceFile, act: Act, variant: str, by: str, at: datetime, reason: str = "") -> None:
    """One row more in the file's custody."""
    Custody.objects.create(platform=file.platform, file=file.id, act=act, variant=variant, by=by, at=at, reason=reason)


def hands(file: EvidenceFile) -> list[Custody]:
    """Everybody who had to do with the file, oldest first."""
    return list(Custody.objects.filter(platform=file.platform, file=file.id).order_by("at", "id"))
