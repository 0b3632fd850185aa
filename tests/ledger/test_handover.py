"""A log goes on under a new key or name: the old key names the new, and nothing that was signed before gets lost."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client, override_settings

from ombud.accounts import log_keys
from ombud.accounts.log_keys import BadName, NoKey, handovers_of, next_key, next_name, signer_of, verifiers_of
from ombud.ledger.connection import connection, rows
from ombud.ledger.log import check, merkle
from ombud.ledger.log.checkpoint import read_checkpoint
from ombud.ledger.log.handover import followed, read_handover, sign_handover
from ombud.ledger.log.lying import kept_of
from ombud.ledger.log.note import BadNote, Signer, Verifier
from ombud.ledger.log.papers import Consistency, coded, paper_bytes
from ombud.ledger.log.receipt import fetch_of, latest, receipt_of
from ombud.ledger.log.sequence import Replaced, put_in, sign_anew
from ombud.ledger.log.verify import Held
from ombud.timers import sequencer
from tests.cast import MONDAY, World, a_complaint, a_log, an_order

LATER = MONDAY + timedelta(hours=1)


@pytest.fixture
def made() -> World:
    return a_log()


def notes_of(platform: int) -> list[str]:
    found = rows("SELECT note FROM log_checkpoint WHERE platform = %s ORDER BY size, at", (platform,))
    return [note for (note,) in found]


def learned(known: Verifier, notes: list[str]) -> tuple[Verifier, ...]:
    """The keys that whoever knows one learns from these notes."""
    return [keys for _handover, _vouched, keys in followed([known], notes)][-1]


def receipt(platform: int, stream: str) -> bytes:
    found = receipt_of(platform, stream, 1, signer_of(platform), verifiers_of(platform))
    assert found is not None
    return paper_bytes(found)


def test_under_a_new_name_the_log_goes_on_with_the_same_leaves_and_the_old_one_is_ended(made: World) -> None:
    platform = made.platform.pk
    (old,), size = verifiers_of(platform), latest(platform).size  # type: ignore[union-attr]
    new = next_key(platform, LATER, name="shop.example/bazaar").verifier
    last, first = notes_of(platform)[-2:]
    assert read_checkpoint(last, [old]).checkpoint == (old.name, size, latest(platform).root)  # type: ignore[union-attr]
    assert read_checkpoint(first, [new]).checkpoint == ("shop.example/bazaar", size, latest(platform).root)  # type: ignore[union-attr]
    with pytest.raises(BadNote):
        read_checkpoint(first, [old])
    (handed,) = handovers_of(platform)
    assert (handed.handover.old, handed.handover.new, handed.handover.size, handed.vouched) == (old, new, size, True)
    a_complaint(made, an_order(made, "o-2"))
    sequencer.settle_all(LATER + timedelta(hours=1))
    kept = kept_of(platform)
    assert kept.size > size
    assert check.first_differing(kept, check.held_in("\n".join(notes_of(platform)), kept.keys)) is None
    assert {read_checkpoint(one, kept.keys).checkpoint.origin for one in notes_of(platform)[-1:]} == {new.name}


def test_a_key_that_went_signs_nothing_more_however_late_its_process_hears_of_it(made: World) -> None:
    platform = made.platform.pk
    old = signer_of(platform)
    stale = log_keys._kept[platform]
    next_key(platform, LATER, name="shop.example/bazaar")
    a_complaint(made, an_order(made, "o-2"))
    before = notes_of(platform)
    for sign in (lambda: put_in(platform, old, LATER), lambda: sign_anew(platform, [old], LATER)):
        with pytest.raises(Replaced):
            sign()
    assert notes_of(platform) == before
    log_keys._kept[platform] = stale  # a worker that remembers the old one, and whose file seems unchanged
    sequencer.settle_all(LATER + timedelta(hours=1))
    assert not rows("SELECT 1 FROM to_log WHERE platform = %s", (platform,))
    assert notes_of(platform)[-1].startswith("shop.example/bazaar\n")


def test_who_knows_the_old_key_alone_learns_the_new_one_and_nobody_else_can_teach_another(made: World) -> None:
    platform = made.platform.pk
    (old,) = verifiers_of(platform)
    second = next_key(platform, LATER, name="shop.example/bazaar")
    third = next_key(platform, LATER + timedelta(days=1)).verifier
    notes = [one.note for one in handovers_of(platform)]
    assert learned(old, notes) == (old, second.verifier, third)
    assert learned(old, notes[1:]) == (old,)
    thief = Signer(old.name, bytes(32))
    forged = handovers_of(platform)[0].handover._replace(new=thief.verifier)
    assert learned(old, [sign_handover(forged, [thief])]) == (old,)
    for wrong in (sign_handover(forged, [second]), notes[0].replace("ombud-handover/1", "ombud-handover/2"), "x"):
        with pytest.raises(BadNote):
            read_handover(wrong)


def test_where_the_old_key_is_lost_the_note_says_that_nobody_vouches(made: World, tmp_path: Path) -> None:
    platform = made.platform.pk
    (old,) = verifiers_of(platform)
    log_keys.look_again(platform)
    with override_settings(LOG_KEYS=tmp_path):
        with pytest.raises(NoKey):
            next_key(platform, LATER, name="shop.example/bazaar")
        new = next_key(platform, LATER, name="shop.example/bazaar", lost=True).verifier
        assert [one.vouched for one in handovers_of(platform)] == [False]
        assert learned(old, [handovers_of(platform)[0].note]) == (old,)
        assert notes_of(platform)[-1].count("— ") == 2
        assert check.first_differing(kept_of(platform)) is None
        assert verifiers_of(platform) == (new, old)
    log_keys.look_again(platform)


def test_to_a_witness_a_new_name_is_another_log_and_begins_at_nothing(made: World) -> None:
    platform = made.platform.pk
    put = "INSERT INTO log_witness (platform, witness, size, tried_at) VALUES (%s, 'https://w.example', 3, now())"
    connection().execute(put, (platform,))
    sizes = "SELECT size FROM log_witness WHERE platform = %s"
    next_key(platform, LATER)
    assert rows(sizes, (platform,)) == [(3,)]
    next_key(platform, LATER + timedelta(hours=1), name="shop.example/bazaar")
    assert rows(sizes, (platform,)) == [(0,)]


@pytest.mark.parametrize("name", ["two words", "a+b", "line\nbreak", "x" * 201])
def test_a_name_that_no_note_could_bear_is_refused(made: World, name: str) -> None:
    with pytest.raises(BadName):
        next_key(made.platform.pk, LATER, name=name)
    assert len(verifiers_of(made.platform.pk)) == 1


@override_settings(ORIGIN="https://new.example")
def test_the_name_is_todays_address_and_never_one_that_it_had(made: World) -> None:
    platform, slug = made.platform.pk, made.platform.slug
    names = []
    for day in range(3):
        names.append(next_name(platform))
        next_key(platform, LATER + timedelta(days=day), name=names[-1])
    assert names == [f"new.example/{slug}", f"new.example/{slug}/2", f"new.example/{slug}/3"]
    with pytest.raises(BadName):
        next_key(platform, LATER + timedelta(days=9), name=names[0])


@pytest.mark.requirement("EV-2")
def test_the_public_page_says_when_the_log_went_on_under_another_name(made: World) -> None:
    platform, slug = made.platform.pk, made.platform.slug
    next_key(platform, LATER, name="shop.example/bazaar")
    client: Any = Client()
    page = client.get(f"/log?platform={slug}").content.decode()
    assert "shop.example/bazaar" in page
    assert "The key before it signed that this one follows it." in page
    text = client.get(f"/log/{slug}/handovers")
    assert text["Content-Type"].startswith("text/plain")
    assert text.content.decode() == handovers_of(platform)[0].note + "\n"


@pytest.mark.requirement("EV-2")
def test_papers_from_before_and_after_hold_by_the_key_that_the_reader_knows(
    made: World, both: Any, tmp_path: Path
) -> None:
    platform = made.platform.pk
    (case,) = rows("SELECT id FROM stream WHERE platform = %s AND id NOT LIKE '%%/%%'", (platform,))[0]
    (old,), held, before = verifiers_of(platform), latest(platform), receipt(platform, case)
    assert held is not None
    next_key(platform, LATER, name="shop.example/bazaar")
    a_complaint(made, an_order(made, "o-2"))
    sequencer.settle_all(LATER + timedelta(hours=1))
    after, now = receipt(platform, case), latest(platform)
    assert now is not None
    key = ("--key", str(old))
    assert {one[0] for one in both(before, *key, held=Held((old,)))} == {"ok"}
    found = both(after, *key, held=Held((old,)))
    assert {one[0] for one in found} == {"ok"}
    assert [one[1] for one in found][:2] == ["key-followed", "promise-signed"]
    proof = merkle.consistency(held.size, now.size, fetch_of(platform))
    between = Consistency(origin="shop.example/bazaar", old=held.size, size=now.size, proof=coded(proof))
    files = {"held": held.note.encode(), "between": paper_bytes(between)}
    words = [*key]
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
        words += [f"--{name}", str(tmp_path / name)]
    found = both(after, *words, held=Held((old,), held.note, between))
    assert ("note", "other-name", f"{old.name} shop.example/bazaar") in found
    assert found[-1] == ("ok", "same-log", f"{held.size} {now.size}")


@pytest.mark.parametrize("lost", [True, False])
def test_a_paper_whose_key_nobody_vouches_for_is_not_believed_by_the_old_one(
    made: World, both: Any, lost: bool
) -> None:
    platform = made.platform.pk
    (case,) = rows("SELECT id FROM stream WHERE platform = %s AND id NOT LIKE '%%/%%'", (platform,))[0]
    (old,) = verifiers_of(platform)
    next_key(platform, LATER, lost=lost, name="shop.example/bazaar")
    found = both(receipt(platform, case), "--key", str(old), held=Held((old,)))
    assert [one[1] for one in found[:2]] == (
        ["key-not-vouched-for", "not-signed"] if lost else ["key-followed", "promise-signed"]
    )
    stranger = Signer("else.example/x", bytes(32)).verifier
    found = both(receipt(platform, case), "--key", str(stranger), held=Held((stranger,)))
    assert [one[1] for one in found] == ["key-not-vouched-for", "not-signed"]
