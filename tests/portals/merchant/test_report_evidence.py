"""M10 and M12: a shop reports a consumer's picture as fake, and follows what it reported."""

import re
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.test import Client

from ombud.core.complaint.state import Complaint
from ombud.desk import clock
from ombud.desk.access_evidence_report import access_evidence_report
from ombud.desk.handle import Done
from tests.cast import World, a_filing, an_order, world
from tests.portals.clients import signed_in
from tests.portals.merchant.console import a_photo, needs_uploads, read, refused, sent, state

pytestmark = needs_uploads
CRACK = "ellipse,5000,4000,1500,2500"
EDITED = {"claims": ["", "edited"], "shapes": ["", CRACK], "words": "The crack was drawn in."}


def accused(made: World, order: str = "o-1") -> tuple[Complaint, str]:
    """A case with a picture of Ana's, and that picture's id."""
    now = clock.now()
    an_order(made, order, purchased_at=(now - timedelta(days=9)).isoformat())
    photo = uploaded(signed_in(made, "ana"), a_photo())
    files = [{"file": photo}]
    done = made.do("complaint.file", "", made.ana, now - timedelta(hours=5), **a_filing(order, files=files))
    assert isinstance(done, Done), done
    return state(made, done), photo


def uploaded(client: Client, photo: Any) -> str:
    """A photo that somebody uploaded; its id."""
    return str(client.post("/uploads", {"file": photo}).json()["id"])


def new(file: str, order: str = "o-1", page: str = "") -> str:
    return f"/merchant/evidence-reports/new{page}?{urlencode({'file': file, 'order': order})}"


def reported(client: Client, file: str, fields: Any, order: str = "o-1") -> str:
    """A report through both pages; where it is seen afterwards."""
    sent(client, new(file, order), fields, to=new(file, order, "/check"))
    answer = client.post(new(file, order, "/check"), {"act_key": fields["words"]})
    assert answer.status_code == 302
    return str(answer.headers["Location"])


@pytest.mark.requirement("PD-2")
@pytest.mark.requirement("PD-3")
def test_a_report_with_several_claims_is_made_looked_over_and_sent() -> None:
    made = world("weidian")
    case, photo = accused(made)
    boris = signed_in(made, "boris")
    exhibit = read(boris, f"/evidence/{case.number}/{photo}")
    assert f'href="{new(photo).replace("&", "&amp;")}"' in exhibit
    form = read(boris, new(photo))
    assert "This order takes 3 reports" in form
    assert "Put everything you know of this picture into one report" in form
    fields = {**EDITED, "claims": ["", "edited", "from-web", "not-ours"], "links": "https://example.com/mug.jpg"}
    body = refused(boris, new(photo), fields)
    assert "real photo of yours" in body
    assert "The crack was drawn in." in body, "what was typed stays"
    assert f'value="{CRACK}"' in body
    sent(boris, new(photo), {**fields, "photos-own": a_photo("ours.jpg", "blue")}, to=new(photo, page="/check"))
    check = read(boris, new(photo, page="/check"))
    for words in ("Edited", "Taken from elsewhere", "Not this shop’s goods", "https://example.com/mug.jpg"):
        assert words in check
    assert "<ellipse" in check
    answer = boris.post(new(photo, page="/check"), {"act_key": "one"})
    where = answer.headers["Location"]
    number = where.rpartition("/")[2]
    report = access_evidence_report(made.platform.pk, number, made.boris).report
    assert [one.claim for one in report.claims] == ["from-web", "edited", "not-ours"]
    shape = report.claims[1].shapes[0]
    assert (shape.kind, shape.left, shape.top, shape.width, shape.height) == ("ellipse", 5000, 4000, 1500, 2500)
    assert len(report.claims[2].files) == 1
    page = read(boris, where)
    assert "The consumer may say what they think of it" in page
    assert number in read(boris, "/merchant/evidence-reports")
    assert "2 reports are left for this order" in read(boris, new(photo))


@pytest.mark.requirement("PD-3")
def test_what_is_ticked_decides_which_proof_is_needed_and_a_draft_survives() -> None:
    made = world("weidian")
    _case, photo = accused(made)
    boris = signed_in(made, "boris")
    for claims, lacks in (
        ([], "tick at least one"),
        (["edited"], "no place on it is marked"),
        (["from-web"], "where the original stands"),
        (["not-ours"], "real photo of yours"),
    ):
        assert lacks in refused(boris, new(photo), {"claims": ["", *claims], "words": "See for yourself."})
    again = read(boris, new(photo))
    assert "See for yourself." in again
    assert re.search(r'value="not-ours" checked', again)


