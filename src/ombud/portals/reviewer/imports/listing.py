"""Imports there were, and the form that begins one: a file of orders is sent, and looked at before anything is told."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from ombud.core.people import can
from ombud.imports import runs
from ombud.imports.run_mapping import proposed
from ombud.portals.common.display import language
from ombud.portals.common.who import SignedIn, for_reviewer
from ombud.portals.reviewer import bar
from ombud.portals.reviewer.rows import CELL, staff_names

Row = dict[str, Any]
MEGABYTES = runs.BYTES_MAX // 1_000_000


@csrf_exempt  # the token is asked for below, once it is known that the body isn't larger than is taken
@for_reviewer
@require_http_methods(["GET", "HEAD", "POST"])
def listing(request: SignedIn) -> HttpResponse:
    """All imports, the newest first; a file that is sent begins one."""
    if not may_import(request):
        raise Http404
    if request.method != "POST":
        return _page(request)
    if int(request.META.get("CONTENT_LENGTH") or 0) > runs.BYTES_MAX + 10_000:
        return _page(request, too_large(), 413)
    return _take(request)


def may_import(request: SignedIn) -> bool:
    """Whether the reader is one of those who import."""
    return can(request.actor, "oversee")


def too_large() -> str:
    """Why a file isn't taken."""
    return _("The file is larger than {n} MB. Larger ones are imported by the command line.").format(n=MEGABYTES)


@csrf_protect
def _take(request: SignedIn) -> HttpResponse:
    file = request.FILES.get("file")
    if not isinstance(file, UploadedFile) or not file.size:
        return _page(request, _("Choose a file that isn’t empty."), 422)
    try:
        run = runs.begin(request.platform.id, request.actor.id, language(), file.name or "", file.chunks(), request.at)
    except runs.TooLargeError:
        return _page(request, too_large(), 413)
    except runs.FullError:
        return _page(request, _("Too many files are kept. Remove an earlier import first."), 413)
    runs.keep_mapping(run, proposed(run))
    return HttpResponseRedirect(reverse("review-import", args=[run.id]))


def _page(request: SignedIn, error: str = "", status: int = 200) -> HttpResponse:
    found, more = runs.listed(request.platform.id, _before(request.GET.get("before", "")))
    names = staff_names(request)
    last = found[-1] if found else None
    context: Row = {
        "here": "imports",
        "error": error,
        "errors": [{"field": "file", "text": error}] if error else [],
        "most": MEGABYTES,
        "rows": [_row(one, names) for one in found],
        "older_url": f"?before={last.made_at:%Y-%m-%dT%H:%M:%S.%f}%2B00:00~{last.id}" if more and last else "",
    }
    return bar.page(request, "reviewer/imports/list.html", context, status)


def _before(said: str) -> Any:
    at, _sign, id = said.partition("~")
    instant = parse_datetime(at) if id else None
    return (instant, id) if instant is not None and instant.tzinfo else None


def _row(run: runs.Run, names: dict[str, str]) -> Row:
    word, tone = state_words(run)
    report = run.report
    told = ngettext("{n} order told", "{n} orders told", report.told).format(n=report.told)
    refused = ngettext("{n} to mend", "{n} to mend", report.refused_count).format(n=report.refused_count)
    return CELL | {
        "url": reverse("review-import", args=[run.id]),
        "file": run.file,
        "by": names.get(run.by, run.by),
        "at": run.made_at,
        "word": word,
        "tone": tone,
        "told": told if run.report_json else "",
        "refused": refused if report.refused_count else "",
    }


def state_words(run: runs.Run) -> tuple[str, str]:
    """How far an import is, and in which colour."""
    return {
        "new": (_("Not begun"), ""),
        "waiting": (_("Waits its turn"), "warn"),
        "running": (_("Under way"), "warn"),
        "done": (_("Done"), "good"),
        "stopped": (_("Stopped"), "warn"),
        "failed": (_("Could not be read"), "bad"),
    }[run.state]
