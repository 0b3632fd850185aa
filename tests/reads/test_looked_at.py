"""Who saw and did what is written with the act, is never changed, and keeps two platforms apart."""

import psycopg
import pytest

from ombud.ledger.connection import connection, rows
from ombud.ledger.looked_at import About, recorded
from tests.cast import MONDAY, World, a_complaint, world

ALL = "SELECT who, kind, what, thing, name, part, via, why FROM looked_at WHERE platform = %s ORDER BY id"


@pytest.fixture(scope="module")
def made(database: object) -> World:
    return world()


@pytest.mark.requirement("EV-2")
def test_an_act_of_the_staff_is_on_the_list_and_one_of_a_party_is_not(made: World) -> None:
    done = a_complaint(made)
    assert rows(ALL, (made.platform.pk,)) == []
    made.do("complaint.see-contact", done.id, made.rita, why="To call about the parcel.")
    made.do("complaint.note", done.id, made.rita, words="Called, nobody was there.")
    assert rows(ALL, (made.platform.pk,)) == [
        ("rita", "look", "ContactSeen", "complaint", done.number, "", "desk", ""),
        ("rita", "act", "CaseNoted", "complaint", done.number, "", "desk", ""),
    ]
    refused = made.do("complaint.see-contact", done.id, made.boris, why="I want to call.")
    assert refused.code == "reviewer-only"
    assert len(rows(ALL, (made.platform.pk,))) == 2


def test_what_is_on_the_list_stays_as_it_is(made: World) -> None:
    recorded(made.platform.pk, "rita", "signed-in", About("person", "rita"), MONDAY, kind="sign-in")
    for statement in ("UPDATE looked_at SET who = 'rolf'", "DELETE FROM looked_at", "TRUNCATE looked_at"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection().execute(statement)


def test_what_the_staff_did_before_there_was_a_list_is_taken_from_the_record(made: World) -> None:
    from importlib import import_module

    before = import_module("ombud.reads.migrations.0020_looked_at").BEFORE
    told = rows(ALL, (made.platform.pk,))
    with connection().transaction(force_rollback=True):
        connection().execute(before)
        again = rows(ALL, (made.platform.pk,))
    assert sorted(again[len(told) :]) == sorted(one for one in told if one[2] != "signed-in")
