"""An invitation lets one person in, by a link that works once and of which only the hash is kept."""

from datetime import timedelta

from ombud.accounts import invitations
from ombud.accounts.models import InviteLink, Person
from ombud.core.people import Invited
from tests.cast import MONDAY, World, world

DAY = timedelta(days=1)


def invited(made: World, penalty: str = "p-1", email: str = "ines@example.org") -> Person:
    """Somebody invited to decide on this penalty."""
    return invitations.person_for(made.platform.pk, penalty, "Ines Prado", email, "es")


def test_an_invited_person_acts_for_one_penalty_and_has_no_password() -> None:
    person = invited(world())
    assert person.actor() == Invited(id=person.ref, penalty="p-1")
    assert not person.has_usable_password()


def test_the_same_address_is_the_same_person_for_one_penalty_and_another_for_the_next() -> None:
    made = world()
    assert invited(made).pk == invited(made, email="INES@example.org").pk
    assert invited(made).pk != invited(made, "p-2").pk


def test_a_link_works_once_until_its_end_and_only_its_hash_is_kept() -> None:
    person = invited(world())
    token = invitations.make(person, MONDAY)
    assert token is not None
    assert len(token) >= 43, "256 bits in letters"
    assert [one.hash for one in InviteLink.objects.filter(person=person)] == [invitations.hash_of(token)]
    assert invitations.whose(token, MONDAY + 7 * DAY - DAY / 24) == person
    assert invitations.whose(token, MONDAY + 7 * DAY) is None
    assert invitations.spend("another", MONDAY) is None
    assert invitations.spend(token, MONDAY + DAY) == person
    assert invitations.spend(token, MONDAY + DAY) is None
    assert invitations.whose(token, MONDAY + DAY) is None


def test_somebody_who_was_struck_off_doesnt_come_in_by_a_link_that_waits() -> None:
    person = invited(world())
    token = invitations.make(person, MONDAY)
    Person.objects.filter(pk=person.pk).update(is_active=False)
    assert invitations.whose(str(token), MONDAY) is None
    assert invitations.spend(str(token), MONDAY) is None


def test_no_more_links_are_made_than_may_wait() -> None:
    person = invited(world())
    made = [invitations.make(person, MONDAY) for _ in range(invitations.WAITING_MAX + 1)]
    assert made[-1] is None
    assert all(made[:-1])
    assert invitations.make(person, MONDAY + 8 * DAY) is not None
