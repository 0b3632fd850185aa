"""Checks a receipt, or the record in an archive, by itself: no network, nothing but Python and `cryptography`.

python verify.py FILE [--key KEY]... [--held CHECKPOINT] [--between PROOF]. FILE is an archive, its record.json, or a
receipt. KEY is the log's public key from elsewhere; without it the paper's own keys are believed. CHECKPOINT came to
you by another way, PROOF is the log's from one to the other. Ends with 0: all holds; 1: not so; 2: it can't be told.
"""

import argparse
import hashlib
import json
import re
import sys
import zipfile
from base64 import b64decode, b64encode
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


def sha(*data: bytes) -> bytes:
    return hashlib.sha256(b"".join(data)).digest()


def plain(text: str) -> bytes:
    if b64encode(b64decode(text)).decode() != text:
        raise ValueError(text)
    return b64decode(text)


def key_of(line: str) -> tuple[str, bytes]:
    name, id, key = line.strip().split("+", 2)
    if [name] != name.split() or plain(key)[:1] != b"\1" or sha(name.encode(), b"\n", plain(key)).hex()[:8] != id:
        raise ValueError(line)
    return name, plain(key)[1:]


def opened(note: str, keys: list[Any], named: int = 0) -> tuple[list[str], str]:
    """The lines of a signed note and when it was signed, once a key is seen under it that is known and named in it."""
    text, between, under = note.rpartition("\n\n")
    lines = [line.split(" ") for line in under.split("\n")]
    signatures = [(name, plain(made)) for dash, name, made in lines[:-1] if dash == "—"]
    wrong = any(not name or "+" in name or len(made) < 5 for name, made in signatures) or len(lines) > 101
    if wrong or not between or lines[len(signatures) :] != [[""]] or any(c < " " and c != "\n" for c in note):
        raise ValueError(note)
    text, seen, times = f"{text}\n", False, [0]
    for name, made in signatures:
        for kind, key in ((kind, key) for known, key in keys for kind in (b"\1", b"\4") if known == name):
            if made[:4] != sha(name.encode(), b"\n", kind, key)[:4] or [name] != text.split("\n")[named : named + 1]:
                continue
            said, signature, seen = text, made[4:], seen or kind == b"\1"
            if kind == b"\4":
                times.append(int.from_bytes(made[4:12], "big"))
                said, signature = f"cosignature/v1\ntime {times[-1]}\n{text}", made[12:]
            Ed25519PublicKey.from_public_bytes(key).verify(signature, said.encode())
    if not seen:
        raise InvalidSignature
    return text.split("\n"), datetime.fromtimestamp(max(times), UTC).isoformat() if max(times) else ""


def followed(keys: list[Any], notes: list[str]) -> Iterator[tuple[str, str, str]]:
    """How one key followed another: what a known key signed as the next is known too, and is added to the keys."""
    for note in notes:
        form, old, new, was, now, size, root, at, end = opened(note, [key_of(note.split("\n")[4])], 2)[0]
        if (form, old, new, len(plain(root)), end) != ("ombud-handover/1", key_of(was)[0], key_of(now)[0], 32, ""):
            raise ValueError(form)
        grade, code, free = "note", "key-not-vouched-for", new == old or key_of(now) in keys or new not in dict(keys)
        with suppress(InvalidSignature):
            opened(note, [key for key in keys if key == key_of(was) and free], 1)
            keys.append(key_of(now))
            grade, code = "ok", "key-followed"
        yield grade, code, f"{old} {new} {size} {at}"


def checkpoint(note: str, origin: str, keys: list[Any]) -> tuple[int, bytes, str]:
    (name, size, root, *_), at = opened(note, keys)
    if name != origin or str(int(size)) != size or int(size) < 0 or len(plain(root)) != 32:
        raise ValueError(note)
    return int(size), plain(root), at


def climbed(found: bytes, way: int, proof: list[bytes], inner: int, *, old: bool = False) -> bytes:
    for up, one in enumerate(proof):
        found = sha(b"\1", one, found) if up >= inner or way >> up & 1 else found if old else sha(b"\1", found, one)
    return found


def grown(old: Any, new: Any, proof: list[bytes]) -> bool:
    """RFC 6962, 2.1.2: whether the older tree is the beginning of the newer."""
    if old[0] in (0, new[0]):
        return bool(not proof and old[1] == (new[1] if old[0] else sha()))
    low = (old[0] & -old[0]).bit_length() - 1
    way, inner = old[0] - 1 >> low, (old[0] - 1 ^ new[0] - 1).bit_length() - low
    first, *rest = [old[1], *proof] if old[0] == 1 << low else proof
    fits = len(rest) == inner + (way >> inner).bit_count()
    return fits and (climbed(first, way, rest, inner, old=True), climbed(first, way, rest, inner)) == (old[1], new[1])


def entered(stream: str, event: dict[str, Any], signed: Any) -> tuple[str, str, str]:
    """RFC 6962, 2.1.1: up to `inner` the way turns, beyond it the leaf is at the right edge."""
    about = f"{stream} {event['seq']}"
    if "leaf" not in event or "proof" not in event or signed is None:
        return "open", "not-in-log-yet", about
    (size, root, _at), place, proof = signed, event["leaf"], [plain(one) for one in event["proof"]]
    inner = (place ^ size - 1).bit_length()
    fits = 0 <= place < size and len(proof) == inner + (place >> inner).bit_count()
    good = fits and climbed(sha(b"\0", bytes.fromhex(event["hash"])), place, proof, inner) == root
    return "ok" if good else "bad", "in-log", f"{about} {place}"


