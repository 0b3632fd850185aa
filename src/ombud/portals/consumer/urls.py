"""The consumer's addresses: the shortest of all."""

from django.urls import path, re_path

from ombud.portals.consumer import (
    case,
    channels,
    complaints,
    evidence,
    live,
    me,
    messages_page,
    offer,
    order_acts,
    orders,
    rate,
    report,
    root,
    ruling,
    shops,
    take_along,
    talk,
)
from ombud.portals.consumer.filing import discard, pages, send

urlpatterns = [
    path("", root.root, name="consumer-root"),
    path("complaints/", complaints.complaints, name="consumer-complaints"),
    path("complaints/<str:number>", case.case, name="consumer-case"),
    path("complaints/<str:number>/sent", send.sent, name="consumer-sent"),
    path("complaints/<str:number>/talk", talk.thread, name="consumer-talk"),
    path("complaints/<str:number>/offer", offer.offer, name="consumer-offer"),
    path("complaints/<str:number>/evidence", evidence.evidence, name="consumer-evidence"),
    path("complaints/<str:number>/ruling", ruling.ruling_page, name="consumer-ruling"),
    path("complaints/<str:number>/file", take_along.take_along, name="consumer-take-along"),
    path("complaints/<str:number>/file.zip", take_along.archive, name="consumer-archive"),
    path("complaints/<str:number>/live/<int:seen>/<int:times>", live.live, name="consumer-live"),
    path("complaints/<str:number>/<str:page>", case.short_form, name="consumer-case-page"),
    path("file", pages.begin, name="consumer-file"),
    path("file/check", send.check, name="consumer-file-check"),
    path("file/discard", discard.discard, name="consumer-file-discard"),
    path("file/<slug:step>", pages.step, name="consumer-file-step"),
    path("orders/", orders.orders, name="consumer-orders"),
    re_path("^orders/(?P<what>urge|contact|yes|no)/of/(?P<order>.+)$", order_acts.order_act, name="consumer-order-act"),
    path("orders/rate/of/<path:order>", rate.rate_page, name="consumer-rate"),
    # The marketplace's own ids may hold a slash.
    path("orders/<path:order>", orders.order, name="consumer-order"),
    path("shops/<path:shop>/report", report.report, name="consumer-report"),
    path("shops/<path:shop>", shops.shop, name="consumer-shop"),
    path("reports/<str:number>", report.report_page, name="consumer-report-page"),
    path("channels", channels.channels, name="consumer-channels"),
    path("me", me.me, name="consumer-me"),
    path("settings", me.settings, name="consumer-settings"),
    path("account", me.account, name="consumer-account"),
    path("messages", messages_page.centre, name="consumer-messages"),
    path("messages/read", messages_page.read_all, name="consumer-messages-read"),
]
