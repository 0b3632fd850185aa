"""The evidence origin's addresses, each a signed link: pictures, what is laid over them, originals."""

from django.urls import path

from ombud.vault import serve

urlpatterns = [
    path("picture/<str:token>", serve.picture, name="evidence-picture"),
    path("overlay/<str:token>", serve.overlay, name="evidence-overlay"),
    path("original/<str:token>", serve.original, name="evidence-original"),
]
