"""Proves the vault: every byte that a row names is there and is what the row says, and nothing lies there unnamed."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from typing import Any, Literal, NamedTuple
from uuid import UUID

from ombud.vault.contents import Contents
from ombud.vault.file_keys import Shut
from ombud.vault.made.carry_out import pieces_named
from ombud.vault.models import EvidenceFile, Redaction
from ombud.vault.store import Store, vault_store
from ombud.vault.stored import Damaged, Missing

What = Literal["missing", "damaged", "shut", "unnamed", "of another size", "twice", "says otherwise", "not erased"]
OVERLAYS = "SELECT DISTINCT platform, file, overlay FROM screening_finding WHERE overlay <> ''"
TWICE = """
SELECT platform, uploaded_by, sha256 FROM evidence_file WHERE erased_on IS NULL
GROUP BY platform, uploaded_by, sha256 HAVING count(*) > 1
"""
"""The database refuses it too; a dump that was mended by hand may not."""
NAMED = """
SELECT e.platform, f.value ->> 'file', f.value ->> 'sha256'
FROM event e, jsonb_path_query(convert_from(e.body, 'UTF8')::jsonb, '$.**.files[*]') AS f(value)
WHERE f.value ? 'sha256' AND f.value ->> 'sha256' <> ''
"""
"""Every file that the record names, with the digest that the record holds."""
LAID = "SELECT k.platform, k.file, k.sha256, k.blob, k.plain FROM file_key k ORDER BY k.platform, k.file, k.sha256"
PIECE = 1 << 20
Place = tuple[int, UUID]


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
    erased: int = 0
    """Files whose bytes law had taken away: they are missing here, and not lost."""
    plain: int = 0
    """Contents that still lie there in plain, from before originals were sealed."""


class _Named(NamedTuple):
    """What rows name: digests by file, with where and how long each is said to be; and what only erased files name."""

    contents: dict[Place, dict[str, tuple[str, int | None]]]
    erased: dict[str, str]
    files: int


def check(rows: Any, store: Store | None = None) -> Iterator[Wrong | Counted]:
    """Everything wrong, and at the end how much was looked at. `rows` asks the database in SQL."""
    store = store or vault_store()
    named = _named(rows)
    laid = {(platform, file, sha256): (blob, plain) for platform, file, sha256, blob, plain in rows(LAID)}
    lying: dict[str, Wrong | int] = {}
    """Of what lies in plain, where several files may name the same bytes: what was found once."""
    size, digests = 0, 0
    for place, its in sorted(named.contents.items()):
        contents = Contents(*place, store)
        for digest, (where, stated) in sorted(its.items()):
            sealed = (*place, digest) in laid
            if not sealed and digest in lying:
                continue
            digests += 1
            found = _found(contents, digest, where, stated)
            if not sealed:
                lying[digest] = found
            if isinstance(found, Wrong):
                yield found
            else:
                size += found
    lying |= {digest: 0 for (_, _, digest), (_, plain) in laid.items() if plain and digest not in lying}
    known = lying.keys() | {blob for place, (blob, _) in laid.items() if place[:2] in named.contents}
    gone = named.erased | {
        blob: f"file {platform}/{file}"
        for (platform, file, _), (blob, _) in laid.items() if (platform, file) not in named.contents
    }  # fmt: skip
    passing = pieces_named(rows)
    for digest in store.digests():
        if digest not in known and digest not in passing:
            yield Wrong("not erased", digest, gone[digest]) if digest in gone else Wrong("unnamed", digest, "")
    for platform, by, digest in rows(TWICE):
        yield Wrong("twice", digest, f"platform {platform}, {by}")
    yield from _otherwise(rows)
    yield Counted(named.files, digests, size, len(set(named.erased.values())),
                  sum(not isinstance(one, Wrong) for one in lying.values()))  # fmt: skip


def _found(contents: Contents, digest: str, where: str, stated: int | None) -> Wrong | int:
    """How many bytes there are, opened and compared with their digest; or what is wrong with them."""
    found, size = hashlib.sha256(), 0
    try:
        with contents.open(digest) as file:
            while piece := file.read(PIECE):
                found.update(piece)
                size += len(piece)
    except Missing:
        return Wrong("missing", digest, where)
    except Shut:
        return Wrong("shut", digest, where)
    except Damaged:
        return Wrong("damaged", digest, where)
    if found.hexdigest() != digest:
        return Wrong("damaged", digest, where)
    return Wrong("of another size", digest, where) if stated is not None and stated != size else size


def _named(rows: Any) -> _Named:
    contents: dict[Place, dict[str, tuple[str, int | None]]] = defaultdict(dict)
    erased: dict[str, str] = {}
    gone: set[Place] = set()
    files = 0
    for file in EvidenceFile.objects.order_by("platform", "id").iterator():
        where = f"file {file.platform}/{file.id}"
        if file.erased_on is not None:
            erased[file.sha256] = where
            gone.add((file.platform, file.id))
            continue
        files += 1
        its = contents[file.platform, file.id] = {file.sha256: (where, file.size_bytes)}
        for pictures in (file.pictures, file.uncovered or {}):
            _add(its, pictures, where)
    for layer in Redaction.objects.order_by("platform", "id").iterator():
        if (layer.platform, layer.file) in gone:
            erased |= {one["sha256"]: f"file {layer.platform}/{layer.file}" for one in layer.pictures.values()}
        else:
            _add(contents[layer.platform, layer.file], layer.pictures, f"cover of file {layer.platform}/{layer.file}")
    for platform, id, digest in rows(OVERLAYS):
        if (platform, id) not in gone:
            contents[platform, id].setdefault(digest, ("a finding", None))
    return _Named(contents, erased, files)


def _add(its: dict[str, tuple[str, int | None]], pictures: dict[str, Any], where: str) -> None:
    for variant, picture in pictures.items():
        its.setdefault(picture["sha256"], (f"{where}, {variant}", picture.get("size_bytes")))


def _otherwise(rows: Any) -> Iterator[Wrong]:
    """Files of which the record holds another digest than the vault's row: one of the two was changed."""
    held = {
        (file.platform, str(file.id)): file.sha256 for file in EvidenceFile.objects.only("platform", "id", "sha256")
    }
    for platform, file, digest in rows(NAMED):
        kept = held.get((platform, file))
        if kept is not None and kept != digest:
            yield Wrong("says otherwise", digest, f"the record about file {platform}/{file}")
