"""Receipts and the log on pages: for who may see the event, in words, as a file, and for programs."""

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from ombud.accounts.log_keys import verifiers_of
from ombud.ledger.connection import connection
from ombud.ledger.log import merkle
from ombud.ledger.log.checkpoint import read_checkpoint
from ombud.ledger.log.verify import examine, verdict
from ombud.timers import sequencer
from tests.cast import World, a_complaint, world
from tests.portals.clients import signed_in


@pytest.fixture
def made() -> World:
    return world()


def page(made: World, who: str, path: str) -> Any:
    return signed_in(made, who).get(path)


@pytest.mark.requirement("EV-3")
def test_a_receipt_page_says_that_it_is_being_entered_and_then_that_it_is_on_record(made: World) -> None:
    case = a_complaint(made)
    before = page(made, "ana", f"/receipts/1/of/{case.number}").content.decode()
    assert "Being entered" in before
    assert 'http-equiv="refresh"' in before
    sequencer.settle_all()
    after = page(made, "ana", f"/receipts/1/of/{case.number}").content.decode()
    assert "This is on record" in after
    assert 'http-equiv="refresh"' not in after
    file = page(made, "ana", f"/receipts/1/file/of/{case.number}")
    assert verdict(examine(file.content, lambda _path: None)) == 0


def test_the_line_on_the_receipt_page_checks_the_file_that_it_gives(made: World, tmp_path: Path) -> None:
    case = a_complaint(made)
    sequencer.settle_all()
    shown = page(made, "ana", f"/receipts/1/of/{case.number}").content.decode()
    file = page(made, "ana", f"/receipts/1/file/of/{case.number}")
    (tmp_path / file["Content-Disposition"].split('"')[1]).write_bytes(file.content)
    (tmp_path / "verify.py").write_bytes(Client().get("/log/verify.py").content)
    line = re.search(r"<pre class=\"code\">python (verify\.py [^<]+)</pre>", shown)
    assert line is not None
    command = [sys.executable, *shlex.split(line[1])]
    told = subprocess.run(command, check=False, cwd=tmp_path, capture_output=True, text=True)
    assert told.returncode == 0, told
    assert "key-from-paper" not in told.stdout


def test_a_receipt_is_linked_from_what_was_sent_and_from_each_side_s_case(made: World) -> None:
    case = a_complaint(made)
    for who, path in (
        ("ana", f"/complaints/{case.number}/sent"), ("ana", f"/complaints/{case.number}"),
        ("boris", f"/merchant/complaints/{case.number}"), ("rita", f"/review/cases/{case.number}?tab=history"),
    ):  # fmt: skip
        assert f"of/{case.number}" in page(made, who, path).content.decode(), path


def test_receipts_lead_back_to_the_case_of_whoever_reads_them(made: World) -> None:
    case = a_complaint(made)
    for who, home in (("ana", "/complaints/"), ("boris", "/merchant/complaints/"), ("rita", "/review/")):
        assert f'href="{home}{case.number}"' in page(made, who, f"/receipts/of/{case.number}").content.decode(), who
    assert f'href="/receipts/of/{case.number}"' in page(made, "ana", f"/receipts/1/of/{case.number}").content.decode()


@pytest.mark.requirement("PL-3")
@pytest.mark.parametrize("path", ["/receipts/of/{}", "/receipts/1/of/{}", "/receipts/1/file/of/{}"])
def test_a_receipt_of_somebody_else_s_case_is_not_there(made: World, path: str) -> None:
    case = a_complaint(made)
    for name in (case.number, case.id):
        for who, status in (("ana", 200), ("boris", 200), ("rita", 200), ("other", 404), ("sam", 404)):
            assert page(made, who, path.format(name)).status_code == status, who
    assert page(made, "ana", path.format("T-nowhere")).status_code == 404
    assert Client().get(path.format(case.number)).status_code == 302


def test_the_log_is_shown_to_everybody_with_all_that_programs_need(made: World) -> None:
    a_complaint(made)
    sequencer.settle_all()
    slug, keys = made.platform.slug, verifiers_of(made.platform.pk)
    shown = Client().get(f"/log?platform={slug}").content.decode()
    signed = read_checkpoint(Client().get(f"/log/{slug}/checkpoint").content.decode(), keys).checkpoint
    assert signed.root.hex() in shown
    assert Client().get(f"/log/{slug}/keys").content.decode() == f"{keys[0]}\n"
    tile = Client().get(f"/log/{slug}/tile/0/000.p/{signed.size}").content
    leaves = [tile[n : n + 32] for n in range(0, len(tile), 32)]
    assert merkle.root(leaves) == signed.root
    told = json.loads(Client().get(f"/log/{slug}/consistency/3/{signed.size}").content)
    proof = [merkle_bytes(one) for one in told["proof"]]
    assert merkle.consistent(3, merkle.root(leaves[:3]), signed.size, signed.root, proof)
    assert b"Ed25519PublicKey" in Client().get("/log/verify.py").content


def merkle_bytes(coded: str) -> bytes:
    from base64 import b64decode

    return b64decode(coded, validate=True)


@pytest.mark.parametrize("path", [
    "/log/nowhere/checkpoint", "/log/{}/tile/0/000", "/log/{}/tile/9/000", "/log/{}/tile/0/0",
    "/log/{}/tile/0/000.p/256", "/log/{}/consistency/9/3", "/log/{}/consistency/1/999999",
])  # fmt: skip
def test_what_the_log_has_not_it_does_not_give(made: World, path: str) -> None:
    sequencer.settle_all()
    assert Client().get(path.format(made.platform.slug)).status_code == 404


def test_a_broken_promise_is_shown_to_who_oversees_and_on_the_receipt(made: World) -> None:
    case = a_complaint(made)
    alarm = "A promise to the parties is broken"
    assert alarm not in page(made, "senior", "/review/").content.decode()
    connection().execute(
        "UPDATE to_log SET since = now() - interval '61 seconds' WHERE platform = %s", (made.platform.pk,)
    )
    assert alarm in page(made, "senior", "/review/").content.decode()
    assert alarm not in page(made, "rita", "/review/").content.decode()
    assert "This should be in the log by now" in page(made, "ana", f"/receipts/1/of/{case.number}").content.decode()
    sequencer.settle_all()
    assert alarm not in page(made, "senior", "/review/").content.decode()
