"""The evidence origin's addresses: one for pictures, one for originals, each a signed link and nothing else."""

from django.urls import path

from ombud.vault import serve

urlpatterns = [
    path("picture/<str:token>", serve.picture, name="evidence-picture"),
    path("original/<str:token>", serve.original, name="evidence-original"),
]