def chain(stream: str, events: list[dict[str, Any]]) -> tuple[str, str, str]:
    head = bytes(32)
    for number, event in enumerate(events, 1):
        known = event.keys() <= {"seq", "hash", "body", "leaf", "proof"} and event["hash"] == event["hash"].lower()
        told = json.loads(event["body"]) if "body" in event else {"stream": stream, "seq": number}
        right = "body" not in event or sha(head, event["body"].encode()).hex() == event["hash"]
        if not (known and right and (told["stream"], told["seq"], event["seq"]) == (stream, number, number)):
            return "bad", "chain", f"{stream} {number}"
        head = bytes.fromhex(event["hash"])
    return "ok", "chain", f"{stream} {len(events)}"


def recorded(paper: dict[str, Any], file: Any, signed: Any) -> Iterator[tuple[str, str, str]]:
    named = set[str]()
    for stream, events in ((one["stream"], one["events"]) for one in paper["streams"]):
        yield chain(stream, events)
        last = max((n for n, event in enumerate(events, 1) if "body" in event), default=0)
        yield from [("note", "only-hashes", f"{stream} {last + 1} {len(events)}")] if last < len(events) else []
        yield from (entered(stream, event, signed) for event in events)
        told = json.dumps([json.loads(event["body"])["event"] for event in events if "body" in event])
        named.update(re.findall(r'(?<!\\)"([0-9a-f]{64})"(?!:)', told))
    for salt, text, digest in ((one["salt"], one["text"], one["digest"]) for one in paper["words"]):
        yield "ok" if sha(plain(salt), text.encode()).hex() == digest in named else "bad", "words", digest
    for path, digest in ((one["path"], one["sha256"]) for one in paper["files"]):
        data = file(path).read_bytes() if file(path).is_file() else None
        grade = "open" if data is None else "bad" if sha(data).hex() != digest else "ok" if digest in named else "note"
        yield grade, {"open": "file-absent", "note": "file-not-named"}.get(grade, "file"), path


def examined(data: bytes, file: Any, given: list[Any], held: str, between: Any) -> Iterator[tuple[str, str, str]]:
    paper = json.loads(data)
    own = {"ombud-receipt/1": "stream seq hash promise leaf proof", "ombud-record/1": "streams words files"}
    empty = paper.get("streams") == [] or not all(one["events"] for one in paper.get("streams", []))
    if empty or not paper.keys() <= {"form", "origin", "keys", "checkpoint", "handovers", *own[paper["form"]].split()}:
        raise ValueError(paper["form"])
    keys = [*given] or [key_of(one) for one in paper["keys"]]
    yield from [] if given else [("note", "key-from-paper", ", ".join(paper["keys"]))]
    yield from followed(keys, paper.get("handovers", []))
    receipt, entry, name = "receipt" in paper["form"], "checkpoint" in paper, held.partition("\n")[0]
    if receipt:
        form, origin, place, hashed, at, end = opened(paper["promise"], keys, 1)[0]
        yield "ok", "promise-signed", place
        claimed = ["ombud-promise/1", paper["origin"], f"{paper['stream']} {paper['seq']}", paper["hash"], ""]
        if [form, origin, place, plain(hashed).hex(), end] != claimed:
            yield "bad", "promise-of-another-event", claimed[2]
    note, of = (paper["checkpoint"], paper["origin"]) if entry else (held if receipt else "", name)
    signed: Any = checkpoint(note, of, keys) if note else None
    yield from [("ok", "checkpoint-signed", f"{signed[0]} {signed[2]}".rstrip())] if signed else []
    if receipt and not entry:
        seen, promised = (datetime.fromisoformat(one or at) for one in (signed[2] if signed else at, at))
        yield "open", "promise-overdue" if (seen - promised).total_seconds() > 60 else "not-in-log-yet", place
    yield from [entered(paper["stream"], paper, signed)][:entry] if receipt else recorded(paper, file, signed)
    if entry and held:
        old, new = sorted((checkpoint(held, name, keys), signed), key=lambda one: one[0])
        yield from [("note", "other-name", f"{name} {paper['origin']}")] if name != paper["origin"] else []
        known = old[0] == new[0] or (between and (between["old"], between["size"]) == (old[0], new[0]))
        proof = [plain(one) for one in between["proof"]] if known and old[0] != new[0] else []
        grade = ("ok" if grown(old, new, proof) else "bad") if known else "open"
        yield grade, "same-log" if known else "proof-between-needed", f"{old[0]} {new[0]}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--key", type=key_of, action="append", default=[])
    parser.add_argument("--held", type=argparse.FileType(encoding="utf-8"))
    parser.add_argument("--between", type=argparse.FileType())
    said, grades = parser.parse_args(), set[str]()
    try:
        members = zipfile.ZipFile(said.file).infolist() if zipfile.is_zipfile(said.file) else []
        place = zipfile.Path(said.file) if members else said.file.parent
        sizes, most, record_max = {one.filename: one.file_size for one in members}, 2_000_000_000, 500_000_000
        fits = len(sizes) == len(members) and sum(sizes.values()) <= most and sizes.get("record.json", 0) <= record_max
        data = (place / "record.json" if members else said.file).read_bytes() if fits else b"twice, or too much"
        held, between = said.held.read() if said.held else "", json.load(said.between) if said.between else None
        for found in examined(data, place.joinpath, said.key, held, between):
            print("".join(c if c.isprintable() else "\ufffd" for c in "{:5} {:25} {}".format(*found)))
            grades.add(found[0])
    except Exception as error:  # noqa: BLE001 - what a stranger made may fail in any way, and is then no fault of ours
        print(f"bad   {'not-signed' if isinstance(error, InvalidSignature) else 'unreadable'}")
        grades.add("bad")
    return 1 if "bad" in grades else 2 if "open" in grades else 0


if __name__ == "__main__":
    sys.exit(main())
