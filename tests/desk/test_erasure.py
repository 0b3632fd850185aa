"""A person asks to have their data erased: what is held stays and is listed, what is erased nothing gives back."""

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from cryptography.exceptions import InvalidTag
from psycopg import sql

from ombud.accounts import case_links
from ombud.accounts.models import Draft, Person
from ombud.core.refusal import Refusal
from ombud.desk.access_erasure import access_erasure
from ombud.desk.erasing.again import again, told
from ombud.desk.erasing.carry_out import carry_out
from ombud.desk.erasing.renew import renew
from ombud.desk.handle import Done, NotFound
from ombud.desk.handle_many import let_time_pass
from ombud.desk.rebuild import rebuild
from ombud.ledger import check as chains
from ombud.ledger.connection import connection, rows
from ombud.ledger.words import read_key, said, words_of
from ombud.notices.case_link import Payload, send_link
from ombud.notices.deliver import deliver
from ombud.notices.masking import recipient_key
from ombud.vault import check
from ombud.vault.contents import contents_of
from ombud.vault.deposit import Deposited, deposit
from ombud.vault.models import Custody, EvidenceFile
from ombud.vault.store import FolderStore
from tests.cast import MONDAY, World, a_complaint, an_order, world
from tests.vault import made as pictures

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
CANARY = "QZX7 canary of Ana"
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"


@pytest.fixture
def vault(settings: Any, tmp_path: Path) -> Path:
    settings.VAULT = tmp_path / "vault"
    return tmp_path / "vault"


@pytest.fixture
def made(vault: Path) -> World:
    """Ana with a name, a telephone and a draft."""
    made = world()
    Person.objects.filter(platform=made.platform, ref="ana").update(
        name=f"{CANARY} 1", phone="13977001234", email="qzx7@example.org"
    )
    ana = Person.objects.get(platform=made.platform, ref="ana")
    Draft.objects.create(platform=made.platform, person=ana, form="file", fields={"problem": f"{CANARY} 2"})
    return made


def a_case(made: World, order: str = "o-1") -> tuple[str, EvidenceFile]:
    """A complaint in Ana's words, with a picture of hers."""
    kept = deposit(
        made.platform.pk, pictures.photo(320 + made.platform.pk % 900, 200), f"{CANARY} 3.jpg", "ana", MONDAY
    )
    assert isinstance(kept, Deposited)
    said = {"problem": f"{CANARY} 4", "contact": {"phone": "13977001234", "name": f"{CANARY} 5"}}
    done = a_complaint(made, an_order(made, order), files=[{"file": str(kept.file.id)}], **said)
    return done.id, kept.file


def a_life(made: World) -> list[str]:
    """What else Ana said: to the shop, about the shop, and for everybody to read. Returns the streams."""
    said = made.do("conversation.say", "o-1", made.ana, MONDAY, words=f"{CANARY} 7")
    assert isinstance(said, Done), said
    about = {"shop": "mugs", "about": "fraud", "words": f"{CANARY} 8"}
    report = made.do("report.file", "", made.ana, MONDAY, **about)
    assert isinstance(report, Done), report
    assert isinstance(made.do("report.conclude", report.id, made.rita, outcome="shop-warned", words="Warned."), Done)
    rated = made.do("order.rate", "o-1", made.ana, MONDAY, stars=2, words=f"{CANARY} 9")
    assert isinstance(rated, Done), rated
    return ["conversation/o-1", report.id, "order/o-1"]


def ask(made: World, at: Any = MONDAY + HOUR, **more: Any) -> Any:
    return made.do("erasure.ask", "ana", made.ana, at, **more)


def grant(made: World, at: Any = MONDAY + 2 * HOUR, **more: Any) -> Any:
    return made.do("erasure.grant", "ana", made.senior, at, words="You may have it erased.", **more)


def work(made: World, at: Any) -> None:
    """What the worker does: letters first, then the erasing."""
    taken = "UPDATE outbox SET done_at = now() WHERE platform = %s AND job = 'notice' RETURNING stream, seq, payload"
    for stream, seq, payload in rows(taken, (made.platform.pk,)):
        deliver(made.platform.pk, stream, seq, bytes(payload), at)
    carry_out(made.platform.pk, "erasure/ana", at)


def stage(made: World, at: Any) -> Any:
    return access_erasure(made.platform.pk, "ana", made.ana, at)


def found_in_tables(owner: Any, platform: int, *canaries: str) -> Iterator[str]:
    """Tables in which a canary stands, as text or as bytes."""
    for (table,) in owner.execute(TABLES).fetchall():
        whole = sql.SQL("SELECT t::text FROM {} t").format(sql.Identifier(table))
        for (row,) in owner.execute(whole):
            if any(one in row or one.encode().hex() in row for one in canaries):
                yield f"{table}: {row[:120]}"


