"""What is kept of one consumer, by kind, and a copy of it that other programs can read. Their own, and nobody else's.

GDPR Art. 15 and 20, PIPL Art. 45.
"""

from datetime import datetime
from typing import Any, NamedTuple

from ombud.accounts.models import Draft, Person, RulesAccepted
from ombud.accounts.platforms import Settings
from ombud.core.erasure.holds import Hold
from ombud.desk.erasing.erase import files_of
from ombud.desk.erasing.holds import OWN, holds_of, streams_of
from ombud.desk.load import load_many
from ombud.ledger.connection import connection, rows
from ombud.ledger.words import said
from ombud.vault.models import EvidenceFile

COUNTED = """
SELECT
    (SELECT count(*) FROM complaint_row WHERE platform = %(platform)s AND consumer = %(person)s) AS cases,
    (SELECT count(*) FROM conversation_row WHERE platform = %(platform)s AND consumer = %(person)s) AS talks,
    (SELECT count(*) FROM order_vault_item WHERE platform = %(platform)s AND consumer = %(person)s
        AND side = 'consumer') AS kept,
    (SELECT count(*) FROM order_row WHERE platform = %(platform)s AND consumer = %(person)s) AS orders,
    (SELECT count(*) FROM delivery d JOIN message m ON m.platform = d.platform AND m.id = d.message
        WHERE m.platform = %(platform)s AND m.to_kind = 'consumer' AND m.to_ref = %(person)s) AS deliveries
"""
SPOKEN = """
SELECT stream, digest, at FROM kept_words WHERE platform = %s AND person = %s AND stream = ANY(%s) ORDER BY at, digest
"""
CASES = """
SELECT number, order_number, reason, stage, how, amount, currency, filed_at, moved_at FROM complaint_row
WHERE platform = %s AND consumer = %s ORDER BY filed_at
"""
ORDERS = """
SELECT number, shop, title, paid, currency, status, purchased_at FROM order_row
WHERE platform = %s AND consumer = %s ORDER BY purchased_at
"""
RATINGS = """
SELECT o.number, r.stars, r.at FROM order_rating r JOIN order_row o ON o.platform = r.platform AND o.id = r.id
WHERE o.platform = %s AND o.consumer = %s ORDER BY r.at
"""
SPOKEN_OF = """
SELECT coalesce(sum(n) FILTER (WHERE kind = 'order'), 0)::bigint AS order_words,
    coalesce(sum(n) FILTER (WHERE kind = 'account'), 0)::bigint AS accounts,
    coalesce(sum(n) FILTER (WHERE kind = 'erasure'), 0)::bigint AS erasures,
    (SELECT count(*) FROM order_rating r JOIN order_row o ON o.platform = r.platform AND o.id = r.id
        WHERE o.platform = %(platform)s AND o.consumer = %(person)s) AS ratings
FROM (
    SELECT s.kind, count(*) AS n FROM word_key k
    JOIN stream s ON s.platform = k.platform AND s.id = k.stream AND s.kind IN ('order', 'account', 'erasure')
    JOIN kept_words w ON w.platform = k.platform AND w.stream = k.stream AND w.person = k.person
        AND w.erased_on IS NULL
        AND NOT EXISTS (SELECT 1 FROM order_rating r WHERE r.platform = w.platform AND 'order/' || r.id = w.stream
            AND r.words = w.digest)
    WHERE k.platform = %(platform)s AND k.person = %(person)s GROUP BY s.kind
) AS said
"""
KINDS = ("contact", "cases", "talks", "kept", "files", "orders", "order_words", "ratings", "accounts", "erasures",
         "drafts", "visits", "deliveries")  # fmt: skip
SELDOM = ("order_words", "ratings", "accounts", "erasures")
"""Named only where there is any."""


class Copy(NamedTuple):
    """All of one person's own data, and the files that belong to it."""

    told: dict[str, Any]
    files: tuple[EvidenceFile, ...]


