"""R11: a platform's own work over a quarter or a year, for everybody; live figures, or a report that was published."""

import csv
from io import StringIO
from typing import Any, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ombud.accounts import tries
from ombud.accounts.limits import of_papers, wait_words
from ombud.accounts.models import Platform
from ombud.accounts.platforms import Settings, settings_of
from ombud.core.transparency_report.periods import Period, before, holding, period_of
from ombud.core.transparency_report.state import Version
from ombud.desk import clock
from ombud.packs.load import load_pack, texts
from ombud.packs.words import Texts
from ombud.portals.common.along.paper import style
from ombud.portals.common.display import language
from ombud.portals.common.guide import platform_of, query
from ombud.portals.common.page import show
from ombud.portals.common.press import NotPrinted, Paper, pdf
from ombud.portals.common.transparency import words
from ombud.portals.common.transparency.shown import shown
from ombud.reads.transparency.figures import Figures, figures, last_day, span
from ombud.reads.transparency.published import Published, frozen, published

Row = dict[str, Any]
PERIODS_MAX = 40


class Asked(NamedTuple):
    """What the address asks for."""

    platform: Platform
    settings: Settings
    period: Period
    its: Figures
    report: Published | None
    version: Version | None
    """The publication that is shown; None where the figures are live."""


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """The figures of `?period=`, as published where they were, or as they stand up to the last whole day."""
    asked = _asked(request)
    return show(request, "common/transparency/page.html", _context(request, asked))


@require_safe
def as_csv(request: HttpRequest) -> HttpResponse:
    """The same as a table: list, name, count; empty where a count isn't shown."""
    asked, held = _asked(request), StringIO()
    table = csv.writer(held)
    table.writerow(["period", "since", "last_day", "list", "of", "n"])
    head = [asked.its.period, asked.its.since.isoformat(), last_day(asked.its).isoformat()]
    for name, counts in asked.its.lists.items():
        table.writerows([*head, name, of, "" if n is None else n] for of, n in counts.cells.items())
        table.writerow([*head, name, "total", "" if counts.total is None else counts.total])
    table.writerows([*head, name, "", "" if n is None else n] for name, n in asked.its.singles.items())
    for name, one in asked.its.times.items():
        for of, hours in (("median", one.median), ("p90", one.p90)):
            table.writerow([*head, f"hours-{name}", of, "" if hours is None else hours])
    answer = HttpResponse("\ufeff" + held.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{_name(asked)}.csv"'
    return answer


@require_safe
def as_pdf(request: HttpRequest) -> HttpResponse:
    """The same as a paper; where none can be set, the page for printing."""
    asked = _asked(request)
    if wait := tries.take(of_papers(request), timezone.now()):
        return HttpResponse(wait_words(wait), status=429, content_type="text/plain; charset=utf-8",
                            headers={"Retry-After": str(wait)})  # fmt: skip
    context = _context(request, asked) | style() | {"paper": True}
    html = render_to_string("common/transparency/paper.html", context)
    try:
        data = pdf(Paper(html=html))
    except NotPrinted as error:
        return HttpResponse(_("No PDF can be made here just now.") + f" ({error.why})", status=503,
                            content_type="text/plain; charset=utf-8")  # fmt: skip
    answer = HttpResponse(data, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{_name(asked)}.pdf"'
    return answer


def _asked(request: HttpRequest) -> Asked:
    """Raises Http404 for a period or version that there is none of."""
    platform = platform_of(request)
    if platform is None:
        raise Http404
    at = clock.now(platform.pk)
    settings = settings_of(platform.pk, at)
    today = at.astimezone(settings.zone).date()
    named = request.GET.get("period", "")
    period = period_of(named) if named else _newest(platform.pk, today)
    if period is None or period.since > today:
        raise Http404
    report, n = published(platform.pk, period.name), request.GET.get("version", "")
    if n and (not n.isascii() or not n.isdigit() or len(n) > 4):
        raise Http404
    version = report.version(int(n or 0)) if report else None
    if n and n != "0" and version is None:
        raise Http404
    kept = frozen(platform.pk, version.fingerprint) if version else None
    its = kept or figures(platform.pk, period, today, settings.zone.key)
    return Asked(platform, settings, period, its, report, version if kept else None)


def _newest(platform: int, today: Any) -> Period:
    """The last quarter that is over where anything was counted in it, else the running one."""
    running = holding(today)
    known = span(platform)
    return before(running) if known and known[0] < running.since else running


def _context(request: HttpRequest, asked: Asked) -> Row:
    zone = asked.settings.zone
    preface, language_of = (
        asked.report.preface(asked.version, language()) if asked.report and asked.version else ("", "")
    )
    here = reverse("transparency")
    return {
        **shown(asked.its, _texts(asked.settings)),
        "platform_name": asked.platform.name,
        "period": words.period(asked.period),
        "since": words.noon(asked.its.since, zone),
        "last": words.noon(last_day(asked.its), zone) if asked.its.until > asked.its.since else None,
        "running": asked.its.until < asked.period.until,
        "zone": zone,
        "periods": _periods(asked),
        "preface": preface,
        "preface_lang": language_of,
        "version": asked.version,
        "versions": [
            {"n": one.n, "at": one.at, "url": f"{here}?{_address(request, asked.period.name, one.n)}",
             "current": asked.version is not None and one.n == asked.version.n}
            for one in (asked.report.report.versions if asked.report else ())
        ],
        "csv_url": f"{reverse('transparency-csv')}?{_address(request, asked.period.name, _n(asked))}",
        "pdf_url": f"{reverse('transparency-pdf')}?{_address(request, asked.period.name, _n(asked))}",
        "rules_url": reverse("rules") + query(request),
        "announcements_url": reverse("announcements") + query(request),
    }  # fmt: skip


def _n(asked: Asked) -> int:
    return asked.version.n if asked.version else 0


def _address(request: HttpRequest, period: str, version: int = 0) -> str:
    given = request.GET.copy()
    given["period"] = period
    given.pop("version", None)
    if version:
        given["version"] = str(version)
    return given.urlencode()


def _periods(asked: Asked) -> list[Row]:
    """Quarters and years of which there is anything, the newest first."""
    today = clock.now(asked.platform.pk).astimezone(asked.settings.zone).date()
    known = span(asked.platform.pk)
    one, first = holding(today), known[0] if known else today
    found: list[Period] = []
    while one.until > first and len(found) < PERIODS_MAX:
        found.append(one)
        one = before(one)
    years = [year for n in range(today.year, first.year - 1, -1) if (year := period_of(str(n)))][:PERIODS_MAX]
    return [
        {"value": each.name, "label": words.period(each), "chosen": each.name == asked.period.name}
        for each in (*found, *years)
    ]


def _texts(settings: Settings) -> Texts:
    return texts(load_pack(settings.pack).pack.id)


def _name(asked: Asked) -> str:
    version = f"-v{asked.version.n}" if asked.version else ""
    return f"{asked.platform.slug}-transparency-{asked.period.name}{version}"
