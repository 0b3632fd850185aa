"""Addresses under /review/transparency."""

from django.urls import path

from . import pages

urlpatterns = [
    path("", pages.listing, name="review-transparency"),
    path("/<str:period>", pages.publish, name="review-transparency-publish"),
]
