"""Addresses of the reviewers' pages, under /review/."""

from django.urls import include, path

from . import accounts, case, comfort, forms, inbox, my_cases, parties, queue, queues, reports, search, start
from .penalties import case as penalty
from .penalties import forms as penalty_forms
from .penalties import impose, of_shop

urlpatterns = [
    path("", queues.home, name="review"),
    path("queue/<slug:name>", queue.listing, name="review-queue"),
    path("queue/<slug:name>/star", queues.star, name="review-star"),
    path("queue/<slug:name>/start", start.start, name="review-start"),
    path("mine", my_cases.mine, name="review-mine"),
    path("messages", inbox.messages_page, name="review-inbox"),
    path("search", search.search_page, name="review-search"),
    path("settings", comfort.comfort, name="review-settings"),
    path("cases/<str:number>", case.case_page, name="review-case"),
    path("cases/<str:number>/news", case.news, name="review-news"),
    path("cases/<str:number>/contact", parties.contact, name="review-contact"),
    path("cases/<str:number>/do/<slug:form>", forms.form, name="review-do"),
    path("penalties/new", impose.impose, name="review-penalty-new"),
    path("penalties/<str:number>", penalty.penalty_page, name="review-penalty"),
    path("penalties/<str:number>/news", penalty.news, name="review-penalty-news"),
    path("penalties/<str:number>/outcome", penalty.outcome, name="review-penalty-outcome"),
    path("penalties/<str:number>/do/<slug:form>", penalty_forms.form, name="review-penalty-do"),
    path("shops/<str:shop>/penalties", of_shop.listing, name="review-shop-penalties"),
    path("packs", include("ombud.portals.reviewer.packs.urls")),
    path("announcements", include("ombud.portals.reviewer.announcements.urls")),
    path("reports", reports.listing, name="review-reports"),
    path("reports/<str:number>", reports.report, name="review-report"),
    path("accounts", accounts.listing, name="review-accounts"),
    path("accounts/<path:account>", accounts.account, name="review-account"),
    path("<str:number>", case.by_number, name="review-by-number"),
]
