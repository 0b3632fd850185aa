"""The way to what a person asked to have erased: theirs, and that of the staff who oversee."""

from datetime import datetime

from ombud.accounts.platforms import settings_of
from ombud.core.erasure.state import Erasure, side_of
from ombud.core.people import Actor, Reviewer, can
from ombud.desk import clock
from ombud.desk.decide import time_passes
from ombud.desk.handle import NotFound, policy_of
from ombud.desk.load import load, stream_id
from ombud.ledger.connection import connection


def access_erasure(platform: int, person: str, by: Actor, at: datetime | None = None) -> Erasure | None:
    """The person's erasure as it stands at an instant, time already passed over it; None where they never asked. Raises
    NotFound for everybody but themselves and the privacy desk."""
    themselves, oversees = side_of(by) is not None and by.id == person, isinstance(by, Reviewer) and can(by, "oversee")
    if not (themselves or oversees) or "\x00" in person or len(person) > 200:
        raise NotFound
    loaded = load(connection(), platform, "erasure", stream_id("erasure", person))[0]
    if loaded.state is None or not (oversees or loaded.state.by(by)):
        return None  # a marketplace may call a buyer and a seller the same: to each, theirs alone
    passed = time_passes(loaded, policy_of(loaded, settings_of(platform)), at or clock.now(platform))
    found: Erasure = passed.state if passed else loaded.state
    return found