@pytest.mark.requirement("EV-3")
def test_what_was_erased_no_table_and_no_file_gives_back_and_the_record_still_holds(
    made: World, vault: Path, owner: Any
) -> None:
    case, file = a_case(made)
    canaries = ("QZX7 canary", "13977001234", "qzx7@example.org")
    pixels, others = contents_of(file).get(file.sha256), a_life(made)
    assert isinstance(made.do("complaint.withdraw", case, made.ana, MONDAY + HOUR), Done)
    link = case_links.make(made.platform.pk, case, "ana", datetime.now(UTC)) or ""
    asked = Payload(complaint=case, number="T-1", person="ana", token=link)
    send_link(made.platform.pk, 7, msgspec.json.encode(asked))
    much_later = MONDAY + 200 * DAY
    let_time_pass([(made.platform.pk, case), (made.platform.pk, "order/o-1")], much_later)
    work(made, MONDAY + 2 * HOUR)
    assert {one.partition(":")[0] for one in found_in_tables(owner, made.platform.pk, *canaries)} >= {
        "accounts_person", "accounts_draft", "complaint_contact", "evidence_file", "loopback",
    }  # fmt: skip
    ask(made, much_later, words=f"{CANARY} 6")
    assert isinstance(grant(made, much_later + HOUR), Done)
    work(made, much_later + 2 * HOUR)
    found = stage(made, much_later + 3 * HOUR)
    assert (found.stage, found.left, found.files, found.contact) == ("done", (), 1, True)
    assert list(found_in_tables(owner, made.platform.pk, *canaries)) == []
    assert rows("SELECT 1 FROM delivery WHERE platform = %s AND recipient = %s",
                (made.platform.pk, recipient_key("13977001234"))) == []  # fmt: skip
    assert list(FolderStore(vault).digests()) == []
    on_disk = [one.read_bytes() for one in vault.parent.rglob("*") if one.is_file()]
    assert not [one for one in on_disk if pixels in one or hashlib.sha256(one).hexdigest() == file.sha256]
    wrong = [one for one in check.check(rows, FolderStore(vault)) if str(file.id) in getattr(one, "where", "")]
    assert wrong == []
    assert [one.act for one in Custody.objects.filter(file=file.id).order_by("at")] == ["put", "erased"]
    for stream in others:
        spoken = said(made.platform.pk, [stream])
        assert [one for one in spoken if one.erased_on]
        assert {one.text for one in spoken if not one.erased_on} <= {"Warned."}, "the others' words stay"
    assert set(words_of(made.platform.pk, case).values()) == {"[erased under law on Sept. 25, 2026]"}
    assert [one for one in (*chains.broken(), *chains.lost()) if one.platform == made.platform.pk] == []
    assert rebuild(replace=False, platform=made.platform.pk) == []


def test_a_live_case_holds_what_lies_in_it_and_it_goes_by_itself_when_nothing_holds_it(made: World) -> None:
    case, file = a_case(made)
    ask(made)
    grant(made)
    work(made, MONDAY + 3 * HOUR)
    found = stage(made, MONDAY + 4 * HOUR)
    assert (found.stage, {one.stream: one.why for one in found.left}[case]) == ("held", "live-case")
    assert f"{CANARY} 4" in words_of(made.platform.pk, case).values()
    assert Person.objects.get(platform=made.platform, ref="ana").phone, "whoever is in a case must be reached"
    assert not Draft.objects.filter(platform=made.platform)
    made.do("complaint.withdraw", case, made.ana, MONDAY + 5 * HOUR)
    later = MONDAY + 200 * DAY
    let_time_pass([(made.platform.pk, case), (made.platform.pk, "order/o-1")], later)
    assert let_time_pass([(made.platform.pk, "erasure/ana")], later) == 1
    job = "SELECT count(*) FROM outbox WHERE platform = %s AND job = 'erase'"
    assert rows(job, (made.platform.pk,)) == [(2,)]
    work(made, later + HOUR)
    assert stage(made, later + 2 * HOUR).stage == "done"
    assert EvidenceFile.objects.get(id=file.id).erased_on is not None


def test_the_same_bytes_that_another_person_brought_stay(made: World) -> None:
    case, file = a_case(made)
    other = deposit(made.platform.pk, contents_of(file).get(file.sha256), "b.jpg", "other", MONDAY)
    assert isinstance(other, Deposited)
    made.do("complaint.withdraw", case, made.ana, MONDAY + HOUR)
    later = MONDAY + 200 * DAY
    let_time_pass([(made.platform.pk, case), (made.platform.pk, "order/o-1")], later)
    ask(made, later)
    grant(made, later)
    work(made, later + HOUR)
    assert EvidenceFile.objects.get(id=file.id).erased_on is not None
    held = EvidenceFile.objects.get(id=other.file.id)
    contents = contents_of(held)
    assert all(contents.get(one["sha256"]) for one in (*held.pictures.values(), {"sha256": held.sha256}))


