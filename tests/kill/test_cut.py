"""A connection cut before, after or within a commit: what was asked under a key happens once, and answers alike."""

import os

import pytest

from tests.kill.cut import WAYS, run

ACTS = 10_000 if os.environ.get("OMBUD_DEEP") else 120


@pytest.mark.requirement("EV-3")
def test_an_act_whose_connection_is_cut_happens_once_and_answers_the_same_again() -> None:
    done = run(ACTS, 1)
    print("\n", done)
    assert (done.effects_missing, done.effects_doubled, done.answers_differing) == (0, 0, 0)
    assert set(done.cuts) == set(WAYS)
    assert sum(done.cuts.values()) > ACTS / 2


def test_without_keys_the_same_cuts_double_effects(monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted fault: an answer that isn't stored with what it answers."""
    from ombud.desk import handle

    monkeypatch.setattr(handle, "put_answer", lambda *_given: None)
    assert run(40, 2).effects_doubled > 0
