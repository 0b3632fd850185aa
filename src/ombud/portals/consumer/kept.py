"""What a consumer keeps for an order before there is any dispute."""

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from ombud.desk.access import access_order
from ombud.portals.common.case.present import order_of
from ombud.portals.common.kept.page import answered
from ombud.portals.common.who import SignedIn, for_consumer
from ombud.portals.consumer.frame import consumer_page
from ombud.portals.consumer.shops import shop_name


@for_consumer
@require_http_methods(["GET", "HEAD", "POST"])
def kept(request: SignedIn, order: str) -> HttpResponse:
    """The list, and putting more by."""
    answer = answered(request, order, reverse("consumer-kept", args=[order]))
    if isinstance(answer, HttpResponseRedirect):
        return answer
    context, status = answer
    order_ = access_order(request.platform.id, order, request.actor)
    name = shop_name(request.platform.id, order_.shop)
    context["order"] = order_of(order_, request.platform.id, request.actor.id, shop=name)
    around = {"back_url": reverse("consumer-order", args=[order]), "here": "orders"}
    return consumer_page(request, "kept.html", around | context, status)
