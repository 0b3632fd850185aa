"""A complaint in a caller's name: filled in, read back, sent; then its number, to be read out."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ombud.core.complaint import file
from ombud.core.complaint.turns import MONEY
from ombud.desk.access import OrderCase, access_order_case
from ombud.desk.handle import Done
from ombud.packs.load import load_pack
from ombud.portals.common.act import RIGHT, Misread, Wrong, act, typed, wrong
from ombud.portals.common.case.present import order_of
from ombud.portals.common.display import money
from ombud.portals.common.typed import amount, written
from ombud.portals.common.who import SignedIn, for_reviewer
from ombud.portals.reviewer import bar
from ombud.portals.reviewer.calls.order import came_by, ways_of_coming
from ombud.portals.reviewer.rows import case_url, say
from ombud.reads.shop_list import shop_name

Context = dict[str, Any]
INPUTS = ("reason", "problem", "remedy", "amount", "name", "phone", "email")
NAMES = {"asked": "remedy", "contact": "phone"}
"""Inputs by the field of the command that they fill."""


@for_reviewer
@require_http_methods(["GET", "HEAD", "POST"])
def filing(request: SignedIn, order: str) -> HttpResponse:
    """The form; on POST first all of it to be read back, then the complaint."""
    case = access_order_case(request.platform.id, order, request.actor, request.at)
    refusal = file.may(case.by, case.order, load_pack(request.platform.pack), request.at)
    if refusal is not None:
        return _form(request, case, wrong(refusal, request), barred=True)
    if request.method != "POST" or request.POST.get("step") == "back":
        return _form(request, case, RIGHT)
    said = _said(request, case)
    if isinstance(said, Wrong):
        return _form(request, case, said, 422)
    if request.POST.get("step") != "send":
        return _read_back(request, case, said)
    outcome = act(request, "complaint.file", "", said)
    if isinstance(outcome, Done):
        return _sent(request, case, outcome.number)
    stops = wrong(outcome, request, NAMES, currency=case.order.facts.currency or "CNY")
    return _form(request, case, stops, 422)


def _said(request: SignedIn, case: OrderCase) -> dict[str, Any] | Wrong:
    """What was typed, as the command wants it; or what is missing."""
    given, missing = typed(request, *INPUTS), []
    reason = load_pack(request.platform.pack).pack.reason(given["reason"])
    lines = request.POST.getlist("line") or [
        one.id for one in case.order.facts.lines if len(case.order.facts.lines) == 1
    ]
    if reason is None:
        missing.append(Misread("reason", _("Choose what is wrong.")))
    if not lines:
        missing.append(Misread("lines", _("Choose at least one of the goods in the order.")))
    if not given["problem"].strip():
        missing.append(Misread("problem", _("Write down what happened, in the consumer’s own words.")))
    if not (given["phone"].strip() or given["email"].strip()):
        missing.append(Misread("phone", _("Ask for a phone number or an e-mail address; the number is sent there.")))
    asked: dict[str, Any] = {"remedy": given["remedy"]}
    if reason is None or given["remedy"] not in reason.remedies:
        missing.append(Misread("remedy", _("Choose what the consumer asks for; it must fit the reason.")))
    elif given["remedy"] in MONEY:
        minor = amount(given["amount"], case.order.facts.currency or "CNY")
        if isinstance(minor, Misread):
            missing.append(minor)
        else:
            asked["amount"] = minor
    if missing:
        return wrong(missing, request)
    bought = {one.id: one.quantity for one in case.order.facts.lines}
    return {
        "order": case.order.id,
        "reason": given["reason"],
        "lines": [{"line": one, "quantity": bought.get(one, 1)} for one in lines],
        "asked": asked,
        "problem": given["problem"],
        "contact": {name: given[name].strip() for name in ("name", "phone", "email")},
        "came_by": came_by(request),
        "sure": True,
    }


def _form(request: SignedIn, case: OrderCase, stops: Wrong, status: int = 200, *, barred: bool = False) -> HttpResponse:
    pack, facts = load_pack(request.platform.pack).pack, case.order.facts
    remedies = dict.fromkeys(one for reason in pack.reasons for one in reason.remedies)
    chosen = request.POST.getlist("line") or [one.id for one in facts.lines]
    given = typed(request, *INPUTS)
    given["amount"] = given["amount"] or written(case.order.refundable(), facts.currency or "CNY")
    context = {
        **_around(request, case),
        "barred": barred,
        "wrong": stops,
        "given": given,
        "reasons": [{"value": "", "label": "–"}]
        + [{"value": one.code, "label": say(request, f"reason.{one.code}")} for one in pack.reasons],
        "remedies": [{"value": "", "label": "–"}]
        + [{"value": one, "label": say(request, f"remedy.{one}")} for one in remedies],
        "lines": [{"value": one.id, "label": one.title or one.id, "ticked": one.id in chosen} for one in facts.lines],
        "ways": ways_of_coming(),
        "came_by": came_by(request),
    }
    return bar.page(request, "reviewer/calls/file.html", context, 422 if status == 422 else 200)


def _read_back(request: SignedIn, case: OrderCase, said: dict[str, Any]) -> HttpResponse:
    """Everything once more, in sentences to read out."""
    facts, titles = case.order.facts, {one.id: one.title or one.id for one in case.order.facts.lines}
    asked, contact = said["asked"], said["contact"]
    what = say(request, f"remedy.{asked['remedy']}")
    if "amount" in asked:
        what = _("{remedy}, {amount}").format(remedy=what, amount=money(asked["amount"], facts.currency or "CNY"))
    context = {
        **_around(request, case),
        "facts": [
            {"label": _("Order"), "value": facts.number},
            {"label": _("Goods"), "value": _("; ").join(titles[one["line"]] for one in said["lines"])},
            {"label": _("Reason"), "value": say(request, f"reason.{said['reason']}")},
            {"label": _("What happened"), "value": said["problem"]},
            {"label": _("Asked for"), "value": what},
            {"label": _("Reached at"), "value": _("; ").join(one for one in contact.values() if one)},
        ],
        "hidden": [(name, request.POST.get(name, "")) for name in (*INPUTS, "came_by")],
        "lines": [one["line"] for one in said["lines"]],
    }
    return bar.page(request, "reviewer/calls/read_back.html", context)


def _sent(request: SignedIn, case: OrderCase, number: str) -> HttpResponse:
    """The number, to be read out; it has also been sent to the consumer."""
    context = {**_around(request, case), "complaint": number, "case_url": case_url(number)}
    return bar.page(request, "reviewer/calls/sent.html", context)


def _around(request: SignedIn, case: OrderCase) -> Context:
    facts = case.order.facts
    shop = shop_name(request.platform.id, facts.shop) if facts.shop else ""
    return {
        "here": "calls",
        "number": facts.number,
        "order": order_of(case.order, request.platform.id, request.actor.id, shop=shop),
        "order_url": reverse("review-order", args=[case.order.id]),
    }
