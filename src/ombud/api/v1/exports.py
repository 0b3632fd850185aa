"""The record as an event log (OCEL 2.0), for who oversees and for the platform's own software."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import cast
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse

from ombud.accounts.platforms import settings_of
from ombud.api.v1.caller import Caller
from ombud.api.v1.cursor import word_of
from ombud.core.people import Reviewer, System, can
from ombud.desk import clock
from ombud.desk.decode import NotUnderstood
from ombud.desk.handle import NotFound
from ombud.desk.things import EVENT_TYPES
from ombud.ledger.looked_at import About, recorded
from ombud.reads.ocel.gather import Gathered, Span
from ombud.reads.ocel.written import MEDIA_TYPES, Form, written

FORMS: tuple[Form, ...] = ("json", "xml")


def read_ocel(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Everything, or the days from `from` to `to`; put together on disk first, then sent piece by piece."""
    if not (isinstance(caller.by, System) or can(caller.by, "oversee")):
        raise NotFound
    platform = settings_of(caller.platform)
    form = cast("Form", word_of(request, "form", FORMS) or "json")
    span = Span(_day(request, "from", platform.zone), _day(request, "to", platform.zone, after=1))
    if isinstance(caller.by, Reviewer):
        recorded(platform.id, caller.by.id, "log-exported", About("log", ""), clock.now(), via=caller.via)
    gathered = Gathered(platform.id, dict(EVENT_TYPES))
    gathered.take(span)
    answer = StreamingHttpResponse(_sent(gathered, form), content_type=MEDIA_TYPES[form])
    answer["Content-Disposition"] = f'attachment; filename="{platform.slug}-ocel.{form}"'
    return cast("HttpResponse", answer)  # a streamed answer is one too


def _sent(gathered: Gathered, form: Form) -> Iterator[bytes]:
    try:
        yield from written(gathered, form)
    finally:
        gathered.close()


def _day(request: HttpRequest, name: str, zone: ZoneInfo, after: int = 0) -> datetime | None:
    given = request.GET.get(name, "")
    if not given:
        return None
    try:
        day = date.fromisoformat(given) + timedelta(days=after)
    except (ValueError, OverflowError):
        raise NotUnderstood(name, "A day, such as 2026-01-31.") from None
    return datetime(day.year, day.month, day.day, tzinfo=zone)
