"""The audit log by API: who saw and did what, for whoever oversees and the platform's own software."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse

from ombud.api.v1.caller import Caller
from ombud.api.v1.cursor import After, cursor_of, limit_of, page, word_of
from ombud.core.people import System, can
from ombud.desk import look_words
from ombud.desk.decode import NotUnderstood
from ombud.desk.handle import NotFound
from ombud.ledger.looked_at import KINDS, NAME_MAX
from ombud.reads.looked_at import Look, Wanted, looks

INSTANTS = ("since", "until")


def list_looks(request: HttpRequest, caller: Caller) -> HttpResponse:
    """The newest first, narrowed by `who`, `kind`, `name`, `since` and `until`; `said` is `what` in the language asked
    for."""
    if not (isinstance(caller.by, System) or can(caller.by, "oversee")):
        raise NotFound
    wanted = Wanted(_text(request, "who"), word_of(request, "kind", KINDS), _text(request, "name"),
                    *(_instant(request, one) for one in INSTANTS))  # fmt: skip
    after, limit = cursor_of(request), limit_of(request)
    key = (after[1], int(after[2])) if after is not None and after[1] is not None and after[2].isdigit() else None
    found, more = looks(caller.platform, wanted, key, limit)
    return page([*found, found[-1]] if more else found, limit, _told, _after)


def _told(one: Look) -> dict[str, object]:
    return {name: value for name, value in one._asdict().items() if name != "id"} | {"said": look_words.what(one)}


def _after(one: Look) -> After:
    return ("", one.at, str(one.id))


def _text(request: HttpRequest, name: str) -> str:
    return request.GET.get(name, "").replace("\x00", "")[:NAME_MAX]


def _instant(request: HttpRequest, name: str) -> datetime | None:
    said = request.GET.get(name, "")
    try:
        at = datetime.fromisoformat(said) if said else None
    except ValueError:
        at = datetime.min  # noqa: DTZ901 - without its offset it is refused below
    if at is not None and at.tzinfo is None:
        raise NotUnderstood(name, "An instant with its offset from UTC.")
    return at
