"""Words beside the record lie encrypted: one key a person and case, without which nothing opens them."""

from datetime import timedelta
from importlib import import_module
from types import SimpleNamespace
from typing import Any

from ombud.core.words import Words
from ombud.desk.rebuild import rebuild
from ombud.ledger.connection import connection, rows
from ombud.ledger.words import said, texts_of, words_of
from tests.cast import MONDAY, World, a_complaint, world

HOUR = timedelta(hours=1)
KEYS = "SELECT person, key FROM word_key WHERE platform = %s AND stream = %s ORDER BY person"


def a_talk() -> tuple[World, str]:
    made = world()
    case = a_complaint(made).id
    made.do("complaint.answer", case, made.boris, MONDAY + HOUR, stance="refuses", words="It left us whole.")
    made.do("complaint.message", case, made.ana, MONDAY + 2 * HOUR, words="It did not.")
    return made, case


def test_each_person_has_one_key_in_each_case_however_often_they_speak() -> None:
    made, case = a_talk()
    keys = rows(KEYS, (made.platform.pk, case))
    assert [person for person, _ in keys] == ["ana", "boris"]
    assert len({bytes(key) for _, key in keys}) == 2
    kept = rows("SELECT body FROM kept_words WHERE platform = %s AND stream = %s", (made.platform.pk, case))
    assert not [body for (body,) in kept if any(one in bytes(body) for one in (b"crack", b"13800001234", b"whole"))]
    assert {"The mug has a crack.", "It did not.", "It left us whole."} <= set(
        texts_of(made.platform.pk, case).values()
    )


def test_without_its_key_nothing_opens_what_a_person_said_and_the_others_words_stay() -> None:
    made, case = a_talk()
    connection().execute("DELETE FROM word_key WHERE platform = %s AND person = 'ana'", (made.platform.pk,))
    assert list(texts_of(made.platform.pk, case).values()) == ["It left us whole."]


def test_words_moved_to_another_place_of_the_record_do_not_open_there() -> None:
    made, case = a_talk()
    one, other = [one.digest for one in said(made.platform.pk, [case]) if one.text in ("It did not.", "13800001234")]
    swap = "UPDATE kept_words w SET body = o.body FROM kept_words o WHERE w.digest = %s AND o.digest = %s"
    connection().execute(swap, (one, other))
    assert one not in texts_of(made.platform.pk, case)


def test_where_law_erased_words_a_page_says_so_and_the_rows_are_made_again_without_them() -> None:
    made, case = a_talk()
    wipe = "UPDATE kept_words SET body = '', erased_on = '2026-11-28' WHERE platform = %s AND person = 'ana'"
    connection().execute(wipe, (made.platform.pk,))
    connection().execute("UPDATE complaint_contact SET name = '', phone_tail = '' WHERE id = %s", (case,))
    shown = set(words_of(made.platform.pk, case).values()) - set(texts_of(made.platform.pk, case).values())
    assert shown == {"[erased under law on Nov. 28, 2026]"}
    assert rebuild(replace=False, platform=made.platform.pk) == []


def test_words_that_lay_there_before_are_encrypted_a_batch_at_a_time(owner: Any) -> None:
    migration = import_module("ombud.ledger.migrations.0005_word_keys")
    given = [Words(f"Words {n}.", bytes([n]) * 16) for n in range(7)]
    with owner.cursor() as cursor:
        for name, columns in (
            ("kept_words", "platform integer, stream text, digest text, person text, salt bytea, body bytea, at date"),
            ("word_key", "platform integer, stream text, person text, key bytea, at date"),
        ):
            cursor.execute(f"CREATE TEMP TABLE {name} ({columns})")
        for n, one in enumerate(given):
            row = (1, f"case-{n // 3}", one.kept, ("ana", "boris")[n % 2], one.salt, one.text.encode())
            cursor.execute("INSERT INTO kept_words VALUES (%s, %s, %s, %s, %s, %s, now())", row)
        migration.encrypt(None, SimpleNamespace(connection=owner), 2)
        cursor.execute("ALTER TABLE kept_words ADD COLUMN erased_on date")

        def run(asked: str, parameters: Any) -> list[Any]:
            cursor.execute(asked, parameters)
            return cursor.fetchall()

        found = said(1, ["case-0", "case-1", "case-2"], run=run)
        assert {(one.text, one.salt) for one in found} == {(one.text, one.salt) for one in given}
        assert run("SELECT count(*), count(DISTINCT key) FROM word_key", ()) == [(5, 5)]
        cursor.execute("DROP TABLE pg_temp.kept_words, pg_temp.word_key")
