"""All addresses: each portal and the API bring their own list, joined here as far as they exist."""

import importlib.util

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, include, path

PARTS = {
    "api/v1/": "ombud.api.v1.urls",
    "merchant/": "ombud.portals.merchant.urls",
    "review/": "ombud.portals.reviewer.urls",
    "": "ombud.portals.common.urls",
}
LAST = {"": "ombud.portals.consumer.urls"}
"""The consumer's pages have the shortest addresses, so they are tried after all others."""


def alive(_request: HttpRequest) -> HttpResponse:
    """Answer that this process serves; it asks nothing of the database."""
    return HttpResponse(b"ok\n", content_type="text/plain")


def _there(module: str) -> bool:
    try:
        return importlib.util.find_spec(module) is not None
    except ModuleNotFoundError:
        return False


urlpatterns: list[URLPattern | URLResolver] = [path("alive", alive)]
urlpatterns += [path(prefix, include(module)) for prefix, module in (*PARTS.items(), *LAST.items()) if _there(module)]
