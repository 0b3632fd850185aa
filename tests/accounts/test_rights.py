"""Rights that were taken away are gone with the next request, in every process, by whichever door they went."""

from typing import Any

import pytest
from django.test import Client

from ombud.accounts.keys import make_key, revoke
from ombud.accounts.models import ApiKey, Membership, Person
from ombud.accounts.rights import rights_version
from ombud.ledger.connection import connection
from tests.cast import World, world

PERSON = "UPDATE accounts_person SET {} WHERE platform_id = %s AND ref = %s"


def call(token: str, actor: str) -> int:
    headers = {"Authorization": f"Bearer {token}", "Ombud-Actor": actor}
    return Client().get("/api/v1/me", headers=headers).status_code


@pytest.fixture
def made() -> World:
    return world()


@pytest.mark.requirement("EV-2")
def test_a_role_taken_away_in_the_database_is_gone_for_the_api_at_once(made: World) -> None:
    _, token = make_key(made.platform, "test", ["reviewer"])
    assert call(token, "reviewer:rita") == call(token, "reviewer:rolf") == 200
    connection().execute(PERSON.format("is_active = false"), (made.platform.pk, "rita"))
    assert call(token, "reviewer:rita") == 403
    assert call(token, "reviewer:rolf") == 200
    connection().execute(PERSON.format("kind = 'consumer', role = ''"), (made.platform.pk, "rolf"))
    assert call(token, "reviewer:rolf") == 403


@pytest.mark.requirement("EV-2")
def test_a_part_in_a_shop_taken_away_is_gone_for_the_api_at_once(made: World) -> None:
    _, token = make_key(made.platform, "test", ["merchant"])
    assert call(token, "merchant:mugs:boris") == 200
    connection().execute(
        "DELETE FROM accounts_membership m USING accounts_person p WHERE p.id = m.person_id AND p.ref = 'boris' "
        "AND m.platform_id = %s",
        (made.platform.pk,),
    )
    assert call(token, "merchant:mugs:boris") == 403


def test_a_revoked_key_opens_nothing_from_the_next_call_on(made: World) -> None:
    row, token = make_key(made.platform, "test", ["reviewer"])
    assert call(token, "reviewer:rita") == 200
    connection().execute("UPDATE accounts_apikey SET revoked_at = now() WHERE id = %s", (row.pk,))
    assert call(token, "reviewer:rita") == 401
    other, token = make_key(made.platform, "test", ["reviewer"])
    assert call(token, "reviewer:rita") == 200
    revoke(ApiKey.objects.get(pk=other.pk))
    assert call(token, "reviewer:rita") == 401


def test_what_changes_no_right_changes_no_number_and_other_platforms_keep_theirs(made: World) -> None:
    other = world().platform.pk
    before, others = rights_version(made.platform.pk), rights_version(other)
    rita = Person.objects.get(platform=made.platform, ref="rita")
    rita.name = "Rita R."
    rita.save()
    assert rights_version(made.platform.pk) == before
    Membership.objects.filter(platform=made.platform, person__ref="viewer").update(role="service")
    assert rights_version(made.platform.pk) > before
    assert rights_version(other) == others


def test_a_row_that_was_read_before_and_saved_later_does_not_turn_the_number_back(made: World) -> None:
    stale: Any = Person.objects.get(platform=made.platform, ref="rita")
    connection().execute(PERSON.format("role = 'senior'"), (made.platform.pk, "rita"))
    Person.objects.filter(pk=stale.pk).update(rights_version=0, name="R")
    assert Person.objects.get(pk=stale.pk).rights_version == 1
    stale.save()  # writes the role from before: a change again
    assert Person.objects.get(pk=stale.pk).rights_version == 2