@pytest.mark.requirement("PD-4")
def test_at_the_cap_it_is_said_and_what_is_sent_is_kept_as_a_note() -> None:
    made = world("pinduoduo")
    _case, photo = accused(made)
    boris = signed_in(made, "boris")
    for n in range(3):
        reported(boris, photo, {**EDITED, "words": f"Look {n}."})
    form = read(boris, new(photo))
    assert "The limit for this order is reached" in form
    assert "You needn’t repeat" in form
    where = reported(boris, photo, {**EDITED, "words": "Once more."})
    page = read(boris, where)
    assert "It is kept as a note to the case" in page
    report = access_evidence_report(made.platform.pk, where.rpartition("/")[2], made.boris).report
    assert report.stage == "beyond-cap"


@pytest.mark.requirement("PD-5")
def test_where_the_platform_says_no_result_a_shop_reads_received_and_no_more() -> None:
    made = world("pinduoduo")
    case, photo = accused(made)
    boris = signed_in(made, "boris")
    where = reported(boris, photo, EDITED)
    report = access_evidence_report(made.platform.pk, where.rpartition("/")[2], made.rita).report
    answer = made.do(
        "evidence_report.answer", report.id, made.ana, clock.now(), stance="admits", words="It is an old one."
    )
    assert isinstance(answer, Done), answer
    done = made.do(
        "evidence_report.conclude", report.id, made.rita, clock.now(),
        results=[{"claim": "edited", "result": "found", "words": "The lines end in the air."}],
        relied_on=["own-comparison"], words="Drawn by hand.",
    )  # fmt: skip
    assert isinstance(done, Done), done
    for page in (read(boris, where), read(boris, "/merchant/evidence-reports")):
        assert "Received" in page
        assert "doesn’t say what a single report came to" in page
        for hidden in ("Found", "Drawn by hand.", "It is an old one.", "lines end in the air", "Concluded"):
            assert hidden not in page, hidden
    assert case.number in read(boris, where)


@pytest.mark.requirement("PD-5")
def test_where_results_are_told_a_shop_reads_them_with_the_reasons() -> None:
    made = world("weidian")
    _case, photo = accused(made)
    boris = signed_in(made, "boris")
    where = reported(boris, photo, EDITED)
    report = access_evidence_report(made.platform.pk, where.rpartition("/")[2], made.rita).report
    made.do("evidence_report.answer", report.id, made.ana, clock.now(), stance="denies", words="I took it myself.")
    assert "I took it myself." in read(boris, where)
    made.do(
        "evidence_report.conclude", report.id, made.rita, clock.now(),
        results=[{"claim": "edited", "result": "not-shown", "words": "The crack casts a shadow."}],
        relied_on=["own-comparison"], words="Nothing shows an edit.",
    )  # fmt: skip
    page = read(boris, where)
    for words in ("Not shown: the picture counts as before", "The crack casts a shadow.", "Nothing shows an edit."):
        assert words in page


def test_a_report_is_taken_back_with_or_without_a_reason() -> None:
    made = world("weidian")
    _case, photo = accused(made)
    boris = signed_in(made, "boris")
    where = reported(boris, photo, EDITED)
    sent(boris, where, {"words": "A mistake of ours."}, to=where)
    page = read(boris, where)
    assert "You took the report back" in page
    assert "A mistake of ours." in page
    assert "Take it back" not in page


@pytest.mark.requirement("PD-1")
def test_from_a_picture_without_an_order_one_chooses_among_those_it_was_put_for() -> None:
    made = world("weidian")
    _case, photo = accused(made)
    an_order(made, "o-2", number="SECOND")
    boris = signed_in(made, "boris")
    only = f"/merchant/evidence-reports/new?{urlencode({'file': photo})}"
    assert boris.get(only).headers["Location"] == new(photo), "there is nothing to choose"
    chosen = read(boris, f"{only}&choose")
    assert "No-1" in chosen
    assert "SECOND" not in chosen
    assert "No such order" in read(boris, f"{only}&q=nowhere")


