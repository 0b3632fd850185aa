"""A cover is a layer: black in every copy that people are shown, the original as it came, and nothing ever removed."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from ombud.core.refusal import Refusal
from ombud.core.shapes import Shape
from ombud.vault.access import BARE, NotFound, read_grant, signed_picture_url
from ombud.vault.contents import contents_of
from ombud.vault.deposit import Deposited, deposit
from ombud.vault.models import EvidenceFile, Redaction
from ombud.vault.redact import Author, Layer, cover, layers, lift
from tests.vault import made

NOON = datetime(2026, 3, 9, 12, tzinfo=UTC)
ANA, STAFF = Author(id="ana", party="consumer"), Author(id="rita", party="platform")
LEFT = Shape(kind="rectangle", left=1000, top=1000, width=2000, height=5000)
RIGHT = Shape(kind="ellipse", left=6000, top=2000, width=3000, height=3000)
WHY = "A telephone number."


@pytest.fixture
def file(platform: int, vault: Path) -> EvidenceFile:
    kept = deposit(platform, made.photo(400, 300, "PNG"), "a.png", "ana", NOON)
    assert isinstance(kept, Deposited), kept
    return kept.file


def shown(file: EvidenceFile, variant: str = "page-1") -> Any:
    """The pixels that people see now."""
    again = EvidenceFile.objects.get(platform=file.platform, id=file.id)
    return made.opened(contents_of(again).get(again.pictures[variant]["sha256"])).convert("RGB")


def dark(picture: Any, x: int, y: int) -> bool:
    return sum(picture.getpixel((x, y))) < 40


def laid(file: EvidenceFile, shape: Shape, by: Author = ANA) -> Layer:
    layer = cover(file, {"page-1": (shape,)}, by, WHY, NOON)
    assert isinstance(layer, Layer), layer
    return layer


def test_what_is_covered_is_black_in_picture_and_thumbnail_and_the_rest_is_as_it_was(file: EvidenceFile) -> None:
    laid(file, LEFT)
    assert dark(shown(file), 80, 100)
    assert not dark(shown(file), 300, 100)
    assert dark(shown(file, "thumb"), 64, 80)


def test_the_original_stays_and_every_copy_names_what_it_was_made_of(file: EvidenceFile) -> None:
    before = file.sha256
    laid(file, LEFT)
    row = Redaction.objects.get(platform=file.platform, file=file.id)
    assert (row.sha256, row.transform, row.act, row.by, row.reason) == (before, file.transform, "cover", "ana", WHY)
    assert contents_of(file).get(before) == made.photo(400, 300, "PNG")


def test_covers_add_up_and_each_is_lifted_by_a_row_more(file: EvidenceFile) -> None:
    first, second = laid(file, LEFT), laid(file, RIGHT, STAFF)
    picture = shown(file)
    assert dark(picture, 80, 100)
    assert dark(picture, 300, 105)
    assert isinstance(lift(file, first.id, ANA, WHY, NOON), Layer)
    picture = shown(file)
    assert not dark(picture, 80, 100)
    assert dark(picture, 300, 105)
    assert [one.id for one in layers(file)] == [second.id]
    assert isinstance(lift(file, second.id, STAFF, WHY, NOON), Layer)
    assert not dark(shown(file), 300, 105)
    assert Redaction.objects.filter(platform=file.platform, file=file.id).count() == 4


@pytest.mark.parametrize(("covers", "reason", "expected"), [
    ({}, WHY, "nothing-covered"),
    ({"page-2": (LEFT,)}, WHY, "no-such-page"),
    ({"thumb": (LEFT,)}, WHY, "no-such-page"),
    ({"page-1": (Shape(kind="ellipse", left=9000, top=0, width=2000, height=10),)}, WHY, "no-such-page"),
    ({"page-1": (LEFT,)}, " ", "reason-missing"),
    ({"page-1": (LEFT,)}, "x" * 501, "reason-too-long"),
])  # fmt: skip
def test_a_cover_without_a_place_or_a_reason_is_refused(
    file: EvidenceFile, covers: Any, reason: str, expected: str
) -> None:
    outcome = cover(file, covers, ANA, reason, NOON)
    assert isinstance(outcome, Refusal)
    assert outcome.code == expected
    assert not Redaction.objects.filter(platform=file.platform).exists()


def test_a_cover_that_is_gone_cant_be_lifted_again(file: EvidenceFile) -> None:
    layer = laid(file, LEFT)
    lift(file, layer.id, ANA, WHY, NOON)
    again = lift(file, layer.id, ANA, WHY, NOON)
    assert isinstance(again, Refusal)
    assert again.code == "no-such-layer"


def test_the_database_itself_refuses_to_change_or_remove_a_row(file: EvidenceFile) -> None:
    laid(file, LEFT)
    held = Redaction.objects.filter(platform=file.platform)
    for change in (lambda: held.update(reason="other"), held.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_an_old_link_shows_the_cover_and_only_one_given_for_a_reason_shows_what_is_below(file: EvidenceFile) -> None:
    before = file.pictures["page-1"]["sha256"]
    old = signed_picture_url(file, "page-1", "boris").rpartition("/")[2]
    laid(file, LEFT)
    seen, grant = read_grant("picture", old)
    assert seen.pictures[grant.variant]["sha256"] != before
    bare = signed_picture_url(file, f"{BARE}page-1", "rita", reason="Complaint 7").rpartition("/")[2]
    _, grant = read_grant("picture", bare)
    assert (grant.variant, grant.reason) == ("bare-page-1", "Complaint 7")
    with pytest.raises(NotFound):
        signed_picture_url(file, f"{BARE}page-9", "rita")


def test_a_page_of_a_document_is_covered_by_itself(platform: int, vault: Path) -> None:
    kept = deposit(platform, made.pdf((200, 100), (200, 100)), "a.pdf", "ana", NOON)
    assert isinstance(kept, Deposited)
    outcome = cover(kept.file, {"page-2": (LEFT,)}, ANA, WHY, NOON)
    assert isinstance(outcome, Layer)
    first, second = shown(kept.file), shown(kept.file, "page-2")
    assert dark(second, second.width // 5, second.height // 3)
    assert not dark(first, first.width // 5, first.height // 3)
