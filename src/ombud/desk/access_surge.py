"""The way to reach an alarm and its intervention: for the platform's people, and for the shop once it was told."""

from datetime import datetime
from typing import NamedTuple

from ombud.accounts.platforms import Settings, settings_of
from ombud.core.people import Actor, Member, Party, Reviewer, System
from ombud.core.policy.policy import Policy
from ombud.core.public_item.state import PublicItem
from ombud.core.surge.rungs import can_read
from ombud.core.surge.state import Surge
from ombud.desk import clock
from ombud.desk.decide import time_passes
from ombud.desk.handle import NotFound, policy_of
from ombud.desk.load import load, stream_id
from ombud.ledger.connection import connection, rows

BY_NUMBER = "SELECT id FROM surge_row WHERE platform = %s AND number = %s"


class SurgeCase(NamedTuple):
    """A surge as it stands at an instant, time already passed over it, for one reader."""

    surge: Surge
    policy: Policy
    platform: Settings
    party: Party
    by: Actor
    at: datetime


def access_surge(platform: int, id: str, by: Actor, at: datetime | None = None) -> SurgeCase:
    """The surge of this id or number, for reviewers and the platform's software, and for members of its shop once the
    platform has turned to it. Raises NotFound."""
    at = at or clock.now(platform)
    if "\x00" in id or len(id) > 200:
        raise NotFound
    found = rows(BY_NUMBER, (platform, id.upper())) if len(id) <= 40 else []
    loaded = load(connection(), platform, "surge", found[0][0] if found else id)[0]
    if loaded.state is None:
        raise NotFound
    settings = settings_of(platform)
    policy = policy_of(loaded, settings)
    passed = time_passes(loaded, policy, at)
    surge: Surge = passed.state if passed else loaded.state
    match by:
        case Reviewer() | System():
            return SurgeCase(surge, policy, settings, "platform", by, at)
        case Member() if can_read(by, surge):
            return SurgeCase(surge, policy, settings, "merchant", by, at)
        case _:
            raise NotFound


def access_public_item(platform: int, id: str, by: Actor) -> PublicItem:
    """What was said in public, as the platform's people recorded it. Raises NotFound."""
    if "\x00" in id or len(id) > 200 or not isinstance(by, Reviewer | System):
        raise NotFound
    item: PublicItem | None = load(connection(), platform, "public_item", stream_id("public_item", id))[0].state
    if item is None:
        raise NotFound
    return item
