"""Browsers without script, signed in as one of the cast."""

from django.test import Client

from ombud.accounts.models import Person
from tests.cast import World


def signed_in(world: World, ref: str, **more: str) -> Client:
    """A client in which this person of the world is signed in."""
    client = Client(headers=more)
    client.force_login(Person.objects.get(platform=world.platform, ref=ref))
    return client
