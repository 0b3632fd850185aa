"""Which rules apply on a platform and which are announced: by what was published, else by the packs' own days."""

from datetime import datetime
from typing import NamedTuple

from ombud.accounts.platforms import Settings
from ombud.core.policy.pack import Pack
from ombud.packs.load import announced, load_pack, load_version


class Applies(NamedTuple):
    """One version with its days, local to the platform, ISO."""

    pack: Pack
    since: str
    announced_on: str


def in_force(platform: Settings, at: datetime) -> Applies:
    """What new cases are opened under at this instant."""
    pack, today = load_pack(platform.pack).pack, platform.day(at)
    for one in reversed(platform.rulebook.changes if platform.rulebook else ()):
        if one.stands and one.pack == pack.id and one.since <= today:
            return Applies(pack, one.since, platform.day(one.at))
    return _by_file(pack)


def coming(platform: Settings, at: datetime) -> list[Applies]:
    """What is announced and doesn't apply yet, the next first."""
    if platform.rulebook is None:
        return [_by_file(one) for one in announced(platform.pack)]
    changes = platform.rulebook.coming(platform.day(at))
    return [Applies(load_version(one.pack).pack, one.since, platform.day(one.at)) for one in changes]


def _by_file(pack: Pack) -> Applies:
    return Applies(pack, pack.in_force_from, pack.announced_on)
