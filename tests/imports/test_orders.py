"""An order export is taken as it is: unknown marked, strays listed, nothing invented, twice the same as once."""

from pathlib import Path

import pytest

from ombud.core.refusal import Refusal
from ombud.imports.mapping import MappingError, read_mapping
from ombud.imports.orders import import_orders
from ombud.ledger.connection import rows
from tests.cast import MONDAY, a_filing, world
from tests.shared_data import shared_data

MAPPING = read_mapping(Path(__file__).parents[2] / "docs" / "mappings" / "olist.toml")
COMPLETE = {"02610d88ac343ed64988d2706ce3ebfd", "02aec12849744e266394182861265286"}


def silent(_done: int, _of: int) -> None:
    """Progress that nobody watches."""


def test_the_real_export_is_imported_once_and_a_second_time_changes_nothing() -> None:
    made = world()
    files = sorted(shared_data("orders").glob("*.csv"))
    report = import_orders(made.platform.pk, files, MAPPING, silent)
    assert (report.orders, report.told, report.known, report.refused) == (999, 999, 0, {})
    assert (report.complete, len(report.incomplete), report.shops_told) == (2, 997, 2)
    assert len(report.items_without_order) == 1499 - 15
    assert len(report.sellers_without_order) == 499 - 2
    found = rows("SELECT id FROM order_row WHERE platform = %s AND complete", (made.platform.pk,))
    assert {row[0] for row in found if row[0] != "o-1"} == COMPLETE
    before = rows("SELECT count(*) FROM event WHERE platform = %s", (made.platform.pk,))
    again = import_orders(made.platform.pk, files, MAPPING, silent)
    assert (again.told, again.known, again.shops_told, again.shops_known) == (0, 999, 0, 2)
    assert rows("SELECT count(*) FROM event WHERE platform = %s", (made.platform.pk,)) == before


def test_an_order_without_a_shop_cannot_be_complained_about(tmp_path: Path) -> None:
    made = world()
    (tmp_path / "orders_dataset.csv").write_text(
        "order_id,customer_id,order_status,order_purchase_timestamp,order_approved_at,order_delivered_carrier_date,"
        "order_delivered_customer_date,order_estimated_delivery_date\n"
        "a1,ana,delivered,2026-03-01 10:00:00,,,,\n"
        "a2,ana,canceled,not a date,,,,\n"
    )
    (tmp_path / "order_items_dataset.csv").write_text(
        "order_id,order_item_id,product_id,seller_id,price,freight_value\na1,1,p1,unknown,10.00,1.50\n"
    )
    (tmp_path / "sellers_dataset.csv").write_text("seller_id,seller_city\nlonely,Rio\n")
    report = import_orders(made.platform.pk, sorted(tmp_path.iterdir()), MAPPING, silent)
    assert report.incomplete == {"a1": ["shop"]}
    assert report.flagged == {"a1": ["delivered-without-date"]}
    assert report.refused == {"a2": "order_purchase_timestamp: “not a date” is no date and time"}
    assert report.sellers_without_order == ["lonely"]
    refused = made.do("complaint.file", "", made.ana, MONDAY, **a_filing("a1"))
    assert isinstance(refused, Refusal)
    assert refused.code == "order-without-shop"


ORDER = "order_id,customer_id,order_status,order_purchase_timestamp,order_approved_at,order_delivered_carrier_date,"
ORDER += "order_delivered_customer_date,order_estimated_delivery_date\n"
ITEM = "order_id,order_item_id,product_id,seller_id,price,freight_value\n"


def export(place: Path, orders: str, items: str = "", sellers: str = "s,Rio\n") -> list[Path]:
    (place / "orders_dataset.csv").write_text(ORDER + orders, "utf-8")
    (place / "order_items_dataset.csv").write_text(ITEM + items, "utf-8")
    (place / "sellers_dataset.csv").write_text("seller_id,seller_city\n" + sellers, "utf-8")
    return sorted(place.iterdir())


@pytest.mark.parametrize(
    ("order", "item", "why"),
    [
        (
            "b,ana,paid,9999-12-31 23:59:59,,,,",
            "",
            "order_purchase_timestamp: “9999-12-31 23:59:59” is no date and time",
        ),
        ("b,ana,paid,0201-01-01 00:00:00,,,,", "", "“0201-01-01 00:00:00” isn’t from 1990 to 2099"),
        ("b,a\0na,paid,,,,,", "", "customer_id: 'a\\x00na' holds a character that can’t be kept"),
        (f"b,{'x' * 129},paid,,,,,", "", "customer_id: it has 129 characters; at most 128 can be kept"),
        ("b,ana,paid,,,,,", "b,1,p,s,1e30,0", "price: “1e30” is no amount with 2 decimals"),
        ("b,ana,paid,,,,,", "b,1,p,s,1e99999999,0", "price: “1e99999999” is no amount"),
        ("b,ana,paid,,,,,", "b,1,p,s,NaN,0", "price: “NaN” is no amount with 2 decimals"),
        ("b,ana,paid,,,,,", "b,1,p,s,1,0\nb,1,p,s,2,0", "order_item_id: the order has two lines “1”"),
        ("b,ana,paid,,,,,\nb,otto,paid,,,,,", "", "order_id: two rows with this id say different things"),
    ],
)
def test_a_row_that_cannot_be_is_refused_with_its_reason_and_the_others_are_taken(
    tmp_path: Path, order: str, item: str, why: str
) -> None:
    made = world()
    report = import_orders(made.platform.pk, export(tmp_path, f"{order}\nfine,ana,paid,,,,,\n", item), MAPPING, silent)
    assert list(report.refused) == ["b"]
    assert why in report.refused["b"]
    assert (report.orders, report.told) == (2, 1)


def test_a_row_that_says_the_same_again_is_taken_once_and_listed(tmp_path: Path) -> None:
    made = world()
    files = export(
        tmp_path, "a,ana,paid,,,,,\na,ana,paid,,,,,\n,zoe,paid,,,,,\n", "a,1,p,s,1.00,0\n", "s,Rio\ns,Lima\n"
    )
    report = import_orders(made.platform.pk, files, MAPPING, silent)
    assert (report.told, report.repeated) == (1, ["a"])
    assert report.refused == {
        "row 4": "order_id: it is blank",
        "seller s": "seller_id: two rows with this id say different things",
    }
    assert report.incomplete["a"][0] == "shop"


def test_a_mapping_that_does_not_fit_says_which_column(tmp_path: Path) -> None:
    for name in ("orders_dataset.csv", "order_items_dataset.csv", "sellers_dataset.csv"):
        (tmp_path / name).write_text("order_id\n")
    with pytest.raises(MappingError, match="there is no column “customer_id”"):
        import_orders(1, sorted(tmp_path.iterdir()), MAPPING, silent)
