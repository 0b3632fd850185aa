"""A ruling and an upheld report are carried into a penalty, with what they found; the shop's penalties are found."""

from typing import Any

import pytest

from ombud.ledger.connection import rows
from tests.cast import MONDAY, World, a_complaint
from tests.portals.reviewer.desks import HOUR, a_file, now, reviewer
from tests.portals.reviewer.penalties.desks import Case, imposed, market, penalty

NEW = "/review/penalties/new"


def ruled(made: World) -> tuple[str, str, str]:
    """A complaint about the first order, ruled for its maker: id, number, and the file it rests on."""
    photo = a_file(made, "ana")
    files = [{"file": photo, "kind": "photo-goods"}]
    done = a_complaint(made, "o-1", asked={"remedy": "refund", "amount": 10_000}, files=files)
    made.do("complaint.step-in", done.id, made.rolf, MONDAY + HOUR, words="We step in.")
    made.do("complaint.open-exhibits", done.id, made.rolf, MONDAY + HOUR, exhibits=[photo])
    ruling = made.do(
        "complaint.rule", done.id, made.rolf, MONDAY + 2 * HOUR, liability="merchant", merchant_share=100,
        terms={"remedy": "refund", "amount": 10_000}, reason="not-as-described", facts="It is cracked.",
        reasons="The photo shows it.", relied_on=[photo], rules=["1.1"],
    )  # fmt: skip
    assert ruling.events, ruling
    return done.id, done.number, photo


def sent(client: Any, **fields: Any) -> Any:
    """A new penalty, previewed and sent."""
    page = client.post(NEW, {**fields, "step": "preview"})
    assert page.status_code == 200, page.context["errors"]
    return client.post(NEW, {**fields, "step": "send", "previewed": page.context["previewed"]})


@pytest.mark.requirement("WD-1")
def test_a_ruling_is_carried_with_facts_order_and_evidence_and_both_pages_link_to_each_other() -> None:
    made = market()
    id, number, photo = ruled(made)
    client = reviewer(made)
    with now(3):
        went = client.get(f"/review/cases/{number}/do/penalty")
        assert went.url == f"{NEW}?complaint={number}"
        form = client.get(NEW, {"complaint": number, "violation": "not-as-described"})
        f = form.context["f"]
        assert (f["facts"], f["reasons"]) == ("It is cracked.", "The photo shows it.")
        assert [one["value"] for one in f["orders"] if one["ticked"]] == ["o-1"]
        assert [one["id"] for one in f["exhibits"] if one["ticked"]] == [photo]
        done = sent(
            client, complaint=number, violation="not-as-described", facts=f["facts"], reasons=f["reasons"],
            measure=["listing"], order=["o-1"], exhibit=[photo],
        )  # fmt: skip
        assert done.status_code == 302
        page = client.get(f"{done.url}?tab=notice").content.decode()
        assert f'href="/review/cases/{number}"' in page
        parties = client.get(f"/review/cases/{number}?tab=parties")
        assert parties.context["carried"]["url"] == done.url
        assert parties.context["penalties"] == "1"
        again = client.get(NEW, {"complaint": number})
        assert again.status_code == 422
        assert "was carried into a penalty" in again.content.decode()
    ((penalty_id,),) = rows("SELECT id FROM penalty_row WHERE platform = %s", (made.platform.pk,))
    imposition = penalty(Case(made, penalty_id, ""), MONDAY + 4 * HOUR).imposition
    assert (imposition.ground.kind, imposition.ground.id) == ("complaint", id)
    assert [one.file for one in imposition.files] == [photo]


def test_files_of_another_case_cant_be_named_in_a_penalty() -> None:
    made = market()
    _id, number, _photo = ruled(made)
    stray = a_file(made, "other")
    with now(3):
        done = made.do(
            "penalty.impose", "", made.rita, MONDAY + 3 * HOUR, shop="mugs", violation="not-as-described", facts="F.",
            reasons="R.", files=[{"file": stray}], ground={"kind": "complaint", "id": _id},
        )  # fmt: skip
    assert done.code == "file-unknown", number


