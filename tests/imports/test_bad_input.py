"""Whatever stands in a file: what can't be read is named row by row, the rest goes on, and comes back to be mended."""

import csv
import io
import json
from pathlib import Path

import pytest

from ombud.imports.mapping import Mapping, MappingError, parse_mapping
from ombud.imports.orders import import_orders
from ombud.imports.report import Report
from ombud.imports.rows import Raw, open_sheet
from ombud.ledger.connection import rows
from tests.cast import World, world
from tests.shared_data import shared_data

MAPPING = """
source = "shop-system"
zone = "Asia/Shanghai"
currency = "CNY"
{more}
[orders]
id = "order"
shop = "shop"
consumer = "buyer"
status = "state"
purchased_at = "bought"
delivered_at = "delivered"
[items]
title = "what"
unit_price = "price"
[status]
"已签收" = "delivered"
"已取消" = "canceled"
"paid" = "paid"
{tables}
"""
HEADER = "order,shop,buyer,state,bought,delivered,what,price\n"


def mapping(more: str = "", tables: str = "") -> Mapping:
    return parse_mapping(MAPPING.format(more=more, tables=tables).encode())


def taken(
    made: World, place: Path, text: str | bytes, read: Mapping, name: str = "orders.csv", encoding: str = "utf-8"
) -> tuple[Report, Path]:
    """Import it; the report, and the file of rejects."""
    path, out = place / name, place / f"rejects-{name}"
    path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
    report = import_orders(made.platform.pk, [path], read, lambda _done, _of: None, rejects=out)
    return report, out


def told(made: World) -> dict[str, tuple[str, int, str]]:
    found = rows(
        "SELECT id, status, paid, title FROM order_row WHERE platform = %s AND id <> 'o-1'", (made.platform.pk,)
    )
    return {id: (status, paid, title) for id, status, paid, title in found}


@pytest.mark.requirement("OS-1")
def test_each_bad_row_is_named_the_rest_is_taken_and_the_mended_file_goes_in(tmp_path: Path) -> None:
    made = world()
    bad = {
        "b1": ("mugs,ana,lost in space,2026-03-01,,Mug,1", "state: the mapping has no word for “lost in space”"),
        "b2": ("mugs,ana,paid,03/01/26,,Mug,1", "bought: “03/01/26” is no date and time"),
        "b3": ('mugs,ana,paid,2026-03-01,,Mug,"1,50"', "price: “1,50” is no amount"),
        "b4": ("elsewhere,ana,paid,2026-03-01,,Mug,1", "shop: this platform has no shop “elsewhere”"),
        "b5": (
            "mugs,ana,paid,2026-03-01,,Mug,1,surplus",
            "it has 9 cells, and the header has 8: “surplus” is too much",
        ),
        "b6": ("mugs,ana,paid", "it has 4 cells, and the header has 8"),
        "=b7": ("mugs,ana,paid,2026-03-01,,=cmd|' /C calc'!A0,-1", "price: “-1” is no amount with 2 decimals"),
    }
    text = HEADER + "".join(f"{id},{cells}\n" for id, (cells, _why) in bad.items())
    text += 'fine,mugs,ana,已签收,2026-03-01,2026-03-04,"Mug,\nblue\n",12.30\n'
    report, out = taken(made, tmp_path, "\ufeff" + text, mapping())
    assert report.refused == {id: why for id, (_cells, why) in bad.items()}
    assert (report.orders, report.told) == (8, 1)
    assert told(made) == {"fine": ("delivered", 1230, "Mug,\nblue")}
    with out.open(encoding="utf-8-sig", newline="") as file:
        back = list(csv.DictReader(file))
    assert {row["order"].lstrip("'"): row["ombud_reason"] for row in back} == report.refused
    assert [row["ombud_row"] for row in back] == ["2", "3", "4", "5", "6", "7", "8"]
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in back for cell in row.values())
    mended = out.read_text("utf-8-sig").replace("'-1", "1").replace('"1,50"', "1.50").replace("03/01/26", "2026-03-01")
    mended = mended.replace("lost in space,", "paid,", 1).replace("elsewhere,", "mugs,", 1)
    again, left = taken(made, tmp_path, mended, mapping(), "again.csv")
    assert (again.told, list(again.refused)) == (5, ["b5", "b6"])
    assert told(made)["=b7"] == ("paid", 100, "=cmd|' /C calc'!A0")
    assert len(left.read_text("utf-8-sig").splitlines()) == 3


