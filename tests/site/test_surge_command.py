"""`ombud surge try`: alarms of any count series, and what is wrong with a file that is none."""

import argparse
import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from ombud.site.cli import main
from ombud.site.commands import surge as command
from tests.shared_data import shared_data

pytestmark = pytest.mark.requirement("MP-10")
QUIET = [3, 2, 4, 3, 5, 2, 3, 4]


class Said:
    """What one run answered."""

    def __init__(self, status: int, out: str, err: str) -> None:
        self.status, self.out, self.err = status, out, err

    @property
    def objects(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


@pytest.fixture
def surge(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    def ask(content: str | bytes | Path, *words: str, time: str = "day", count: str = "n") -> Said:
        path = content if isinstance(content, Path) else tmp_path / "counts.csv"
        if not isinstance(content, Path):
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        parser = argparse.ArgumentParser()
        command.add_arguments(parser)
        columns = ["--time-col", time, *(["--count-col", count] if count else [])]
        status = command.run(parser.parse_args(["try", str(path), *columns, *words]))
        return Said(status, *capsys.readouterr())

    return ask


def days(counts: list[int], first: date = date(2026, 1, 5)) -> str:
    return "day,n\n" + "".join(f"{first + timedelta(days=place)},{count}\n" for place, count in enumerate(counts))


def test_a_surge_is_printed_with_its_figures_and_the_rest_is_not(surge: Any) -> None:
    said = surge(days(QUIET * 8 + [30] + QUIET))
    assert said.status == 0
    table = said.out.splitlines()
    assert table[0].split() == ["day", "observed", "expected", "band", "up", "to", "p-value", "alarm"]
    assert table[1].split()[:2] == ["2026-03-10", "30"]
    assert table[1].endswith("ALARM")
    assert table[2].startswith("1 alarm in 45 days judged; the first 28 are history only.")
    assert len(table) == 3
    assert "73 rows, 73 days from 2026-01-05." in said.err


def test_machines_get_one_object_a_line_and_every_unit_where_they_ask(surge: Any) -> None:
    content = days(QUIET * 8 + [30])
    [alarm] = surge(content, "--json").objects
    assert (alarm["period"], alarm["observed"], alarm["alarm"]) == ("2026-03-10", 30, True)
    assert alarm["expected"] < 6 < alarm["upper"] < 30
    assert alarm["p_value"] < 0.01
    everything = surge(content, "--json", "--all").objects
    assert [one["alarm"] for one in everything] == [False] * 64 + [True]
    assert [one["enough_history"] for one in everything].count(False) == 28


def test_the_program_itself_knows_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "counts.csv"
    path.write_text(days(QUIET * 8 + [30]))
    assert main(["surge", "try", str(path), "--time-col", "day", "--count-col", "n", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["observed"] == 30


def test_days_without_a_row_are_counted_as_nothing_and_it_says_which(surge: Any) -> None:
    rows = days([3] * 40).splitlines(keepends=True)
    said = surge("".join(rows[:12] + rows[14:]), "--json", "--all")
    assert [one["observed"] for one in said.objects][9:14] == [3, 3, 0, 0, 3]
    assert "2 days without a row counted as 0: 2026-01-16, 2026-01-17." in said.err


def test_rows_of_one_unit_are_added_up_in_any_order_and_rows_alone_are_events(surge: Any) -> None:
    said = surge("day,n\n2026-01-06,2\n2026-01-05,1\n2026-01-06,4\n", "--json", "--all")
    assert [one["observed"] for one in said.objects] == [1, 6]
    assert "The rows don't stand in the order of time; they were put in order." in said.err
    said = surge(
        "day\n2026-01-05 10:00\n2026-01-05 11:00\n2026-01-06 9:30\n", "--json", "--all", "--unit", "day", count=""
    )
    assert [one["observed"] for one in said.objects] == [2, 1]


@pytest.mark.parametrize(
    ("times", "words", "period"),
    [
        (["2026-W10", "2026-W11"], [], "2026-W10"),
        (["2026-03-02", "2026-03-09"], [], "2026-W10"),
        (["2026-03-04T10:00:00+08:00", "2026-03-11T10:00:00+08:00"], [], "2026-W10"),
        (["2026/3/4", "2026/3/5"], [], "2026-03-04"),
        (["20260304", "20260305"], [], "2026-03-04"),
        (["2026年3月4日", "2026年3月5日"], [], "2026-03-04"),
        (["4.3.2026", "5.3.2026"], [], "2026-03-04"),
        (["13/3/2026", "14/3/26"], [], "2026-03-13"),
        (["3/13/2026", "3/14/26"], [], "2026-03-13"),
        (["3/4/2026", "3/5/2026"], ["--dates", "mdy"], "2026-03-04"),
        (["3/4/2026", "4/4/2026"], ["--dates", "dmy"], "2026-04-03"),
        (["2026-03-04 10:15", "2026-03-04 11:20"], [], "2026-03-04 10h"),
        (["17", "18"], [], "17"),
    ],
)
def test_a_time_may_be_written_in_any_of_these_ways(
    surge: Any, times: list[str], words: list[str], period: str
) -> None:
    said = surge("day,n\n" + "".join(f"{one},1\n" for one in times), "--json", "--all", *words)
    assert said.err.startswith("2 rows")
    assert [one["observed"] for one in said.objects] == [1, 1]
    assert said.objects[0]["period"] == period


@pytest.mark.parametrize(
    ("content", "because"),
    [
        ("", "there is no column 'day'; the first line names none"),
        ("when,n\n2026-01-05,1\n", "there is no column 'day'; the first line names when, n"),
        ("day,count\n2026-01-05,1\n", "there is no column 'n'; the first line names day, count"),
        ("day,n,n\n", "more than one column is named 'n'"),
        ("day,n\n", "counts.csv: there is no row below the header"),
        ("day,n\n2026-01-05,1\nsoon,1\n", "day: line 3: 'soon' is no date that can be read; there is numbered units"),
        ("day,n\n2026-02-30,1\n", "day: line 2: '2026-02-30' is no date that can be read"),
        ("day,n\n2026-01-05,1\n\n ,1\n", "day: line 4 is blank; each row needs its time"),
        (
            "day,n\n2026-01-05,1\n1/6/2026,1\n",
            "line 2 has '2026-01-05' (year-month-day, as 2026-03-09), line 3 has '1/6/2026' (day/month/year",
        ),
        ("day,n\n13/1/2026,1\n1/14/2026,1\n", "day: two date formats in one column: line 2 has '13/1/2026'"),
        ("day,n\n2026-01-05T10:00Z,1\n2026-01-06T10:00,1\n", "two date formats in one column"),
        ("day,n\n1/6/2026,1\n2/6/2026,1\n", "such as '1/6/2026' in line 2; say which with --dates dmy or --dates mdy"),
        ("day,n\n2026-01-05,-1\n", "n: line 2: '-1' is negative; a count is 0 or more"),
        ("day,n\n2026-01-05,1.5\n", "n: line 2: '1.5' is no count; it must be a whole number such as 12"),
        ("day,n\n2026-01-05,many\n", "n: line 2: 'many' is no count"),
        ("day,n\n2026-01-05,\n", "n: line 2 is blank; write 0 where nothing happened"),
        ("day,n\n2026-01-05\n", "n: line 2 is blank"),
        (
            "day,n\n1026-01-05,1\n2026-01-06,1\n",
            "day: 52,177 units between 1026-W01 and 2026-W02 have no row; is a date",
        ),
        (f"day,n\n{'x' * 200_000},1\n", "counts.csv: line 2: field larger than field limit"),
    ],
)
def test_a_wrong_file_is_refused_in_one_line_that_names_the_place(surge: Any, content: str, because: str) -> None:
    said = surge(content)
    assert (said.status, said.out) == (2, "")
    assert said.err.startswith("ombud surge try: ")
    assert because in said.err
    assert said.err.count("\n") == 1


def test_a_file_that_is_not_there_and_a_rate_that_is_none_are_refused(surge: Any, tmp_path: Path) -> None:
    said = surge(tmp_path / "none.csv")
    assert (said.status, said.err.endswith("none.csv can't be read: No such file or directory\n")) == (2, True)
    assert surge(days([1, 2]), "--alpha", "1").err.endswith(
        "--alpha must lie between 0 and 0.5, --least must be 0 or more\n"
    )


def test_a_spreadsheet_with_a_mark_semicolons_and_grouped_counts_is_read(surge: Any) -> None:
    content = 'day;n\r\n2026-01-05;"1,204"\r\n2026-01-06;3.0\r\n'
    for encoded in (b"\xef\xbb\xbf" + content.encode(), content.encode("utf-16")):
        assert [one["observed"] for one in surge(encoded, "--json", "--all").objects] == [1204, 3]


def test_a_labelled_outbreak_of_a_real_series_is_found(surge: Any) -> None:
    said = surge(shared_data("surge") / "m5.csv", "--json", time="t", count="observed")
    assert {one["unit"] for one in said.objects} & set(range(101, 107))


def test_mentions_by_five_minutes_are_counted_by_the_hour(surge: Any) -> None:
    path = shared_data("surge") / "Twitter_volume_KO.csv"
    said = surge(path, "--json", "--unit", "hour", time="timestamp", count="value")
    assert "15,851 rows, 1,322 hours from 2015-02-26 21h." in said.err
    assert "2015-03-20 13h" in {one["period"] for one in said.objects}
