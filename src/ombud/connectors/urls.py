"""Where deliveries arrive: `/api/v1/connectors/<connector>/<platform>`."""

from django.urls import path

from ombud.connectors.receive import receive

urlpatterns = [path("<slug:name>/<slug:slug>", receive)]
