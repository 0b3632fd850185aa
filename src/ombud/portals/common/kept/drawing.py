"""Drawing on what is kept for an order, in a form that hands evidence in: one tick beside each file."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from ombud.core.order_vault.rungs import side_of
from ombud.desk.access import Case
from ombud.desk.access_order_vault import access_order_vault
from ombud.portals.common.kept.shown import files_of, rows
from ombud.portals.common.who import SignedIn

KEPT = "kept"
"""The name of the ticks in a form."""


def choosable(request: SignedIn, case: Case) -> list[dict[str, Any]]:
    """What the reader's side keeps for the order of a case and hasn't put into it, for common/kept/choose.html."""
    ticked = set(request.POST.getlist(KEPT))
    there = {one.id for one in case.complaint.exhibits}
    return of_order(request, case.complaint.order_id, without=there, ticked=ticked)


def of_order(
    request: SignedIn, order: str, *, without: Collection[str] = (), ticked: Collection[str] = (), own: bool = False
) -> list[dict[str, Any]]:
    """What the reader's side keeps for an order; with `own` only what this person brought."""
    if request.only_case:
        return []  # a session that may see one case doesn't see what is kept beside it
    seen = access_order_vault(request.platform.id, order, request.actor, request.at)
    if side_of(request.actor, seen.order) is None:
        return []
    told = [one for one in rows(seen, seen.own) if one["id"] not in without]
    if own:
        held = files_of(request.platform.id, [one["id"] for one in told])
        told = [one for one in told if one["id"] in held and held[one["id"]].uploaded_by == request.actor.id]
    kinds = {one.file: one.kind for one in seen.own}
    return [one | {"code": kinds[one["id"]], "ticked": one["id"] in ticked, "field": KEPT} for one in told]


def chosen(request: SignedIn, case: Case) -> list[dict[str, str]]:
    """The files that were ticked, as a command's `files` wants them."""
    wanted = {one for one in request.POST.getlist(KEPT) if _is_id(one)}
    if not wanted:
        return []
    return [{"file": one["id"], "kind": one["code"]} for one in choosable(request, case) if one["id"] in wanted]


def together(files: list[dict[str, str]], more: list[dict[str, str]]) -> list[dict[str, str]]:
    """Files of a form and those drawn on, each once."""
    return list({one["file"]: one for one in (*more, *files)}.values())


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
