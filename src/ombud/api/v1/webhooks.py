"""Webhooks of the platform: where integrators are told, with which secret, how it went, and what is told again."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Annotated, Any

import msgspec
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from ombud.api.v1.body import fields_of
from ombud.api.v1.caller import Caller
from ombud.api.v1.cursor import limit_of, word_of
from ombud.api.v1.once import once
from ombud.api.v1.problems import Problem
from ombud.desk.decode import NotUnderstood
from ombud.desk.handle import NotFound
from ombud.webhooks import endpoints, history
from ombud.webhooks.access import access_endpoint, access_endpoints, may_tend
from ombud.webhooks.address import LENGTH_MAX, AddressRefused
from ombud.webhooks.deliver import resend, resend_dead
from ombud.webhooks.endpoints import DESCRIPTION_MAX, ENDPOINTS_MAX, Endpoint, Full, NotChosen, UnknownType
from ombud.webhooks.fan_out import index_at, replay
from ombud.webhooks.history import BIGINT_MAX, STATES
from ombud.webhooks.message import types
from ombud.webhooks.send import TooManyPings, ping
from ombud.webhooks.words import address_words

Url = Annotated[str, msgspec.Meta(max_length=LENGTH_MAX)]
Types = Annotated[list[str], msgspec.Meta(max_length=300)]
Description = Annotated[str, msgspec.Meta(max_length=DESCRIPTION_MAX)]
Index = Annotated[int, msgspec.Meta(ge=0, le=BIGINT_MAX)]


class NewWebhook(msgspec.Struct, forbid_unknown_fields=True):
    """Where to tell, of what: things (`complaint`) and types (`complaint.ruled`); of everything where none is named."""

    url: Url
    wanted: Types = []
    description: Description = ""


class ChangedWebhook(msgspec.Struct, forbid_unknown_fields=True):
    """What is changed; whatever isn't named stays as it is."""

    url: Url | msgspec.UnsetType = msgspec.UNSET
    wanted: Types | msgspec.UnsetType = msgspec.UNSET
    description: Description | msgspec.UnsetType = msgspec.UNSET


class Replay(msgspec.Struct, forbid_unknown_fields=True):
    """From where on everything is told again: a place in the log, or the instant at which something came into it."""

    from_index: Index | None = None
    since: datetime | None = None


class Resend(msgspec.Struct, forbid_unknown_fields=True):
    """Which delivery is sent once more, by its place in the log; all that were given up, where none is named."""

    index: Index | None = None


def list_webhooks(_request: HttpRequest, caller: Caller) -> HttpResponse:
    """All endpoints, the oldest first."""
    return _answer({"items": [_row(one) for one in access_endpoints(caller.platform, caller.by)], "next_cursor": None})


def list_types(_request: HttpRequest, caller: Caller) -> HttpResponse:
    """Every type of event there is."""
    if not may_tend(caller.by):
        raise NotFound
    return _answer({"items": [{"type": one} for one in types()], "next_cursor": None})


@once
def make_webhook(request: HttpRequest, caller: Caller) -> HttpResponse:
    """A new endpoint; its secret is shown this once."""
    access_endpoints(caller.platform, caller.by)
    said = _read(request, NewWebhook)
    with _told():
        made, secret = endpoints.make(caller.platform, said.url, said.wanted, said.description, _who(caller), _now())
    answer = _answer(_row(made) | {"secret": secret})
    answer.status_code, answer["Location"] = 201, f"{request.path}/{made.id}"
    return answer


def read_webhook(_request: HttpRequest, caller: Caller, id: str) -> HttpResponse:
    """One endpoint, how it stands, and who did what to it."""
    its = access_endpoint(caller.platform, id, caller.by)
    changes = [{"at": at, "who": who, "what": what} for at, who, what in endpoints.changes(its)]
    secrets = [{"made_at": one.made_at, "until": one.until} for one in endpoints.live(its, _now())]
    return _answer(_row(its) | {**history.counts(its)._asdict(), "secrets": secrets, "changes": changes})


def change_webhook(request: HttpRequest, caller: Caller, id: str) -> HttpResponse:
    """Change what is named."""
    its = access_endpoint(caller.platform, id, caller.by)
    named = msgspec.structs.asdict(_read(request, ChangedWebhook))
    url, wanted, description = (
        getattr(its, name) if named[name] is msgspec.UNSET else named[name] for name in ("url", "wanted", "description")
    )
    with _told():
        endpoints.change(its, url, wanted, description, _who(caller), _now())
    return _answer(_row(access_endpoint(caller.platform, id, caller.by)))


@once
def rotate_secret(_request: HttpRequest, caller: Caller, id: str) -> HttpResponse:
    """A new secret, shown this once; the one before signs along for another day."""
    its = access_endpoint(caller.platform, id, caller.by)
    secret = endpoints.rotate(its, _who(caller), _now())
    secrets = [{"made_at": one.made_at, "until": one.until} for one in endpoints.live(its, _now())]
    return _answer({"id": its.id, "secret": secret, "secrets": secrets})


def pause_webhook(_request: HttpRequest, caller: Caller, id: str) -> HttpResponse:
    """Send nothing more; what happens meanwhile waits."""
    endpoints.stop(access_endpoint(caller.platform, id, caller.by), "paused", _who(caller), _now())
    return _answer(_row(access_endpoint(caller.platform, id, caller.by)))


