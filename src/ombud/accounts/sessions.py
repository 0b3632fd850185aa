"""Sessions: how one begins, how long it lasts, when somebody last proved who they are, and how it ends."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Literal, NamedTuple

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest

from ombud.accounts import session_store
from ombud.accounts.door_models import Visit
from ombud.accounts.models import Person
from ombud.accounts.origin import address_of, browser_of
from ombud.ledger import fence

BACKEND = "django.contrib.auth.backends.ModelBackend"
How = Literal["password", "handoff", "link", "openid", "demo", "before"]
DOOR = "door"
"""Where a session keeps how it began."""
SEEN_EVERY = timedelta(minutes=2)
"""A look is noted this often at most: each note writes a row."""
PROOF_HOLDS = timedelta(minutes=5)
"""How long a second factor counts as just given, before money moves."""
LISTED_MAX = 20


class Span(NamedTuple):
    """How long a session lasts: without anything being done, and in all."""

    idle: timedelta
    whole: timedelta


STAFF = Span(timedelta(hours=1), timedelta(hours=12))
"""A reviewer decides about others' money: an hour away from the desk ends it, and so does a long day."""
SPANS = {
    "reviewer": STAFF,
    "admin": STAFF,
    "member": Span(timedelta(days=1), timedelta(days=14)),
    "consumer": Span(timedelta(days=7), timedelta(days=30)),
    "invited": Span(timedelta(hours=1), timedelta(hours=12)),
}
"""By kind of person: whoever may do more harm has to come in more often."""


def begin(request: HttpRequest, person: Person, how: How, at: datetime, *, proved: bool = False) -> None:
    """This person's own session from here: a new key, nothing of what the browser held before. `proved` says that they
    showed all that can be asked of them."""
    _left_behind(request, at)
    request.session.flush()
    login(request, person, backend=BACKEND)
    request.session[DOOR] = {
        "how": how,
        "rights": person.rights_version,
        "began": at.timestamp(),
        "seen": at.timestamp(),
        "proved": at.timestamp() if proved else 0,
    }
    request.session.set_expiry(SPANS[person.kind].whole)
    request.session.save()
    _listed(request, person, how, at)


def holds(request: HttpRequest, person: Person, at: datetime) -> bool:
    """Whether this session goes on at this instant, and a note that it was used. Sessions from before these notes
    begin theirs now."""
    door = request.session.get(DOOR)
    if not isinstance(door, dict):
        _taken_on(request, person, at)
        return True
    span = SPANS[person.kind]
    seen, began = _instant(door["seen"]), _instant(door["began"])
    if door["rights"] != person.rights_version or at - seen >= span.idle or at - began >= span.whole:
        return False
    if at - seen >= SEEN_EVERY and not _by_itself(request):
        request.session[DOOR] = {**door, "seen": at.timestamp()}
        Visit.objects.filter(key=row_of(request)).update(seen_at=at, address=address_of(request))
    return True


def row_of(request: HttpRequest) -> str:
    """What the row of this session is called, in its own table and in the list of visits; empty where there is none."""
    key = request.session.session_key
    return session_store.hashed(key) if key else ""


def by_click(request: HttpRequest) -> bool:
    """Whether the demo let them in by a click; where it isn't the demo any more, that counts for nothing."""
    return settings.DEMO and _door(request).get("how") == "demo"


def just_proved(request: HttpRequest, at: datetime) -> bool:
    """Whether whoever sits here proved within the last minutes that they are who they are."""
    return timedelta() <= at - _instant(_door(request).get("proved", 0)) < PROOF_HOLDS


def prove(request: HttpRequest, at: datetime) -> None:
    """They just proved it. The session goes on under a new key, so that one that was overheard before is worth less."""
    door = {**_door(request), "proved": at.timestamp(), "seen": at.timestamp()}
    before = row_of(request)
    request.session.cycle_key()
    request.session[DOOR] = door
    Visit.objects.filter(key=before).update(key=row_of(request), seen_at=at)


def visits_of(person: Person) -> Sequence[Visit]:
    """This person's open sessions, the last used first."""
    span = SPANS[person.kind]
    open_ = Visit.objects.filter(platform_id=person.platform_id, person=person, ended_at=None)
    now = datetime.now(UTC)
    fresh = open_.filter(seen_at__gt=now - span.idle, began_at__gt=now - span.whole)
    return list(fresh.order_by("-seen_at")[:LISTED_MAX])


def end(person: Person, at: datetime, *, only: int | None = None, but: str | None = None) -> int:
    """End this person's sessions: all, `only` one of them, or all `but` the one whose row is called so. Returns how
    many."""
    open_ = Visit.objects.filter(platform_id=person.platform_id, person=person, ended_at=None)
    if only is not None:
        open_ = open_.filter(pk=only)
    if but is not None:
        open_ = open_.exclude(key=but)
    ended = list(open_)
    for one in ended:
        session_store.end(one.key)
        Visit.objects.filter(pk=one.pk).update(ended_at=at)
    return len(ended)


def noted_as_ended(request: HttpRequest, at: datetime) -> None:
    """The session of this request is over."""
    Visit.objects.filter(key=row_of(request), ended_at=None).update(ended_at=at)


def _left_behind(request: HttpRequest, at: datetime) -> None:
    """The session that this browser held before is over, whosever it was."""
    before = getattr(request, "user", None)
    if isinstance(before, Person):
        with fence.looking_at(before.platform_id):
            noted_as_ended(request, at)


def _taken_on(request: HttpRequest, person: Person, at: datetime) -> None:
    now = at.timestamp()
    request.session[DOOR] = {
        "how": "before", "rights": person.rights_version, "began": now, "seen": now, "proved": 0,
    }  # fmt: skip
    if request.session.session_key:
        _listed(request, person, "before", at)


def _listed(request: HttpRequest, person: Person, how: How, at: datetime) -> None:
    Visit.objects.update_or_create(
        key=row_of(request),
        defaults={
            "platform_id": person.platform_id,
            "person": person,
            "how": how,
            "browser": browser_of(request),
            "address": address_of(request),
            "began_at": at,
            "seen_at": at,
        },
    )


def _by_itself(request: HttpRequest) -> bool:
    """Whether a page asked for news by itself: nobody need sit before it."""
    return request.method == "GET" and bool(request.headers.get("HX-Request"))


def _door(request: HttpRequest) -> dict[str, Any]:
    found = request.session.get(DOOR)
    return found if isinstance(found, dict) else {}


def _instant(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
