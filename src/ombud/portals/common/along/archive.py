"""The archive: the pages, the reader's own originals, viewing copies of the others' files, the record with its proofs.

It is put together on disk, piece by piece, so that a big case takes no more memory than a small one.
"""

import hashlib
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import IO, NamedTuple

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from ombud.core.people import Party
from ombud.desk.access import Case, PenaltyCase
from ombud.ledger.log import standalone
from ombud.portals.common.along import told_penalty
from ombud.portals.common.along.others import penalty_told_outside, written_by
from ombud.portals.common.case.present import held_files
from ombud.portals.common.penalty.teller import PenaltyTeller
from ombud.vault.contents import contents_of
from ombud.vault.custody import record
from ombud.vault.models import EvidenceFile
from ombud.vault.serve import download_name
from ombud.vault.stored import Damaged, Missing

IN_MEMORY_MAX = 8_000_000
"""A larger archive is put together on disk."""
FILES_BYTES_MAX = 1_000_000_000
"""Of all evidence in one archive: twice what one person may deposit in a day. What is beyond it is named by its
fingerprint, and can be had from its own page."""
PIECE = 1 << 20
Progress = Callable[[str, int, int], None]
"""Hears which step it is, how far, and of how much; may raise to end it."""
RECORD, MANIFEST, CHECKER = "record.json", "manifest.txt", "verify.py"


class Piece(NamedTuple):
    """One file of evidence in the archive."""

    path: str
    sha256: str
    variant: str
    """`original`, or the picture made for viewing."""
    size_bytes: int
    file: EvidenceFile


class Kept(NamedTuple):
    """An exhibit, whose it is, and what the vault knows of it."""

    number: int
    party: Party
    file: EvidenceFile


class Contents(NamedTuple):
    """What evidence an archive holds, and the originals that aren't in it."""

    pieces: tuple[Piece, ...]
    absent: tuple[tuple[str, str], ...]
    """Path as it would have been, and SHA-256."""
    beyond: int
    """How many files were too much."""

    @property
    def size_bytes(self) -> int:
        """Of the evidence."""
        return sum(one.size_bytes for one in self.pieces)

    @property
    def files(self) -> dict[str, str]:
        """Every path in it with its SHA-256."""
        return {one.path: one.sha256 for one in self.pieces}


def complaint_contents(case: Case) -> Contents:
    """What evidence this reader's archive of a complaint holds."""
    places = {one.id: place for place, one in enumerate(case.complaint.exhibits, 1)}
    return _contents([Kept(places[one.id], one.side, file) for one, file in held_files(case)], case.party)


def penalty_contents(case: PenaltyCase) -> Contents:
    """What evidence this reader's archive of a penalty holds."""
    files = told_penalty.held_files(PenaltyTeller(case, penalty_told_outside(case), outside=True))
    return _contents([Kept(n, one.party, file) for n, (one, file) in enumerate(files, 1) if file], case.party)


def _contents(held: list[Kept], reader: Party) -> Contents:
    pieces, absent, room, beyond = list[Piece](), list[tuple[str, str]](), FILES_BYTES_MAX, 0
    for one in held:
        wanted = list(_pieces(one, reader))
        own = written_by(one.party, reader)
        fits = sum(piece.size_bytes for piece in wanted) <= room
        if fits:
            room -= sum(piece.size_bytes for piece in wanted)
            pieces += wanted
        beyond += not fits
        if not own or not fits:
            absent.append((f"originals/{one.number:02}", one.file.sha256))
    return Contents(tuple(pieces), tuple(absent), beyond)


def _pieces(kept: Kept, reader: Party) -> Iterator[Piece]:
    file = kept.file
    if written_by(kept.party, reader):
        path = f"originals/{kept.number:02}-{download_name(file)}"
        yield Piece(path, file.sha256, "original", file.size_bytes, file)
        return
    # A photo's original can tell where its maker lives; the copy made for viewing holds nothing but the picture.
    for variant in file.variants():
        shown = file.pictures[variant]
        path = f"copies/{kept.number:02}-{variant}.jpg"
        yield Piece(path, str(shown["sha256"]), variant, int(shown["size_bytes"]), file)


def zipped(texts: Iterable[tuple[str, bytes]], held: Contents, by: str, at: datetime, said: Progress) -> IO[bytes]:
    """The archive of these texts and this evidence, from its beginning; `said` hears how far it is."""
    # Closed by whoever hands it on.
    made: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY_MAX)  # noqa: SIM115
    lines: dict[str, str] = {}
    try:
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
            for name, data in (*texts, *_with_it()):
                packed.writestr(name, data)
                lines[name] = hashlib.sha256(data).hexdigest()
            lines |= _packed(packed, held, by, at, said)
            packed.writestr(MANIFEST, _manifest(lines, held))
    except BaseException:
        made.close()
        raise
    made.seek(0)
    return made


def _with_it() -> Iterator[tuple[str, bytes]]:
    yield CHECKER, Path(standalone.__file__).read_bytes()
    yield "how-to-check.txt", render_to_string("common/along/how_to_check.txt").encode()


def _packed(packed: zipfile.ZipFile, held: Contents, by: str, at: datetime, said: Progress) -> Mapping[str, str]:
    """Copy the evidence in, a piece at a time; what was taken is written down. Path → SHA-256 of what was read."""
    lines = {}
    for number, one in enumerate(held.pieces):
        said("files", number, len(held.pieces))
        digest = hashlib.sha256()
        try:
            source = contents_of(one.file).open(one.sha256)
        except (Missing, Damaged):
            continue
        record(one.file, "took", one.variant, by, at)
        # Pictures, PDFs and videos are packed already.
        with source, packed.open(zipfile.ZipInfo(one.path, at.timetuple()[:6]), "w") as target:
            whole = _copied(source, target, digest.update)
        if whole:
            lines[one.path] = digest.hexdigest()
    return lines


def _copied(source: IO[bytes], target: IO[bytes], told: Callable[[bytes], None]) -> bool:
    """Whether all of it is what was put. Where a part isn't, what came before stays; the manifest doesn't name it."""
    try:
        while piece := source.read(PIECE):
            told(piece)
            target.write(piece)
    except Damaged:
        return False
    return True


def _manifest(lines: Mapping[str, str], held: Contents) -> str:
    """As `sha256sum -c` reads it; originals that aren't in the archive stand below as remarks."""
    told = [f"{digest}  {path}\n" for path, digest in lines.items()]
    not_here = _("Original of exhibit {place}, kept by the platform: {digest}")
    told += [
        f"# {not_here.format(place=path.removeprefix('originals/'), digest=digest)}\n" for path, digest in held.absent
    ]
    return "".join(told)
