"""Addresses of the reviewers' pages, under /review/."""

from django.urls import include, path, re_path

from . import (
    accounts,
    case,
    comfort,
    forms,
    inbox,
    my_cases,
    parties,
    queue,
    queues,
    reports,
    search,
    shops,
    start,
    take_along,
)
from .calls import filing as call_filing
from .calls import order as call_order
from .calls import search as call_search
from .fakes import listing as fakes
from .fakes import page as fake
from .lab.match_page import match_page, report_match_page
from .penalties import case as penalty
from .penalties import forms as penalty_forms
from .penalties import impose, of_shop
from .sandbox import page as sandbox
from .surges import alarm, intervene, monitor, public, weekly
from .surges import cases as gathered

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
    path("cases/<str:number>/file", take_along.take_along, name="review-take-along"),
    path("cases/<str:number>/file.pdf", take_along.paper, name="review-paper"),
    path("cases/<str:number>/file.zip", take_along.archive, name="review-archive"),
    path("cases/<str:number>/contact", parties.contact, name="review-contact"),
    path("cases/<str:number>/do/<slug:form>", forms.form, name="review-do"),
    path("cases/<str:number>/matches/<str:exhibit>/<str:source>", match_page, name="review-match"),
    path("penalties/new", impose.impose, name="review-penalty-new"),
    path("penalties/<str:number>", penalty.penalty_page, name="review-penalty"),
    path("penalties/<str:number>/file", take_along.penalty_take_along, name="review-penalty-along"),
    path("penalties/<str:number>/file.pdf", take_along.penalty_paper, name="review-penalty-paper"),
    path("penalties/<str:number>/file.zip", take_along.penalty_file, name="review-penalty-archive"),
    path("penalties/<str:number>/news", penalty.news, name="review-penalty-news"),
    path("penalties/<str:number>/outcome", penalty.outcome, name="review-penalty-outcome"),
    path("penalties/<str:number>/do/<slug:form>", penalty_forms.form, name="review-penalty-do"),
    path("shops/<str:shop>/penalties", of_shop.listing, name="review-shop-penalties"),
    path("shops", shops.listing, name="review-shops"),
    path("shops/<path:shop>", shops.shop_page, name="review-shop"),
    path("packs", include("ombud.portals.reviewer.packs.urls")),
    path("people", include("ombud.portals.reviewer.people.urls")),
    path("imports", include("ombud.portals.reviewer.imports.urls")),
    path("webhooks", include("ombud.portals.reviewer.webhooks.urls")),
    path("sandbox", sandbox.page, name="review-sandbox"),
    path("audit", include("ombud.portals.reviewer.audit.urls")),
    path("announcements", include("ombud.portals.reviewer.announcements.urls")),
    path("transparency", include("ombud.portals.reviewer.transparency.urls")),
    path("funds", include("ombud.portals.reviewer.funds.urls")),
    path("evidence-reports", fakes.listing, name="review-evidence-reports"),
    path("evidence-reports/<str:number>", fake.report, name="review-evidence-report"),
    path("evidence-reports/<str:number>/matches/<str:source>", report_match_page, name="review-evidence-report-match"),
    path("reports", reports.listing, name="review-reports"),
    path("reports/<str:number>", reports.report, name="review-report"),
    path("privacy", include("ombud.portals.reviewer.privacy.urls")),
    path("accounts", accounts.listing, name="review-accounts"),
    path("accounts/<path:account>", accounts.account, name="review-account"),
    path("surges", monitor.monitor, name="review-surges"),
    path("surges/shops/<str:shop>", monitor.of_shop, name="review-surge-shop"),
    path("surges/<str:number>", alarm.alarm, name="review-surge"),
    path("surges/<str:number>/intervene", intervene.intervene, name="review-surge-intervene"),
    path("surges/<str:number>/hold", intervene.hold_now, name="review-surge-hold"),
    path("surges/<str:number>/cases", gathered.cases, name="review-surge-cases"),
    path("public", public.public, name="review-public"),
    path("weekly", weekly.weekly, name="review-weekly"),
    path("weekly.csv", weekly.weekly_csv, name="review-weekly-csv"),
    path("calls", call_search.search, name="review-calls"),
    re_path("^orders/do/(?P<what>urge|yes|no)/(?P<order>.+)$", call_order.speak, name="review-call-speak"),
    path("orders/complaint/<path:order>", call_filing.filing, name="review-call-file"),
    path("orders/<path:order>", call_order.order_page, name="review-order"),
    path("<str:number>", case.by_number, name="review-by-number"),
]
