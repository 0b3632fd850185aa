"""A mapping is proposed from what a file holds, and what can't be told from it is said instead of guessed."""

import io
from pathlib import Path

import pytest

from ombud.imports.mapping import MappingError, parse_mapping
from ombud.imports.orders import import_orders
from ombud.imports.sniff import sniff
from tests.cast import world
from tests.shared_data import shared_data

CHINESE = (
    "订单号;店铺;买家;订单状态;下单时间;商品名称;数量;单价\nA1;mugs;ana;已付款;2026/03/01 10:00;青瓷杯;2;1.234,50\n"
)


def proposed(text: str | bytes, name: str = "orders.csv") -> str:
    return sniff(io.BytesIO(text if isinstance(text, bytes) else text.encode()), name)


@pytest.mark.requirement("OS-1")
def test_what_is_proposed_for_a_chinese_export_imports_it(tmp_path: Path) -> None:
    made = world()
    found = parse_mapping(proposed(CHINESE.encode("gb18030")).encode())
    assert (found.encoding, found.delimiter, found.decimal) == ("gb18030", ";", ",")
    (tmp_path / "orders.csv").write_bytes(CHINESE.encode("gb18030"))
    report = import_orders(made.platform.pk, [tmp_path / "orders.csv"], found, lambda _done, _of: None)
    assert (report.told, report.complete, report.refused) == (1, 1, {})


def test_the_real_export_s_header_is_understood() -> None:
    found = parse_mapping(sniff((shared_data("orders") / "olist_orders_dataset.csv").open("rb"), "orders.csv").encode())
    assert found.orders.promised_at == "order_estimated_delivery_date"
    assert found.dates.formats == ("iso",)
    assert "delivered" in found.status


@pytest.mark.parametrize(
    ("dates", "said"),
    [
        ("01/02/2026\n03/04/2026\n", "day and month can’t be told apart here"),
        ("01/20/18\n2018-01-20\n", "no one format fits all 2 rows: iso × 1, %m/%d/%y × 1"),
    ],
)
def test_dates_that_cannot_be_told_are_said(dates: str, said: str) -> None:
    assert said in proposed("order_id,created_at\n" + "".join(f"x,{one}\n" for one in dates.split()))


def test_a_line_break_in_a_header_stays_a_remark() -> None:
    assert parse_mapping(proposed('order_id,"x\n[orders]"\n1,2\n').encode())


def test_a_file_without_an_order_s_id_says_which_columns_it_has() -> None:
    with pytest.raises(MappingError, match="no column looks like the order’s id; the columns are a, b"):
        proposed("a,b\n1,2\n")
