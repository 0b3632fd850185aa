"""Letters about somebody's own door: that something changed there, or a link to set a password."""

from datetime import datetime

from ombud.accounts.models import Person
from ombud.desk.outbox import put_job
from ombud.ledger import fence
from ombud.notices.door_letter import JOB, What


def tell(person: Person, what: What, at: datetime, *, detail: str = "") -> None:
    """Send a letter about it to this person's own address; nothing where they have none."""
    if person.email:
        payload = {"person": str(person.pk), "what": what, "detail": detail}
        with fence.looking_at(person.platform_id):
            put_job(person.platform_id, f"person/{person.ref}"[:200], JOB, payload, at)