@pytest.mark.requirement("OS-1")
def test_what_contradicts_itself_is_taken_as_told_and_flagged(tmp_path: Path) -> None:
    made = world()
    text = HEADER + "x,mugs,ana,已签收,2026-03-01,,Mug,1\ny,mugs,ana,已取消,2026-03-01,2026-03-05,Mug,1\n"
    report, _out = taken(made, tmp_path, text, mapping())
    assert report.flagged == {"x": ["delivered-without-date"], "y": ["canceled-yet-delivered"]}
    assert {id: one[0] for id, one in told(made).items()} == {"x": "delivered", "y": "canceled"}


@pytest.mark.parametrize(
    ("encoding", "named"),
    [("utf-8", ""), ("utf-8-sig", ""), ("gb18030", "gb18030"), ("utf-16", ""), ("utf-16-le", "utf-16")],
)
def test_every_encoding_is_read_by_its_mark_or_as_the_mapping_says(tmp_path: Path, encoding: str, named: str) -> None:
    made = world()
    text = HEADER + "x,mugs,ana,已签收,2026-03-01,2026-03-04,青瓷杯,1\n"
    more = f'encoding = "{named}"' if named else ""
    report, _out = taken(made, tmp_path, text, mapping(more), encoding=encoding)
    assert (report.told, report.refused, told(made)["x"][2]) == (1, {}, "青瓷杯")


def test_broken_bytes_are_named_in_their_row_and_do_not_stop_the_rest(tmp_path: Path) -> None:
    made = world()
    text = HEADER.encode() + b"x,mugs,ana,paid,2026-03-01,,M\xfcg,1\ny,mugs,ana,paid,2026-03-01,,Mug,1\n"
    text += "z,mugs,ana,paid,2026-03-01,,M\ufffdg,1\n".encode()
    report, out = taken(made, tmp_path, text, mapping())
    why = "what: some bytes are no text in this encoding"
    assert (report.told, report.refused) == (1, {"x": why, "z": why})
    again, _left = taken(made, tmp_path, out.read_text("utf-8-sig").replace("\ufffd", "ü"), mapping(), "again.csv")
    assert (again.told, again.refused, told(made)["x"][2]) == (2, {}, "Müg")


def test_a_quote_that_is_never_closed_costs_its_own_row_only(tmp_path: Path) -> None:
    made = world()
    lines = "".join(f'g{n},mugs,ana,paid,2026-03-01,,"Mug {n}",1\n' for n in range(400))
    text = HEADER + 'x,mugs,ana,paid,2026-03-01,,"Mug,1\n' + lines + 'y,mugs,ana,paid,2026-03-01,,"Mug,1\n'
    report, _out = taken(made, tmp_path, text, mapping())
    assert report.told == 400
    assert sorted(report.refused) == ["x", "y"]


def test_a_file_of_one_endless_line_is_named_without_being_held(tmp_path: Path) -> None:
    made = world()
    text = HEADER + "x,mugs,ana,paid,2026-03-01,," + "M" * 3_000_000 + ",1\ny,mugs,ana,paid,2026-03-01,,Mug,1\n"
    report, _out = taken(made, tmp_path, text, mapping())
    assert (report.told, len(report.refused)) == (1, 1)


def test_two_date_formats_in_one_column_are_named_not_guessed(tmp_path: Path) -> None:
    """The consumer complaints of a public interface, as they come: `date_received` is written in two ways."""
    made = world()
    found = json.loads(
        (shared_data("complaints") / "cfpb-api" / "break_point_data.json").read_text(), object_pairs_hook=lambda p: p
    )
    hits = dict(found)["hits"]
    lines = [_object(dict(one)["_source"]) for one in hits]
    read = parse_mapping(
        b'source = "cfpb"\nzone = "America/New_York"\ncurrency = "USD"\n[orders]\nid = "complaint_id"\n'
        b'purchased_at = "date_received"\n'
    )
    report, out = taken(made, tmp_path, "\n".join(lines), read, "found.jsonl")
    assert report.refused_count == len(hits) == 12
    assert all("stands twice and says different things" in why for why in report.refused.values())
    assert len(out.read_text().splitlines()) == report.refused_count


def _object(pairs: list[tuple[str, object]]) -> str:
    """As it stands in the file, keys that stand twice included."""
    return "{" + ", ".join(f"{json.dumps(key)}: {json.dumps(value)}" for key, value in pairs) + "}"


def test_a_date_that_two_formats_read_differently_is_named(tmp_path: Path) -> None:
    made = world()
    read = mapping(tables='[dates]\nformats = ["%d/%m/%Y", "%m/%d/%Y", "iso"]')
    text = HEADER + "x,mugs,ana,paid,01/02/2026,,Mug,1\ny,mugs,ana,paid,13/02/2026,,Mug,1\n"
    report, _out = taken(made, tmp_path, text, read)
    assert report.told == 1
    assert report.refused == {"x": "bought: “01/02/2026” can be read as 2026-01-31 or 2026-01-01"}


