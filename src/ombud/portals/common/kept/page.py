"""The page of what one side keeps for an order: what is there, until when, and putting more by."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ombud.core.order_vault.keep import OTHER
from ombud.core.order_vault.rungs import id_of
from ombud.desk.access_order_vault import KeptForOrder, access_order_vault
from ombud.desk.handle import Done, NotFound
from ombud.portals.common.act import RIGHT, Misread, Outcome, Wrong, act, wrong
from ombud.portals.common.case.present import order_of
from ombud.portals.common.kept.shown import barred, kinds, rows
from ombud.portals.common.uploads import Files, files_of, upload_url
from ombud.portals.common.who import SignedIn

Context = dict[str, Any]


def answered(request: SignedIn, order: str, here: str) -> HttpResponseRedirect | tuple[Context, int]:
    """What the page shows and with which status, or where it goes on after something was kept or let go."""
    seen = access_order_vault(request.platform.id, order, request.actor, request.at)
    if request.method != "POST":
        return _context(request, seen, Files([], []), RIGHT), 200
    if "let_go" in request.POST:
        gone = _let_go(request, seen)
        if isinstance(gone, Done):
            messages.success(request, _("It is off your list. What a complaint drew on stays with that complaint."))
            return HttpResponseRedirect(here)
        return _context(request, seen, Files([], []), wrong(gone, request)), 422
    files = files_of(request)
    if "remove_file" in request.POST:
        return _context(request, seen, files, RIGHT), 200
    failed = [Misread("photos", one) for one in files.failed]
    outcome: Outcome | list[Misread] = failed or keep(request, seen, files.named(_kind(request)))
    if isinstance(outcome, Done):
        messages.success(request, _("It is kept, with today’s date. Nobody can change it any more, you included."))
        return HttpResponseRedirect(here)
    return _context(request, seen, files, wrong(outcome, request, {"files": "photos"})), 422


def keep(request: SignedIn, seen: KeptForOrder, files: list[dict[str, str]]) -> Outcome:
    """Keep these for the reader's side."""
    fields = {
        "files": files,
        "shown": "all" if request.POST.get("shown") == "all" else "own",
        "words": request.POST.get("words", "").replace("\r\n", "\n"),
    }
    return act(request, "order_vault.keep", vault_id(seen), fields)


def vault_id(seen: KeptForOrder) -> str:
    """The id of what the reader's side keeps. Raises NotFound for who is on neither side."""
    if seen.party == "platform":
        raise NotFound
    return id_of(seen.order.id, seen.party)


def typed_about(request: SignedIn) -> dict[str, str]:
    """What was said about the files, for common/kept/about.html."""
    return {"kind": request.POST.get("kind", OTHER), "words": request.POST.get("words", ""),
            "shown": request.POST.get("shown", "own")}  # fmt: skip


def _let_go(request: SignedIn, seen: KeptForOrder) -> Outcome:
    try:
        file = str(UUID(request.POST["let_go"]))
    except ValueError:
        raise NotFound from None
    return act(request, "order_vault.let-go", vault_id(seen), {"items": [file]})


def _kind(request: SignedIn) -> str:
    return request.POST.get("kind", "other")[:100] or "other"


def _context(request: SignedIn, seen: KeptForOrder, files: Files, stops: Wrong) -> Context:
    rules, count = seen.policy.pack.keeping, len(seen.own)
    most = rules.files_max if rules else 0
    return {
        "order": order_of(seen.order, request.platform.id, request.actor.id),
        "own": rows(seen, seen.own),
        "others": rows(seen, seen.others),
        "barred": barred(seen, request),
        "left": max(0, most - count),
        "room": ngettext("{count} of {most} files is kept.", "{count} of {most} files are kept.", count).format(
            count=count, most=most
        ),
        "full": count >= most,
        "kinds": kinds(seen.policy.pack.id, [one.code for one in seen.policy.pack.evidence]),
        "kept_files": files.rows,
        "value_of": typed_about(request),
        "wrong": stops,
        "upload_url": upload_url(),
    }
