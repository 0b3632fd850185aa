"""Receipts and records checked offline: the product's verifier and the stand-alone one find the same."""

import json
import random
import subprocess
import sys
import zipfile
from argparse import Namespace
from pathlib import Path
from typing import Any

import pytest

from ombud.accounts.log_keys import signer_of, verifiers_of
from ombud.ledger.connection import rows
from ombud.ledger.log import merkle, standalone
from ombud.ledger.log.bundle import record_of
from ombud.ledger.log.checkpoint import Checkpoint, sign_checkpoint
from ombud.ledger.log.note import Signer, read_verifier
from ombud.ledger.log.papers import Consistency, Receipt, coded, paper_bytes
from ombud.ledger.log.receipt import fetch_of, latest, receipt_of
from ombud.ledger.log.verify import Held
from ombud.ledger.words import said
from ombud.site.commands import verify
from ombud.site.commands.verify import SAYS
from ombud.timers import sequencer
from tests.cast import MONDAY, World, a_complaint, world

FLIPS = 150
Found = list[tuple[str, str, str]]


class Case:
    """A case whose events are in the log, with a file and words, and its papers."""

    def __init__(self) -> None:
        self.made: World = world()
        self.platform = self.made.platform.pk
        self.case = a_complaint(self.made).id
        self.made.do("complaint.answer", self.case, self.made.boris, stance="refuses", words="No.")
        self.waiting = self.receipt(1)
        sequencer.settle_all(MONDAY)
        self.keys = verifiers_of(self.platform)

    def receipt(self, seq: int) -> Receipt:
        receipt = receipt_of(self.platform, self.case, seq, signer_of(self.platform), verifiers_of(self.platform))
        assert receipt is not None
        return receipt

    def record(self, **files: str) -> bytes:
        words = [(one.digest, one.salt, one.text) for one in said(self.platform, [self.case])]
        return paper_bytes(
            record_of(self.platform, [self.case, "order/o-1"], self.keys, lambda *_event: True, words, files)
        )


@pytest.fixture(scope="module")
def case(database: Any) -> Case:
    return Case()


def grades(found: Found) -> set[str]:
    return {grade for grade, _, _ in found}


def codes(found: Found, grade: str) -> list[str]:
    return [code for given, code, _ in found if given == grade]


