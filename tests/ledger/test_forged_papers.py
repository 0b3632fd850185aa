"""Forged papers: what a platform, a party or a stranger might lay before the verifiers in the hope that it holds."""

import json
import subprocess
import sys
import zipfile
from argparse import Namespace
from base64 import b64encode
from collections.abc import Iterable
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from ombud.ledger.canonical import START, chained
from ombud.ledger.log import merkle, standalone
from ombud.ledger.log.checkpoint import Checkpoint, Promise, sign_checkpoint, sign_promise
from ombud.ledger.log.handover import Handover, sign_handover
from ombud.ledger.log.note import BadNote, Signer, opened
from ombud.ledger.log.verify import Finding, Held
from ombud.site.commands.verify import run, told

AT = datetime(2026, 3, 9, 2, 0, tzinfo=UTC)
OURS, OTHER = Signer("shop.example/a", b"a" * 32), Signer("shop.example/b", b"b" * 32)
BOTH_KEYS = ("--key", str(OURS.verifier), "--key", str(OTHER.verifier))
HELD = Held((OURS.verifier, OTHER.verifier))
SALT = b"s" * 16


class Log(NamedTuple):
    """A log of one stream, as a platform's own key would sign it."""

    bodies: list[str]
    hashes: list[bytes]
    root: bytes

    def nodes(self, asked: Iterable[merkle.Node]) -> dict[merkle.Node, bytes]:
        leaves = [merkle.leaf(one) for one in self.hashes]
        return {(level, place): merkle.root(leaves[place << level : place + 1 << level]) for level, place in asked}

    def event(self, seq: int, **changed: Any) -> dict[str, Any]:
        proof = merkle.inclusion(seq - 1, len(self.hashes), self.nodes)
        told = {"seq": seq, "hash": self.hashes[seq - 1].hex(), "body": self.bodies[seq - 1], "leaf": seq - 1}
        return {**told, "proof": [b64encode(one).decode() for one in proof], **changed}

    def checkpoint(self, signer: Signer = OURS, origin: str = OURS.verifier.name) -> str:
        return sign_checkpoint(Checkpoint(origin, len(self.hashes), self.root), [signer], AT)


def log(*events: dict[str, Any], cause: str = "desk-1") -> Log:
    bodies, hashes, head = [], [], START
    for seq, event in enumerate(events, 1):
        body = json.dumps({"stream": "c-1", "seq": seq, "cause": cause, "event": event})
        head = chained(head, body.encode())
        bodies.append(body)
        hashes.append(head)
    return Log(bodies, hashes, merkle.root([merkle.leaf(one) for one in hashes]))


def record(made: Log, events: list[dict[str, Any]], **changed: Any) -> bytes:
    streams = [{"stream": "c-1", "events": events}]
    paper = {"form": "ombud-record/1", "origin": OURS.verifier.name, "keys": [str(OURS.verifier)], "streams": streams}
    return json.dumps({**paper, "checkpoint": made.checkpoint(), "words": [], "files": [], **changed}).encode()


def receipt(made: Log, signer: Signer, checkpoint: str, origin: str = OURS.verifier.name) -> bytes:
    promise = sign_promise(Promise(origin, "c-1", 1, made.hashes[0], AT), signer)
    event = {key: value for key, value in made.event(1).items() if key != "body"}
    paper = {"form": "ombud-receipt/1", "origin": origin, "keys": [str(signer.verifier)], "stream": "c-1", **event}
    return json.dumps({**paper, "promise": promise, "checkpoint": checkpoint}).encode()


def test_a_log_signs_nothing_in_the_name_of_another_that_the_reader_knows_too(both: Any) -> None:
    made = log({"type": "A"})
    assert not bad(both(receipt(made, OURS, made.checkpoint()), *BOTH_KEYS, held=HELD))
    assert bad(both(receipt(made, OURS, made.checkpoint(OTHER)), *BOTH_KEYS, held=HELD)) == ["not-signed"]
    assert bad(both(receipt(made, OTHER, made.checkpoint()), *BOTH_KEYS, held=HELD)) == ["not-signed"]


def test_nor_does_it_make_a_key_for_another_log_by_handing_its_own_over_to_that_one_s_name(both: Any) -> None:
    made, thief = log({"type": "A"}), Signer(OURS.verifier.name, b"t" * 32)
    note = sign_handover(Handover(OTHER.verifier, thief.verifier, 1, made.root, AT), [thief, OTHER])
    forged = json.loads(receipt(made, thief, made.checkpoint(thief))) | {"handovers": [note]}
    found = both(json.dumps(forged).encode(), *BOTH_KEYS, held=HELD)
    assert [code for _, code, _ in found] == ["key-not-vouched-for", "not-signed"]
    alone = both(json.dumps(forged).encode(), *BOTH_KEYS[2:], held=Held((OTHER.verifier,)))
    assert "key-followed" in [code for _, code, _ in alone], "who knows that log alone follows it, and is told whereto"


