"""Addresses with one mistake planted in them, to see that the harness finds it."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from ombud.api.v1.caller import Caller
from ombud.api.v1.endpoint import endpoint


def forgets_that_words_can_be_missing(request: HttpRequest, caller: Caller, id: str) -> HttpResponse:
    return HttpResponse(id.encode("ascii"))


urlpatterns = [
    path("api/v1/products/<str:id>", endpoint(get=forgets_that_words_can_be_missing)),
    path("", include("tests.api.addresses")),
]
