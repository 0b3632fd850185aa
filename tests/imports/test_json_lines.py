"""JSON lines: nested names, lines inside the order, a key that stands twice, and rejects that go in once mended."""

import json
from pathlib import Path

import pytest

from ombud.imports.mapping import MappingError, parse_mapping
from ombud.imports.orders import import_orders
from ombud.ledger.connection import rows
from tests.cast import world
from tests.imports.test_bad_input import taken

MAPPING = parse_mapping(b"""
source = "json"
zone = "UTC"
currency = "CNY"
[orders]
id = "id"
shop = "shop.id"
consumer = "buyer"
kind = "way"
purchased_at = "at"
[items]
inside = "lines"
title = "goods.title"
quantity = "n"
unit_price = "price"
""")


def line(id: str, **more: object) -> str:
    lines = [{"goods": {"title": "Mug"}, "n": 2, "price": 12.5}, {"goods": {"title": "Lid"}, "price": "0.10"}]
    order = {"id": id, "shop": {"id": "mugs"}, "buyer": "ana", "at": "2026-03-01T10:00:00Z", "lines": lines}
    return json.dumps(order | more)


@pytest.mark.requirement("OS-1")
def test_each_bad_line_is_named_and_goes_in_once_it_is_mended(tmp_path: Path) -> None:
    made = world()
    bad = {
        "b": line("b", lines=[{"price": {"much": 1}}]),
        "c": line("c", lines="none"),
        "d": line("d", buyer="\ud800"),
        "row 5": '{"id": "e", "id": "f"}',
        "row 6": "{not JSON",
        "row 7": "[1]",
    }
    report, out = taken(made, tmp_path, "\n".join([line("a"), *bad.values()]), MAPPING, "orders.jsonl")
    assert (report.told, list(report.refused)) == (1, ["row 5", "row 6", "row 7", "b", "c", "d"])
    found = rows("SELECT paid, title FROM order_row WHERE platform = %s AND id = 'a'", (made.platform.pk,))
    assert found == [(2510, "Mug")]
    back = [json.loads(one) for one in out.read_text().splitlines()]
    assert [one["ombud_row"] for one in back] == [2, 3, 4, 5, 6, 7]
    assert all(one["ombud_reason"] for one in back)
    back[0]["lines"], back[1]["lines"], back[2]["buyer"] = [], [], "ana"
    back[3]["ombud_line"] = '{"id": "f", "shop": {"id": "mugs"}}'
    mended = "\n".join(json.dumps(one) for one in back)
    again, _left = taken(made, tmp_path, mended, MAPPING, "again.jsonl")
    assert (again.told, again.refused_count) == (4, 2)


def test_one_document_is_no_lines(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text("[]")
    (tmp_path / "x.jsonl").write_text('[\n{"id": 1}]')
    with pytest.raises(MappingError, match="one JSON document"):
        import_orders(1, [tmp_path / "x.jsonl"], MAPPING, lambda _done, _of: None)
