"""Addresses of the staff's pages about announcements, under /review/announcements."""

from django.urls import path

from . import page, write

urlpatterns = [
    path("", page.listing, name="review-announcements"),
    path("/new", write.publish, name="review-announcement-new"),
    path("/<str:number>", page.page, name="review-announcement"),
    path("/<str:number>/revise", write.revise, name="review-announcement-revise"),
    path("/<str:number>/withdraw", page.withdraw, name="review-announcement-withdraw"),
]
