"""What the desk must know of a platform at each act, kept in memory for some seconds."""

import time
from typing import NamedTuple
from zoneinfo import ZoneInfo

from ombud.accounts.models import Platform

KEPT_SECONDS = 10
"""How long a changed setting may take to reach every process: nobody changes a platform's pack twice a minute."""


class Settings(NamedTuple):
    """A platform, as far as the desk and the pages ask."""

    id: int
    slug: str
    name: str
    zone: ZoneInfo
    pack: str
    prefix: str


_kept: dict[int, tuple[float, Settings]] = {}


def settings_of(platform: int) -> Settings:
    """The platform's settings. Raises Platform.DoesNotExist."""
    held = _kept.get(platform)
    now = time.monotonic()
    if held is not None and now - held[0] < KEPT_SECONDS:
        return held[1]
    row = Platform.objects.get(pk=platform)
    settings = Settings(row.pk, row.slug, row.name, ZoneInfo(row.zone), row.pack, row.prefix)
    _kept[platform] = (now, settings)
    return settings
