"""Proves the vault: every byte that a row names is there and is what the row says, and nothing lies there unnamed."""

from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

from ombud.vault.models import EvidenceFile, Redaction
from ombud.vault.store import Store, vault_store

What = Literal["missing", "damaged", "unnamed", "of another size", "twice", "says otherwise"]
OVERLAYS = "SELECT DISTINCT overlay FROM screening_finding WHERE overlay <> ''"
TWICE = """
SELECT platform, uploaded_by, sha256 FROM evidence_file GROUP BY platform, uploaded_by, sha256 HAVING count(*) > 1
"""
"""The database refuses it too; a dump that was mended by hand may not."""
NAMED = """
SELECT e.platform, f.value ->> 'file', f.value ->> 'sha256'
FROM event e, jsonb_path_query(convert_from(e.body, 'UTF8')::jsonb, '$.**.files[*]') AS f(value)
WHERE f.value ? 'sha256' AND f.value ->> 'sha256' <> ''
"""
"""Every file that the record names, with the digest that the record holds."""


class Wrong(NamedTuple):
    """One thing that isn't as it should be."""

    what: What
    digest: str
    where: str
    """Which row or event names it; empty where none does."""


class Counted(NamedTuple):
    """How much was looked at."""

    files: int
    digests: int
    size_bytes: int


def check(rows: Any, store: Store | None = None) -> Iterator[Wrong | Counted]:
    """Everything wrong, and at the end how much was looked at. `rows` asks the database in SQL."""
    store = store or vault_store()
    named, files = _named(rows)
    size = 0
    for digest, (where, stated) in sorted(named.items()):
        if not store.has(digest):
            yield Wrong("missing", digest, where)
            continue
        if not store.verify(digest):
            yield Wrong("damaged", digest, where)
            continue
        with store.open(digest) as file:
            found = file.seek(0, 2)
        size += found
        if stated is not None and stated != found:
            yield Wrong("of another size", digest, where)
    for digest in store.digests():
        if digest not in named:
            yield Wrong("unnamed", digest, "")
    for platform, by, digest in rows(TWICE):
        yield Wrong("twice", digest, f"platform {platform}, {by}")
    yield from _otherwise(rows)
    yield Counted(files, len(named), size)


def _named(rows: Any) -> tuple[dict[str, tuple[str, int | None]], int]:
    """Every digest that a row names, with where and how long it says it is; and how many files there are."""
    named: dict[str, tuple[str, int | None]] = {}
    files = 0
    for file in EvidenceFile.objects.order_by("platform", "id").iterator():
        files += 1
        where = f"file {file.platform}/{file.id}"
        named.setdefault(file.sha256, (where, file.size_bytes))
        for pictures in (file.pictures, file.uncovered or {}):
            _add(named, pictures, where)
    for layer in Redaction.objects.order_by("platform", "id").iterator():
        _add(named, layer.pictures, f"cover of file {layer.platform}/{layer.file}")
    for (digest,) in rows(OVERLAYS):
        named.setdefault(digest, ("a finding", None))
    return named, files


def _add(named: dict[str, tuple[str, int | None]], pictures: dict[str, Any], where: str) -> None:
    for variant, picture in pictures.items():
        named.setdefault(picture["sha256"], (f"{where}, {variant}", picture.get("size_bytes")))


def _otherwise(rows: Any) -> Iterator[Wrong]:
    """Files of which the record holds another digest than the vault's row: one of the two was changed."""
    held = {
        (file.platform, str(file.id)): file.sha256 for file in EvidenceFile.objects.only("platform", "id", "sha256")
    }
    for platform, file, digest in rows(NAMED):
        kept = held.get((platform, file))
        if kept is not None and kept != digest:
            yield Wrong("says otherwise", digest, f"the record about file {platform}/{file}")
