"""Depositing: the original untouched, derivatives beside it, one item per person and bytes, quotas, custody."""

import hashlib
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from ombud.core.refusal import Refusal
from ombud.ledger.connection import rows
from ombud.vault import isolation, refusals
from ombud.vault.contents import contents_of
from ombud.vault.custody import hands
from ombud.vault.deposit import _write_down, deposit
from ombud.vault.intake import Intake
from ombud.vault.models import Custody, EvidenceFile
from ombud.vault.store import vault_store
from tests.vault import made

pytestmark = [pytest.mark.usefixtures("vault", "jail")]
PHOTO = made.photo(800, 600, comment=b"SECRET place")
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def kept(
    platform: int, data: bytes = PHOTO, filename: str = "mug.jpg", by: str = "ana", at: datetime = NOON
) -> EvidenceFile:
    deposited = deposit(platform, data, filename, by, at)
    assert not isinstance(deposited, Refusal), deposited
    return deposited.file


def nothing_is_kept(platform: int, vault: Path) -> bool:
    stored = [path for path in vault.rglob("*") if path.is_file()]
    return not (stored or EvidenceFile.objects.filter(platform=platform) or Custody.objects.filter(platform=platform))


@pytest.mark.requirement("EV-3")
def test_the_original_is_kept_byte_for_byte_and_its_pictures_beside_it(platform: int) -> None:
    file = EvidenceFile.objects.get(pk=(platform, kept(platform).id))
    assert file.sha256 == hashlib.sha256(PHOTO).hexdigest()
    assert contents_of(file).get(file.sha256) == PHOTO
    assert (file.size_bytes, file.media_type, file.filename) == (len(PHOTO), "image/jpeg", "mug.jpg")
    assert (file.width, file.height, file.pages, file.quarantined) == (800, 600, 1, False)
    assert (file.uploaded_by, file.uploaded_at) == ("ana", NOON)
    assert file.variants() == ("page-1",)
    for picture in file.pictures.values():
        shown = contents_of(file).get(picture["sha256"])
        assert b"SECRET" not in shown
        assert len(shown) == picture["size_bytes"]


def test_the_pages_of_a_document_are_named_in_their_order(platform: int) -> None:
    file = kept(platform, made.pdf(*[(90, 90)] * 12), "invoice.pdf")
    assert file.variants() == tuple(f"page-{number}" for number in range(1, 13))
    assert set(file.pictures) == {*file.variants(), "thumb"}


def test_the_file_is_named_for_commands_and_events(platform: int) -> None:
    file = kept(platform)
    named = file.as_named("photo")
    assert (named.file, named.kind, named.sha256, named.media_type) == (
        str(file.id),
        "photo",
        file.sha256,
        "image/jpeg",
    )


def test_the_same_bytes_from_the_same_person_are_one_item(platform: int) -> None:
    first = deposit(platform, PHOTO, "mug.jpg", "ana", NOON)
    again = deposit(platform, PHOTO, "other name.jpg", "ana", NOON + timedelta(hours=1))
    assert not isinstance(first, Refusal)
    assert not isinstance(again, Refusal)
    assert (first.already, again.already) == (False, True)
    assert again.file.id == first.file.id
    assert [(hand.act, hand.by) for hand in hands(first.file)] == [("put", "ana")]


def test_the_same_bytes_from_somebody_else_or_elsewhere_are_items_of_their_own(platform: int) -> None:
    first = kept(platform)
    assert kept(platform, by="ben").id != first.id
    assert kept(platform + 500_000).id != first.id


def test_a_race_of_the_same_bytes_ends_in_one_item(platform: int) -> None:
    first = kept(platform)
    late = EvidenceFile.objects.get(pk=first.pk)
    late.id = uuid4()  # as made by an upload that looked before the first one was written down
    store = vault_store()
    before, intake = set(store.digests()), Intake(platform, late.id, store)
    intake.put(PHOTO)
    again = _write_down(late, intake)
    assert (again.file.id, again.already) == (first.id, True)
    assert len(hands(first)) == 1
    assert set(store.digests()) == before


def test_a_refused_file_leaves_nothing(platform: int, vault: Path) -> None:
    assert deposit(platform, b"GIF89a", "a.jpg", "ana", NOON) == refusals.FORMAT_NOT_ALLOWED.given(format="GIF")
    assert deposit(platform, PHOTO[:-300], "a.jpg", "ana", NOON) == refusals.BROKEN_FILE
    assert nothing_is_kept(platform, vault)


def test_a_wrong_ending_or_a_lying_name_changes_nothing(platform: int) -> None:
    assert kept(platform, made.photo(kind="PNG"), "photo.jpg.exe").media_type == "image/png"


@pytest.mark.parametrize(("given", "stored"), [
    ("../../etc/passwd", "../../etc/passwd"),
    ("<script>.png", "<script>.png"),
    ("a\0b", "a\ufffdb"),
    ("\ud83d broken", "? broken"),
    ("投诉 📷.jpg", "投诉 📷.jpg"),
    ("x" * 300, "x" * 255),
    ("", ""),
])  # fmt: skip
def test_the_name_is_kept_as_given_and_never_used(platform: int, vault: Path, given: str, stored: str) -> None:
    kept(platform, filename=given)
    assert EvidenceFile.objects.get(platform=platform).filename == stored
    names = {path.name for path in vault.rglob("*") if path.is_file()}
    assert names == {blob for (blob,) in rows("SELECT blob FROM file_key WHERE platform = %s", (platform,))}


def test_the_day_s_number_of_files_is_bounded_by_person(platform: int, settings: Any) -> None:
    settings.OMBUD_EVIDENCE_QUOTA = {"files_max": 2}
    one, two, three = (made.photo(40 + size, 30) for size in range(3))
    kept(platform, one)
    kept(platform, two)
    assert deposit(platform, three, "c", "ana", NOON) == refusals.TOO_MANY_FILES.given(files_max=2)
    assert EvidenceFile.objects.filter(platform=platform).count() == 2
    kept(platform, one)  # already there: nothing more to count
    kept(platform, three, by="ben")
    kept(platform, three, at=NOON + timedelta(days=1))


def test_the_day_s_bytes_are_bounded_by_person(platform: int, settings: Any) -> None:
    settings.OMBUD_EVIDENCE_QUOTA = {"bytes_max": len(PHOTO) + 10}
    kept(platform)
    assert deposit(platform, made.photo(), "b", "ana", NOON) == refusals.TOO_MANY_BYTES.given(megabytes_max=0)


def test_the_limits_can_be_set(platform: int, settings: Any) -> None:
    settings.OMBUD_EVIDENCE_LIMITS = {"jpeg_bytes_max": 1000}
    answer = deposit(platform, made.photo(900, 900), "b", "ana", NOON)
    assert isinstance(answer, Refusal)
    assert answer.code == "too-large"


def test_without_a_safe_place_nothing_is_taken(platform: int, vault: Path, settings: Any) -> None:
    settings.OMBUD_JAILS = []
    assert not isolation.available()
    assert deposit(platform, PHOTO, "mug.jpg", "ana", NOON) == refusals.ISOLATION_MISSING
    assert nothing_is_kept(platform, vault)


@pytest.mark.parametrize("change", ["update custody set by = 'nobody'", "delete from custody", "truncate custody"])
def test_custody_can_only_be_added_to(platform: int, change: str) -> None:
    file = kept(platform)
    with pytest.raises(DatabaseError, match="custody"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)
    assert [hand.by for hand in hands(file)] == ["ana"]
