"""Addresses of the pages about packs, under /review/packs."""

from django.urls import path

from . import compare, decide, procedure, tried, version, versions

urlpatterns = [
    path("", versions.listing, name="review-packs"),
    path("/<str:pack>", version.page, name="review-pack"),
    path("/<str:pack>/procedure", procedure.page, name="review-pack-procedure"),
    path("/<str:pack>/compare", compare.page, name="review-pack-compare"),
    path("/<str:pack>/publish", decide.publish, name="review-pack-publish"),
    path("/<str:pack>/roll-back", decide.roll_back, name="review-pack-roll-back"),
    path("/<str:pack>/try", tried.page, name="review-pack-try"),
]
