"""The shipped tables, those that replace them, and what is said of one that can't be read."""

import json
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from ombud.calendars.load import CALENDARS, CalendarError, ServiceHours, calendar_for_pack, load_calendar
from ombud.core.calendar import Calendar

WECHAT = """
[calendar]
table = "cn"
zone = "Asia/Shanghai"
service_hours = ["09:00-12:00", "13:00-16:00"]
"""


def china(replacing: Path | None = None, zone: str = "Asia/Shanghai", hours: ServiceHours | None = None) -> Calendar:
    return load_calendar("cn", zone=zone, service_hours=hours, replacing=replacing)


def write_table(folder: Path, year: int, *days: tuple[str, bool], name: str = "") -> None:
    said = {"year": year, "days": [{"name": "-", "date": day, "isOffDay": off} for day, off in days]}
    (folder / (name or f"{year}.json")).write_text(json.dumps(said), "utf-8")


def write_pack(folder: Path, text: str = WECHAT) -> Path:
    (folder / "wechat").mkdir()
    (folder / "wechat" / "pack.toml").write_text(text, "utf-8")
    return folder


def test_the_shipped_tables_of_china_join_and_an_empty_one_counts_for_nothing() -> None:
    found = china()
    assert found.years == frozenset(range(2018, 2027))
    assert date(2018, 12, 31) in found.off_days, "named only in the table of 2019"
    assert date(2018, 12, 29) in found.extra_working_days
    assert "Copyright (c) 2019 NateScarlet" in (CALENDARS / "cn" / "LICENSE.txt").read_text("utf-8")


def test_a_table_of_the_operator_takes_the_place_of_the_shipped_one(tmp_path: Path) -> None:
    write_table(tmp_path, 2027, ("2027-01-01", True), ("2026-12-27", False))
    found = china(tmp_path)
    assert 2027 in (found.years or ())
    assert date(2026, 12, 27) in found.extra_working_days
    write_table(tmp_path, 2026)
    assert 2026 not in (china(tmp_path).years or ())


def test_the_version_changes_with_whatever_changes_a_result_and_with_nothing_else(tmp_path: Path) -> None:
    versions = {
        china().version,
        china(zone="Asia/Urumqi").version,
        china(hours=["09:00-12:00"]).version,
        china(hours={"working": ["09:00-12:00"], "friday": []}).version,
        load_calendar("mon-fri", zone="Asia/Shanghai").version,
    }
    assert len(versions) == 5
    shipped = json.loads((CALENDARS / "cn" / "2026.json").read_bytes())
    (tmp_path / "2026.json").write_text(json.dumps({**shipped, "days": shipped["days"][::-1]}, indent=1))
    assert china(tmp_path) == china()
    assert china().version.startswith("cn-")
    assert replace(china(), version="") != replace(china(hours=["09:00-12:00"]), version="")


@pytest.mark.parametrize(
    ("write", "because"),
    [
        (lambda at: write_table(at, 2027, ("2026-01-04", True)), "2027.json: 2026-01-04 is the opposite in 2026.json"),
        (lambda at: write_table(at, 2026, name="2027.json"), "2027.json: it says that it is the table of 2026"),
        (lambda at: (at / "2027.json").write_text("{"), "2027.json: Input data was truncated"),
        (lambda at: write_table(at, 2027, ("2027-02-30", True)), r"2027.json: Invalid.*`\$.days\[0\].date`"),
    ],
)
def test_a_table_that_is_wrong_is_refused_by_its_name(write: object, because: str, tmp_path: Path) -> None:
    assert callable(write)
    write(tmp_path)
    with pytest.raises(CalendarError, match=because):
        china(tmp_path)


@pytest.mark.parametrize(
    ("hours", "because"),
    [
        (["9-12"], "'9-12' is no stretch of a day; write it like 09:00-12:00"),
        (["12:00-09:00"], "'12:00-09:00' is no stretch"),
        (["22:00-24:01"], "'22:00-24:01' is no stretch"),
        (["13:00-16:00", "09:00-12:00"], "must be in order"),
        (["09:00-12:00", "11:00-16:00"], "must not overlap"),
        ({"someday": ["09:00-12:00"]}, "'someday' is no day of the week; one of monday, tuesday"),
    ],
)
def test_service_hours_that_are_none_are_refused(hours: ServiceHours, because: str) -> None:
    with pytest.raises(CalendarError, match=because):
        china(hours=hours)


def test_an_unknown_calendar_or_zone_is_refused_and_the_known_ones_named() -> None:
    with pytest.raises(CalendarError, match="no calendar 'us'; there is cn, mon-fri"):
        load_calendar("us", zone="Asia/Shanghai")
    for zone in ("Asia/Nowhere", "../../etc/passwd", "", "Asia"):
        with pytest.raises(CalendarError, match=r"zone: .* is no time zone; write it like Asia/Shanghai"):
            load_calendar("cn", zone=zone)


def test_a_pack_names_its_calendar(tmp_path: Path) -> None:
    found = calendar_for_pack("wechat", write_pack(tmp_path))
    assert found == china(hours=["09:00-12:00", "13:00-16:00"])
    assert found.service_hours == ((540, 720), (780, 960))


def test_a_pack_that_is_not_there_is_refused_wherever_its_name_points(tmp_path: Path) -> None:
    write_pack(tmp_path)
    (tmp_path / "inside").mkdir()
    for name in ("weixin", "../wechat", "", "."):
        with pytest.raises(CalendarError, match=r"there is no pack .*; there is wechat"):
            calendar_for_pack(name, tmp_path)
    with pytest.raises(CalendarError, match=r"there is no pack '../wechat'; there is none"):
        calendar_for_pack("../wechat", tmp_path / "inside")


@pytest.mark.parametrize(
    ("text", "because"),
    [
        ("", r"wechat/pack.toml: \[calendar\]: Object missing required field `table`"),
        ("[calendar", r"wechat/pack.toml: \[calendar\]: Expected"),
        (WECHAT + "hours = 3", "unknown field `hours`"),
    ],
)
def test_a_pack_without_a_readable_calendar_is_refused_by_its_file(text: str, because: str, tmp_path: Path) -> None:
    with pytest.raises(CalendarError, match=because):
        calendar_for_pack("wechat", write_pack(tmp_path, text))
