"""The power goes, or the disk is full: what the vault said it keeps is there, and what is there is right."""

import errno
import os
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

from tests.power.driver import FAULTS
from tests.power.images import Found, campaign, refusing, shim
from tests.shared_data import absent

DEEP = bool(os.environ.get("OMBUD_DEEP"))
IMAGES = 5000 if DEEP else 150
SEEDS_MAX = 12
"""The rarest planted fault shows in about one image of a hundred."""


@pytest.fixture(scope="module")
def library() -> Iterator[Path]:
    made = shim()
    if made is None:
        absent("There is no C compiler (Debian: gcc)")
    assert made is not None
    yield made
    made.unlink()


@pytest.mark.requirement("EV-3")
@pytest.mark.requirement("CG-7")
def test_no_file_that_was_acknowledged_is_lost_when_the_power_goes(library: Path) -> None:
    found = campaign(IMAGES, 1, library)
    print("\n", found)
    assert (found.lost, found.unhealed, found.listed) == (0, 0, 0)
    assert found.images == IMAGES
    assert found.told > 5 * IMAGES


@pytest.mark.parametrize("fault", [name for name in FAULTS if name])
def test_a_vault_that_forgets_to_sync_is_found(library: Path, fault: str) -> None:
    lost = 0
    for seed in range(1, SEEDS_MAX):
        found: Found = campaign(100, seed, library, fault)
        lost += found.lost
        if lost:
            break
    assert lost > 0


@pytest.mark.requirement("EV-3")
@pytest.mark.parametrize(
    ("number", "first", "count"),
    [
        (errno.ENOSPC, 6, 40), (errno.ENOSPC, 61, 1000), (errno.EIO, 30, 12), (errno.EMFILE, 12, 20),
    ],
)  # fmt: skip
def test_a_disk_that_says_no_costs_nothing_that_was_kept_and_all_is_well_again_afterwards(
    library: Path, number: int, first: int, count: int
) -> None:
    found = refusing(3, library, f"{first}:{number}:{count}")
    assert found.refused > 0
    assert (found.lost, found.listed, found.again) == (0, 0, 0)


def test_a_vault_that_writes_under_the_files_own_name_leaves_half_of_one_on_a_full_disk(library: Path) -> None:
    """The planted fault for a disk that says no."""
    tries = product(range(1, 6), (20, 33, 47))
    assert any(refusing(seed, library, f"{first}:28:100000", "in place").listed for seed, first in tries)
