"""The check page, sending, and the page that says it has arrived."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ombud.core.complaint.standing import nearest
from ombud.core.money import Terms
from ombud.core.order.events import Line
from ombud.desk.handle import Done
from ombud.packs.load import texts
from ombud.portals.common.act import RIGHT, Wrong, act, wrong
from ombud.portals.common.case.present import deadlines, silence_sentence, stage_bar
from ombud.portals.common.case.reach import open_case
from ombud.portals.common.display import language, money
from ombud.portals.common.guide import note_acceptance
from ombud.portals.common.page import link
from ombud.portals.common.who import SignedIn, for_consumer, for_follower
from ombud.portals.consumer.filing.asked import first_unfinished
from ombud.portals.consumer.filing.pages import photos, refused, step_url, strip
from ombud.portals.consumer.filing.paper import Paper
from ombud.portals.consumer.frame import case_page, case_url, consumer_page


@for_consumer
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: SignedIn) -> HttpResponse:
    """Everything once more, each with its way to change it; on POST it is filed."""
    paper = Paper(request, request.GET.get("order", ""))
    if (refusal := paper.refusal()) is not None:
        return refused(request, paper, refusal)
    unfinished = first_unfinished(paper)
    if unfinished != "check":
        return HttpResponseRedirect(step_url(unfinished, paper.order.id))
    if request.method != "POST":
        return _shown(paper, RIGHT)
    done = act(request, "complaint.file", "", _fields(paper), key=paper.key())
    if isinstance(done, Done):
        paper.drop()
        note_acceptance(request)
        return HttpResponseRedirect(reverse("consumer-sent", args=[done.number]))
    return _shown(paper, wrong(done, request, currency=paper.currency), 422)


@for_follower
@require_safe
def sent(request: SignedIn, number: str) -> HttpResponse:
    """C3: it has arrived. Its number, what happens next, and by when."""
    case = open_case(request, number)
    due = nearest(case.complaint, "merchant")
    clocks = deadlines(case)
    context = {
        "stages": stage_bar(case),
        "held": case.complaint.held,
        "due": next((one for one in clocks if due and one["kind"] == due.kind), None),
        "silence": silence_sentence(due, case) if due else "",
        "case_url": case_url(number),
        "back_url": reverse("consumer-complaints"),
        "email": request.person.email,
    }
    return case_page(request, "sent.html", case, context)


def _fields(paper: Paper) -> dict[str, Any]:
    reason = paper.reason
    assert reason is not None, "the screens before saw to it"
    return {
        "order": paper.order.id,
        "reason": reason.code,
        "lines": [{"line": line.id, "quantity": quantity} for line, quantity in paper.lines],
        "asked": paper.asked(),
        "problem": paper.draft.one("problem"),
        "contact": {name: paper.contact(name).strip() for name in ("name", "phone", "email")},
        "files": paper.files(),
        "sure": "sure" in paper.request.POST,
    }


def _shown(paper: Paper, stops: Wrong, status: int = 200) -> HttpResponse:
    paper.key()
    context = {
        "step": 5,
        "steps": 5,
        "back_url": step_url("wish", paper.order.id),
        "here": "file",
        "order": strip(paper),
        "facts": _answers(paper),
        "problem": paper.draft.one("problem"),
        "problem_url": step_url("problem", paper.order.id, then="check"),
        "files": photos(paper),
        "wrong": Wrong([{**one, "field": ""} for one in stops.errors], stops.at, stops.code),
        "warned": stops.code == "words-warned",
        "rules_pack": paper.policy.pack,
        "rules_name": texts(paper.policy.pack.id).say("pack", language()),
        "rules_url": link("rules-version", paper.policy.pack.id),
    }
    return consumer_page(paper.request, "file/check.html", context, status)


def _answers(paper: Paper) -> list[dict[str, Any]]:
    order = paper.order.facts
    asked = paper.asked()
    assert isinstance(asked, dict), "the screen before saw to it"
    terms = Terms(**asked)
    goods = step_url("goods", paper.order.id, then="check")
    wish = step_url("wish", paper.order.id, then="check")
    remedy = paper.say(f"remedy.{terms.remedy}")
    wanted = _("{remedy}, {amount}").format(remedy=remedy, amount=money(terms.amount, paper.currency))
    told: list[dict[str, Any]] = [{"label": _("Order number"), "value": order.number}]
    if order.purchased_at:
        told.append({"label": _("Bought"), "at": order.purchased_at})
    if order.payment_way:
        told.append({"label": _("Paid by"), "value": order.payment_way})
    told += [
        {
            "label": _("Goods"),
            "value": _("; ").join(_goods(line, n, paper.currency) for line, n in paper.lines),
            "change_url": goods,
        },
        {"label": _("What is wrong"), "value": paper.say(f"reason.{paper.draft.one('reason')}"), "change_url": goods},
        {"label": _("What you ask for"), "value": wanted if terms.amount else remedy, "change_url": wish},
    ]
    named = (("name", _("Name")), ("phone", _("Phone")), ("email", _("E-mail")))
    told += [
        {"label": label, "value": paper.contact(name), "change_url": wish}
        for name, label in named
        if paper.contact(name).strip()
    ]
    return told


def _goods(line: Line, quantity: int, currency: str) -> str:
    told = " · ".join(
        one for one in (line.title or line.id, line.specification, money(line.unit_price, currency)) if one
    )
    return _("{quantity} × {title}").format(quantity=quantity, title=told)
