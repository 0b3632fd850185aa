"""Addresses of the shop's console, all under /merchant/."""

from django.urls import path

from . import answer, case, complaints, evidence, excuse, home, inbox, offers, proof, ruling, settings, talk, things

urlpatterns = [
    path("", home.home, name="merchant-home"),
    path("complaints", complaints.complaints, name="merchant-complaints"),
    path("complaints/<str:number>", case.case_view, name="merchant-case"),
    path("complaints/<str:number>/news", case.news, name="merchant-news"),
    path("complaints/<str:number>/answer", answer.answer, name="merchant-answer"),
    path("complaints/<str:number>/offer", offers.make_offer, name="merchant-offer"),
    path("complaints/<str:number>/offers/<str:offer>/accept", offers.accept, name="merchant-accept"),
    path("complaints/<str:number>/offers/<str:offer>/decline", offers.decline, name="merchant-decline"),
    path("complaints/<str:number>/talk", talk.talk_view, name="merchant-talk"),
    path("complaints/<str:number>/evidence", evidence.evidence, name="merchant-evidence"),
    path("complaints/<str:number>/evidence/<str:request_id>", evidence.evidence, name="merchant-asked"),
    path("complaints/<str:number>/evidence/<str:request_id>/excuse", excuse.excuse, name="merchant-excuse"),
    path("complaints/<str:number>/proof", proof.proof, name="merchant-proof"),
    path("complaints/<str:number>/ruling", ruling.ruling_view, name="merchant-ruling"),
    path("complaints/<str:number>/elsewhere", ruling.elsewhere, name="merchant-elsewhere"),
    path("orders", things.orders, name="merchant-orders"),
    path("orders/<path:id>", things.order, name="merchant-order"),
    path("products", things.products, name="merchant-products"),
    path("products/<path:id>", things.product, name="merchant-product"),
    path("messages", inbox.inbox, name="merchant-inbox"),
    path("messages/read", inbox.read, name="merchant-inbox-read"),
    path("settings", settings.settings_view, name="merchant-settings"),
]
