"""The file handed out: at once where that is quick, else asked for, waited for on its page, and taken from there."""

from collections.abc import Callable
from itertools import chain
from typing import Any, NamedTuple

from django.http import FileResponse, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ombud.desk import clock
from ombud.portals.common.along.page import along_page, why_not
from ombud.portals.common.along.taken import Along, archive, pdfs
from ombud.portals.common.display import language, size
from ombud.portals.common.press import NotPrinted, lacking
from ombud.portals.common.who import SignedIn
from ombud.vault.made.asked import Asked, TooManyError, ask, asked, drop, of
from ombud.vault.made.carry_out import read
from ombud.vault.stored import Damaged, Missing

Row = dict[str, Any]
Show = Callable[[Row, int], HttpResponse]
FORMS = ("pdf", "zip")
FRAGMENT = "common/along/making.html"
SOON, LATER = 2, 5
"""Seconds between two looks: at first it soon changes."""
SEE_OTHER, CONFLICT, GONE, NOT_NOW = 303, 409, 410, 503
PART_DIGITS = 6


class Taking(NamedTuple):
    """Somebody in front of the file of one thing."""

    request: SignedIn
    thing: str
    """`complaint` or `penalty`."""
    stream: str
    number: str
    here: str
    """The page's address; PDF and ZIP stand there with an ending."""
    along: Callable[[], Along]
    show: Show
    """The whole page, in its portal, with this status."""


def page(taking: Taking) -> HttpResponse:
    """The page; what is sent from it; and, where it asks by itself, how far the files are."""
    request = taking.request
    if request.method == "POST":
        problem = _acted(taking)
        return _shown(taking, problem, CONFLICT) if problem else _to_page(taking)
    if request.headers.get("HX-Request"):
        return render(request, FRAGMENT, _making(taking))
    return _shown(taking)


def take(taking: Taking, form: str) -> HttpResponseBase:
    """A file that was made before, where the address names one; else the file as it is now, if that is quick."""
    if "made" in taking.request.GET:
        return _kept(taking) or _shown(taking, _gone_words(), GONE)
    along = taking.along()
    if not along.quick:
        return _to_page(taking)
    try:
        return at_once(along, form)
    except NotPrinted as problem:
        return _shown(taking, why_not(problem.why), NOT_NOW)


def _acted(taking: Taking) -> str:
    """Do what was sent from the page: ask for a file, or take away what was made. Why that can't be, in words."""
    request, now = taking.request, clock.now()
    if request.POST.get("do") == "drop":
        drop([one for one in _asked(taking) if not one.alive])
        return ""
    form = request.POST.get("form", "")
    if form not in FORMS or (form == "pdf" and lacking()):
        return why_not("lacking")
    try:
        ask(request.platform.id, request.actor, taking.thing, taking.stream, form, language(), now)
    except TooManyError:
        return too_many_words()
    return ""


def _asked(taking: Taking) -> list[Asked]:
    return asked(taking.request.platform.id, taking.request.actor, taking.stream, clock.now())


def _shown(taking: Taking, problem: str = "", status: int = 200) -> HttpResponse:
    """The whole page. Where it can't be had at once, it can be asked for all the same."""
    told = along_page(taking.along(), taking.here) | _making(taking)
    return taking.show({**told, "problem": problem, "ask_too": status == NOT_NOW}, status)


def _making(taking: Taking) -> Row:
    """For common/along/making.html: what was asked for of this thing, and when to look again."""
    found = _asked(taking)
    alive = [one for one in found if one.alive]
    every = LATER if any(one.done for one in alive) else SOON
    return {
        "making": [_row(one, taking.here) for one in found],
        "alive": bool(alive),
        "poll": {"url": taking.here, "every": every} if alive else None,
        "here_url": taking.here,
    }


def _kept(taking: Taking) -> HttpResponseBase | None:
    """A file that was made before: the part that the address names. None where it isn't kept, or is another's."""
    request = taking.request
    one = of(request.platform.id, request.GET["made"], request.actor, clock.now())
    if one is None or one.stream != taking.stream:
        return None
    return sent(one, request.GET.get("part", "1"))


def sent(one: Asked, part: str = "1") -> HttpResponseBase | None:
    """A part of what was made, a piece at a time; None where there is none, or it isn't kept any more."""
    place = int(part) - 1 if part.isascii() and part.isdigit() and len(part) < PART_DIGITS else -1
    if one.state != "ready" or not 0 <= place < len(one.files):
        return None
    file = one.files[place]
    pieces = read(one, file)
    try:
        first = next(pieces, b"")
    except (Missing, Damaged):
        return None
    answer = StreamingHttpResponse(chain((first,), pieces), content_type=file.media_type)
    answer["Content-Length"] = str(file.size_bytes)
    return _named(answer, file.name)


def at_once(along: Along, form: str) -> HttpResponseBase:
    """The file with the answer. Raises NotPrinted."""
    if form == "zip":
        return _named(FileResponse(archive(along), content_type="application/zip"), f"{along.number}.zip")
    if missing := lacking():
        raise NotPrinted("lacking", " ".join(missing))
    ((name, data),) = pdfs(along)
    return _named(HttpResponse(data, content_type="application/pdf"), name)


def too_many_words() -> str:
    """Why no other is begun."""
    return _("Several files are being made for you already. Wait until one of them is ready.")


def _gone_words() -> str:
    return _("That file isn’t kept any more. Ask for it again: it is made as things stand now.")


def _named(answer: HttpResponseBase, name: str) -> HttpResponseBase:
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    answer["Cache-Control"] = "private, no-store"
    return answer


def _to_page(taking: Taking) -> HttpResponse:
    return HttpResponseRedirect(f"{taking.here}#making", status=SEE_OTHER)


def _row(one: Asked, here: str) -> Row:
    return {
        "id": one.id,
        "form": one.form,
        "state": one.state,
        "name": _("Everything (ZIP)") if one.form == "zip" else _("PDF to print and hand in"),
        "asked_at": one.asked_at,
        "until": one.until,
        "step": step_words(one),
        "done": one.done,
        "of": one.of,
        "why": _problem(one.problem),
        "files": [_file(one, number, here) for number in range(1, len(one.files) + 1)],
    }


def _file(one: Asked, number: int, here: str) -> Row:
    file, ending = one.files[number - 1], "zip" if one.form == "zip" else "pdf"
    words = _("Part {n} of {all}").format(n=number, all=len(one.files)) if len(one.files) > 1 else ""
    url = f"{here}.{ending}?made={one.id}" + (f"&part={number}" if len(one.files) > 1 else "")
    return {"name": file.name, "words": words, "size": size(file.size_bytes), "url": url}


def step_words(one: Asked) -> str:
    """What is being done with it just now."""
    if one.state == "waiting":
        return _("It waits for the files before it, and begins by itself.")
    if one.step == "pages" and one.of > 1:
        return _("Setting the pages: part {n} of {all}").format(n=one.done + 1, all=one.of)
    if one.step == "files":
        words = ngettext("Packing the evidence: {n} of {all} file", "Packing the evidence: {n} of {all} files", one.of)
        return words.format(n=one.done + 1, all=one.of)
    return _("Setting the pages") if one.step == "pages" else _("Gathering what happened")


def _problem(why: str) -> str:
    told = {
        "": "",
        "interrupted": _("It was interrupted several times, and given up."),
        "gone": _("What it was about can’t be opened by you any more."),
        "failed": _("Something went wrong on our side; it is written down."),
    }
    return told[why] if why in told else why_not(why)
