"""Machines that share nothing but the database find each other's pictures, and forget them together."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

pytest.importorskip("cv2")

from ombud.lab.copies.description import describe
from ombud.lab.copies.gallery import Gallery
from ombud.lab.picture import Picture
from ombud.ledger.connection import connection, rows
from ombud.ledger.renewing import renew, standing
from ombud.vault.screening import carry_out, known
from ombud.vault.screening.gallery import folder_of, forget, gallery_of, keep_abreast, plain_of
from tests.cast import world
from tests.shared_data import absent
from tests.vault.test_screening import alone, by_name, jpeg, photo, put_forward, quick, reads, screened
from tests.vault.weed import bucket, program, seaweed

__all__ = ["alone"]
pytestmark = pytest.mark.usefixtures("alone", "vault")


def described(number: int) -> bytes:
    return describe(Picture(jpeg(photo(number))))


class Machines:
    """Two data folders, of which one is this machine's at a time."""

    def __init__(self, settings: Any, place: Path) -> None:
        self._settings, self._place = settings, place

    def at(self, number: int) -> None:
        self._settings.VAULT = self._place / f"machine-{number}" / "vault"


@pytest.fixture
def machines(settings: Any, tmp_path: Path) -> Machines:
    return Machines(settings, tmp_path)


def known_to_all(platform: int, number: int) -> UUID:
    """A picture that some machine made known."""
    file = UUID(int=platform * 100 + number)
    with connection().transaction():
        known.hold(platform)
        known.put(platform, file, described(number))
    return file


@pytest.fixture
def s3(settings: Any, tmp_path: Path) -> Iterator[None]:
    if program() is None:
        absent("no SeaweedFS here")
    with seaweed(tmp_path / "weed") as endpoint:
        settings.VAULT_S3 = bucket(endpoint, "pictures")
        yield


@pytest.mark.requirement("PD-7")
@pytest.mark.usefixtures("jail", "s3")
def test_two_workers_on_two_machines_with_one_store_find_each_other_s_pictures(machines: Machines) -> None:
    made = world()
    first, second = put_forward(made, jpeg(photo(0))), put_forward(made, jpeg(photo(0), 60), "o-2")
    for machine in (1, 2):
        machines.at(machine)
        assert carry_out.screen_next(look=quick, read=reads)
        assert not (machines._place / f"machine-{machine}" / "vault").exists(), "the bytes lie in the bucket"
    told = [by_name(screened(made, one))["seen-before"] for one in (first, second)]
    assert [one.source for one in told[1].matches] == [first]
    assert [one.source for one in told[0].matches] == [second]
    machines.at(2)
    forget(made.platform.pk, UUID(second))
    machines.at(1)
    assert keep_abreast() >= 1
    assert gallery_of(made.platform.pk).ids() == [first]


def test_a_gallery_that_is_lost_or_of_a_new_machine_is_made_from_the_database(
    machines: Machines, platform: int
) -> None:
    files = [known_to_all(platform, number) for number in range(3)]
    forget(platform, files[1])
    for machine in (1, 2):
        machines.at(machine)
        gallery = gallery_of(platform)
        assert gallery.ids() == [str(files[0]), str(files[2])]
        assert gallery.described(str(files[2])) == described(2)
    shutil.rmtree(folder_of(platform))
    assert len(gallery_of(platform)) == 2
    assert not known.since(platform, known.head(platform))


def test_after_an_older_database_was_brought_back_the_gallery_is_made_anew(machines: Machines, platform: int) -> None:
    machines.at(1)
    first, second = known_to_all(platform, 0), known_to_all(platform, 1)
    assert gallery_of(platform).ids() == [str(first), str(second)]
    connection().execute("DELETE FROM picture_known WHERE platform = %s AND n > 1", (platform,))
    connection().execute("UPDATE picture_head SET n = 1 WHERE platform = %s", (platform,))
    assert gallery_of(platform).ids() == [str(first)]


def test_what_one_machine_alone_had_before_is_made_known_to_all(machines: Machines, platform: int) -> None:
    machines.at(1)
    own = Gallery.open(plain_of(platform))
    own.add_described(str(UUID(int=5)), described(0))
    assert gallery_of(platform).ids() == [str(UUID(int=5))]
    assert not plain_of(platform).exists()
    machines.at(2)
    assert gallery_of(platform).ids() == [str(UUID(int=5))]


def test_of_two_that_write_at_once_nothing_is_passed_over(machines: Machines, platform: int) -> None:
    """A number is given with the head held, so none is seen before a smaller one."""
    import psycopg
    from django.conf import settings

    machines.at(1)
    known_to_all(platform, 0)
    with connection().transaction():
        known.hold(platform)
        with psycopg.connect(settings.DATABASE_URL, autocommit=True) as another, another.transaction():
            another.execute("SET LOCAL lock_timeout = '50ms'")
            with pytest.raises(psycopg.errors.LockNotAvailable), another.transaction():
                another.execute(known.HOLD, (platform,))


def test_it_lies_encrypted_in_the_database_and_opens_nowhere_else(settings: Any, platform: int) -> None:
    file = known_to_all(platform, 0)
    kept = bytes(rows("SELECT described FROM picture_known WHERE platform = %s", (platform,))[0][0])
    assert described(0)[:200] not in kept
    assert known.since(platform, 0)[0].described == described(0)
    other = known_to_all(platform, 1)
    moved = (
        "UPDATE picture_known SET key = (SELECT key FROM picture_known WHERE file = %s), described = %s WHERE file = %s"
    )
    connection().execute(moved, (file, kept, other))
    assert [bool(one.described) for one in known.since(platform, 0)] == [True, False]
    old = list(settings.WORD_KEYS)
    settings.WORD_KEYS = ["the key of the second year", *old]
    assert standing(known.KEYS).behind >= 1
    renew(known.KEYS)
    settings.WORD_KEYS = ["the key of the second year"]
    assert known.since(platform, 0)[0].described == described(0)
    settings.WORD_KEYS = [*old, "the key of the second year"]
    renew(known.KEYS)