@pytest.mark.parametrize("streams", [[], [{"stream": "c-1", "events": []}]])
def test_a_record_that_shows_nothing_is_not_said_to_hold(both: Any, streams: list[Any]) -> None:
    made = log({"type": "A"})
    assert bad(both(record(made, [], streams=streams)))


def test_hashes_behind_the_last_body_are_not_said_to_belong_to_the_thing(both: Any) -> None:
    """Whoever has a record can lay the hash of any other event of the log behind its end."""
    made = log({"type": "A"}, {"type": "B"}, {"type": "of another thing"})
    hidden = [made.event(seq) for seq in (1, 2)] + [made.event(3)]
    del hidden[2]["body"]
    assert ("note", "only-hashes", "c-1 3 3") in both(record(made, hidden))
    del hidden[0]["body"]
    assert "only-hashes" in [code for _, code, _ in both(record(made, hidden))]
    assert "only-hashes" not in [code for _, code, _ in both(record(made, hidden[:2]))]


@pytest.mark.parametrize("at", ["cause", "name", "inside"])
def test_only_an_event_s_own_values_name_words_and_files(both: Any, at: str) -> None:
    """A command's key is whatever its sender chose, for example the hash of words to be invented later."""
    digest = sha256(SALT + b"I promise to pay twice.").hexdigest()
    words = [{"digest": digest, "salt": b64encode(SALT).decode(), "text": "I promise to pay twice."}]
    event = {"cause": {}, "name": {digest: "x"}, "inside": {"title": f'a "{digest}" b'}}[at]
    made = log({"type": "A", **event}, cause=digest if at == "cause" else "desk-1")
    found = both(record(made, [made.event(1)], words=words, files=[{"path": "gone", "sha256": digest}]))
    assert at == "name" or bad(found) == ["words"]
    named = log({"type": "A", "words": digest})
    assert not bad(both(record(named, [named.event(1)], words=words)))


def test_nothing_in_a_paper_moves_the_cursor_or_begins_a_line(both: Any) -> None:
    made = log({"type": "A"})
    path = "x\n\x1b[2J\x1b[1A\u202eAll of it holds."
    assert both(record(made, [made.event(1)], files=[{"path": path, "sha256": "00"}]))[-1][1] == "file-absent"
    for line in (told(Finding("bad", "file", path)), told(Finding("note", "key-from-paper", path))):
        assert line.isprintable()


@pytest.mark.parametrize("change", [
    lambda note: note.replace("\n", "\r\n"),
    lambda note: note.replace("\n\n", "\n\u2028\n", 1),
    lambda note: note[:-1],
    lambda note: note[: note.index("\u2014")],
    lambda note: note.replace("\u2014", "-"),
    lambda note: note + "\n",
    lambda note: note + note,
    lambda note: note.replace("shop.example/a\n", "shop.example/\uff41\n"),
    lambda note: "\ufeff" + note,
    lambda note: note.replace("\n1\n", "\n01\n"),
    lambda note: note.replace("\n1\n", "\n\uff11\n"),
    lambda note: note + "\u2014 shop.example/a AAAA\n",
    lambda note: note + "\u2014 x AAAAAAAA\n" * 100,
])  # fmt: skip
def test_a_note_that_is_not_as_it_was_signed_is_none(both: Any, change: Any) -> None:
    made = log({"type": "A"})
    forged = change(made.checkpoint())
    assert bad(both(receipt(made, OURS, forged)))
    with pytest.raises(BadNote):
        opened(forged, [OURS.verifier])


def test_a_proof_of_another_place_or_size_is_none(both: Any) -> None:
    made = log(*({"type": str(n)} for n in range(5)))
    event = made.event(2)
    for changed in (
        {"leaf": 2}, {"leaf": -1}, {"leaf": 5}, {"proof": event["proof"][:-1]}, {"proof": [*event["proof"], "AAAA"]},
        {"proof": event["proof"][::-1]}, {"proof": []}, {"hash": event["hash"].upper()},
    ):  # fmt: skip
        assert bad(both(record(made, [made.event(1), {**event, **changed}]))), changed
    twice = [made.event(1), {**made.event(1), "seq": 2}]
    assert "chain" in bad(both(record(made, twice)))


