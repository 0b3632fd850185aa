"""All that the evidence origin answers: the vault's signed links."""

from django.urls import include, path

from ombud.vault.serve import not_found

urlpatterns = [path("", include("ombud.vault.urls"))]
handler404 = not_found
