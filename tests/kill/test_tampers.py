"""Changes by the tables' owner: all found and named; with checkpoints from outside, also those made with care."""

import os

import pytest

from ombud.accounts.log_keys import signer_of
from tests.kill.tampers import PLAIN, WITH_CARE, a_record, campaign, read

TAMPERS = 100_000 if os.environ.get("OMBUD_DEEP") else 1050
"""Fifty of each kind."""


@pytest.mark.requirement("EV-3")
def test_every_change_of_the_record_and_its_log_is_found_and_named() -> None:
    platform = a_record()
    done = campaign(read(platform), signer_of(platform), TAMPERS, 1)
    print("\n", done)
    assert (done.found, done.named, done.unseen) == (TAMPERS, TAMPERS, {})
    # The limit that docs/record.md states: without one, what was made with care is believed.
    assert set(done.without_witness) == {change.__name__ for change in WITH_CARE}
    assert all(done.without_witness.values())
    assert len(PLAIN) + len(WITH_CARE) == 21
