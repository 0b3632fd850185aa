"""Erasing a file under law: nobody is shown it from here on, its keys are destroyed at once, and then its bytes go.

Killed at any point, erasing it again goes on: the rows keep the names until their bytes are gone.
"""

import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection as django_connection
from django.db import transaction

from ombud.ledger.connection import connection, rows
from ombud.ledger.words import erased
from ombud.vault.custody import record
from ombud.vault.models import EvidenceFile, Redaction
from ombud.vault.screening.gallery import forget
from ombud.vault.store import vault_store

UUID_FORM = re.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
OVERLAYS = "SELECT overlay FROM screening_finding WHERE platform = %s AND file = %s AND overlay <> ''"
IN_PLAIN = """
SELECT 1 FROM (
    SELECT platform, id FROM evidence_file WHERE erased_on IS NULL AND (sha256 = %(digest)s
        OR jsonb_path_query_array(pictures, '$.*.sha256') @> to_jsonb(%(digest)s::text)
        OR (uncovered IS NOT NULL AND jsonb_path_query_array(uncovered, '$.*.sha256') @> to_jsonb(%(digest)s::text)))
    UNION ALL SELECT f.platform, f.id FROM redaction r JOIN evidence_file f ON f.platform = r.platform AND f.id = r.file
        WHERE f.erased_on IS NULL AND jsonb_path_query_array(r.pictures, '$.*.sha256') @> to_jsonb(%(digest)s::text)
    UNION ALL SELECT platform, file FROM screening_finding WHERE overlay = %(digest)s
) AS named
WHERE NOT EXISTS (SELECT 1 FROM file_key k
    WHERE k.platform = named.platform AND k.file = named.id AND k.sha256 = %(digest)s)
LIMIT 1
"""
"""Whether a file names these bytes and has no key to them: so it reads them in plain, as they came."""
LAID = "SELECT sha256, blob, plain FROM file_key WHERE platform = %s AND file = %s"
SHRED = "UPDATE file_key SET key = '' WHERE platform = %s AND file = %s"
GONE = "DELETE FROM file_key WHERE platform = %s AND file = %s"
UNFINISHED = """
SELECT id FROM evidence_file f WHERE platform = %s AND erased_on IS NOT NULL AND (pictures <> '{}' OR EXISTS (
    SELECT 1 FROM file_key k WHERE k.platform = f.platform AND k.file = f.id))
"""


def erase(file: EvidenceFile, why: str, at: datetime, on: date) -> bool:
    """Erase it, on this day in the platform's zone; whether it was there until now."""
    digests = digests_of(file)
    first = _marked(file, why, at, on)
    forget(file.platform, file.id)
    store, laid = vault_store(), rows(LAID, (file.platform, file.id))
    for _, blob, _ in laid:
        store.remove(blob)
    for digest in sorted(digests - {digest for digest, _, plain in laid if not plain}):
        if not rows(IN_PLAIN, {"digest": digest}):
            store.remove(digest)
    connection().execute(GONE, (file.platform, file.id))
    EvidenceFile.objects.filter(platform=file.platform, id=file.id).update(pictures={}, uncovered=None)
    return first


def digests_of(file: EvidenceFile) -> set[str]:
    """All bytes that belong to it: the original, what is shown, what lies below covers, and what lies over it."""
    covers = Redaction.objects.filter(platform=file.platform, file=file.id).values_list("pictures", flat=True)
    found = {file.sha256, *_of((file.pictures, file.uncovered or {}, *covers))}
    return found | {overlay for (overlay,) in rows(OVERLAYS, (file.platform, file.id))}


def _of(pictures: Iterable[dict[str, Any]]) -> set[str]:
    return {one["sha256"] for its in pictures for one in its.values()}


def _marked(file: EvidenceFile, why: str, at: datetime, on: date) -> bool:
    """The mark, the end of its keys and the entry in its custody, or nothing. What its sender called it goes too."""
    with transaction.atomic(), django_connection.cursor() as cursor:
        held = EvidenceFile.objects.filter(platform=file.platform, id=file.id, erased_on=None)
        first = held.update(erased_on=on, quarantined=True, filename="")
        cursor.execute(SHRED, (file.platform, file.id))
        if not first:
            return False
        record(file, "erased", "original", "law", at, why)
    return True


def erased_words(platform: int, ids: Iterable[str]) -> dict[str, str]:
    """What stands in the place of those of these files that law has erased, by id, in the language of the page."""
    known = [UUID(one) for one in ids if UUID_FORM.fullmatch(one)]
    found = EvidenceFile.objects.filter(platform=platform, id__in=known).exclude(erased_on=None) if known else []
    return {str(one.id): erased(one.erased_on) for one in found if one.erased_on}


def unfinished(platform: int) -> list[EvidenceFile]:
    """Files that are marked, and whose bytes may still be there: the worker was stopped in between."""
    ids = [id for (id,) in rows(UNFINISHED, (platform,))]
    return list(EvidenceFile.objects.filter(platform=platform, id__in=ids)) if ids else []
