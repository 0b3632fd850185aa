"""The duties and possible costs: read, and accepted in the version that was read."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ombud.core.shop.rungs import owner_of
from ombud.desk.handle import Done
from ombud.portals.common.act import RIGHT, Misread, Wrong, act, typed, wrong
from ombud.portals.common.who import SignedIn, for_member
from ombud.portals.merchant.shop.frame import rules_of, say, shop_page, the_shop


@for_member
@require_http_methods(["GET", "HEAD", "POST"])
def duties(request: SignedIn) -> HttpResponse:
    """What a merchant promises; accepting it is ticked, never assumed."""
    case, rules = the_shop(request), rules_of(request)
    fault: Wrong = RIGHT
    if request.method == "POST":
        if "read" not in request.POST:
            fault = wrong(Misread("read", _("Tick that you have read and accept them.")), request)
        else:
            outcome = act(request, "shop.accept-duties", case.shop.id, typed(request, "version"))
            if isinstance(outcome, Done):
                messages.success(request, _("You have accepted the duties."))
                return redirect("merchant-shop" if case.shop.stage == "open" else "merchant-shop-papers")
            fault = wrong(outcome, request)
    coded = (("duties", "duty", rules.duties), ("costs", "cost", rules.costs))
    context = {
        name: [{"label": say(request, f"{head}.{one}"), "text": say(request, f"{head}.{one}.text")} for one in codes]
        for name, head, codes in coded
    }
    accepted = case.shop.duties == rules.duties_version
    may_accept = owner_of(request.actor, case.shop) and not accepted
    given = {"version": rules.duties_version, "accepted": accepted, "may_accept": may_accept, "wrong": fault}
    return shop_page(request, "duties.html", {**context, **given})
