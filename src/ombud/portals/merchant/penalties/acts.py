"""Short acts about a penalty: not to appeal, to take an appeal back, and the file to draw the orders again."""

import json

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ombud.core.penalty.notice import as_notice
from ombud.desk.handle import Done
from ombud.portals.common.act import RIGHT, act, refusal_words
from ombud.portals.common.display import joined
from ombud.portals.common.who import SignedIn, for_member
from ombud.portals.merchant.penalties.reach import banner_of, penalty_page, refusal_now, shop_penalty, told_wrong
from ombud.portals.merchant.penalties.turn import turn_card


@for_member
@require_POST
def decline(request: SignedIn, number: str) -> HttpResponse:
    """The shop doesn't mean to appeal; nobody reminds it again."""
    case = shop_penalty(request, number)
    done = act(request, "penalty.decline", case.penalty.id, {})
    if isinstance(done, Done):
        messages.success(request, _("You aren’t reminded of this any more. You can still appeal until it closes."))
    elif not isinstance(done, tuple):
        messages.error(request, joined(*refusal_words(done, request, pack=case.penalty.pack)))
    return redirect("merchant-penalty", case.penalty.number)


@for_member
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: SignedIn, number: str) -> HttpResponse:
    """Taking an appeal back, after a look at what that means."""
    case = shop_penalty(request, number)
    stops = RIGHT
    if request.method == "POST":
        done = act(request, "penalty.withdraw", case.penalty.id, {})
        if isinstance(done, Done):
            messages.success(request, _("Your appeal was taken back."))
            return redirect("merchant-penalty", case.penalty.number)
        stops = told_wrong(done, request, case)
    refusal = refusal_now(case, "penalty.withdraw")
    context = {
        "turn": turn_card(case),
        "wrong": stops,
        "barred": banner_of(refusal, request, case) if not stops.errors else None,
        "closes_at": case.penalty.closes_at,
        "again": case.penalty.closes_at is not None and case.at < case.penalty.closes_at,
    }
    return penalty_page(request, "withdraw.html", case, context, 422 if stops.errors else 200)


@for_member
@require_safe
def notice_json(request: SignedIn, number: str) -> HttpResponse:
    """The commitment, the list and, once it was drawn, number, seed and orders: for `ombud penalty redraw`."""
    case = shop_penalty(request, number)
    body = json.dumps(as_notice(case.penalty), ensure_ascii=False, indent=2, default=str)
    answer = HttpResponse(body, content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="{case.penalty.number}.json"'
    return answer