def test_what_lies_in_an_archive_beside_its_record_is_named_and_nothing_lies_there_twice(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = Namespace(paper=tmp_path / "case.zip", key=[], held=None, between=None)
    made = log({"type": "A"})
    with zipfile.ZipFile(tmp_path / "case.zip", "w") as packed:
        packed.writestr("record.json", record(made, [made.event(1)]))
        packed.writestr("ruling.pdf", b"We owe you a million.")
    assert run(given) == 0
    said = capsys.readouterr().out
    assert "compare what it says with the record: ruling.pdf" in said
    assert "All of it holds" not in said, "whoever made the key made it hold"
    assert run(Namespace(**{**vars(given), "key": [OURS.verifier]})) == 0
    assert capsys.readouterr().out.endswith("\nAll of it holds.\n")
    with zipfile.ZipFile(tmp_path / "case.zip", "a") as packed, pytest.warns(UserWarning, match="Duplicate"):
        packed.writestr("ruling.pdf", b"We owe you nothing.")
    assert run(given) == 1
    alone = [sys.executable, "-I", standalone.__file__, str(tmp_path / "case.zip")]
    done = subprocess.run(alone, capture_output=True, text=True, check=False, env={})
    assert (done.returncode, done.stdout) == (1, "bad   unreadable\n")


def test_a_page_that_is_not_as_the_manifest_says_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = log({"type": "A"})
    pages = {"ruling.pdf": b"We owe you a million.", "how to.txt": b"So.", "gone.pdf": b"Gone."}
    manifest = "".join(f"{sha256(data).hexdigest()}  {name}\n" for name, data in pages.items())
    given = Namespace(paper=tmp_path / "case.zip", key=[OURS.verifier], held=None, between=None)
    for ruling, expected in ((b"We owe you a million.", 0), (b"We owe you nothing.", 1)):
        kept = {**pages, "ruling.pdf": ruling, "manifest.txt": f"{manifest}# an original that isn't here\n".encode()}
        with zipfile.ZipFile(given.paper, "w") as packed:
            packed.writestr("record.json", record(made, [made.event(1)]))
            for name, data in kept.items():
                packed.writestr(name, data)
        assert run(given) == expected
        told = [line for line in capsys.readouterr().out.splitlines() if "manifest says" in line]
        assert [line.rpartition(": ")[2] for line in told] == ["ruling.pdf"] * expected
    with zipfile.ZipFile(given.paper, "w") as packed:
        packed.writestr("record.json", record(made, [made.event(1)]))
        packed.writestr("manifest.txt", manifest)
    assert run(given) == 1
    assert capsys.readouterr().out.count("which isn't signed") == len(pages)


def packs(*, say: int = 1, flags: int = 0, paper: bytes = b"") -> bytes:
    """An archive with a record that holds; its files say of themselves that they are so big, or that it is sealed."""
    made, whole = BytesIO(), log({"type": "A"})
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("record.json", paper or record(whole, [whole.event(1)]))
        for name in ("a", "b"):
            packed.writestr(name, b"1")
            packed.getinfo(name).file_size = say
        packed.getinfo("record.json").flag_bits |= flags
    return made.getvalue()


def without_a_record() -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        packed.writestr("manifest.txt", b"")
    return made.getvalue()


@pytest.mark.parametrize(
    "archive",
    [without_a_record(), packs(paper=b"{}"), packs(say=1_100_000_000), packs(flags=1), packs()[:-60], b"PK", b"", None],
    ids=["no record", "nothing in it", "too much", "sealed", "cut off", "no archive", "empty", "no file"],
)
def test_an_archive_that_cant_be_read_or_promises_too_much_is_told_in_one_line_by_both(
    archive: bytes | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "case.zip"
    place.write_bytes(packs())
    assert run(Namespace(paper=place, key=[OURS.verifier], held=None, between=None)) == 0
    place.unlink()
    capsys.readouterr()
    if archive is not None:
        place.write_bytes(archive)
    assert run(Namespace(paper=place, key=[OURS.verifier], held=None, between=None)) == 1
    assert capsys.readouterr().out
    alone = [sys.executable, "-I", standalone.__file__, str(place)]
    done = subprocess.run(alone, capture_output=True, text=True, check=False, env={})
    assert (done.returncode, done.stdout, done.stderr) == (1, "bad   unreadable\n", "")


def bad(found: list[tuple[str, str, str]]) -> list[str]:
    return [code for grade, code, _ in found if grade == "bad"]
