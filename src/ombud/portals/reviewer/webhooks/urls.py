"""Addresses of the pages about webhooks, under /review/webhooks."""

from django.urls import path

from . import listing, one

urlpatterns = [
    path("", listing.listing, name="review-webhooks"),
    path("/<str:id>", one.page, name="review-webhook"),
]