def resume_webhook(_request: HttpRequest, caller: Caller, id: str) -> HttpResponse:
    """Go on where it stopped."""
    endpoints.resume(access_endpoint(caller.platform, id, caller.by), _who(caller), _now())
    return _answer(_row(access_endpoint(caller.platform, id, caller.by)))


def remove_webhook(_request: HttpRequest, caller: Caller, id: str) -> HttpResponse:
    """Have it no more."""
    endpoints.remove(access_endpoint(caller.platform, id, caller.by), _who(caller), _now())
    return _answer({})


def ping_webhook(_request: HttpRequest, caller: Caller, id: str) -> HttpResponse:
    """Send a `ping` now, and say how it went."""
    its = access_endpoint(caller.platform, id, caller.by)
    try:
        sent = ping(its, _now())
    except TooManyPings:
        detail = _("It was tested often enough for this minute.")
        raise Problem(429, "too-many-tests", detail, headers={"Retry-After": "60"}) from None
    return _answer({"delivered": sent.delivered, **sent._asdict()})


@once
def replay_webhook(request: HttpRequest, caller: Caller, id: str) -> HttpResponse:
    """Tell again everything from a place or an instant on, under the same ids."""
    its = access_endpoint(caller.platform, id, caller.by)
    said = _read(request, Replay)
    if (said.from_index is None) == (said.since is None):
        raise NotUnderstood("from_index", _("Say either a place in the log or an instant."))
    if said.since is not None and said.since.tzinfo is None:
        raise NotUnderstood("since", _("An instant has its zone."))
    place = said.from_index if said.from_index is not None else index_at(its.platform, said.since or _now())
    replay(its, place, _who(caller), _now())
    return _answer(_row(access_endpoint(caller.platform, id, caller.by)))


@once
def resend_webhook(request: HttpRequest, caller: Caller, id: str) -> HttpResponse:
    """Send once more: one delivery, or all that were given up."""
    its = access_endpoint(caller.platform, id, caller.by)
    index = _read(request, Resend).index
    if index is None:
        return _answer({"resent": resend_dead(its.platform, its.id, _now())})
    return _answer({"resent": int(resend(its.platform, its.id, index, _now()))})


def list_attempts(request: HttpRequest, caller: Caller, id: str) -> HttpResponse:
    """Attempts, the newest first."""
    its, limit = access_endpoint(caller.platform, id, caller.by), limit_of(request)
    found = history.attempts(its, _before(request), limit)
    items = [{**one._asdict(), "index": one.idx, "delivered": one.delivered} for one in found[:limit]]
    return _page(items, str(found[limit - 1].id) if len(found) > limit else None)


def list_deliveries(request: HttpRequest, caller: Caller, id: str) -> HttpResponse:
    """What is to be told, or was, the newest of the log first."""
    its, limit = access_endpoint(caller.platform, id, caller.by), limit_of(request)
    found = history.deliveries(its, word_of(request, "state", STATES), _before(request), limit)
    items = [{**one._asdict(), "index": one.idx} for one in found[:limit]]
    return _page(items, str(found[limit - 1].idx) if len(found) > limit else None)


@contextmanager
def _told() -> Iterator[None]:
    """Turns each reason why an endpoint can't be into its problem."""
    try:
        yield
    except AddressRefused as error:
        raise Problem(422, f"address-{error.code}", address_words(error.code), field="url") from None
    except UnknownType as error:
        detail = _("There is no event of the type “{type}”.").replace("{type}", str(error)[:100])
        raise Problem(422, "unknown-type", detail, field="wanted", way_out="/api/v1/webhook-types") from None
    except NotChosen:
        raise NotUnderstood("description", _("A description is one line.")) from None
    except Full:
        detail = _("There are {most} endpoints, which is the most.").replace("{most}", str(ENDPOINTS_MAX))
        raise Problem(409, "too-many-endpoints", detail, way_out=_("Remove one first.")) from None


def _read(request: HttpRequest, wanted: Any) -> Any:
    try:
        return msgspec.convert(fields_of(request), wanted)
    except msgspec.ValidationError as error:
        at = re.search(r"`\$\.(\w+)|field `(\w+)`", str(error))
        raise NotUnderstood(at[1] or at[2] if at else "url", str(error)) from None


def _before(request: HttpRequest) -> int:
    said = request.GET.get("cursor", "")
    if not said:
        return BIGINT_MAX
    if not (said.isascii() and said.isdigit() and len(said) < 19):
        raise Problem(422, "not-understood", _("This cursor isn’t one that a list has answered."), field="cursor")
    return int(said)


def _row(one: Endpoint) -> dict[str, Any]:
    shown = one._asdict()
    del shown["platform"]
    return shown


def _who(caller: Caller) -> str:
    return caller.by.id


def _now() -> datetime:
    """Deliveries and signatures are of this world, whatever time it is on a sandbox."""
    return datetime.now(UTC)


def _page(items: list[dict[str, Any]], after: str | None) -> HttpResponse:
    for one in items:
        one.pop("idx", None)
    return _answer({"items": items, "next_cursor": after})


def _answer(body: Any) -> HttpResponse:
    return HttpResponse(msgspec.json.encode(body), content_type="application/json")
