"""Writing down that somebody put, saw or took a file, or that law had it erased."""

from datetime import datetime
from typing import Literal

from ombud.ledger.connection import connection
from ombud.vault.models import Custody, EvidenceFile

BY_STAFF = """
INSERT INTO looked_at (platform, at, who, kind, what, thing, name, part, via, why)
SELECT %(platform)s, %(at)s, %(by)s, 'look', %(what)s, %(thing)s, %(name)s, %(file)s, 'link', %(why)s
WHERE starts_with(%(by)s, 'key:') OR EXISTS (SELECT 1 FROM accounts_person p
    WHERE p.platform_id = %(platform)s AND p.ref = %(by)s AND p.kind IN ('reviewer', 'admin', 'invited'))
"""
"""Of the parties' own files nothing is written here: the custody has that."""
Act = Literal["put", "saw", "took", "erased"]


def record(file: EvidenceFile, act: Act, variant: str, by: str, at: datetime, reason: str = "") -> None:
    """One row more in the file's custody."""
    Custody.objects.create(platform=file.platform, file=file.id, act=act, variant=variant, by=by, at=at, reason=reason)


def by_staff(file: EvidenceFile, what: str, by: str, at: datetime, reason: str, about: str) -> None:
    """One row more of who of the staff saw what (ledger/looked_at.py), where it was one of them who took the file's
    original or looked below its covers. `about` is the number of the case it was asked for in."""
    thing, name = ("complaint", about) if about else ("file", str(file.id))
    given = {"platform": file.platform, "at": at, "by": by, "what": what, "thing": thing, "name": name,
             "file": str(file.id), "why": reason}  # fmt: skip
    connection().execute(BY_STAFF, given)


def hands(file: EvidenceFile) -> list[Custody]:
    """Everybody who had to do with the file, oldest first."""
    return list(Custody.objects.filter(platform=file.platform, file=file.id).order_by("at", "id"))
