"""Completes, fills in and takes back many orders at once: what is missing is asked for, then a result for each."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from ombud.core.refusal import Refusal
from ombud.desk.handle import Act, Done
from ombud.desk.handle_many import Result, handle_many
from ombud.portals.common.act import refusal_words
from ombud.portals.common.order.words import OrderWords
from ombud.portals.common.who import SignedIn, for_member
from ombud.portals.merchant.frame import console, shop_of
from ombud.portals.merchant.late.chosen import (
    MOST,
    Chosen,
    Context,
    Group,
    as_row,
    groups,
    orders_of,
    refused,
    slips,
    typed,
)
from ombud.portals.merchant.late.listing import undo_bar
from ombud.portals.merchant.suspended import unless_suspended
from ombud.reads import late_orders


@for_member
@require_POST
@unless_suspended
def complete(request: SignedIn) -> HttpResponse:
    """Move the chosen orders on; what is to be filled in on the way is asked for first."""
    return _worked(request, "order.complete")


@for_member
@require_POST
@unless_suspended
def fill_in(request: SignedIn) -> HttpResponse:
    """Fill in what is missing, without moving anything."""
    return _worked(request, "order.fill-in")


@for_member
@require_POST
@unless_suspended
def undo(request: SignedIn) -> HttpResponse:
    """Take back what was moved, as far as nobody has been told of it: the named orders, or all there are."""
    shop = shop_of(request)
    ids = request.POST.getlist("order")
    if not ids:
        ids = [one.id for one in late_orders.undoable(request.platform.id, shop, request.at)]
    chosen = orders_of(request, shop, ids)
    acts = [_act(request, "order.undo", one, {}) for one in chosen]
    return _results(request, "order.undo", chosen, handle_many(acts))


def _worked(request: SignedIn, verb: str) -> HttpResponse:
    moving = verb == "order.complete"
    chosen = orders_of(request, shop_of(request), request.POST.getlist("order"))
    if not chosen:
        return HttpResponseRedirect(reverse("merchant-late-orders"))
    made = groups(chosen, moving=moving)
    if request.POST.get("step") != "send" and any(one.fields for one in made):
        return _asked(request, verb, made, {})
    wrong = _slips(request, made, moving=moving)
    if wrong:
        return _asked(request, verb, made, wrong)
    acts, orders, why = [], [], request.POST.get("words", "").replace("\r\n", "\n").strip()
    for group in made:
        target = group.target(request)
        for one in group.orders:
            said = typed(request, group, one, group.asked(target))
            details = [{"code": code, "words": text} for code, text in said.items() if text]
            fields: dict[str, Any] = {"details": details} | ({"to": target, "words": why} if target else {})
            acts.append(_act(request, verb, one, fields))
            orders.append(one)
    return _results(request, verb, orders, handle_many(acts))


def _slips(request: SignedIn, made: list[Group], *, moving: bool) -> dict[str, Refusal]:
    """What is wrong with what was typed, by order; what can't be done anyway is left for its result to say."""
    found: dict[str, Refusal] = {}
    for group in made:
        fields = group.asked(group.target(request))
        for one in group.orders:
            said = typed(request, group, one, fields)
            if refused(one, request, moving=moving) or not (moving or any(said.values())):
                continue
            if wrong := slips(said, fields, moving=moving):
                found[one.order.id] = wrong
    return found


def _asked(request: SignedIn, verb: str, made: list[Group], wrong: dict[str, Refusal]) -> HttpResponse:
    """The page on which what is missing is filled in."""
    moving = verb == "order.complete"
    rows = [
        [as_row(one, group, request, wrong.get(one.order.id), moving=moving) for one in group.orders] for group in made
    ]
    errors = [
        {"field": field["name"], "text": f"{row['number']}: {field['error']}"}
        for held in rows for row in held for field in row["fields"] if field["error"]
    ]  # fmt: skip
    context = {
        "here": "late-orders",
        "moving": moving,
        "why": request.POST.get("words", ""),
        "errors": errors,
        "groups": [_group(group, held, request) for group, held in zip(made, rows, strict=True)],
        "act_url": reverse("merchant-late-complete" if moving else "merchant-late-fill-in"),
        "back_url": reverse("merchant-late-orders"),
    }
    return console(request, "late/fill.html", context, 422 if wrong else 200)


def _group(group: Group, rows: list[Context], request: SignedIn) -> Context:
    words, first = group.words, group.orders[0].order
    status, target = words.status(first.status), group.target(request)
    heading = _("From “{was}” to “{to}”").format(was=status, to=words.status(target)) if target else status
    alike = [one for one in group.fields if one.type in ("line", "choice", "date")] if len(rows) > 1 else []
    return {
        "to_name": f"to-{group.code}",
        "heading": heading,
        "targets": [{"value": one, "label": words.status(one)} for one in group.targets],
        "target": target,
        "alike": [
            words.input(one, f"all-{group.code}-{one.code}", request.POST.get(f"all-{group.code}-{one.code}", ""))
            | {"optional": True}
            for one in alike
        ],
        "rows": rows,
    }


def _act(request: SignedIn, verb: str, one: Chosen, fields: dict[str, Any]) -> Act:
    """One act of the batch; the form's own key makes it act once, however often the form is sent."""
    key = request.POST.get("act_key", "")[:80]
    own = f"{key}/{verb}/{one.order.id}"[:200] if key else ""
    return Act(request.platform.id, verb, one.order.id, request.actor, fields, key=own, via="session")


def _results(request: SignedIn, verb: str, orders: Sequence[Chosen], results: Sequence[Result]) -> HttpResponse:
    rows = [_result(request, verb, one, result) for one, result in zip(orders, results, strict=True)]
    done = {one["id"] for one in rows if one["done"]}
    context = {
        "here": "late-orders",
        "heading": _heading(verb, len(done)),
        "left": len(rows) - len(done),
        "rows": sorted(rows, key=lambda one: bool(one["done"])),
        "again": [one["id"] for one in rows if not one["done"]] if verb != "order.undo" else [],
        "again_url": reverse("merchant-late-complete" if verb == "order.complete" else "merchant-late-fill-in"),
        "undo": undo_bar(request, shop_of(request), done) if verb == "order.complete" else None,
        "undo_ids": sorted(done),
        "most": len(rows) >= MOST,
    }
    return console(request, "late/result.html", context)


def _heading(verb: str, done: int) -> str:
    match verb:
        case "order.complete":
            said = ngettext("%(n)d order was moved on", "%(n)d orders were moved on", done)
        case "order.undo":
            said = ngettext("%(n)d order was taken back", "%(n)d orders were taken back", done)
        case _:
            said = ngettext("%(n)d order was filled in", "%(n)d orders were filled in", done)
    return said % {"n": done}


def _result(request: SignedIn, verb: str, one: Chosen, result: Result) -> Context:
    """One line: {id, url, title, number, done, text, way_out}."""
    facts, words = one.order.facts, OrderWords(one.policy.pack.id)
    text, way_out = "", ""
    if isinstance(result, Refusal):
        text, way_out = refusal_words(result, request, pack=one.policy.pack.id)
    elif not isinstance(result, Done):
        text = _("Somebody else acted at the same moment. Look at it and try again.")
    elif verb == "order.undo" and one.order.move is not None:
        text = _("Back to “{status}”.").format(status=words.status(one.order.move.was.status))
    return {
        "id": one.order.id,
        "url": reverse("merchant-order", args=[one.order.id]),
        "title": (facts.lines[0].title if facts.lines else "") or facts.number,
        "number": facts.number,
        "done": isinstance(result, Done),
        "text": text,
        "way_out": way_out,
    }