@pytest.mark.parametrize(
    ("more", "amount", "paid"),
    [
        ('thousands = ","', '"1,234.50"', 123450),
        ('decimal = ","', '"12,5"', 1250),
        ('decimal = ","\nthousands = "."', '"1.234,5"', 123450),
        ('thousands = "\\u00a0"', "1\u00a0234.50", 123450),
        ('thousands = ","', '"12,34.50"', None),
        ('decimal = ","', "12.5", None),
        ("", "1_000", None),
        ("", "12.345", None),
    ],
)
def test_amounts_are_read_as_the_mapping_writes_them_or_named(
    tmp_path: Path, more: str, amount: str, paid: int | None
) -> None:
    made = world()
    report, _out = taken(made, tmp_path, HEADER + f"x,mugs,ana,paid,2026-03-01,,Mug,{amount}\n", mapping(more))
    assert report.told == (paid is not None)
    assert paid is None or told(made)["x"][1] == paid


def test_an_order_of_another_platform_is_named(tmp_path: Path) -> None:
    made = world()
    text = "order,shop,buyer,state,bought,delivered,what,price,site\nx,mugs,ana,paid,,,Mug,1,taobao\n"
    report, _out = taken(made, tmp_path, text, mapping(tables='[only]\nsite = ["weidian"]'))
    assert report.refused == {"x": "site: “taobao” is of another platform or shop than weidian"}


def test_rows_of_one_order_are_its_lines_wherever_they_stand(tmp_path: Path) -> None:
    made = world()
    row = "mugs,ana,paid,2026-03-01,"
    text = HEADER + f"x,{row},Mug,1\ny,{row},Cup,2\nx,{row},Lid,3\ny,mugs,otto,paid,2026-03-01,,Pot,4\n"
    report, _out = taken(made, tmp_path, text.replace(",", ";"), mapping())
    assert report.refused == {"y": "order: two rows with this id say different things"}
    assert told(made)["x"] == ("paid", 400, "Mug")


def test_hostile_strings_are_kept_as_they_are_or_named(tmp_path: Path) -> None:
    made = world()
    naughty: list[str] = json.loads((shared_data("hostile") / "blns.json").read_text())
    out = io.StringIO(newline="")
    csv.writer(out).writerows([[f"n{n}", "mugs", "ana", "paid", "", "", one, "1"] for n, one in enumerate(naughty)])
    report, _out = taken(made, tmp_path, HEADER + out.getvalue(), mapping())
    assert report.told + report.refused_count == len(naughty)
    kept = told(made)
    assert all(kept[f"n{n}"][2] == one.strip() for n, one in enumerate(naughty) if f"n{n}" not in report.refused)
    assert report.refused_count < 10


@pytest.mark.parametrize(
    ("text", "because"),
    [
        (b"source = 1", "Expected `str`"),
        (MAPPING.format(more='decimal = ","\nthousands = ","', tables="").encode(), "can't be the same sign"),
        (MAPPING.format(more='encoding = "ebcdic"', tables="").encode(), "encoding is one of"),
        (b"#" * 70_000, "at most 65536 bytes"),
        (b"\xff", "invalid start byte"),
    ],
)
def test_a_mapping_that_cannot_be_says_why(text: bytes, because: str) -> None:
    with pytest.raises(MappingError, match=because):
        parse_mapping(text)


def test_a_column_that_stands_twice_is_named_only_where_it_says_two_things() -> None:
    sheet = open_sheet(io.BytesIO(b"a,b,a\n1,2,1\n3,4,5\n"), "x.csv", ["a"])
    assert list(sheet.rows) == [
        Raw(2, ["1", "2", "1"]),
        Raw(3, ["3", "4", "5"], "a: the column stands 2 times and says different things"),
    ]


def test_stopping_leaves_what_was_taken_and_going_on_takes_the_rest(tmp_path: Path) -> None:
    made = world()
    path = tmp_path / "orders.csv"
    path.write_text(HEADER + "".join(f"x{n},mugs,ana,paid,2026-03-01,,Mug,1\n" for n in range(2_500)))
    seen: list[int] = []
    stopped = import_orders(
        made.platform.pk,
        [path],
        mapping(),
        lambda done, of: seen.append(done) if of else None,
        stopped=lambda: bool(seen),
    )
    assert stopped.cancelled
    assert 0 < stopped.told < 2_500
    assert len(told(made)) == stopped.told
    again = import_orders(made.platform.pk, [path], mapping(), lambda _done, _of: None)
    assert (again.told, again.known) == (2_500 - stopped.told, stopped.told)