@pytest.mark.requirement("EV-2")
def test_no_other_shop_learns_of_a_picture_and_who_only_looks_reports_nothing() -> None:
    made = world("weidian")
    _case, photo = accused(made)
    sam, viewer, boris = signed_in(made, "sam"), signed_in(made, "viewer"), signed_in(made, "boris")
    where = reported(boris, photo, EDITED)
    for path in (new(photo), f"/merchant/evidence-reports/new?file={photo}", where):
        assert sam.get(path).status_code == 404, path
    own = uploaded(boris, a_photo("own.jpg", "green"))
    assert boris.get(new(own)).status_code == 404, "a shop can't report its own picture"
    assert boris.get(f"/merchant/evidence-reports/new?file={own}").status_code == 404
    assert "Report fake evidence" not in read(viewer, f"/evidence/{_case.number}/{photo}")
    assert viewer.get(new(photo)).status_code == 200
    assert 'name="step"' not in read(viewer, new(photo))


def test_a_place_is_added_and_removed_without_script() -> None:
    made = world("weidian")
    _case, photo = accused(made)
    boris = signed_in(made, "boris")
    numbers = {"shapes-left": "10", "shapes-top": "20", "shapes-width": "30", "shapes-height": "40"}
    added = boris.post(new(photo), {"claims": ["", "edited"], "shapes-add": "1", **numbers}).content.decode()
    assert 'value="ellipse,1000,2000,3000,4000"' in added
    assert "errsum" not in added
    gone = {"claims": ["", "edited"], "shapes": ["", CRACK], "shapes-remove": CRACK}
    assert CRACK not in boris.post(new(photo), gone).content.decode()


@pytest.mark.requirement("PD-3")
def test_on_a_phone_a_place_is_circled_with_two_taps_and_the_report_sent(phone: Any, site_url: str) -> None:
    made = world("weidian")
    _case, photo = accused(made)
    cookie = signed_in(made, "boris").cookies[settings.SESSION_COOKIE_NAME].value
    phone.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": site_url}])
    phone.context.add_cookies([{"name": settings.LANGUAGE_COOKIE_NAME, "value": "en", "url": site_url}])
    phone.goto(f"{site_url}{new(photo)}")
    assert phone.locator(".circle").is_hidden(), "its proof stands under its tick"
    phone.get_by_text("Needs the edited places").click()
    stage = phone.locator(".is-live .circle-stage")
    stage.locator("img").evaluate("one => one.decode()")
    stage.scroll_into_view_if_needed()
    box = stage.bounding_box()
    for share in (0.25, 0.75):
        phone.touchscreen.tap(box["x"] + box["width"] * share, box["y"] + box["height"] * share)
    phone.get_by_label("What happened, in your words").fill("It was drawn in.")
    phone.get_by_role("button", name="Next: look it over").click()
    phone.get_by_role("button", name="Send the report").click()
    number = phone.url.rpartition("/")[2]
    shape = access_evidence_report(made.platform.pk, number, made.boris).report.claims[0].shapes[0]
    edges = (shape.left, shape.top, shape.width, shape.height)
    assert all(abs(one - wanted) < 150 for one, wanted in zip(edges, (2500, 2500, 5000, 5000), strict=True)), edges


def test_a_photo_of_the_product_that_its_member_uploaded_serves_to_compare() -> None:
    made = world("weidian")
    boris = signed_in(made, "boris")
    own = uploaded(boris, a_photo("ours.jpg", "blue"))
    made.tell("product.tell", "mug", facts={"shop": "mugs", "title": "Celadon mug", "pictures": [{"file": own}]})
    _case, photo = accused(made)
    assert f'name="file-own" value="{own}"' in read(boris, new(photo))
    where = reported(boris, photo, {"claims": ["", "not-ours"], "file-own": ["", own], "words": "Not our glaze."})
    report = access_evidence_report(made.platform.pk, where.rpartition("/")[2], made.boris).report
    assert [one.file for one in report.claims[0].files] == [own]


@pytest.mark.requirement("PD-1")
def test_a_picture_of_the_talk_is_reported_without_any_complaint() -> None:
    made = world("pinduoduo")
    an_order(made, "o-1")
    photo = uploaded(signed_in(made, "ana"), a_photo())
    said = made.do("conversation.say", "o-1", made.ana, clock.now(), words="Look.", files=[{"file": photo}])
    assert isinstance(said, Done), said
    boris = signed_in(made, "boris")
    where = reported(boris, photo, EDITED)
    report = access_evidence_report(made.platform.pk, where.rpartition("/")[2], made.boris).report
    assert (report.accused.place, report.complaint) == ("conversation", "")
    page = read(signed_in(made, "rita"), f"/review/evidence-reports/{report.number}")
    assert "None: the picture was put in the talk, and nobody complained." in page
    assert "The crack was drawn in." in read(signed_in(made, "ana"), f"/evidence-reports/{report.number}")
