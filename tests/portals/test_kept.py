"""Pages of what is kept for an order: keeping, letting go, drawing on it, covering a place, and who had it in hand."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings

from ombud.desk import clock
from ombud.desk.access_order_vault import access_order_vault
from ombud.desk.handle import Done
from ombud.vault.models import Custody, EvidenceFile
from tests.cast import World, a_filing, an_order, world
from tests.portals.clients import signed_in
from tests.vault import made as files

MINE, THEIRS = "/orders/o-1/kept", "/merchant/orders/o-1/kept"


@pytest.fixture
def made(tmp_path: Path, settings: Any) -> World:
    settings.VAULT = tmp_path
    its = world("weidian")
    bought = clock.now() - timedelta(days=5)
    an_order(its, purchased_at=bought.isoformat())
    return its


def a_picture(name: str = "crack.png", side: int = 300) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, files.photo(side, 200, "PNG"))


def kept(made: World, client: Client, url: str = MINE, **more: Any) -> str:
    """Keep one picture by the page; its id."""
    answer = client.post(url, {"photos": a_picture(), "kind": "other", "shown": "own", "words": "As it came.", **more})
    assert answer.status_code == 302, answer.content.decode()
    return str(EvidenceFile.objects.filter(platform=made.platform.pk).latest("uploaded_at").id)


def taken(link: str) -> Any:
    """What the evidence origin answers to a link."""
    with override_settings(ROOT_URLCONF="ombud.site.evidence_urls"):
        return Client().get("/" + link.split("/", 3)[3])


def page(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, url
    return answer.content.decode()


@pytest.mark.requirement("CG-7")
def test_a_consumer_keeps_a_picture_and_finds_it_with_its_dates(made: World) -> None:
    ana = signed_in(made, "ana")
    assert "Nothing is kept yet" in page(ana, MINE)
    file = kept(made, ana)
    shown = page(ana, MINE)
    assert "As it came." in shown
    assert "crack.png" in shown
    assert "Only your side sees it" in shown
    assert re.search(r"Kept on .*ends on ", shown, re.DOTALL)
    whole = page(ana, f"/kept/{file}/o-1")
    assert EvidenceFile.objects.get(platform=made.platform.pk, id=file).sha256 in whole
    assert "Brought it" in whole
    assert MINE in page(ana, "/orders/o-1")


@pytest.mark.requirement("CG-7")
def test_a_shop_keeps_its_own_and_nobody_sees_the_other_s(made: World) -> None:
    ana, boris = signed_in(made, "ana"), signed_in(made, "boris")
    file = kept(made, ana)
    kept(made, boris, THEIRS, words="How it was packed.")
    assert "How it was packed." in page(boris, THEIRS)
    assert "As it came." not in page(boris, THEIRS)
    for other in ("boris", "rita", "sam", "other"):
        assert signed_in(made, other).get(f"/kept/{file}/o-1").status_code == 404
        assert signed_in(made, other).get(f"/kept/cover/{file}/o-1").status_code == 404
    for stranger in ("other", "sam"):
        assert signed_in(made, stranger).get(MINE).status_code == 404


def test_what_is_kept_for_both_is_seen_by_the_other_side_and_the_platform(made: World) -> None:
    file = kept(made, signed_in(made, "ana"), shown="all")
    assert "As it came." in page(signed_in(made, "boris"), THEIRS)
    assert file in page(signed_in(made, "boris"), THEIRS)
    assert "Through whose hands it went" in page(signed_in(made, "rita"), f"/kept/{file}/o-1")


def test_a_keeper_lets_go_of_one(made: World) -> None:
    ana = signed_in(made, "ana")
    file = kept(made, ana)
    assert ana.post(MINE, {"let_go": file}).status_code == 302
    assert "Nothing is kept yet" in page(ana, MINE)
    assert ana.post(MINE, {"let_go": file}).status_code == 422
    assert ana.post(MINE, {"let_go": "nonsense"}).status_code == 404


def test_keeping_nothing_says_what_is_missing_and_the_same_twice_keeps_the_first_date(made: World) -> None:
    ana = signed_in(made, "ana")
    assert "Choose at least one file" in ana.post(MINE, {"kind": "other"}).content.decode()
    kept(made, ana)
    again = ana.post(MINE, {"photos": a_picture("again.png"), "kind": "other"})
    assert again.status_code == 422
    assert "its first date stands" in again.content.decode()


@pytest.mark.requirement("CG-7")
def test_evidence_in_a_case_is_drawn_from_what_is_kept_and_shows_its_earlier_date_to_all(made: World) -> None:
    ana = signed_in(made, "ana")
    file = kept(made, ana)
    filed = made.do("complaint.file", "", made.ana, clock.now(), **a_filing())
    assert isinstance(filed, Done)
    form = page(ana, f"/complaints/{filed.number}/evidence")
    assert f'value="{file}"' in form
    done = ana.post(f"/complaints/{filed.number}/evidence", {"kept": file, "words": "It was cracked."})
    assert done.status_code == 302, done.content.decode()
    seen = access_order_vault(made.platform.pk, "o-1", made.rita)
    assert [(one.file, one.drawn) for one in seen.others] == [(file, (filed.id,))]
    for reader in ("ana", "boris", "rita"):
        assert "Kept since" in page(signed_in(made, reader), f"/evidence/{filed.number}/{file}")


def test_a_shop_draws_on_what_it_kept_too(made: World) -> None:
    boris = signed_in(made, "boris")
    file = kept(made, boris, THEIRS)
    filed = made.do("complaint.file", "", made.ana, clock.now(), **a_filing())
    url = f"/merchant/complaints/{filed.number}/evidence"
    assert f'value="{file}"' in page(boris, url)
    done = boris.post(url, {"kept": file, "words": "Packed well.", "kind": "other"})
    assert done.status_code == 302, done.content.decode()
    assert access_order_vault(made.platform.pk, "o-1", made.boris).own[0].drawn == (filed.id,)


def test_a_picture_of_a_case_is_kept_in_two_steps(made: World) -> None:
    boris, ana = signed_in(made, "boris"), signed_in(made, "ana")
    shown = kept(made, boris, THEIRS)
    filed = made.do("complaint.file", "", made.ana, clock.now(), **a_filing())
    assert ana.get(f"/keep-picture?file={shown}&order=o-1").status_code == 404
    boris.post(f"/merchant/complaints/{filed.number}/evidence", {"kept": shown, "words": "Look.", "kind": "other"})
    assert "It stays with you" in page(ana, f"/keep-picture?file={shown}&order=o-1")
    assert ana.post(f"/keep-picture?file={shown}&order=o-1", {"kind": "other"}).status_code == 302
    assert shown in page(ana, MINE)
    assert signed_in(made, "rita").get(f"/keep-picture?file={shown}&order=o-1").status_code == 404


def in_a_case(made: World) -> tuple[str, str]:
    """A complaint with one picture of Ana's: its number, and the picture's id."""
    file = kept(made, signed_in(made, "ana"))
    filed = made.do("complaint.file", "", made.ana, clock.now(), **a_filing(files=[{"file": file, "kind": "other"}]))
    assert isinstance(filed, Done)
    return filed.number, file


PLACE = "ellipse,1000,1000,2000,3000"


def test_whoever_brought_a_picture_covers_a_place_and_all_see_that_it_is_covered(made: World) -> None:
    number, file = in_a_case(made)
    ana, boris = signed_in(made, "ana"), signed_in(made, "boris")
    url, before = (
        f"/evidence/{number}/{file}/cover",
        EvidenceFile.objects.get(platform=made.platform.pk, id=file).pictures,
    )
    assert boris.get(url).status_code == 404
    assert "What to cover" in page(ana, url)
    assert ana.post(url, {"places": PLACE, "reason": ""}).status_code == 422
    assert ana.post(url, {"places": "", "reason": "My number"}).status_code == 422
    assert ana.post(url, {"places": PLACE, "reason": "My number"}).status_code == 302
    held = EvidenceFile.objects.get(platform=made.platform.pk, id=file)
    assert held.pictures != before
    assert held.uncovered == before
    for reader in ("ana", "boris", "rita"):
        assert "My number" in page(signed_in(made, reader), f"/evidence/{number}/{file}")
    layer = re.search(r'name="lift" value="([^"]+)"', page(ana, url))
    assert layer
    assert ana.post(url, {"lift": layer[1], "reason": "By mistake"}).status_code == 302
    assert EvidenceFile.objects.get(platform=made.platform.pk, id=file).pictures == before


def test_a_party_cant_take_off_what_the_staff_covered(made: World) -> None:
    number, file = in_a_case(made)
    url = f"/evidence/{number}/{file}/cover"
    assert signed_in(made, "rita").post(url, {"places": PLACE, "reason": "A stranger’s face"}).status_code == 302
    shown = page(signed_in(made, "ana"), url)
    assert "A stranger’s face" in shown
    assert 'name="lift"' not in shown
    layer = re.search(r'name="lift" value="([^"]+)"', page(signed_in(made, "rita"), url))
    assert layer
    assert signed_in(made, "ana").post(url, {"lift": layer[1], "reason": "x"}).status_code == 404


def test_the_staff_get_an_original_only_for_a_reason_and_both_are_on_the_custody_page(made: World) -> None:
    number, file = in_a_case(made)
    rita, url = signed_in(made, "rita"), f"/evidence/{number}/{file}/custody"
    assert rita.get(f"/evidence/{number}/{file}?original")["Location"] == url
    assert rita.post(url, {"reason": " "}).status_code == 200
    link = rita.post(url, {"reason": "To compare the metadata"})
    assert link.status_code == 302
    answer = taken(link["Location"])
    assert answer["Content-Disposition"].startswith("attachment")
    taken(link["Location"])
    shown = page(rita, url)
    assert shown.count("To compare the metadata") == 1, "what one hand did again and again is one line"
    assert "2 times" in shown
    assert "Took the original" in shown
    assert "林安娜" in shown
    mine = page(signed_in(made, "ana"), url)
    assert "Brought it" in mine
    assert "To compare the metadata" not in mine
    assert signed_in(made, "boris").get(url).status_code == 404
    assert signed_in(made, "ana").post(url, {"reason": "x"}).status_code == 404


def test_the_staff_look_below_a_cover_only_for_a_reason(made: World) -> None:
    number, file = in_a_case(made)
    signed_in(made, "ana").post(f"/evidence/{number}/{file}/cover", {"places": PLACE, "reason": "My number"})
    url = f"/evidence/{number}/{file}/custody"
    assert "Look below the cover" in page(signed_in(made, "rita"), url)
    link = signed_in(made, "rita").post(url, {"reason": "Is it the same number?", "below": "bare-page-1"})
    assert taken(link["Location"]).status_code == 200
    last = Custody.objects.filter(platform=made.platform.pk, file=file).latest("at")
    assert (last.act, last.variant, last.by, last.reason) == ("saw", "bare-page-1", "rita", "Is it the same number?")


def test_a_video_is_kept_and_taken_as_a_file_by_the_parties_of_its_case(made: World) -> None:
    ana = signed_in(made, "ana")
    video = SimpleUploadedFile("leak.mp4", b"\0\0\0\x18ftypisom" + bytes(1000))
    assert ana.post(MINE, {"photos": video, "kind": "other"}).status_code == 302
    held = EvidenceFile.objects.get(platform=made.platform.pk)
    assert (held.media_type, held.pictures) == ("video/mp4", {})
    named = [{"file": str(held.id), "kind": "other"}]
    filed = made.do("complaint.file", "", made.ana, clock.now(), **a_filing(files=named))
    shown = page(signed_in(made, "boris"), f"/evidence/{filed.number}/{held.id}")
    assert "can’t be shown here" in shown
    link = signed_in(made, "boris").get(f"/evidence/{filed.number}/{held.id}?original")
    answer = taken(link["Location"])
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"] == 'attachment; filename="leak.mp4"'


def test_no_video_is_taken_where_pictures_are_shown(made: World) -> None:
    boris = signed_in(made, "boris")
    boris.post(THEIRS, {"photos": SimpleUploadedFile("a.mp4", b"\0\0\0\x18ftypisom" + bytes(50))})
    video = EvidenceFile.objects.get(platform=made.platform.pk, uploaded_by="boris")
    fields = {
        "title": "Mug",
        "price": 100,
        "currency": "CNY",
        "after_sales": "Seven days.",
        "files": [{"file": str(video.id)}],
    }
    refused = made.do("product.list", "", made.boris, **fields)
    assert refused.code == "no-video-here"