def flipped(paper: bytes, chance: random.Random) -> bytes:
    changed = bytearray(paper)
    changed[chance.randrange(len(paper))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def test_a_receipt_holds_offline(case: Case, both: Any) -> None:
    found = both(paper_bytes(case.receipt(2)))
    assert codes(found, "ok") == ["promise-signed", "checkpoint-signed", "in-log"]
    key = str(case.keys[0])
    assert grades(both(paper_bytes(case.receipt(2)), "--key", key, held=Held(case.keys))) == {"ok"}


def test_before_its_event_is_in_a_receipt_is_a_promise_and_says_so(case: Case, both: Any) -> None:
    found = both(paper_bytes(case.waiting))
    assert codes(found, "ok") == ["promise-signed"]
    assert codes(found, "open") == ["not-in-log-yet"]


def test_a_promise_beside_a_much_later_checkpoint_is_overdue_and_no_more_is_claimed(
    case: Case, both: Any, tmp_path: Path
) -> None:
    checkpoint = latest(case.platform)
    assert checkpoint is not None
    for minute, expected in ((1, "not-in-log-yet"), (2, "promise-overdue")):
        signer = signer_of(case.platform)
        later = Checkpoint(signer.verifier.name, checkpoint.size, checkpoint.root)
        (tmp_path / "held").write_text(sign_checkpoint(later, [signer], MONDAY.replace(minute=minute)))
        held = Held(checkpoint=(tmp_path / "held").read_text())
        found = both(paper_bytes(case.waiting), "--held", str(tmp_path / "held"), held=held)
        assert codes(found, "open") == [expected]


def test_a_record_holds_offline_with_its_words_and_files(case: Case, both: Any, tmp_path: Path) -> None:
    (tmp_path / "copy.jpg").write_bytes(b"copy")
    found = both(case.record(**{"copy.jpg": merkle.sha256(b"copy").hexdigest()}))
    assert grades(found) == {"ok", "note"}
    assert codes(found, "ok").count("chain") == 2
    assert codes(found, "ok").count("words") == 3
    assert codes(found, "note") == ["key-from-paper", "file-not-named"]
    absent = both(case.record(**{"gone.jpg": "00" * 32}))
    assert codes(absent, "open") == ["file-absent"]


def test_a_record_that_hides_an_event_still_holds(case: Case, both: Any) -> None:
    record = record_of(case.platform, [case.case], case.keys, lambda _stream, seq, _body: seq != 2)
    assert grades(both(paper_bytes(record))) == {"ok", "note"}


def test_the_same_file_in_an_archive_is_found_by_the_script_alone(case: Case, tmp_path: Path) -> None:
    """As whoever takes an archive along runs it: no package of ours, no settings."""
    with zipfile.ZipFile(tmp_path / "case.zip", "w") as packed:
        packed.writestr("record.json", case.record(**{"a/copy.jpg": merkle.sha256(b"copy").hexdigest()}))
        packed.writestr("a/copy.jpg", b"copy")
    (tmp_path / "verify.py").write_bytes(Path(standalone.__file__).read_bytes())
    done = subprocess.run(
        [sys.executable, "-I", str(tmp_path / "verify.py"), str(tmp_path / "case.zip")],
        capture_output=True, text=True, check=False, env={}, cwd=tmp_path,
    )  # fmt: skip
    assert done.returncode == 0, done
    assert "bad" not in done.stdout
    ours = [sys.executable, "-m", "ombud.site.cli", "verify", str(tmp_path / "case.zip")]
    done = subprocess.run(ours, capture_output=True, text=True, check=False, env={"OMBUD_DATA": str(tmp_path)})
    assert done.returncode == 0, done
    assert "All of it agrees with itself." in done.stdout, "as long as nobody brought a key"


def test_whoever_gives_the_printed_pages_is_told_what_to_give(tmp_path: Path, capsys: Any) -> None:
    (tmp_path / "case.pdf").write_bytes(b"%PDF-1.7\n")
    assert verify.run(Namespace(paper=tmp_path / "case.pdf", key=[], held=None, between=None)) == 1
    told = capsys.readouterr().out
    assert "record.json" in told
    assert "WRONG" not in told


@pytest.mark.parametrize("kind", ["receipt", "record"])
def test_no_paper_with_a_flipped_bit_holds(case: Case, both: Any, kind: str) -> None:
    paper = paper_bytes(case.receipt(2)) if kind == "receipt" else case.record()
    chance = random.Random(20)
    whole = both(paper)
    for _ in range(FLIPS):
        found = both(flipped(paper, chance))
        if not grades(found) & {"bad", "open"}:
            # Of two signatures one may become that of a key nobody knows, which says nothing: the other still holds.
            assert [one for one in whole if one not in found] == [one for one in whole if one[1] == "checkpoint-signed"]


def test_an_event_that_was_changed_with_all_that_is_hashed_after_it_is_not_in_the_log(case: Case, both: Any) -> None:
    paper = json.loads(case.record())
    events = paper["streams"][0]["events"]
    head = bytes(32)
    for event in events:
        event["body"] = event["body"].replace("16800", "26800")
        head = merkle.sha256(head + event["body"].encode()).digest()
        event["hash"] = head.hex()
    found = both(json.dumps(paper).encode())
    assert codes(found, "bad") == ["in-log"] * len(events)
    assert "chain" in codes(found, "ok")


def test_a_log_signed_by_another_key_is_told_by_whoever_has_the_key(case: Case, both: Any) -> None:
    other = Signer(case.keys[0].name, b"x" * 32)
    receipt = receipt_of(case.platform, case.case, 2, other, [other.verifier])
    assert receipt is not None
    forged = paper_bytes(receipt)
    assert codes(both(forged, "--key", str(case.keys[0]), held=Held(case.keys)), "bad") == ["not-signed"]


def test_a_checkpoint_held_outside_shows_another_past(case: Case, both: Any, tmp_path: Path) -> None:
    signer, checkpoint = signer_of(case.platform), latest(case.platform)
    assert checkpoint is not None
    receipt = paper_bytes(case.receipt(2))
    leaves = [merkle.leaf(bytes(one)) for (one,) in rows(
        "SELECT hash FROM log_leaf WHERE platform = %s ORDER BY idx", (case.platform,))]  # fmt: skip
    proof = coded(merkle.consistency(3, checkpoint.size, fetch_of(case.platform)))
    between = Consistency(origin=signer.verifier.name, old=3, size=checkpoint.size, proof=proof)
    (tmp_path / "between").write_bytes(paper_bytes(between))
    for size, root, given, expected in (
        (checkpoint.size, checkpoint.root, False, ("ok", "same-log")),
        (checkpoint.size, b"\0" * 32, False, ("bad", "same-log")),
        (3, merkle.root(leaves[:3]), False, ("open", "proof-between-needed")),
        (3, merkle.root(leaves[:3]), True, ("ok", "same-log")),
        (3, b"\0" * 32, True, ("bad", "same-log")),
    ):
        note = sign_checkpoint(Checkpoint(signer.verifier.name, size, root), [signer], MONDAY)
        (tmp_path / "held").write_text(note)
        words = ["--held", str(tmp_path / "held"), *(["--between", str(tmp_path / "between")] if given else [])]
        found = both(receipt, *words, held=Held((), note, between if given else None))
        assert found[-1][:2] == expected


def test_the_stand_alone_script_is_short_and_imports_nothing_of_ours() -> None:
    lines = Path(standalone.__file__).read_text().splitlines()
    assert len(lines) <= 200
    assert [line for line in lines if "import" in line and ("ombud" in line or "msgspec" in line)] == []


def test_every_finding_has_its_sentence(case: Case) -> None:
    for code in ("promise-signed", "in-log", "chain", "words", "file", "same-log", "unreadable", "not-signed"):
        assert code in SAYS
    assert read_verifier(str(case.keys[0])) == case.keys[0]
