"""Addresses of people, roles and keys, under /review/people."""

from django.urls import path

from . import keys, pages

urlpatterns = [
    path("", pages.listing, name="review-people"),
    path("/invite", pages.invite, name="review-person-invite"),
    path("/keys", keys.keys, name="review-keys"),
    path("/of/<path:ref>", pages.one, name="review-person"),
]
