"""All addresses: each portal and the API bring their own list, joined here as far as they exist."""

import importlib.util

from django.urls import URLPattern, URLResolver, include, path

from ombud.site.alive import alive

PARTS = {
    "api/v1/": "ombud.api.v1.urls",
    "handoff": "ombud.api.links.handoff",
    "merchant/": "ombud.portals.merchant.urls",
    "review/": "ombud.portals.reviewer.urls",
    "": "ombud.portals.common.urls",
}
LINKS = {"": "ombud.api.links.case_link"}
LAST = {"": "ombud.portals.consumer.urls"}
"""The consumer's pages have the shortest addresses, so they are tried after all others."""


def _there(module: str) -> bool:
    try:
        return importlib.util.find_spec(module) is not None
    except ModuleNotFoundError:
        return False


urlpatterns: list[URLPattern | URLResolver] = [path("alive", alive)]
urlpatterns += [
    path(prefix, include(module))
    for prefix, module in (*PARTS.items(), *LINKS.items(), *LAST.items())
    if _there(module)
]
