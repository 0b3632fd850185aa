"""Whether a letter waits: quiet hours and a daily digest, by the reader's choice; never for what starts a clock."""

from collections.abc import Iterator, Mapping
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from ombud.core.complaint.events.work import PartyReminded
from ombud.core.deadlines import Deadline
from ombud.core.penalty.events.imposing import MeasureBegan, PenaltyImposed
from ombud.core.penalty.events.work import MerchantReminded
from ombud.notices.load import Told

DIGEST_AT = time(10)
"""When what was gathered leaves, in the platform's zone: people have settled in, and still have the day to act."""
AT_ONCE = (PenaltyImposed, MeasureBegan, MerchantReminded, PartyReminded)
"""What touches a shop now, and reminders: waiting would make them worthless."""


def held_until(choices: Mapping[str, Any], zone: ZoneInfo, now: datetime) -> datetime | None:
    """Until when a letter to this reader waits, None where it leaves at once. `choices` are the person's own:
    `digest` (`daily`) and `quiet` (from and to, as `22:00`), in the platform's zone."""
    here = now.astimezone(zone)
    until = _next(here, DIGEST_AT) if choices.get("digest") == "daily" else None
    if (ends := _quiet_ends(choices.get("quiet"), here)) is not None:
        until = max(until, ends) if until else ends
    return until


def starts_clock(message: Told) -> bool:
    """Whether the event gives its reader a time in which to act, or mustn't wait for another reason."""
    if isinstance(message.event, AT_ONCE):
        return True
    return any(one.on in (message.reader, "both") for one in _deadlines(message.event))


def _deadlines(event: Any) -> Iterator[Deadline]:
    """Every deadline that an event itself sets."""
    for name in event.__struct_fields__:
        value = getattr(event, name)
        if isinstance(value, Deadline):
            yield value
        elif isinstance(value, tuple):
            yield from (one for one in value if isinstance(one, Deadline))


def quiet_of(text_from: str, text_to: str) -> list[str] | None:
    """The choice of quiet hours as it is kept, None where the two make no span of time."""
    begins, ends = _clock(text_from), _clock(text_to)
    return None if begins is None or ends is None or begins == ends else [text_from, text_to]


def _quiet_ends(quiet: Any, here: datetime) -> datetime | None:
    if not (isinstance(quiet, list | tuple) and len(quiet) == 2):
        return None
    begins, ends = _clock(str(quiet[0])), _clock(str(quiet[1]))
    if begins is None or ends is None:
        return None
    now = here.time()
    within = begins <= now < ends if begins < ends else now >= begins or now < ends
    return _next(here, ends) if within else None


def _next(here: datetime, at: time) -> datetime:
    """The next instant at which the clock on the wall shows this."""
    day = here.date() if here.time() < at else here.date() + timedelta(days=1)
    return datetime.combine(day, at, here.tzinfo)


def _clock(text: str) -> time | None:
    try:
        return time.fromisoformat(text)
    except ValueError:
        return None
