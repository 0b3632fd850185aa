"""Addresses of the audit log, under /review/audit."""

from django.urls import path

from . import page

urlpatterns = [
    path("", page.listing, name="review-audit"),
    path(".csv", page.export, name="review-audit-csv"),
]
