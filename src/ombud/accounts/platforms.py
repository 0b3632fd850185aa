"""What the desk must know of a platform at each act, kept in memory for some seconds."""

import time
from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

import msgspec

from ombud.accounts.models import Platform
from ombud.core.rulebook.state import ID, Rulebook
from ombud.ledger import fence
from ombud.ledger.connection import rows

KEPT_SECONDS = 10
"""How long a changed setting may take to reach every process: nobody changes a platform's pack twice a minute, and
rules are announced a day or more before they apply."""
RULEBOOK = "SELECT state FROM stream WHERE platform = %s AND id = %s"


class Settings(NamedTuple):
    """A platform, as far as the desk and the pages ask."""

    id: int
    slug: str
    name: str
    zone: ZoneInfo
    pack: str
    """What new cases are opened under at the instant asked for: a pack by its name, or what was published,
    `name@version`."""
    prefix: str
    rulebook: Rulebook | None = None
    """What was published here; None where nothing was, so that the pack's own days count."""
    sandbox: bool = False
    """Whether integrators try things out here: nothing leaves it."""
    ahead: timedelta = timedelta()
    """How far a sandbox's clock was put forward; nothing on a real platform."""

    def day(self, at: datetime) -> str:
        """The local day of an instant, ISO."""
        return at.astimezone(self.zone).date().isoformat()


_kept: dict[int, tuple[float, Settings]] = {}
_read = msgspec.json.Decoder(Rulebook).decode


def settings_of(platform: int, at: datetime | None = None) -> Settings:
    """The platform's settings, with the rules that apply at this instant. Raises Platform.DoesNotExist."""
    settings = _held(platform)
    if settings.rulebook is None:
        return settings
    published = settings.rulebook.on(settings.day(at or datetime.now(UTC) + settings.ahead))
    return settings._replace(pack=published) if published else settings


def ahead_of(platform: int) -> timedelta:
    """How far the platform's clock was put forward. Raises Platform.DoesNotExist."""
    return _held(platform).ahead


def forget(platform: int) -> None:
    """Read its settings anew when they are next asked for."""
    _kept.pop(platform, None)


def _held(platform: int) -> Settings:
    held = _kept.get(platform)
    now = time.monotonic()
    if held is not None and now - held[0] < KEPT_SECONDS:
        return held[1]
    row = Platform.objects.get(pk=platform)
    with fence.looking_at(platform):
        found = rows(RULEBOOK, (platform, f"rulebook/{ID}"))
    book = _read(bytes(found[0][0])) if found else None
    settings = Settings(row.pk, row.slug, row.name, ZoneInfo(row.zone), row.pack, row.prefix, book)
    if row.sandbox:
        # Not kept: a clock that was put forward in one process has moved in all of them.
        return settings._replace(sandbox=True, ahead=timedelta(seconds=row.ahead_seconds))
    _kept[platform] = (now, settings)
    return settings