def counted(platform: int, person: str) -> dict[str, int]:
    """How much of each kind is kept of this consumer."""
    row = rows(COUNTED, {"platform": platform, "person": person})[0]
    found = dict(zip(("cases", "talks", "kept", "orders", "deliveries"), map(int, row), strict=True))
    known = Person.objects.filter(platform=platform, ref=person, kind="consumer").first()
    contact = [known.name, known.phone, known.email] if known else []
    found |= {"contact": sum(bool(one) for one in contact), "files": len(files_of(platform, person))}
    found["drafts"] = Draft.objects.filter(platform=platform, person=known).count() if known else 0
    found["visits"] = known.visit_set.count() if known else 0
    spoken = rows(SPOKEN_OF, {"platform": platform, "person": person})[0]
    found |= dict(zip(("order_words", "accounts", "erasures", "ratings"), map(int, spoken), strict=True))
    return {kind: found[kind] for kind in KINDS if found[kind] or kind not in SELDOM}


def held_now(platform: int, person: str, at: datetime) -> tuple[Hold, ...]:
    """What would stay for now if it were erased, and why."""
    return tuple(one for _, one in sorted(holds_of(platform, streams_of(platform, person), at).items()))


def copy_of(platform: Settings, person: str, at: datetime) -> Copy:
    """The copy as it is made at this instant."""
    known = Person.objects.filter(platform=platform.id, ref=person, kind="consumer").first()
    files = tuple(files_of(platform.id, person))
    told = {
        "form": "ombud-own-data-1",
        "made_at": at,
        "platform": {"id": platform.slug, "name": platform.name},
        "person": _person(known, person),
        "said": _said(platform.id, person),
        "cases": _named(CASES, platform.id, person,
                        "number order_number reason stage how amount currency filed_at moved_at"),
        "orders": _named(ORDERS, platform.id, person, "number shop title paid currency status purchased_at"),
        "ratings": _named(RATINGS, platform.id, person, "order_number stars at"),
        "files": [_file(one) for one in files],
        "drafts": _drafts(platform.id, known),
        "visits": [_visit(one) for one in known.visit_set.order_by("began_at")] if known else [],
        "rules_accepted": [
            {"rules": one.pack, "at": one.at} for one in RulesAccepted.objects.filter(person=known).order_by("at")
        ] if known else [],
    }  # fmt: skip
    return Copy(told, files)


def path_of(file: EvidenceFile) -> str:
    """Where a file lies in the archive."""
    ending = file.media_type.rpartition("/")[2].replace("jpeg", "jpg").replace("quicktime", "mov")
    return f"files/{file.id}.{ending}"


def _said(platform: int, person: str) -> list[dict[str, Any]]:
    """What they wrote, where and when; what was erased says so by having no text."""
    streams = [*streams_of(platform, person), OWN + person]
    found = load_many(connection(), platform, streams)
    numbers = {id: str(getattr(one.state, "number", "") or getattr(one.state, "order_number", ""))
               for id, one in found.items()}  # fmt: skip
    spoken = rows(SPOKEN, (platform, person, streams))
    texts = {(one.stream, one.digest): one for one in said(platform, streams, [digest for _, digest, _ in spoken])}
    return [
        {
            "about": found[stream].thing if stream in found else "",
            "number": numbers.get(stream, ""),
            "at": at,
            "text": texts[stream, digest].text if (stream, digest) in texts else "",
            "erased_on": texts[stream, digest].erased_on if (stream, digest) in texts else None,
        }
        for stream, digest, at in spoken
    ]


def _person(known: Person | None, ref: str) -> dict[str, Any]:
    if known is None:
        return {"id": ref}
    own = {name: getattr(known, name) for name in ("name", "phone", "email", "language", "choices")}
    return {"id": ref, **own}


def _named(statement: str, platform: int, person: str, names: str) -> list[dict[str, Any]]:
    return [dict(zip(names.split(), row, strict=True)) for row in rows(statement, (platform, person))]


def _file(file: EvidenceFile) -> dict[str, Any]:
    return {
        "id": str(file.id), "name": file.filename, "path": path_of(file), "media_type": file.media_type,
        "size_bytes": file.size_bytes, "sha256": file.sha256, "at": file.uploaded_at,
    }  # fmt: skip


def _drafts(platform: int, known: Person | None) -> list[dict[str, Any]]:
    found = Draft.objects.filter(platform=platform, person=known).order_by("saved_at") if known else ()
    return [{"form": one.form, "about": one.about, "saved_at": one.saved_at, "fields": one.fields} for one in found]


def _visit(visit: Any) -> dict[str, Any]:
    return {"how": visit.how, "browser": visit.browser, "address": visit.address, "began_at": visit.began_at}
