"""A platform's own work in numbers by API: the figures of a period, live or as published, and what was published."""

from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse

from ombud.accounts.platforms import settings_of
from ombud.api.v1.caller import Caller
from ombud.core.transparency_report.periods import holding, period_of
from ombud.core.transparency_report.state import Version
from ombud.desk import clock
from ombud.desk.handle import NotFound
from ombud.reads.transparency.figures import figures
from ombud.reads.transparency.published import frozen, published, reports

DIGITS_MAX = 4


def read_transparency(request: HttpRequest, caller: Caller) -> HttpResponse:
    """The figures of `?period=`, live up to the last whole day; small counts are null. The running quarter, where none
    is named."""
    settings = settings_of(caller.platform)
    today = clock.now(caller.platform).astimezone(settings.zone).date()
    named = request.GET.get("period", "")
    period = period_of(named) if named else holding(today)
    if period is None or period.since > today:
        raise NotFound
    return _answer(figures(caller.platform, period, today, settings.zone.key))


def list_reports(_request: HttpRequest, caller: Caller) -> HttpResponse:
    """The periods that were published, the newest first, each with its versions."""
    items = [{"period": one.id, "versions": [_version(v) for v in one.versions]} for one in reports(caller.platform)]
    return _answer({"items": items, "next_cursor": None})


def read_report(request: HttpRequest, caller: Caller, id: str) -> HttpResponse:
    """What was published of one period: its latest version, or `?version=`, with the frozen figures and the words."""
    its, n = published(caller.platform, id), request.GET.get("version", "0")
    version = its.version(int(n)) if its is not None and n.isascii() and n.isdigit() and len(n) <= DIGITS_MAX else None
    if its is None or version is None:
        raise NotFound
    words = [{"lang": one.lang, "words": its.words.get(one.words, "")} for one in version.preface]
    body = {
        "period": its.report.id, **_version(version), "preface": words,
        "figures": frozen(caller.platform, version.fingerprint), "versions": [_version(v) for v in its.report.versions],
    }  # fmt: skip
    return _answer(body)


def _version(one: Version) -> dict[str, Any]:
    return {"n": one.n, "at": one.at, "fingerprint": one.fingerprint, "languages": [text.lang for text in one.preface]}


def _answer(body: Any) -> HttpResponse:
    return HttpResponse(msgspec.json.encode(body), content_type="application/json")
