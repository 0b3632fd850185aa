"""R12: who saw and did what, for whoever oversees; narrowed by person, kind, thing and day; as CSV too."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from io import StringIO
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from ombud.accounts.models import Person
from ombud.core.people import can
from ombud.desk import look_words
from ombud.ledger.looked_at import KINDS, NAME_MAX, About, recorded
from ombud.portals.common.cells import plain
from ombud.portals.common.display import iso, language, when
from ombud.portals.common.who import SignedIn, for_reviewer
from ombud.portals.reviewer import bar
from ombud.portals.reviewer.audit import told
from ombud.reads import looked_at
from ombud.reads.looked_at import Key, Look, Wanted

CHUNK = 1000
"""Lines of the file that are read at once: it is as long as the log, and needs no more memory for it."""
COLUMNS = ("at", "who", "kind", "what", "thing", "name", "part", "via", "why", "said")
DAY = timedelta(days=1)
Row = dict[str, Any]


@for_reviewer
@require_safe
def listing(request: SignedIn) -> HttpResponse:
    """One page of the log, the newest first."""
    wanted, asked = _asked(request)
    found, more = looked_at.looks(request.platform.id, wanted, _key(request.GET.get("after", "")))
    people = {one.name for one in found if one.thing == "person"}
    names = _names(request, people | {one.who for one in found})
    last = found[-1] if found else None
    kept = {name: said for name, said in asked.items() if said}
    context = {
        "here": "audit",
        "columns": [_("When"), _("Who"), _("What"), _("Of what")],
        "rows": [_row(request, one, names) for one in found],
        "asked": asked,
        "narrowed": bool(kept),
        "people": _options(request),
        "kinds": [{"value": "", "label": _("Everything")},
                  *({"value": one, "label": label} for one, label in look_words.kinds().items())],
        "csv_url": f"{reverse('review-audit-csv')}?{urlencode(kept)}",
        "older_url": f"?{urlencode({**kept, 'after': _said(last)})}" if more and last else "",
        "newer_url": f"?{urlencode(kept)}" if request.GET.get("after") else "",
    }  # fmt: skip
    return bar.page(request, "reviewer/audit/list.html", context)


@for_reviewer
@require_safe
def export(request: SignedIn) -> StreamingHttpResponse:
    """The same, narrowed in the same way, as a file with every row; that it was taken stands in the log too."""
    wanted, _typed = _asked(request)
    recorded(request.platform.id, request.actor.id, "log-taken", About("log", ""), request.at, via="session")
    written = _written(request.platform.id, wanted, language())
    answer = StreamingHttpResponse(written, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{request.platform.slug}-audit.csv"'
    return answer


def _written(platform: int, wanted: Wanted, lang: str) -> Iterator[str]:
    """The file piece by piece, each in the reader's language: it is written after the view has ended."""
    yield "\ufeff" + _table([COLUMNS])
    after: Key | None = None
    more, words = True, dict[str, str]()
    while more:
        found, more = looked_at.looks(platform, wanted, after, limit=CHUNK)
        with override(lang):
            lines = _table(_cells(one, words) for one in found)
        yield lines
        after = (found[-1].at, found[-1].id) if found else None


def _table(lines: Iterable[Sequence[str]]) -> str:
    held = StringIO()
    csv.writer(held).writerows(lines)
    return held.getvalue()


def _cells(one: Look, words: dict[str, str]) -> list[str]:
    said = words.get(one.what) or words.setdefault(one.what, look_words.what(one))
    cells = (one.who, one.kind, one.what, one.thing, one.name, one.part, one.via, one.why, said)
    return [iso(one.at), *map(plain, cells)]


def _asked(request: SignedIn) -> tuple[Wanted, dict[str, str]]:
    """What the list is narrowed by, and as it was typed. Raises Http404 for who doesn't oversee."""
    if not can(request.actor, "oversee"):
        raise Http404
    said = {
        name: request.GET.get(name, "").replace("\x00", "").strip()[:NAME_MAX]
        for name in ("who", "kind", "name", "day")
    }
    said["kind"] = said["kind"] if said["kind"] in KINDS else ""
    since = until = None
    try:
        since = datetime.combine(date.fromisoformat(said["day"]), time(), request.platform.zone)
        until = since + DAY
    except (ValueError, OverflowError):
        said["day"] = ""
    return Wanted(said["who"], said["kind"], said["name"], since, until), said


def _row(request: SignedIn, one: Look, names: dict[str, str]) -> Row:
    part = look_words.about(one, names)
    return {
        "at": one.at,
        "moment": when(one.at, request.platform.zone, request.at, "moment"),
        "who": names.get(one.who, one.who),
        "way": told.way(one),
        "what": look_words.what(one),
        "code": "" if look_words.is_named(one) else one.what,
        "why": one.why,
        "about": part,
        "url": told.url(one, admin=request.person.kind == "admin"),
        "only_url": told.narrowed(one.name) if one.name else "",
    }


def _names(request: SignedIn, refs: set[str]) -> dict[str, str]:
    people = Person.objects.filter(platform_id=request.platform.id, ref__in=refs)
    named = {one.ref: one.name or one.ref for one in people}
    named |= {one: _("Key {number}").format(number=one.removeprefix("key:")) for one in refs if one.startswith("key:")}
    return named | {"command": _("Command line"), "openid": _("The platform’s own sign-in")}


def _options(request: SignedIn) -> list[Row]:
    """Everybody who is in the log."""
    refs = looked_at.people(request.platform.id)
    names = _names(request, set(refs))
    shown = sorted(({"value": one, "label": names.get(one, one)} for one in refs), key=lambda row: row["label"])
    return [{"value": "", "label": _("Everybody")}, *shown]


def _key(said: str) -> Key | None:
    at, parted, id = said.partition("~")
    try:
        instant = datetime.fromisoformat(at)
    except ValueError:
        return None
    known = bool(parted) and id.isascii() and id.isdigit() and len(id) < 19 and instant.tzinfo is not None
    return (instant, int(id)) if known else None


def _said(last: Look) -> str:
    return f"{last.at.isoformat()}~{last.id}"
