"""Addresses with one mistake planted in them, to see that the harness finds it."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from ombud.api.v1.caller import Caller
from ombud.api.v1.endpoint import endpoint


def forgets_that_not_everybody_has_a_shop(request: HttpRequest, caller: Caller) -> HttpResponse:
    return HttpResponse(caller.by.shop)  # type: ignore[union-attr]


urlpatterns = [
    path("api/v1/me", endpoint(get=forgets_that_not_everybody_has_a_shop)),
    path("", include("tests.api.addresses")),
]
