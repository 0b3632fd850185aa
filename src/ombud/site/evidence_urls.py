"""The evidence origin's addresses: files from strangers by signed link, and nothing that knows who is signed in."""

from django.urls import include, path

from ombud.site.alive import alive

handler404 = "ombud.vault.serve.not_found"
handler500 = "ombud.site.not_now.failed"
urlpatterns = [path("alive", alive), path("", include("ombud.vault.urls"))]
