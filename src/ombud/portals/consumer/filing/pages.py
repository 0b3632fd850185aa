"""The five screens: order, goods and reason, problem and photos, what is asked for, check."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ombud.desk.handle import NotFound
from ombud.portals.common.act import RIGHT, Wrong, refusal_words
from ombud.portals.common.case.present import order_of
from ombud.portals.common.drafts import draft_url
from ombud.portals.common.kept.drawing import of_order
from ombud.portals.common.part_in_trade import part_in_trade
from ombud.portals.common.uploads import kept_rows, upload_url
from ombud.portals.common.who import SignedIn, for_consumer
from ombud.portals.consumer.by_kind import boxes, drafted, rows_of
from ombud.portals.consumer.filing.asked import TAKE, first_unfinished
from ombud.portals.consumer.filing.orders import choose_order
from ombud.portals.consumer.filing.paper import FORM, Paper
from ombud.portals.consumer.frame import case_url, consumer_page
from ombud.portals.consumer.shops import shop_name

STEPS = ("goods", "problem", "wish", "check")
Context = dict[str, Any]


@for_consumer
@require_safe
def begin(request: SignedIn) -> HttpResponse:
    """`/file`: choose the order; with `?order=…`, as a deep link has it, go on where it was left."""
    order = request.GET.get("order", "")
    if not order:
        return choose_order(request)
    paper = Paper(request, order)
    if (refusal := paper.refusal()) is not None:
        return refused(request, paper, refusal)
    reason = request.GET.get("reason", "")
    if paper.reason is None and paper.policy.pack.reason(reason) is not None:
        paper.keep({"reason": [reason]})  # whoever says that nothing came needn't say it twice
    return HttpResponseRedirect(step_url(first_unfinished(paper), order))


@for_consumer
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: SignedIn, step: str) -> HttpResponse:
    """One of the screens; on POST what was filled in is kept, and the next one follows once nothing is missing."""
    if step not in TAKE:
        raise NotFound
    paper = Paper(request, request.GET.get("order", ""))
    if (refusal := paper.refusal()) is not None:
        return refused(request, paper, refusal)
    if step != "goods" and paper.reason is None:
        return HttpResponseRedirect(step_url("goods", paper.order.id))
    if request.method != "POST":
        return shown(paper, step, RIGHT)
    stops = TAKE[step](paper)
    if "remove_file" in request.POST:
        return HttpResponseRedirect(step_url(step, paper.order.id, then=request.GET.get("then", "")))
    if stops.errors:
        return shown(paper, step, stops, 422)
    following = STEPS[STEPS.index(step) + 1]
    if request.GET.get("then") == "check" and first_unfinished(paper) == "check":
        following = "check"
    return HttpResponseRedirect(step_url(following, paper.order.id))


def step_url(step: str, order: str, then: str = "") -> str:
    """The address of a screen."""
    query = urlencode({"order": order} | ({"then": then} if then else {}))
    return (
        f"{reverse('consumer-file-check') if step == 'check' else reverse('consumer-file-step', args=[step])}?{query}"
    )


def shown(paper: Paper, step: str, stops: Wrong, status: int = 200) -> HttpResponse:
    """A screen as it stands."""
    place = STEPS.index(step)
    back = reverse("consumer-file") if place == 0 else step_url(STEPS[place - 1], paper.order.id)
    context = {
        "step": place + 2,
        "steps": len(STEPS) + 1,
        "back_url": back,
        "here": "file",
        "order": strip(paper),
        "wrong": stops,
        "draft_url": draft_url(FORM, paper.order.id),
        "saved_at": paper.saved_at,
        "discard_url": f"{reverse('consumer-file-discard')}?{urlencode({'order': paper.order.id})}",
        **SCREENS[step](paper, stops),
    }
    return consumer_page(paper.request, f"file/{step}.html", context, status)


def strip(paper: Paper) -> Context:
    """The order on top of each screen."""
    platform, reader = paper.request.platform.id, paper.request.actor.id
    return order_of(paper.order, platform, reader, shop=shop_name(platform, paper.order.facts.shop))


def _goods(paper: Paper, stops: Wrong) -> Context:
    chosen = {line.id for line, _quantity in paper.lines}
    return {
        "lines": [
            {
                "id": line.id,
                "title": line.title or line.id,
                "specification": line.specification,
                "quantity": line.quantity,
                "quantity_name": f"quantity_{line.id}",
                "quantity_typed": paper.draft.one(f"quantity_{line.id}", str(line.quantity)),
                "price": line.unit_price,
                "chosen": line.id in chosen,
                "error": stops.at.get(f"quantity_{line.id}", ""),
            }
            for line in paper.order.facts.lines
        ],
        "currency": paper.currency,
        "reasons": [
            {"value": one.code, "label": paper.say(f"reason.{one.code}"), "hint": paper.say(f"reason.{one.code}.help")}
            for one in paper.policy.pack.reasons
        ],
        "reason": paper.draft.one("reason"),
        "filed": _filed(paper),
    }


def _filed(paper: Paper) -> Context | None:
    """What was filed about this order and is open: who comes here by the back button must not think that it is lost."""
    number = next((one.number for one in paper.order.complaints if one.live), None)
    if number is None:
        return None
    text = _("Your complaint {number} about this order is open. Add to it what is new; go on here for another matter.")
    return {"text": text.format(number=number), "action": {"label": _("See the complaint"), "url": case_url(number)}}


def _problem(paper: Paper, stops: Wrong) -> Context:
    kinds, request = paper.kinds, paper.request
    given = drafted(request, paper.draft, kinds)
    # Files that couldn't be taken have a row of their own beside those that were.
    given |= rows_of(paper.sent)
    required = paper.reason.required if paper.reason else ()
    made = boxes(paper.policy.pack.id, kinds, given, required, stops.at)
    open_at_first = max(len(required), 1)
    return {
        "problem": paper.draft.one("problem"),
        "reason": paper.say(f"reason.{paper.draft.one('reason')}"),
        "first": made[:open_at_first],
        "more": made[open_at_first:],
        "keepings": _keepings(paper, given),
        "upload_url": upload_url(),
        "words_max": paper.policy.pack.limits.words_max,
    }


def _keepings(paper: Paper, given: dict[str, list[dict[str, Any]]]) -> list[dict[str, Any]]:
    """What the consumer keeps for the order: a tick puts it among the files of its kind."""
    there = {str(row.get("id", "")) for its in given.values() for row in its}
    found = of_order(paper.request, paper.order.id, without=there, own=True)
    return [one | {"field": f"file_{one['code'] if one['code'] in paper.kinds else 'other'}"} for one in found]


def _wish(paper: Paper, _stops: Wrong) -> Context:
    reason = paper.reason
    return {
        "remedies": [
            {"value": one, "label": paper.say(f"remedy.{one}"), "hint": HINTS[one]() if one in HINTS else ""}
            for one in (reason.remedies if reason else ())
        ],
        "remedy": paper.remedy,
        "amount": paper.amount_written,
        "currency_sign": "¥" if paper.currency == "CNY" else paper.currency,
        "refundable": paper.refundable,
        "currency": paper.currency,
        "contact": {name: paper.contact(name) for name in ("name", "phone", "email")},
        "part": part_in_trade(paper.policy.pack),
    }


HINTS: dict[str, Callable[[], str]] = {
    "refund": lambda: _("Money back; you keep the goods"),
    "return_refund": lambda: _("You send the goods back and get your money back"),
    "exchange": lambda: _("Another piece instead of this one"),
    "resend": lambda: _("The shop sends it again"),
    "compensation": lambda: _("Money for the damage or trouble"),
}
SCREENS: dict[str, Callable[[Paper, Wrong], Context]] = {"goods": _goods, "problem": _problem, "wish": _wish}
"""What each screen shows."""


def refused(request: SignedIn, paper: Paper, refusal: Any) -> HttpResponse:
    """That nothing can be filed about this order: why, and the way open instead."""
    text, way_out = refusal_words(refusal, request, currency=paper.currency)
    context = {
        "title": _("Complain about this order"),
        "text": text,
        "way_out": way_out,
        "order": strip(paper),
        "back_url": reverse("consumer-file"),
        "here": "file",
    }
    return consumer_page(request, "refused.html", context)


def photos(paper: Paper) -> list[dict[str, Any]]:
    """Thumbnails of everything that goes along."""
    return kept_rows(paper.request, [one["file"] for one in paper.files()])
