"""Addresses of the shop's console, all under /merchant/."""

from django.urls import path

from . import answer, case, complaints, evidence, excuse, home, inbox, offers, proof, ruling, settings, talk, things
from .penalties import acts, answering, appeal, begin, check, consultation, draft, export, listing, notice, popup

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
    path("penalties", listing.penalties_list, name="merchant-penalties"),
    path("penalties/pending", popup.snooze, name="merchant-popup-snooze"),
    path("penalties/export.csv", export.export, name="merchant-penalties-export"),
    path("penalties/<str:number>", notice.notice, name="merchant-penalty"),
    path("penalties/<str:number>/draw.json", acts.notice_json, name="merchant-penalty-json"),
    path("penalties/<str:number>/begin", begin.begin, name="merchant-penalty-begin"),
    path("penalties/<str:number>/decline", acts.decline, name="merchant-penalty-decline"),
    path("penalties/<str:number>/withdraw", acts.withdraw, name="merchant-penalty-withdraw"),
    path("penalties/<str:number>/consult", consultation.consult, name="merchant-penalty-consult"),
    path("penalties/<str:number>/answer", answering.answer, name="merchant-penalty-answer"),
    path("penalties/<str:number>/condition", answering.meet_condition, name="merchant-penalty-condition"),
    path("penalties/<str:number>/appeal", appeal.appeal, name="merchant-appeal"),
    path("penalties/<str:number>/appeal/check", check.check, name="merchant-appeal-check"),
    path("penalties/<str:number>/appeal/prepare", check.prepare, name="merchant-appeal-prepare"),
    path("penalties/<str:number>/appeal/keep-back", check.keep_back, name="merchant-appeal-keep-back"),
    path("penalties/<str:number>/appeal/<int:n>", appeal.appeal_part, name="merchant-appeal-part"),
    path("penalties/<str:number>/appeal/<int:n>/draft", draft.autosave, name="merchant-appeal-draft"),
    path("orders", things.orders, name="merchant-orders"),
    path("orders/<path:id>", things.order, name="merchant-order"),
    path("products", things.products, name="merchant-products"),
    path("products/<path:id>", things.product, name="merchant-product"),
    path("messages", inbox.inbox, name="merchant-inbox"),
    path("messages/read", inbox.read, name="merchant-inbox-read"),
    path("settings", settings.settings_view, name="merchant-settings"),
]
