"""`ombud doctor`: each thing that is missing is named, and so is each promise that can't be held."""

import uuid
from typing import Any

import pytest
from django.db import connection

from ombud.portals.common.press import needs
from ombud.site.doctor import database as asks_the_database
from ombud.site.doctor import machine, outside
from ombud.site.doctor.examine import examine
from ombud.site.doctor.finding import Finding


def platform_with(*roles: str, pack: str = "wechat") -> str:
    """The slug of a new platform that has these staff."""
    from ombud.accounts.models import Person, Platform

    platform = Platform.objects.create(slug=f"d{uuid.uuid4().hex[:8]}", name="Doctor's", pack=pack)
    for number, role in enumerate(roles):
        kind = "admin" if role == "admin" else "reviewer"
        name = f"{role}{number}"
        Person.objects.create(platform=platform, ref=name, login=f"{platform.slug}/{name}", kind=kind, role=role)
    return platform.slug


def about(slug: str) -> dict[str, Finding]:
    from ombud.site.doctor import people

    return {f.what.partition(": ")[2]: f for f in people.findings() if f.what.startswith(f"{slug}:")}


def test_one_reviewer_cannot_hold_the_promises_that_need_two(database: Any) -> None:
    found = about(platform_with("admin", "senior"))
    assert found["reviewers"].grade == "weak"
    assert "review of a ruling by another reviewer" in found["reviewers"].says
    assert found["second person"].grade == "weak"
    assert "above the limit for one person (" in found["second person"].says


def test_two_reviewers_one_of_them_senior_hold_them(database: Any) -> None:
    found = about(platform_with("admin", "senior", "reviewer"))
    assert (found["pack"].grade, found["reviewers"].grade) == ("well", "well")
    assert "second person" not in found


def test_a_platform_with_penalties_is_told_how_many_different_people_one_of_them_needs(database: Any) -> None:
    few = about(platform_with("admin", "senior", "reviewer", pack="weidian"))
    assert few["appeals of penalties"].grade == "weak"
    assert "needs up to 3 who rule, no two the same; here are 2" in few["appeals of penalties"].says
    assert "Add 1 more, or invite a reviewer from outside" in few["appeals of penalties"].way_out
    assert few["second person for penalties"].grade == "weak"
    enough = about(platform_with("admin", "senior", "senior", "reviewer", pack="weidian"))
    assert enough["appeals of penalties"].grade == "well"
    assert "second person for penalties" not in enough


def test_a_platform_without_staff_is_told_what_nobody_can_do(database: Any) -> None:
    found = about(platform_with())
    assert found["reviewers"].grade == "missing"
    assert found["administrator"].grade == "missing"


def test_a_pack_that_is_gone_is_named(database: Any) -> None:
    from ombud.accounts.models import Platform

    slug = platform_with("admin")
    laid = Platform.objects.filter(slug=slug)
    before = laid.get().pack
    laid.update(pack="gone")
    found = about(slug)["pack"]
    laid.update(pack=before)  # pages that name every platform would fail in the tests that come after
    assert found.grade == "missing"
    assert "gone" in found.says


def test_the_database_is_looked_at_for_version_durability_shape_and_rights(database: Any) -> None:
    found = {f.what: f for f in asks_the_database.findings()}
    assert {what: f.grade for what, f in found.items()} == {
        "postgresql": "well", "durability": "well", "migrations": "well", "rights": "well",
    }  # fmt: skip


def test_a_session_that_may_forget_is_missing_durability(database: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute("set synchronous_commit = off")
        try:
            found = {f.what: f for f in asks_the_database.findings()}
        finally:
            cursor.execute("reset synchronous_commit")
    assert found["durability"].grade == "missing"
    assert "synchronous_commit = off" in found["durability"].says


def test_a_worker_that_was_not_heard_of_for_long_is_missing(database: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute("delete from procrastinate_workers")
        assert asks_the_database.worker().grade == "missing"
        cursor.execute("insert into procrastinate_workers (last_heartbeat) values (now() - interval '5 minutes')")
        late = asks_the_database.worker()
        assert late.grade == "missing"
        assert "300 s ago" in late.says
        cursor.execute("update procrastinate_workers set last_heartbeat = now()")
        assert asks_the_database.worker().grade == "well"
        cursor.execute("delete from procrastinate_workers")


def test_the_demo_on_plain_http_is_told_all_that_is_missing_for_real_use(settings: Any) -> None:
    settings.SECURE, settings.DEMO, settings.EMAIL_HOST = False, True, ""
    found = {f.what: f.grade for f in outside.findings()}
    assert found == {
        "demo": "missing",
        "start": "well",
        "origin": "missing",
        "evidence host": "missing",
        "key": "weak",
        "seal keys": "weak",
        "mail": "missing",
    }


def test_a_real_site_is_well(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMBUD_SECRET_KEY", "x" * 50)
    monkeypatch.setenv("OMBUD_SEAL_KEYS", "y" * 50)
    settings.DEMO = settings.DEBUG = False
    settings.WITHOUT_UPLOADS = True  # that files can be opened safely is the machine's part
    settings.ORIGIN, settings.SECURE = "https://ombud.example.com", True
    settings.EVIDENCE_ORIGIN, settings.EMAIL_HOST = "https://evidence.example.net", "mail.example.com"
    assert {f.grade for f in outside.findings()} == {"well"}


def test_evidence_on_the_pages_own_host_is_not_enough(settings: Any) -> None:
    settings.ORIGIN, settings.EVIDENCE_ORIGIN = "https://ombud.example.com", "https://ombud.example.com:8443"
    assert {f.what: f.grade for f in outside.findings()}["evidence host"] == "missing"


def test_missing_type_and_libraries_are_named_with_the_package_that_has_them(monkeypatch: pytest.MonkeyPatch) -> None:
    found = {f.what: f for f in machine.findings()}
    assert (found["fonts"].grade, found["pdf"].grade) == ("well", "well")
    monkeypatch.setattr(needs, "TYPE", {"tlh": "fonts-klingon"})
    monkeypatch.setattr(needs, "LIBRARIES", {"libpango-none.so.0": "libpango-1.0-0", "libc.so.6": "libc6"})
    found = {f.what: f for f in machine.findings()}
    assert (found["fonts"].grade, found["pdf"].grade) == ("weak", "weak")
    assert "apt-get install fonts-klingon," in found["fonts"].way_out
    assert "apt-get install libpango-1.0-0," in found["pdf"].way_out


def test_little_room_on_the_disk_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "FREE_BYTES_LOW", 10**18)
    assert {f.what: f.grade for f in machine.findings()}["disk"] == "weak"
    monkeypatch.setattr(machine, "FREE_BYTES_NONE", 10**18)
    assert {f.what: f.grade for f in machine.findings()}["disk"] == "missing"


def test_whatever_is_not_well_says_the_way_out(database: Any) -> None:
    for finding in examine():
        assert finding.grade == "well" or finding.way_out.endswith((".", "…", ")")), finding
