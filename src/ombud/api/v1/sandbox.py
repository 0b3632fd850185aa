"""The sandbox by API: its clock, its scripts, and making it anew. On a real platform none of it is there."""

import re
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any

import msgspec
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from ombud.accounts.models import Platform
from ombud.api.v1.body import fields_of
from ombud.api.v1.caller import Caller
from ombud.api.v1.once import once
from ombud.api.v1.problems import Problem, refused
from ombud.core.people import Reviewer, System, can
from ombud.desk import clock
from ombud.desk.decode import NotUnderstood
from ombud.desk.handle import NotFound
from ombud.sandbox import clock as time_of
from ombud.sandbox import make, scripts
from ombud.sandbox.play import CantPlay
from ombud.webhooks.endpoints import follow

Seconds = Annotated[int, msgspec.Meta(ge=1, le=int(time_of.STEP_MAX.total_seconds()))]


class Forward(msgspec.Struct, forbid_unknown_fields=True):
    """How far the clock goes: so many seconds, or to an instant that lies ahead of it."""

    seconds: Seconds | None = None
    to: datetime | None = None


def read_sandbox(_request: HttpRequest, caller: Caller) -> HttpResponse:
    """Its clock, what is due next, its people and its scripts."""
    return _answer(_shown(_sandbox(caller)))


def move_clock(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Put the clock forward, once under one key. What is due by then has happened when this answers, with the clock as
    it is."""
    platform = _sandbox(caller)
    _moved(request, caller)
    time_of.settle(platform.pk)
    return _answer(_shown(platform))


@once
def _moved(request: HttpRequest, caller: Caller) -> HttpResponse:
    try:
        said = msgspec.convert(fields_of(request), Forward)
    except msgspec.ValidationError as error:
        at = re.search(r"`\$\.(\w+)|field `(\w+)`", str(error))
        raise NotUnderstood(at[1] or at[2] if at else "seconds", str(error)) from None
    if (said.seconds is None) == (said.to is None) or (said.to is not None and said.to.tzinfo is None):
        raise NotUnderstood("seconds", _("Say either how many seconds or to which instant, with its zone."))
    by = timedelta(seconds=said.seconds or 0) if said.to is None else said.to - clock.now(caller.platform)
    try:
        time_of.move(caller.platform, by)
    except time_of.BadStep:
        detail = _("The clock only goes forward, by at most {n} days at once.").format(n=time_of.STEP_MAX.days)
        raise Problem(409, "clock-goes-forward", detail, field="to" if said.to else "seconds") from None
    return _answer({})


@once
def play_script(_request: HttpRequest, caller: Caller, id: str) -> HttpResponse:
    """Play a script; answers every act with its events."""
    platform = _sandbox(caller)
    if id not in scripts.offered(platform):
        raise NotFound
    try:
        return _answer(scripts.run(platform, id))
    except CantPlay as no:
        raise refused(no.refusal, platform.pk) from None


def reset_sandbox(_request: HttpRequest, caller: Caller) -> HttpResponse:
    """Make it anew: same people, passwords, keys and webhooks, and nothing on it."""
    platform = _sandbox(caller)
    fresh = make.reset(platform)
    follow(platform.pk, fresh.pk, datetime.now(UTC))
    return _answer({})


def _sandbox(caller: Caller) -> Platform:
    """The caller's platform, for its own software and who oversees it. Raises NotFound where it is a real one."""
    may = isinstance(caller.by, System) or (isinstance(caller.by, Reviewer) and can(caller.by, "oversee"))
    platform = make.sandbox(caller.platform) if may else None
    if platform is None:
        raise NotFound
    return platform


def _shown(platform: Platform) -> dict[str, Any]:
    return {
        "now": clock.now(platform.pk),
        "next_due_at": time_of.next_due(platform.pk),
        "people": [
            {"id": ref, "kind": kind, "role": role, "shop": shop} for ref, kind, role, _name, shop in make.PEOPLE
        ],
        "scripts": [{"id": one, "title": scripts.script_words(one)} for one in scripts.offered(platform)],
    }


def _answer(body: Any) -> HttpResponse:
    return HttpResponse(msgspec.json.encode(body), content_type="application/json")
