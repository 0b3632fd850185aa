"""Somebody from outside is invited to decide one appeal: the person, and the link that is sent to them."""

from datetime import datetime

from ombud.accounts import invitations
from ombud.accounts.models import Person
from ombud.desk.outbox import put_job
from ombud.notices.invite_link import JOB

NAME_MAX, EMAIL_MAX = 200, 254


def is_insider(platform: int, email: str) -> bool:
    """Whether the address is of somebody who is no outsider: of the staff, or of a shop."""
    known = Person.objects.filter(platform=platform, email__iexact=email).exclude(email="")
    return known.exclude(kind__in=("invited", "consumer")).exists()


def send_link(platform: int, penalty: str, number: str, ref: str, at: datetime) -> bool:
    """Have a new link sent to somebody who was invited; False while enough of them wait."""
    person = Person.objects.get(platform=platform, ref=ref, kind="invited", penalty=penalty)
    token = invitations.make(person, at)
    if token is None:
        return False
    put_job(platform, penalty, JOB, {"person": ref, "number": number, "token": token}, at)
    return True


def forget(platform: int, ref: str) -> None:
    """Forget a person whose invitation was refused."""
    Person.objects.filter(platform=platform, ref=ref, kind="invited").delete()
