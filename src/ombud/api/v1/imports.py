"""Importing orders from a file: it is sent, looked at by a mapping, begun, stopped and forgotten, as on the page."""

import re
from collections.abc import Iterator
from typing import Annotated, Any

import msgspec
from django.http import FileResponse, HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ombud.api.v1.body import fields_of
from ombud.api.v1.caller import Caller
from ombud.api.v1.cursor import cursor_of, page
from ombud.api.v1.problems import Problem
from ombud.core.people import Reviewer, can
from ombud.desk import clock
from ombud.desk.decode import NotUnderstood
from ombud.desk.handle import NotFound
from ombud.imports import runs
from ombud.imports.mapping import BYTES_MAX, MappingError
from ombud.imports.preview import Seen, preview
from ombud.imports.run_mapping import proposed, read_mapping

CHUNK = 1 << 20
SHOWN = 200
FILENAME_MAX = 100


class Mapped(msgspec.Struct, forbid_unknown_fields=True):
    """Which column means what, in TOML; left out, the mapping stays as it is."""

    mapping: Annotated[str, msgspec.Meta(max_length=BYTES_MAX)] | None = None


def list_imports(request: HttpRequest, caller: Caller) -> HttpResponse:
    """All imports, the newest first."""
    _may(caller)
    after = cursor_of(request)
    found, more = runs.listed(caller.platform, (after[1], after[2]) if after and after[1] is not None else None)
    rows = [*found, found[-1]] if more else found
    return page(rows, max(len(found), 1), _row, lambda run: ("", run.made_at, run.id))


def begin_import(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Keep the file of the body, of the name `?filename=`; nothing is imported yet. A mapping is proposed where the
    file itself suggests one."""
    by = _may(caller)
    stated = request.META.get("CONTENT_LENGTH") or ""
    if not (stated.isascii() and stated.isdigit() and len(stated) < 12):
        raise Problem(411, "length-missing", _("Say how long the file is."), way_out="Content-Length")
    if int(stated) > runs.BYTES_MAX:
        raise _too_large()
    if int(stated) == 0:
        raise NotUnderstood("file", _("Choose a file that isn’t empty."))
    name = request.GET.get("filename", "")[:FILENAME_MAX]
    try:
        run = runs.begin(caller.platform, by.id, get_language() or "en", name, _chunks(request), clock.now())
    except runs.TooLargeError:
        raise _too_large() from None
    except runs.FullError:
        raise Problem(413, "too-many-kept", _("Too many files are kept. Remove an earlier import first.")) from None
    answer = _answer(_row(runs.keep_mapping(run, proposed(run))))
    answer.status_code, answer["Location"] = 201, f"{request.path}/{run.id}"
    return answer


def read_import(_request: HttpRequest, caller: Caller, id: str) -> HttpResponse:
    """One import: its mapping, how far it is, and what came of it."""
    run = _run(caller, id)
    report = msgspec.to_builtins(run.report) if run.report_json else None
    return _answer(_row(run) | {"mapping": run.mapping, "report": report})


def preview_import(_request: HttpRequest, caller: Caller, id: str) -> HttpResponse:
    """The first orders as they would be read, each with what is wrong with it."""
    run = _run(caller, id)
    mapping, problem = read_mapping(run)
    seen: list[Seen] = []
    if mapping is not None:
        try:
            seen = preview(caller.platform, run.path, mapping)
        except (MappingError, OSError) as error:
            problem = str(error)
    items = [{"place": one.place, "id": one.id, "facts": one.facts, "problem": one.problem, "flags": one.flags}
             for one in seen[:SHOWN]]  # fmt: skip
    return _answer({"items": items, "problem": problem, "ready": bool(seen) and not problem, "next_cursor": None})


def map_import(request: HttpRequest, caller: Caller, id: str) -> HttpResponse:
    """Have it be read by this mapping."""
    run = _sent(request, caller, id)
    problem = read_mapping(run)[1]
    return _answer(_row(run) | {"mapping": run.mapping, "problem": problem})


def start_import(request: HttpRequest, caller: Caller, id: str) -> HttpResponse:
    """Have the worker import it, by the mapping that is kept or sent with this call."""
    run = _sent(request, caller, id)
    problem = read_mapping(run)[1]
    if problem:
        raise Problem(422, "mapping-not-understood", problem, field="mapping")
    if not runs.start(run, get_language() or "en", clock.now()):
        raise Problem(409, "import-not-startable", _("It runs already, or is done."))
    return _now(caller, id)


def stop_import(_request: HttpRequest, caller: Caller, id: str) -> HttpResponse:
    """Have it stop after the batch that is being written."""
    runs.stop(_run(caller, id), clock.now())
    return _now(caller, id)


def discard_import(_request: HttpRequest, caller: Caller, id: str) -> HttpResponse:
    """Forget it with its file; what it told stays told."""
    if not runs.discard(_run(caller, id)):
        raise Problem(409, "import-running", _("It is under way. Stop it first."))
    return _answer({})


def read_rejects(_request: HttpRequest, caller: Caller, id: str) -> HttpResponse:
    """The rows that came back to be mended, as a file of the form that was sent."""
    run = _run(caller, id)
    if not run.rejects.exists():
        raise NotFound
    answer: Any = FileResponse(run.rejects.open("rb"), as_attachment=True, filename=run.rejects.name)
    return answer  # type: ignore[no-any-return]  # a streamed answer is one too


def _may(caller: Caller) -> Reviewer:
    """Those of the staff who oversee the platform. Raises NotFound."""
    if not isinstance(caller.by, Reviewer) or not can(caller.by, "oversee"):
        raise NotFound
    return caller.by


def _run(caller: Caller, id: str) -> runs.Run:
    _may(caller)
    run = runs.of(caller.platform, id) if id.isascii() else None
    if run is None:
        raise NotFound
    return run


def _now(caller: Caller, id: str) -> HttpResponse:
    return _answer(_row(_run(caller, id)))


def _sent(request: HttpRequest, caller: Caller, id: str) -> runs.Run:
    run = _run(caller, id)
    try:
        said = msgspec.convert(fields_of(request), Mapped)
    except msgspec.ValidationError as error:
        at = re.search(r"`\$\.(\w+)|field `(\w+)`", str(error))
        raise NotUnderstood(at[1] or at[2] if at else "mapping", str(error)) from None
    if said.mapping is None:
        return run
    sent = said.mapping.replace("\x00", "").replace("\r\n", "\n")
    kept = runs.keep_mapping(run, sent)
    if kept.mapping != sent:
        raise Problem(409, "import-not-startable", _("It runs already, or is done."))
    return kept


def _row(run: runs.Run) -> dict[str, Any]:
    names = ("id", "by", "file", "size", "state", "done", "of", "told", "problem", "made_at", "asked_at", "ended_at")
    return {name: getattr(run, name) for name in names}


def _chunks(request: HttpRequest) -> Iterator[bytes]:
    while chunk := request.read(CHUNK):
        yield chunk


def _too_large() -> Problem:
    most = runs.BYTES_MAX // 1_000_000
    detail = _("The file is larger than {n} MB. Larger ones are imported by the command line.").format(n=most)
    return Problem(413, "too-large", detail, field="file")


def _answer(body: Any) -> HttpResponse:
    return HttpResponse(msgspec.json.encode(body), content_type="application/json")
