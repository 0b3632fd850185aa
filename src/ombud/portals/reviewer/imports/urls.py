"""Addresses of the pages about imports, under /review/imports."""

from django.urls import path

from . import listing, one

urlpatterns = [
    path("", listing.listing, name="review-imports"),
    path("/<str:id>", one.page, name="review-import"),
    path("/<str:id>/progress", one.progress, name="review-import-progress"),
    path("/<str:id>/files/<slug:what>", one.download, name="review-import-file"),
]