@pytest.mark.requirement("WD-1")
def test_an_upheld_report_is_carried_and_both_pages_link_to_each_other() -> None:
    made = market()
    report = made.do("report.file", "", made.ana, shop="mugs", about="fraud", words="Fake.")
    client = reviewer(made)
    with now(1):
        assert client.get(NEW, {"report": report.number}).status_code == 422, "nothing was concluded yet"
    made.do("report.conclude", report.id, made.rolf, MONDAY + HOUR, outcome="shop-warned", words="It is so.")
    with now(2):
        page = client.get(f"/review/reports/{report.number}")
        assert page.context["carry_url"] == f"{NEW}?report={report.number}"
        form = client.get(NEW, {"report": report.number, "violation": "harassing-consumers"})
        assert form.context["f"]["facts"] == "It is so."
        done = sent(
            client, report=report.number, violation="harassing-consumers", facts="It is so.", reasons="R.",
            measure=["warning"],
        )  # fmt: skip
        page = client.get(f"/review/reports/{report.number}")
        assert page.context["carried"]["url"] == done.url
        assert f'href="/review/reports/{report.number}"' in client.get(f"{done.url}?tab=notice").content.decode()


@pytest.mark.requirement("WD-1")
def test_files_of_a_report_are_offered_unticked_and_go_with_the_penalty_where_they_are_chosen() -> None:
    made = market()
    photo, other = a_file(made, "ana"), a_file(made, "ana")
    files = [{"file": photo}, {"file": other}]
    report = made.do("report.file", "", made.ana, shop="mugs", about="fraud", words="Fake.", files=files)
    made.do("report.conclude", report.id, made.rolf, MONDAY + HOUR, outcome="shop-warned", words="It is so.")
    client = reviewer(made)
    with now(2):
        form = client.get(NEW, {"report": report.number, "violation": "harassing-consumers"})
        assert [(one["name"], one["ticked"]) for one in form.context["f"]["exhibits"]] == [
            ("File 1", False), ("File 2", False),
        ]  # fmt: skip
        sent(
            client, report=report.number, violation="harassing-consumers", facts="It is so.", reasons="R.",
            measure=["warning"], exhibit=[photo],
        )  # fmt: skip
    ((penalty_id,),) = rows("SELECT id FROM penalty_row WHERE platform = %s", (made.platform.pk,))
    imposition = penalty(Case(made, penalty_id, ""), MONDAY + 3 * HOUR).imposition
    assert [one.file for one in imposition.files] == [photo]


@pytest.mark.parametrize("wanted", ["number", "shop", "order"])
def test_search_finds_a_penalty_by_its_number_its_shop_and_an_order_it_is_about(wanted: str) -> None:
    case = imposed(orders=["o-2"])
    other = imposed(case.world, violation="harassing-consumers")
    said = {"number": case.number.replace("-", " ").lower(), "shop": "shanyu", "order": "No-2"}[wanted]
    with now(1):
        page = reviewer(case.world).get("/review/search", {"q": said})
    found = {row["cells"][0]["sub"] for row in page.context["penalty_rows"]}
    assert found == ({case.number, other.number} if wanted == "shop" else {case.number})


def test_the_penalties_of_a_shop_are_listed_for_the_staff_with_what_waits_for_a_second_person() -> None:
    case = imposed()
    measures = [{"code": "account"}, {"code": "funds", "amount": 100}]
    proposed = imposed(case.world, violation="fraud", measures=measures)
    with now(1):
        page = reviewer(case.world).get("/review/shops/mugs/penalties")
        assert [row["cells"][0]["sub"] for row in page.context["rows"]] == [case.number, proposed.number]
        assert reviewer(case.world).get("/review/shops/nowhere/penalties").status_code == 404
        assert reviewer(market()).get(case.url()).status_code == 404
