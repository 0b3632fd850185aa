"""That somebody accepted the rules: which version, and when. Written down once for each version."""

from collections.abc import Sequence
from datetime import datetime

from ombud.accounts.models import Person, RulesAccepted


def accept(person: Person, pack: str) -> datetime:
    """This person accepts the pack `name@version`; returns when they did so first."""
    row, _new = RulesAccepted.objects.get_or_create(platform_id=person.platform_id, person=person, pack=pack)
    return row.at


def accepted_at(person: Person, pack: str) -> datetime | None:
    """When this person accepted this version, None where they didn't."""
    row = RulesAccepted.objects.filter(platform_id=person.platform_id, person=person, pack=pack).first()
    return row.at if row else None


def accepted(person: Person) -> Sequence[RulesAccepted]:
    """Every version that this person accepted, the newest first."""
    return list(RulesAccepted.objects.filter(platform_id=person.platform_id, person=person).order_by("-at", "-id"))
