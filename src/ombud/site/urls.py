"""All addresses: each portal and the API bring their own list, joined here as far as they exist."""

import importlib.util

from django.urls import URLPattern, URLResolver, include, path

from ombud.site.alive import alive
from ombud.site.figures import metrics
from ombud.site.health import healthz, ready

PARTS = {
    "api/v1/connectors/": "ombud.connectors.urls",
    "api/v1/": "ombud.api.v1.urls",
    "handoff": "ombud.api.links.handoff",
    "merchant/": "ombud.portals.merchant.urls",
    "review/": "ombud.portals.reviewer.urls",
    "": "ombud.portals.common.urls",
}
FIRST = {"api/v1/": "ombud.site.take_along"}
"""What the site adds to the API: tried before the API's own list, which ends with an answer to everything else."""
LINKS = [("", "ombud.api.links.case_link"), ("", "ombud.api.links.invitation")]
LAST = {"": "ombud.portals.consumer.urls"}
"""The consumer's pages have the shortest addresses, so they are tried after all others."""


def _there(module: str) -> bool:
    try:
        return importlib.util.find_spec(module) is not None
    except ModuleNotFoundError:
        return False


handler500 = "ombud.site.not_now.failed"
urlpatterns: list[URLPattern | URLResolver] = [
    path("alive", alive),
    path("ready", ready),
    path("healthz", healthz),
    path("metrics", metrics),
]
urlpatterns += [
    path(prefix, include(module))
    for prefix, module in (*FIRST.items(), *PARTS.items(), *LINKS, *LAST.items())
    if _there(module)
]
