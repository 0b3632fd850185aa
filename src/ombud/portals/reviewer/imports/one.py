"""One import: its mapping and the first rows as they would be read, then how far it is, then what came of it."""

from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ombud.imports import runs
from ombud.imports.mapping import BYTES_MAX, MappingError
from ombud.imports.preview import Seen, preview
from ombud.imports.run_mapping import proposed, read_mapping
from ombud.portals.common.display import language, money
from ombud.portals.common.entry import step_up
from ombud.portals.common.who import SignedIn, for_reviewer
from ombud.portals.reviewer import bar
from ombud.portals.reviewer.imports.listing import may_import, state_words
from ombud.portals.reviewer.rows import staff_names

Row = dict[str, Any]
SHOWN = 20
"""Rows of the preview, and names in a result; the files have all of them."""


@for_reviewer
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: SignedIn, id: str) -> HttpResponse:
    """The import; what is done with it is sent here too."""
    run = _run(request, id)
    match request.POST.get("do", "") if request.method == "POST" else "":
        case "check":
            run = runs.keep_mapping(run, _mapping_sent(request, run))
        case "start":
            run = runs.keep_mapping(run, _mapping_sent(request, run))
            mapping, problem = read_mapping(run)
            # A mapping that came as a file is kept by now, and is what is asked about and then begun with.
            request.taken_files = [("mapping", run.mapping), ("earlier", "")]
            if mapping is not None and not problem:
                step_up.require(request)
                if runs.start(run, language(), request.at):
                    return _to(run)
        case "stop":
            runs.stop(run, request.at)
            return _to(run)
        case "discard":
            if runs.discard(run):
                messages.success(request, _("It is gone, with its file. What it told stays told."))
                return HttpResponseRedirect(reverse("review-imports"))
            return _to(run)
    return bar.page(request, "reviewer/imports/one.html", _context(request, run))


@for_reviewer
@require_safe
def progress(request: SignedIn, id: str) -> HttpResponse:
    """How far it is: asked for by the page until it has ended."""
    run = _run(request, id)
    if run.state not in ("waiting", "running"):
        return render(request, "reviewer/imports/progress.html", _result(run) | {"run": run})
    return render(request, "reviewer/imports/progress.html", _progress(run))


@for_reviewer
@require_safe
def download(request: SignedIn, id: str, what: str) -> HttpResponse:
    """What came back of it, as a file."""
    run = _run(request, id)
    path = {"rejects": run.rejects, "flagged": run.flagged}.get(what)
    if path is None or not path.exists():
        raise Http404
    stem = run.file.rpartition(".")[0] or run.file
    answer = FileResponse(path.open("rb"), as_attachment=True, filename=f"{stem}-{what}{path.suffix}")
    answer["Cache-Control"] = "no-store"
    return answer  # type: ignore[return-value]  # a streamed answer is one too


def _run(request: SignedIn, id: str) -> runs.Run:
    run = runs.of(request.platform.id, id) if may_import(request) else None
    if run is None:
        raise Http404
    return run


def _to(run: runs.Run) -> HttpResponse:
    return HttpResponseRedirect(reverse("review-import", args=[run.id]))


def _mapping_sent(request: SignedIn, run: runs.Run) -> str:
    """The mapping of an uploaded file, else of an earlier import that was chosen, else as it was typed."""
    file = request.FILES.get("mapping_file")
    if isinstance(file, UploadedFile) and file.size:
        sent: bytes = file.read(BYTES_MAX + 1)
        return sent.decode("utf-8-sig", "replace").replace("\x00", "")
    chosen = request.POST.get("earlier", "")
    if chosen == "proposed":
        return proposed(run)
    if chosen and (earlier := runs.of(request.platform.id, chosen)) is not None:
        return earlier.mapping
    typed = str(request.POST.get("mapping", run.mapping))
    return typed[: BYTES_MAX + 1].replace("\x00", "").replace("\r\n", "\n")


def _context(request: SignedIn, run: runs.Run) -> Row:
    word, tone = state_words(run)
    context: Row = {
        "here": "imports",
        "run": run,
        "word": word,
        "tone": tone,
        "by": staff_names(request).get(run.by, run.by),
    }
    if run.state in ("waiting", "running"):
        return context | _progress(run)
    if run.state in ("done", "stopped"):
        context |= _result(run)
    if run.state != "done":
        context |= _to_check(request, run)
    return context


def _to_check(request: SignedIn, run: runs.Run) -> Row:
    mapping, problem = read_mapping(run)
    seen: list[Seen] = []
    if mapping is not None:
        try:
            seen = preview(request.platform.id, run.path, mapping)
        except (MappingError, OSError) as error:
            problem = str(error)
    earlier = [
        {"value": "", "label": _("As it stands below")},
        {"value": "proposed", "label": _("As the file suggests")},
    ]
    earlier += [
        {"value": id, "label": f"{file} · {at:%Y-%m-%d}"} for id, file, at in runs.mappings(request.platform.id)
    ]
    return {
        "checks": True,
        "problem": problem,
        "errors": [{"field": "mapping", "text": problem}] if problem else [],
        "earlier": earlier,
        "seen": [_seen(one) for one in seen[:SHOWN]],
        "looked_at": len(seen),
        "bad": sum(bool(one.problem) for one in seen),
        "ready": bool(seen) and not problem,
    }


def _seen(one: Seen) -> Row:
    facts = one.facts
    return {
        "place": one.place,
        "id": one.id,
        "problem": one.problem,
        "shop": facts.shop if facts else "",
        "consumer": facts.consumer if facts else "",
        "status": facts.status if facts else "",
        "bought_at": one.bought_at,
        "paid": money(facts.paid, facts.currency) if facts else "",
        "lines": [f"{line.title or line.product or line.id} × {line.quantity}" for line in facts.lines[:3]]
        if facts
        else [],
        "flags": [flag_words(flag) for flag in one.flags],
    }


def _progress(run: runs.Run) -> Row:
    """Asked often at first, when it soon changes; less often in a long one."""
    every = 2 if run.done < 20_000 else 5
    return {"run": run, "poll": {"url": reverse("review-import-progress", args=[run.id]), "every": every}}


def _result(run: runs.Run) -> Row:
    report = run.report
    return {
        "report": report,
        "refused": list(report.refused.items())[:SHOWN],
        "flagged": [(id, [flag_words(one) for one in flags]) for id, flags in list(report.flagged.items())[:SHOWN]],
        "lacking": [(unknown_words(one), n) for one, n in report.lacking.items()],
        "rejects_url": _file(run, "rejects") if report.refused_count and run.rejects.exists() else "",
        "flagged_url": _file(run, "flagged") if report.flagged_count and run.flagged.exists() else "",
    }


def _file(run: runs.Run, what: str) -> str:
    return reverse("review-import-file", args=[run.id, what])


def flag_words(flag: str) -> str:
    """In what an order contradicts itself."""
    return {
        "delivered-without-date": _("Delivered, without a date"),
        "canceled-yet-delivered": _("Cancelled, yet delivered"),
        "shipped-before-approved": _("Sent before it was approved"),
        "delivered-before-shipped": _("Delivered before it was sent"),
        "several-sellers": _("Lines of several sellers"),
    }.get(flag, flag)


def unknown_words(name: str) -> str:
    """What the file didn’t say of an order."""
    return {
        "shop": _("Shop"),
        "consumer": _("Consumer"),
        "lines": _("Lines"),
        "paid": _("Amount paid"),
        "purchased_at": _("When it was bought"),
    }.get(name, name)
