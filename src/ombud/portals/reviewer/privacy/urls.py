"""Addresses of the privacy desk, under /review/privacy."""

from django.urls import path

from . import listing, one

urlpatterns = [
    path("", listing.listing, name="review-privacy"),
    path("/<path:person>", one.erasure, name="review-erasure"),
]
