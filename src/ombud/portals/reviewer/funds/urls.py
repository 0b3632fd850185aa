"""Addresses of the funds, under /review/funds."""

from django.urls import path

from . import every, one

urlpatterns = [
    path("", every.listing, name="review-funds"),
    path("/<path:id>/release", one.release, name="review-fund-release"),
    path("/<path:id>", one.fund_page, name="review-fund"),
]
