"""`ombud calendar due`: one start, a file of them, and what is wrong with either."""

import argparse
import csv
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from ombud.calendars.load import load_calendar
from ombud.site.cli import main
from ombud.site.commands import calendar as command
from tests.shared_data import shared_data

PACK = """
[calendar]
table = "cn"
zone = "Asia/Shanghai"
service_hours = ["09:00-12:00", "13:00-16:00"]
"""
VERSION = load_calendar("cn", zone="Asia/Shanghai", service_hours=["09:00-12:00", "13:00-16:00"]).version
START = "2026-02-10T10:00:00+08:00"


class Said:
    """What one run answered."""

    def __init__(self, status: int, out: str, err: str) -> None:
        self.status = status
        self.rows: list[dict[str, Any]] = [json.loads(line) for line in out.splitlines()]
        self.err = err


@pytest.fixture
def due(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    packs = tmp_path / "packs"
    (packs / "wechat").mkdir(parents=True)
    (packs / "wechat" / "pack.toml").write_text(PACK, "utf-8")

    def ask(*words: str, pack: str = "wechat") -> Said:
        parser = argparse.ArgumentParser()
        command.add_arguments(parser)
        status = command.run(parser.parse_args(["due", "--pack", pack, *words]), packs)
        return Said(status, *capsys.readouterr())

    return ask


@pytest.fixture
def due_of_file(due: Any, tmp_path: Path) -> Any:
    def ask(content: str | bytes) -> Said:
        path = tmp_path / "asked.csv"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        said: Said = due("--file", str(path))
        return said

    return ask


def test_seven_working_days_over_spring_festival(due: Any) -> None:
    said = due("--start", START, "--working-days", "7")
    assert (said.status, said.err) == (0, "")
    assert said.rows == [
        {
            "due_at": "2026-02-26T16:00:00Z",
            "due_date": "2026-02-26",
            "provisional": False,
            "calendar_version": VERSION,
        }
    ]


def test_the_pack_that_ships_is_asked_by_the_command_itself(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["calendar", "due", "--pack", "wechat", "--start", START, "--working-days", "7"]) == 0
    assert json.loads(capsys.readouterr().out)["due_at"] == "2026-02-26T16:00:00Z"


def test_service_minutes_over_lunch_and_an_unpublished_year(due: Any) -> None:
    said = due("--start", "2026-03-10T11:30:00+08:00", "--business-minutes", "60")
    assert said.rows[0] | {"due_at": "2026-03-10T05:30:00Z", "provisional": False} == said.rows[0]
    said = due("--start", "2027-03-10T11:30:00.5+08:00", "--business-minutes", "60")
    assert said.rows[0] | {"due_at": "2027-03-10T05:30:00.500000Z", "provisional": True} == said.rows[0]


@pytest.mark.parametrize(
    ("file", "unit", "expected", "count"),
    [
        ("cases_dev.csv", "working_days", "due_end_exclusive_utc", 12),
        ("cases_business_hours_dev.csv", "business_minutes", "expected_due", 4),
    ],
)
def test_a_file_with_other_columns_between_is_answered_in_its_order(
    due: Any, file: str, unit: str, expected: str, count: int
) -> None:
    path = shared_data("calendar") / file
    said = due("--file", str(path))
    with path.open(encoding="utf-8", newline="") as cases:
        rows = list(csv.DictReader(cases))
    assert all(row[unit] for row in rows)
    found = [(row["case_id"], row["due_at"]) for row in said.rows]
    assert found == [
        (row["case_id"], datetime.fromisoformat(row[expected]).astimezone(UTC).isoformat().replace("+00:00", "Z"))
        for row in rows
    ]
    assert (said.status, said.err, len(found)) == (0, "", count)


def test_a_bad_row_says_what_is_wrong_and_the_others_are_answered(due_of_file: Any) -> None:
    said = due_of_file(
        "business_minutes,note,start,case_id,working_days\n"
        f",,{START},good,7\n"
        f"5,,{START},both,7\n"
        f",,{START},neither,\n"
        ",,2026-02-10T10:00:00,naive,7\n"
        ",,2026-02-10,day,7\n"
        ",,yesterday,word,7\n"
        ",,,blank,7\n"
        f",,{START},zero,0\n"
        f",,{START},half,1.5\n"
        f"{10**30},,{START},huge,\n"
        f",,{START},,7\n"
        f",,{START}\n"
        ",,9999-12-30T10:00:00+08:00,late,7\n"
        ",,0001-01-01T00:00:00+08:00,early,7\n"
        "\n"
        f'60,"a, b",{START},last, \n'
    )
    assert said.status == 1
    assert [(row["case_id"], row.get("error", row.get("due_at"))) for row in said.rows] == [
        ("good", "2026-02-26T16:00:00Z"),
        ("both", "working_days, business_minutes: give exactly one of them, not both"),
        ("neither", "working_days, business_minutes: give exactly one of them, not none"),
        ("naive", "start: '2026-02-10T10:00:00' needs its offset from UTC, such as +08:00 or Z"),
        ("day", "start: '2026-02-10' needs its offset from UTC, such as +08:00 or Z"),
        ("word", "start: 'yesterday' is no ISO 8601 time such as 2026-02-10T10:00:00+08:00"),
        ("blank", "start: it is missing; write it like 2026-02-10T10:00:00+08:00"),
        ("zero", "working_days: '0' must be a whole number from 1 to 1000000"),
        ("half", "working_days: '1.5' must be a whole number from 1 to 1000000"),
        ("huge", f"business_minutes: '{10**30}' must be a whole number from 1 to 1000000"),
        ("", "case_id: it is blank; each row needs one"),
        ("", "case_id: it is blank; each row needs one"),
        ("late", "start, working_days: the span must lie within the years 1 to 9999"),
        ("early", "start, working_days: the span must lie within the years 1 to 9999"),
        ("last", "2026-02-10T03:00:00Z"),
    ]
    assert said.err == ""


def test_a_file_from_a_spreadsheet_in_another_encoding_is_read(due_of_file: Any) -> None:
    rows = f"case_id,start,working_days,备注\r\na,{START},7,春节\r\n"
    assert due_of_file(b"\xef\xbb\xbf" + rows.encode()).rows[0]["due_date"] == "2026-02-26"
    assert due_of_file(rows.encode("gbk")).rows[0]["due_date"] == "2026-02-26"


def test_a_cell_too_long_to_be_read_spoils_its_row_only(due_of_file: Any) -> None:
    said = due_of_file(f"case_id,start,working_days\na,{'x' * 200_000},7\nb,{START},7\n")
    assert said.status == 1
    assert said.rows[0] == {"case_id": "", "error": "row: field larger than field limit (131072)"}
    assert said.rows[1]["case_id"] == "b"


def test_a_file_with_only_a_first_line_answers_nothing(due_of_file: Any) -> None:
    said = due_of_file("case_id,start,working_days,business_minutes\n")
    assert (said.status, said.rows, said.err) == (0, [], "")


@pytest.mark.parametrize(
    ("content", "because"),
    [
        ("", "the first line must name the columns case_id, start, and working_days or business_minutes"),
        ("case_id,start\n", "the first line must name the columns"),
        ("case_id,start,working_days,start\n", "the column start is there 2 times; it must be there once"),
    ],
)
def test_a_file_without_its_columns_is_refused_as_a_whole(due_of_file: Any, content: str, because: str) -> None:
    said = due_of_file(content)
    assert (said.status, said.rows) == (2, [])
    assert said.err.startswith(f"ombud calendar due: --file: {because}")
    assert said.err.count("\n") == 1


@pytest.mark.parametrize(
    ("words", "because"),
    [
        ([], "start: it is missing"),
        (["--start", START], "working_days, business_minutes: give exactly one of them, not none"),
        (["--start", START, "--working-days", "1", "--business-minutes", "1"], "give exactly one of them, not both"),
        (["--start", "2026-02-10T10:00:00", "--working-days", "1"], "needs its offset from UTC"),
        (["--start", START, "--working-days", "-1"], "working_days: '-1' must be a whole number from 1"),
        (["--file", "no/such.csv"], "--file: no/such.csv can't be read: No such file or directory"),
        (["--file", "."], "--file: . can't be read: Is a directory"),
        (["--file", "a.csv", "--start", START], "--start: not together with --file, which has a column for it"),
    ],
)
def test_a_question_that_is_none_is_refused_in_one_line(due: Any, words: list[str], because: str) -> None:
    said = due(*words)
    assert (said.status, said.rows) == (2, [])
    assert because in said.err
    assert said.err.count("\n") == 1


def test_an_unknown_pack_is_refused_and_the_known_ones_named(due: Any) -> None:
    said = due("--start", START, "--working-days", "7", pack="weixin")
    assert (said.status, said.err) == (2, "ombud calendar due: pack: there is no pack 'weixin'; there is wechat\n")


@pytest.mark.parametrize(
    "text",
    [
        "2026-02-10T02:00:00Z",
        "2026-02-10t02:00:00z",
        "2026-02-10 10:00+08:00",
        "20260210T100000+0800",
        "2026-02-10T10+08",
        "2026-W07-2T02:00:00.000000Z",
        " 2026-02-10T10:00:00,0+08:00 ",
        "2026-02-09T21:00:00-05:00",
    ],
)
def test_a_start_may_be_written_in_any_of_these_ways(text: str) -> None:
    assert command.read_start(text) == datetime(2026, 2, 10, 2, tzinfo=UTC)


def test_the_end_of_a_day_may_be_written_as_its_24_hours() -> None:
    midnight = datetime(2026, 2, 28, 16, tzinfo=UTC)
    for text in (
        "2026-02-28T24:00:00+08:00",
        "2026-02-28T24:00+08:00",
        "20260228T240000+0800",
        "2026-02-28 24:00:00.000+08:00",
    ):
        assert command.read_start(text) == midnight
    for text in ("2026-02-28T24:00:01Z", "2026-02-28T24:30Z", "2026-02-28T25:00Z"):
        with pytest.raises(command.AskedWronglyError, match="no ISO 8601 time"):
            command.read_start(text)
