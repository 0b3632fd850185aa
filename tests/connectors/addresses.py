"""The connectors' addresses as the site mounts them."""

from django.urls import include, path

urlpatterns = [path("api/v1/connectors/", include("ombud.connectors.urls"))]
