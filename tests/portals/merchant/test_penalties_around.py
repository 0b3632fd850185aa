"""What stands around the shop's penalties: sales figures, a suspended account, the export, the draw."""

import csv
import io

import pytest

from ombud.core.penalty.notice import redrawn
from ombud.desk import clock
from ombud.desk.handle import Done
from ombud.portals.common.cells import plain
from tests.cast import a_filing, an_order
from tests.portals.clients import signed_in
from tests.portals.merchant.console import needs_uploads, read, sent
from tests.portals.merchant.penalised import (
    CHAT,
    DAY,
    FRAUD,
    HOUR,
    appealed,
    begun,
    decide,
    impose,
    page_text,
    path,
    penalised,
    state,
)

REFUND = {"remedy": "refund", "amount": 1000}


@needs_uploads
@pytest.mark.requirement("WD-7")
def test_sales_figures_show_what_is_not_counted_and_get_exactly_the_upheld_orders_back() -> None:
    made = penalised(0)
    bought = (clock.now() - 3 * DAY).isoformat()
    for n in range(1, 8):
        an_order(made, f"o-{n}", 1000 * n, purchased_at=bought)
    client = signed_in(made, "boris")
    assert "7 · ¥280.00" in page_text(read(client, "/merchant/sales"))
    done = impose(made)
    words = page_text(read(client, "/merchant/sales"))
    assert "5 · ¥150.00" in words
    assert "2 · ¥130.00" in words
    assert f'href="{path(done)}"' in read(client, "/merchant/sales")
    appealed(made, done)
    decide(made, done, True, True, False)
    restored = state(made, done).restored
    back = sum(int(one[2:]) for one in restored)
    words = page_text(read(client, "/merchant/sales"))
    assert f"3 · ¥{150 - 10 * back}.00" in words
    assert f"4 · ¥{130 + 10 * back}.00" in words


def test_a_suspended_shops_members_read_and_appeal_and_nothing_else() -> None:
    made = penalised()
    done = made.do(
        "penalty.impose", "", made.rita, clock.now() - HOUR, shop="mugs", violation=FRAUD, facts="F.", reasons="R.",
        measures=[{"code": "account"}],
    )  # fmt: skip
    made.do("penalty.approve", done.id, made.senior, clock.now() - HOUR / 2)
    client = signed_in(made, "boris")
    for page in ("/merchant/orders", "/merchant/orders/o-1", "/merchant/products"):
        body = read(client, page, 403)
        assert f'href="{path(done)}"' in body
        assert "account is suspended" in body
    for page in ("/merchant/", "/merchant/complaints", "/merchant/messages", "/merchant/penalties", path(done),
                 path(done, "/begin"), "/merchant/penalties/export.csv", "/merchant/settings"):  # fmt: skip
        read(client, page)
    assert "account is suspended" in read(client, "/merchant/complaints")
    sent(client, path(done, "/begin"), {}, to=path(done, "/appeal"))


@pytest.mark.requirement("WD-10")
def test_illegal_cashing_is_consulted_on_and_lifted_without_an_appeal_with_reasons() -> None:
    made = penalised()
    done = impose(made, "illegal-cashing", orders=["o-1", "o-2", "o-3"])
    client = signed_in(made, "boris")
    words = page_text(read(client, path(done)))
    for measure in ("Way of payment switched off (Credit cards)", "Such transactions stopped", "Sales of these orders"):
        assert measure in words
    assert "400-000-0000" in words
    sent(client, path(done, "/consult"), {"words": "They paid at our stall."}, to=f"{path(done)}#consultation")
    assert "Way of payment switched off (Credit cards)" in page_text(read(client, "/merchant/settings"))
    made.do("penalty.lift", done.id, made.rolf, clock.now(), words="The receipts show a stall.")
    words = page_text(read(client, path(done)))
    assert "Lifted without an appeal" in words
    assert "The receipts show a stall." in words
    assert "Way of payment switched off" not in page_text(read(client, "/merchant/settings"))
    assert "3 · " not in page_text(read(client, "/merchant/sales"))


def test_a_complaint_leads_to_the_penalty_it_was_carried_into_and_back() -> None:
    made = penalised(0)
    an_order(made, "o-1", 1000, purchased_at=(clock.now() - 3 * DAY).isoformat())
    case = made.do("complaint.file", "", made.ana, clock.now() - 9 * HOUR, **a_filing("o-1", asked=REFUND))
    made.do("complaint.step-in", case.id, made.rolf, clock.now() - 8 * HOUR, words="We step in.")
    ruled = made.do(
        "complaint.rule", case.id, made.rolf, clock.now() - 7 * HOUR, liability="merchant", merchant_share=100,
        terms=REFUND, reason="not-as-described", facts="F.", reasons="R.", relied_on=[], rules=["1.1"],
    )  # fmt: skip
    assert isinstance(ruled, Done), ruled
    done = impose(made, "not-as-described", orders=[], ground={"kind": "complaint", "id": case.id})
    client = signed_in(made, "boris")
    assert f'href="/merchant/complaints/{case.number}"' in read(client, path(done))
    assert f"/merchant/penalties/{done.id}" in read(client, f"/merchant/complaints/{case.number}")
    assert client.get(f"/merchant/penalties/{done.id}").headers["Location"] == path(done)


@pytest.mark.parametrize("start", list("=+-@\t\r＝＋－＠"))
def test_no_cell_of_the_export_begins_like_a_formula(start: str) -> None:
    assert plain(f"{start}1+1") == f"'{start}1+1"
    assert plain("a=1") == "a=1"


def test_the_export_holds_every_penalty_with_its_state() -> None:
    made = penalised()
    an_order(made, "o-6", number="=HYPERLINK(1)")
    first = impose(made, orders=[f"o-{n}" for n in range(1, 7)])
    second = impose(made, CHAT)
    answer = signed_in(made, "boris").get("/merchant/penalties/export.csv")
    table = list(csv.reader(io.StringIO(answer.content.decode().lstrip("\ufeff"))))
    assert {row[0] for row in table[1:]} == {first.number, second.number}
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in table for cell in row)
    assert answer["Content-Type"] == "text/csv; charset=utf-8"


@pytest.mark.requirement("WD-7")
def test_anybody_can_draw_again_from_the_file_that_the_notice_gives() -> None:
    made = penalised()
    done = impose(made)
    client = signed_in(made, "boris")
    before = client.get(path(done, "/draw.json")).json()
    assert before["drawn"] is None
    begun(made, done, client)
    after = client.get(path(done, "/draw.json")).json()
    assert redrawn(after) == []
    assert before["seed_sha256"] == after["seed_sha256"]
    assert after["drawn"]["seed"] in read(client, path(done))


@needs_uploads
def test_a_file_of_an_appeal_is_seen_by_its_shop_with_its_fingerprint_and_by_no_other() -> None:
    made = penalised()
    done = impose(made)
    client = appealed(made, done)
    submission = state(made, done).submission
    assert submission is not None
    one = submission.files[0]
    page = path(done, f"/files/{one.file}")
    assert f'href="{page}"' in read(client, path(done))
    assert one.sha256 in read(client, page)
    assert client.get(f"{page}?original").status_code == 302
    read(signed_in(made, "sam"), page, 404)
    other = impose(made, CHAT)
    read(client, path(other, f"/files/{one.file}"), 404)
    read(client, path(done, "/files/no-such-file"), 404)
