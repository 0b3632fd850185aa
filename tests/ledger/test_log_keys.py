"""Keys of the log: made once, replaced with the old one vouching, and never replaced by a folder without them."""

import threading
from pathlib import Path

import pytest
from django.test import override_settings

from ombud.accounts import log_keys
from ombud.accounts.log_keys import NoKey, next_key, signer_of, verifiers_of
from ombud.ledger.connection import forget
from ombud.ledger.log.checkpoint import read_checkpoint
from ombud.ledger.log.receipt import latest
from ombud.timers import sequencer
from tests.cast import MONDAY, a_complaint, world


def test_the_first_who_asks_makes_the_key_and_all_get_the_same() -> None:
    platform = world().platform.pk
    found: list[str] = []

    def ask() -> None:
        found.append(str(signer_of(platform).verifier))
        forget()

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len(found) == 6
    assert set(found) == {str(one) for one in verifiers_of(platform)}


def test_a_folder_without_the_key_in_use_makes_no_other(tmp_path: Path) -> None:
    platform = world().platform.pk
    before = signer_of(platform).verifier
    log_keys._kept.clear()
    with override_settings(LOG_KEYS=tmp_path), pytest.raises(NoKey):
        signer_of(platform)
    assert verifiers_of(platform) == (before,)


def test_a_key_is_replaced_with_the_old_one_vouching_for_the_new() -> None:
    made = world()
    a_complaint(made)
    platform = made.platform.pk
    sequencer.settle_all(MONDAY)
    (old,) = verifiers_of(platform)
    next_key(platform, MONDAY.replace(hour=5))
    new, kept = verifiers_of(platform)
    assert (kept, new == old) == (old, False)
    checkpoint = latest(platform)
    assert checkpoint is not None
    for key in (old, new):
        assert read_checkpoint(checkpoint.note, [key]).checkpoint.root == checkpoint.root
    assert signer_of(platform).verifier == new


def test_a_replacement_that_was_killed_before_its_file_was_in_place_is_finished(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    platform = world().platform.pk
    signer_of(platform)
    whole = Path.replace

    def killed(self: Path, target: Path) -> Path:
        if self.suffix == ".next":
            raise KeyboardInterrupt
        return whole(self, target)

    monkeypatch.setattr(Path, "replace", killed)
    with pytest.raises(KeyboardInterrupt):
        next_key(platform, MONDAY)
    monkeypatch.undo()
    log_keys._kept.clear()
    assert signer_of(platform).verifier == verifiers_of(platform)[0]
    assert len(verifiers_of(platform)) == 2


def test_where_the_old_key_is_lost_the_new_one_stands_alone(tmp_path: Path) -> None:
    platform = world().platform.pk
    signer_of(platform)
    log_keys._kept.clear()
    with override_settings(LOG_KEYS=tmp_path):
        new = next_key(platform, MONDAY, lost=True)
        assert signer_of(platform).verifier == new.verifier == verifiers_of(platform)[0]
