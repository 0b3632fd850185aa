"""`ombud verify`: checks a receipt, or the record in an archive, by itself: no database, no network, no settings."""

import argparse
import hashlib
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import msgspec

from ombud.ledger.log.note import BadNote, Verifier, read_verifier
from ombud.ledger.log.papers import Consistency, Record
from ombud.ledger.log.verify import Files, Finding, Held, examine, verdict

HELP = "Check a receipt, or the record in an archive, by itself: no database, no network."
RECORD, MANIFEST = "record.json", "manifest.txt"
SIGNS = {"ok": "ok      ", "bad": "WRONG   ", "open": "unknown ", "note": "        "}
SAYS = {
    "key-from-paper": "The key comes from the paper itself; compare it with one you have from elsewhere: {}",
    "key-followed": "A key that is known signed that the next one follows it (from, to, entries, when): {}",
    "key-not-vouched-for": "One key followed another, and no known key says so, as when it was lost. Compare with what "
    "you hold (from, to, entries, when): {}",
    "other-name": "The checkpoint that you hold bears another name than this paper; a key of that name signed it: {}",
    "promise-signed": "The platform signed that it recorded this event: {}",
    "promise-of-another-event": "The promise in this paper is of another event than {}.",
    "promise-overdue": "More than a minute after its promise the log was signed again. That the event isn't in it, "
    "only the log can show: ask it for the receipt of {}, and keep these two papers if it doesn't give it.",
    "checkpoint-signed": "The platform signed its log with this many events, and when: {}",
    "in-log": "The event, and its place in the signed log: {}",
    "not-in-log-yet": "Not shown to be in the log: {}",
    "chain": "The events of one thing, each bound to the one before: {}",
    "only-hashes": "Given by their hashes alone, and nothing after them shows that they belong to this thing: {}",
    "words": "Words, as an event names them by their hash: {}",
    "file": "A file, as an event names it by its hash: {}",
    "file-absent": "Named by an event, and not in the archive: {}",
    "file-not-named": "As its manifest says; no event names it by its hash (a copy for viewing, or a page): {}",
    "beside": "In the archive, and no part of the record; compare what it says with the record: {}",
    "not-as-in-manifest": "Not as the archive's manifest says, which isn't signed (damaged, changed, or gone): {}",
    "same-log": "The log that you hold a checkpoint of is the same one, and only grew (sizes): {}",
    "proof-between-needed": "Ask the log for its proof between these sizes, and give it with --between: {}",
    "not-signed": "No key that is known signed this as it stands.",
    "unreadable": "This can't be read as what it says it is.",
}
ENDS = ("All of it holds.", "Something doesn't hold.", "Nothing is wrong, and something can't be told from this alone.")
ITS_OWN = "All of it agrees with itself. Whether the key is the platform's, only a key from elsewhere shows (--key)."
RECORD_BYTES_MAX, ALL_BYTES_MAX = 500_000_000, 2_000_000_000
"""Some hundred thousand events; twice the evidence that one archive takes. A stranger's may promise to unpack to
anything, and no more than it promises is unpacked."""
CANT_BE_UNPACKED = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, NotImplementedError, RuntimeError, EOFError)
"""What a file in an archive ends in that is damaged, sealed, or packed in a way that isn't known here."""


class PrintedPages(Exception):
    """A PDF: the record lies in it, and isn't it."""

    def __str__(self) -> str:
        return f"this is a PDF; give the archive, or {RECORD}, which lies in the PDF as an attachment"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The paper, and what whoever checks has from elsewhere."""
    parser.add_argument("paper", type=Path, help=f"a receipt, an archive (.zip), or the {RECORD} that lies in one")
    parser.add_argument(
        "--key", type=_key, action="append", default=[], help="a public key of the log, from elsewhere; may be repeated"
    )
    parser.add_argument("--held", type=Path, help="a checkpoint that came by another way: a witness, an earlier day")
    parser.add_argument("--between", type=Path, help="the log's proof between that checkpoint and the paper's")


def run(arguments: argparse.Namespace) -> int:
    """0 where all holds, 1 where something doesn't, 2 where something can't be told from what was given."""
    try:
        data, files = _opened(arguments.paper)
        held = Held(tuple(arguments.key), *_from_elsewhere(arguments.held, arguments.between))
        found = [*examine(data, files, held), *_beside(arguments.paper, data)]
    except (OSError, KeyError, UnicodeDecodeError, msgspec.MsgspecError, PrintedPages, *CANT_BE_UNPACKED) as error:
        print(f"ombud verify: {error}")
        return 1
    for one in found:
        print(told(one))
    end = verdict(found)
    print(f"\n{ITS_OWN if not end and not arguments.key else ENDS[end]}")
    return end


def told(finding: Finding) -> str:
    """A finding as a line, in which nothing of the paper's can move the cursor or begin another line."""
    line = f"{SIGNS[finding.grade]}{SAYS[finding.code].format(finding.about)}"
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in line)


def _key(line: str) -> Verifier:
    try:
        return read_verifier(line)
    except BadNote as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def _opened(paper: Path) -> tuple[bytes, Files]:
    """The paper itself, and how its files are found beside it."""
    if zipfile.is_zipfile(paper):
        packed = zipfile.ZipFile(paper)
        names = set(packed.namelist())
        if len(names) < len(packed.namelist()):
            raise zipfile.BadZipFile("two files in this archive have the same name")
        if packed.getinfo(RECORD).file_size > RECORD_BYTES_MAX:
            raise zipfile.BadZipFile("the record in this archive is larger than any is")
        if sum(one.file_size for one in packed.infolist()) > ALL_BYTES_MAX:
            raise zipfile.BadZipFile("this archive unpacks to more than any does")
        return packed.read(RECORD), lambda path: packed.read(path) if path in names else None
    folder, data = paper.parent, paper.read_bytes()
    if data.startswith(b"%PDF-"):
        raise PrintedPages
    return data, lambda path: (folder / path).read_bytes() if (folder / path).is_file() else None


def _beside(paper: Path, data: bytes) -> list[Finding]:
    """What isn't as the archive's manifest says, and files that its record doesn't list: pages, and whatever else
    somebody laid there."""
    if not zipfile.is_zipfile(paper):
        return []
    packed = zipfile.ZipFile(paper)
    wrong = [Finding("bad", "not-as-in-manifest", path) for path in _unlike_the_manifest(packed)]
    with suppress(msgspec.MsgspecError):
        listed = {RECORD, *(one.path for one in msgspec.json.decode(data, type=Record).files)}
        return [*wrong, *(Finding("note", "beside", name) for name in packed.namelist() if name not in listed)]
    return wrong


def _unlike_the_manifest(packed: zipfile.ZipFile) -> Iterator[str]:
    names = set(packed.namelist())
    lines = packed.read(MANIFEST).decode().split("\n") if MANIFEST in names else []
    for digest, _, path in (line.partition("  ") for line in lines if line and not line.startswith("#")):
        if path not in names or _digest(packed, path) != digest:
            yield path


def _digest(packed: zipfile.ZipFile, path: str) -> str:
    """The SHA-256 of a file in the archive; empty where it can't be unpacked."""
    try:
        with packed.open(path) as read:
            return hashlib.file_digest(read, "sha256").hexdigest()  # type: ignore[arg-type] # it can all that is asked
    except CANT_BE_UNPACKED:
        return ""


def _from_elsewhere(held: Path | None, between: Path | None) -> tuple[str, Consistency | None]:
    note = held.read_text(encoding="utf-8") if held else ""
    return note, msgspec.json.decode(between.read_bytes(), type=Consistency) if between else None
