"""Keeping evidence for an order through the desk: dated, the keeper's own, and drawn on in one act with the case."""

import uuid
from datetime import datetime, timedelta
from typing import Any

import pytest

from ombud.core.refusal import Refusal
from ombud.desk.access_order_vault import access_order_vault, kept_for
from ombud.desk.handle import Act, Done, NotFound
from ombud.desk.handle_many import handle_many
from ombud.desk.rebuild import rebuild
from ombud.reads.order_vault_item import of_consumer, of_files
from ombud.vault.models import EvidenceFile
from tests.cast import MONDAY, World, a_filing, an_order, world

MINE, THEIRS = "o-1:consumer", "o-1:merchant"


@pytest.fixture
def made() -> World:
    its = world("weidian")
    an_order(its)
    return its


def a_file(made: World, by: str, at: datetime = MONDAY) -> str:
    """A picture as the vault knows it; its bytes don't matter here."""
    id = uuid.uuid4()
    EvidenceFile.objects.create(
        platform=made.platform.pk, id=id, sha256=id.hex * 2, size_bytes=1, media_type="image/jpeg", filename="a.jpg",
        width=1, height=1, pages=1, pictures={}, uploaded_by=by, uploaded_at=at,
    )  # fmt: skip
    return str(id)


def keep(made: World, by: Any, id: str, *files: str, **more: Any) -> Any:
    return made.do("order_vault.keep", id, by, files=[{"file": one, "kind": "other"} for one in files], **more)


@pytest.mark.requirement("CG-7")
def test_what_is_kept_is_there_with_its_date_before_there_is_any_dispute(made: World) -> None:
    file = a_file(made, "ana")
    assert isinstance(keep(made, made.ana, MINE, file, words="The seller said so."), Done)
    (item,) = access_order_vault(made.platform.pk, "o-1", made.ana, MONDAY).own
    assert (item.file, item.kept_at, item.sha256) == (file, MONDAY, uuid.UUID(file).hex * 2)
    assert item.until > MONDAY + timedelta(days=179)
    start = (MONDAY, "")
    assert [one.file for one in of_consumer(made.platform.pk, "ana", start, 10)] == [file]


def test_neither_the_other_side_nor_the_platform_nor_a_stranger_sees_what_one_side_keeps(made: World) -> None:
    keep(made, made.ana, MINE, a_file(made, "ana"))
    shared = a_file(made, "ana")
    keep(made, made.ana, MINE, shared, shown="all")
    for other in (made.boris, made.rita):
        seen = access_order_vault(made.platform.pk, "o-1", other, MONDAY)
        assert [one.file for one in (*seen.own, *seen.others)] == [shared]
    for stranger in (made.other, made.sam):
        with pytest.raises(NotFound):
            access_order_vault(made.platform.pk, "o-1", stranger, MONDAY)


def test_a_file_of_somebody_else_cant_be_kept(made: World) -> None:
    refused = keep(made, made.ana, MINE, a_file(made, "boris"))
    assert isinstance(refused, Refusal)
    assert refused.code == "file-unknown"


def test_a_complaint_that_names_what_is_kept_draws_on_it_in_the_same_act(made: World) -> None:
    file, other = a_file(made, "ana"), a_file(made, "ana")
    keep(made, made.ana, MINE, file, other)
    filed = made.do("complaint.file", "", made.ana, MONDAY, **a_filing(files=[{"file": file, "kind": "other"}]))
    assert isinstance(filed, Done)
    seen = access_order_vault(made.platform.pk, "o-1", made.rita, MONDAY)
    assert [(one.file, one.drawn) for one in seen.others] == [(file, (filed.id,))]
    assert of_files(made.platform.pk, "o-1", [file, other])[file].drawn
    assert kept_for(made.platform.pk, "o-1", [file, other]).keys() == {file}
    assert not [one for one in rebuild(replace=False, platform=made.platform.pk) if "vault" in one.table]


def test_a_colleague_can_draw_on_what_another_member_of_the_shop_kept(made: World) -> None:
    file = a_file(made, "boris")
    keep(made, made.boris, THEIRS, file)
    filed = made.do("complaint.file", "", made.ana, **a_filing())
    colleague = made.boris.__class__(id="bea", shop="mugs", rights=("answer",))
    named = [{"file": file, "kind": "other"}]
    done = made.do("complaint.submit", filed.id, colleague, words="See here.", files=named)
    assert isinstance(done, Done), done
    elsewhere = made.do("complaint.submit", filed.id, made.ana, words="Mine.", files=named)
    assert isinstance(elsewhere, Refusal)


def test_a_side_can_keep_what_it_sees_in_a_case_of_the_order(made: World) -> None:
    shown = a_file(made, "boris")
    filed = made.do("complaint.file", "", made.ana, **a_filing())
    made.do("complaint.submit", filed.id, made.boris, words="Packed well.", files=[{"file": shown, "kind": "other"}])
    assert isinstance(keep(made, made.ana, MINE, shown), Done)


def test_many_at_once_leave_the_same(made: World) -> None:
    files = [a_file(made, "ana") for _ in range(2)]
    acts = [
        Act(
            made.platform.pk, "order_vault.keep", MINE, made.ana, {"files": [{"file": one, "kind": "other"}]}, at=MONDAY
        )
        for one in files
    ]
    assert all(isinstance(one, Done) for one in handle_many(acts))
    assert [one.file for one in access_order_vault(made.platform.pk, "o-1", made.ana, MONDAY).own] == files


def test_after_its_end_nobody_is_shown_it_though_no_timer_ran(made: World) -> None:
    keep(made, made.ana, MINE, a_file(made, "ana"), shown="all")
    later = MONDAY + timedelta(days=400)
    for reader in (made.ana, made.boris, made.rita):
        seen = access_order_vault(made.platform.pk, "o-1", reader, later)
        assert (*seen.own, *seen.others) == ()


@pytest.mark.requirement("CG-7")
@pytest.mark.requirement("PD-4")
def test_proof_of_a_report_that_its_side_kept_is_drawn_on_only_where_both_sides_see_the_report(made: World) -> None:
    picture, cap = a_file(made, "ana"), 3
    filed = made.do("complaint.file", "", made.ana, MONDAY, **a_filing(files=[{"file": picture, "kind": "other"}]))
    proofs = [a_file(made, "boris") for _ in range(cap + 1)]
    keep(made, made.boris, THEIRS, *proofs)
    for proof in proofs:
        claims = [{"claim": "from-web", "links": ["https://example.org/a.jpg"], "files": [{"file": proof}]}]
        fields = {"order": "o-1", "file": picture, "claims": claims, "words": "It is a stock photo."}
        assert isinstance(made.do("evidence_report.file", "", made.boris, MONDAY, **fields), Done)
    seen = access_order_vault(made.platform.pk, "o-1", made.rita, MONDAY)
    assert [(one.file, one.drawn) for one in seen.others] == [(one, (filed.id,)) for one in proofs[:cap]]
    assert not [one for one in rebuild(replace=False, platform=made.platform.pk) if "vault" in one.table]