@pytest.mark.requirement("EV-4")
def test_an_undecided_request_goes_to_the_senior_queue_after_a_month_and_again_each_week(made: World) -> None:
    ask(made)
    assert let_time_pass([(made.platform.pk, "erasure/ana")], MONDAY + 28 * DAY) == 0
    for days, overdue in ((29, 1), (37, 2)):
        let_time_pass([(made.platform.pk, "erasure/ana")], MONDAY + days * DAY)
        assert stage(made, MONDAY + days * DAY).overdue == overdue
    told = rows("SELECT to_kind FROM message WHERE notice = 'erasure_overdue' AND platform = %s", (made.platform.pk,))
    assert sorted(told) == [("consumer",)] * 2 + [("queue",)] * 2


@pytest.mark.parametrize(
    ("verb", "by", "fields", "code"),
    [
        ("erasure.ask", "other", {}, "not-your-data"),
        ("erasure.ask", "ana", {}, "erasure-open"),
        ("erasure.grant", "rita", {"words": "x"}, "no-right"),
        ("erasure.grant", "senior", {"words": " "}, "no-words"),
        ("erasure.grant", "senior", {"words": "x", "keep": ["files"]}, "erasure-ground-missing"),
        ("erasure.grant", "senior", {"words": "x", "keep": ["words", "files", "contact"]}, "erasure-keeps-all"),
        ("erasure.refuse", "ana", {"words": "x", "ground": "legal-duty"}, "reviewer-only"),
        ("erasure.carry-out", "senior", {}, "clock-only"),
        ("erasure.withdraw", "other", {}, "not-your-data"),
    ],
)
def test_each_rung_refuses_by_its_own_code(made: World, verb: str, by: str, fields: Any, code: str) -> None:
    ask(made)
    before = rows("SELECT count(*) FROM event WHERE platform = %s", (made.platform.pk,))
    refused = made.do(verb, "ana", getattr(made, by), MONDAY + 2 * HOUR, **fields)
    assert isinstance(refused, Refusal)
    assert refused.code == code
    assert rows("SELECT count(*) FROM event WHERE platform = %s", (made.platform.pk,)) == before


def test_what_somebody_asked_is_theirs_and_the_privacy_desks_alone(made: World) -> None:
    ask(made)
    for by in (made.other, made.boris, made.rita):
        with pytest.raises(NotFound):
            access_erasure(made.platform.pk, "ana", by)
    assert access_erasure(made.platform.pk, "ana", made.senior) is not None
    assert isinstance(made.do("erasure.withdraw", "ana", made.ana, MONDAY + 2 * HOUR), Done)
    assert isinstance(ask(made, MONDAY + 3 * HOUR), Done)
    assert isinstance(
        made.do("erasure.refuse", "ana", made.senior, MONDAY + 4 * HOUR, ground="legal-duty", words="By law."), Done
    )
    assert stage(made, MONDAY + 5 * HOUR).stage == "refused"


def test_what_a_backup_brings_back_is_erased_again_by_the_list_kept_outside(made: World) -> None:
    case, _file = a_case(made)
    made.do("complaint.withdraw", case, made.ana, MONDAY + HOUR)
    later = MONDAY + 200 * DAY
    let_time_pass([(made.platform.pk, case), (made.platform.pk, "order/o-1")], later)
    mine = "WHERE platform = %s AND person = 'ana'"
    held = {table: rows(f"SELECT * FROM {table} {mine}", (made.platform.pk,)) for table in ("word_key", "kept_words")}  # noqa: S608
    ask(made, later)
    grant(made, later)
    work(made, later + HOUR)
    outside = [one for one in told() if one.platform == made.platform.pk]
    assert {one.what for one in outside} == {"words", "file", "profile"}
    for table, found in held.items():  # the older backup
        connection().execute(f"DELETE FROM {table} {mine}", (made.platform.pk,))  # noqa: S608
        for row in found:
            values = ", ".join(["%s"] * len(row))
            connection().execute(f"INSERT INTO {table} VALUES ({values})", row)  # noqa: S608
    assert f"{CANARY} 4" in words_of(made.platform.pk, case).values()
    assert again(outside, later + DAY) == 1
    assert again(outside, later + DAY) == 0
    assert f"{CANARY} 4" not in words_of(made.platform.pk, case).values()


def test_keys_under_a_new_key_open_without_the_old_one_and_an_older_copy_never_again(
    made: World, settings: Any
) -> None:
    case, _file = a_case(made)
    old = list(settings.WORD_KEYS)
    copy = rows("SELECT key FROM word_key WHERE platform = %s AND stream = %s", (made.platform.pk, case))
    settings.WORD_KEYS = ["the key of 2027", *old]
    assert renew()[0] > 0
    assert renew()[0] == 0
    settings.WORD_KEYS = ["the key of 2027"]
    assert f"{CANARY} 4" in words_of(made.platform.pk, case).values()
    with pytest.raises(InvalidTag):
        read_key(bytes(copy[0][0]))
    settings.WORD_KEYS = [*old, "the key of 2027"]
    renew()  # other tests know the old one alone
