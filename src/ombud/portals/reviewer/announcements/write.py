"""Write an announcement, or another version of it: looked at in every language, then sent."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ombud.core.announcement.state import Announcement
from ombud.core.refusal import Refusal
from ombud.desk.access import access_announcement
from ombud.desk.decode import NotUnderstood, command_of
from ombud.desk.exhibits import with_deposited
from ombud.desk.handle import Done
from ombud.desk.things import VERBS
from ombud.packs.load import load_pack
from ombud.portals.common.act import Misread, Outcome, act, wrong
from ombud.portals.common.announcements.shown import written_in
from ombud.portals.common.drafts import Kept, draft_of, draft_url, drop_draft, fields_of
from ombud.portals.common.uploads import kept_rows, upload_url
from ombud.portals.common.who import SignedIn, for_reviewer
from ombud.portals.reviewer import bar
from ombud.portals.reviewer.announcements.form import PARTS, Read, previews, read, shown, warning
from ombud.portals.reviewer.announcements.page import refused, whole_of
from ombud.portals.reviewer.panel.form import Filled, Intent
from ombud.portals.reviewer.panel.preview import digest

DRAFT = "review-announcement"
NAMES = {"files": "photos"}
NOT_TYPED = {"step", "previewed", "act_key"}
methods = require_http_methods(["GET", "HEAD", "POST"])
Row = dict[str, Any]


@for_reviewer
@methods
def publish(request: SignedIn) -> HttpResponse:
    """A new one."""
    return _write(request, None)


@for_reviewer
@methods
def revise(request: SignedIn, number: str) -> HttpResponse:
    """Another version of one there is."""
    return _write(request, access_announcement(request.platform.id, number, request.actor))


def _write(request: SignedIn, was: Announcement | None) -> HttpResponse:
    policy = load_pack(request.platform.pack)
    verb = VERBS["announcement.revise" if was else "announcement.publish"]
    if refusal := verb.may(request.actor, was, policy, request.at):
        return refused(request, refusal)
    if request.method != "POST":
        draft = draft_of(request, DRAFT, was.number if was else "")
        return _page(request, was, Filled(draft if draft.fields or was is None else Kept(_as_typed(request, was))))
    typed = Kept({key: values for key, values in fields_of(request).items() if key not in NOT_TYPED})
    sent = read(request, policy.pack.languages)
    if "remove_file" in request.POST:
        return _page(request, was, Filled(typed), sent)
    if sent.slips:
        return _page(request, was, Filled(typed, wrong(sent.slips, request)), sent, status=422)
    tried = _tried(request, was, sent)
    if tried is not None:
        return _page(request, was, Filled(typed, wrong(tried, request, NAMES)), sent, status=422)
    mark = digest(Intent(verb.id, sent.fields))
    step, before = request.POST.get("step", ""), request.POST.get("previewed", "")
    if step != "send" or before != mark:
        more = {"previews": previews(sent), "previewed": mark, "changed": step == "send" and bool(before)}
        return _page(request, was, Filled(typed), sent, more=more)
    fields = {**sent.fields, "without": [one for one in request.POST.getlist("without") if one in sent.languages]}
    done = act(request, verb.id, was.id if was else "", fields)
    if not isinstance(done, Done):
        more = {"previews": previews(sent), "previewed": mark}
        return _page(request, was, Filled(typed, _said(request, done, sent)), sent, more=more, status=422)
    drop_draft(request, DRAFT, was.number if was else "")
    told = _("Revised. The earlier version stays readable.") if was else _("Announced.")
    if not was and "shows_at" in fields:
        told = _("It waits, and shows at the time you chose.")
    messages.success(request, told)
    return HttpResponseRedirect(reverse("review-announcement", args=[was.number if was else done.number]))


def _tried(request: SignedIn, was: Announcement | None, sent: Read) -> Refusal | Misread | None:
    """Why it couldn't be sent, a missing language apart: nothing is written."""
    verb = VERBS["announcement.revise" if was else "announcement.publish"]
    stamps = {"by": request.actor, "at": request.at, "announcement": was.id if was else "new", "number": ""}
    try:
        command = command_of(verb, {**sent.fields, "without": list(sent.languages)}, **stamps)
    except NotUnderstood as error:
        return Misread(error.field, _("This wasn’t filled in as it should be. Check it and send it again."))
    command = with_deposited(command, request.platform.id)
    if isinstance(command, Refusal):
        return command
    outcome = verb.decide(command, was, load_pack(request.platform.pack))
    return outcome if isinstance(outcome, Refusal) else None


def _said(request: SignedIn, outcome: Outcome, sent: Read) -> Any:
    """What stops it; a missing language by its own name, at the box that leaves it out."""
    assert not isinstance(outcome, Done), "asked only where it wasn't done"
    if isinstance(outcome, Refusal) and outcome.code == "languages-missing":
        return wrong([Misread("without", warning(sent.missing))], request)
    return wrong(outcome, request, NAMES)


def _as_typed(request: SignedIn, was: Announcement) -> dict[str, list[str]]:
    """What stands now, as the form has it."""
    told, said = whole_of(request, was), was.latest.said
    fields: dict[str, list[str]] = {
        "original": [said.texts[0].lang], "category": [said.category], "audience": [said.audience],
        "author": [told.line(said.author)], "source": [told.line(said.source)],
        "copyright": [told.line(said.copyright)], "file": [one.file for one in said.files],
    }  # fmt: skip
    for one in said.texts:
        fields |= {f"{part}-{one.lang}": [told.line(getattr(one, part))] for part in PARTS}
    if not was.shows(request.at):
        local = was.shows_at.astimezone(request.platform.zone)
        fields["shows_at"] = [local.strftime("%Y-%m-%dT%H:%M")]
    return fields


def _page(
    request: SignedIn,
    was: Announcement | None,
    filled: Filled,
    sent: Read | None = None,
    *,
    more: Row | None = None,
    status: int = 200,
) -> HttpResponse:
    languages = load_pack(request.platform.pack).pack.languages
    files = sent.files.rows if sent else kept_rows(request, filled.all("file"))
    about = was.number if was else ""
    context: Row = {
        "here": "announcements",
        "was": was,
        "shown_already": was is not None and was.shows(request.at),
        "f": shown(filled, languages, files),
        "errors": filled.wrong.errors,
        "missing": _left_out(sent, filled),
        "warning": warning(sent.missing) if sent else "",
        "upload_url": upload_url(),
        "draft_url": draft_url(DRAFT, about),
        "saved_at": draft_of(request, DRAFT, about).saved_at,
        "act_key": request.POST.get("act_key", ""),
        **(more or {}),
    }
    return bar.page(request, "reviewer/announcements/write.html", context, status)


def _left_out(sent: Read | None, filled: Filled) -> list[Row]:
    """The boxes that leave a language out on purpose."""
    ticked = filled.all("without")
    return [
        {"value": one, "label": _("Without {language}").format(language=written_in(one)), "ticked": one in ticked}
        for one in (sent.missing if sent else ())
    ]
