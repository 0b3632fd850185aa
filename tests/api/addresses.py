"""The API and its links as the site mounts them, and the shared pages; no portal is loaded for these tests."""

from django.urls import include, path

urlpatterns = [
    path("api/v1/", include("ombud.api.v1.urls")),
    path("handoff", include("ombud.api.links.handoff")),
    path("", include("ombud.api.links.case_link")),
    path("", include("ombud.portals.common.urls")),
]
