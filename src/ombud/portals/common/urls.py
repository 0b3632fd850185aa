"""Addresses that belong to no single portal: signing in, help, the rules, files, drafts, and the style guide."""

from django.urls import path

from . import covers, custody, drafts, evidence, guide, guide_pages, help_page, service, shop_record, uploads
from .announcements import pages as announcements
from .chat import pages as chat
from .entry import app_codes, forgotten, halfway, openid, passkey, security, sign_in
from .kept import one as kept
from .language import set_language
from .privacy import own_page as privacy
from .proof import log_page, receipts
from .styleguide import sample, styleguide
from .transparency import pages as transparency

urlpatterns = [
    path("sign-in", sign_in.sign_in, name="sign-in"),
    path("sign-in/with/<slug:slug>", openid.way_there, name="sign-in-with"),
    path("sign-in/back", openid.way_back, name="sign-in-back"),
    path("sign-in/code", halfway.code, name="sign-in-code"),
    path("sign-in/passkey", passkey.sign_in, name="sign-in-passkey"),
    path("sign-in/passkey/options", passkey.sign_in_options, name="sign-in-passkey-options"),
    path("sign-in/forgotten", forgotten.forgotten, name="forgotten"),
    path("sign-in/new-password/<str:token>", forgotten.new_password, name="new-password"),
    path("sign-out", sign_in.sign_out, name="sign-out"),
    path("security", security.security, name="security"),
    path("security/password", security.password, name="security-password"),
    path("security/app", app_codes.app, name="security-app"),
    path("security/passkey", passkey.add, name="security-passkey"),
    path("security/passkey/options", passkey.options, name="security-passkey-options"),
    path("security/codes", security.new_codes, name="security-codes"),
    path("security/remove", security.remove, name="security-remove"),
    path("security/end", security.end, name="security-end"),
    path("my-data", privacy.own_data, name="own-data"),
    path("my-data/copy.zip", privacy.own_copy, name="own-data-copy"),
    path("language", set_language, name="set-language"),
    path("help", help_page.help_page, name="help"),
    path("guide", guide_pages.guide_page, name="guide"),
    path("form", guide_pages.blank_form, name="blank-form"),
    path("rules", guide.rules, name="rules"),
    path("rules/accept", guide.accept_rules, name="accept-rules"),
    path("rules/<str:pack>", guide.rules, name="rules-version"),
    path("announcements", announcements.listing, name="announcements"),
    path("announcements/<str:number>", announcements.page, name="announcement"),
    path("announcements/<str:number>/versions", announcements.versions, name="announcement-versions"),
    path("announcements/<str:number>/versions/<int:n>", announcements.version, name="announcement-version"),
    path("shops/<path:shop>/record", shop_record.page, name="shop-record"),
    path("transparency", transparency.page, name="transparency"),
    path("transparency.csv", transparency.as_csv, name="transparency-csv"),
    path("transparency.pdf", transparency.as_pdf, name="transparency-pdf"),
    path("service", service.page, name="service"),
    path("service/now", service.now, name="service-now"),
    path("uploads", uploads.upload, name="upload"),
    path("drafts/<slug:form>", drafts.autosave, name="draft"),
    path("drafts/<slug:form>/<path:about>", drafts.autosave, name="draft-about"),
    path("evidence/<str:number>/<str:file>", evidence.exhibit, name="exhibit"),
    path("evidence/<str:number>/<uuid:file>/custody", custody.custody, name="custody"),
    path("evidence/<str:number>/<uuid:file>/cover", covers.cover_exhibit, name="exhibit-cover"),
    path("keep-picture", kept.keep_picture, name="keep-picture"),
    path("kept/cover/<str:file>/<path:order>", covers.cover_kept, name="kept-cover"),
    path("kept/<str:file>/<path:order>", kept.kept_file, name="kept-file"),
    path("evidence/<str:number>/talk/<str:talk>", chat.talk_exhibit, name="talk-exhibit"),
    path("evidence/<str:number>/talk/<str:talk>/<str:file>", chat.talk_picture, name="talk-picture"),
    path("chat-pictures/<str:file>/<path:order>", chat.chat_picture, name="chat-picture"),
    path("receipts/of/<path:name>", receipts.receipts, name="receipts"),
    path("receipts/<int:seq>/of/<path:name>", receipts.receipt, name="receipt"),
    path("receipts/<int:seq>/file/of/<path:name>", receipts.receipt_file, name="receipt-file"),
    path("log", log_page.page, name="log"),
    path("log/verify.py", log_page.script, name="log-script"),
    path("log/<slug:slug>/checkpoint", log_page.checkpoint, name="log-checkpoint"),
    path("log/<slug:slug>/stamp", log_page.stamp, name="log-stamp"),
    path("log/<slug:slug>/stamped", log_page.stamped_checkpoint, name="log-stamped"),
    path("log/<slug:slug>/keys", log_page.keys, name="log-keys"),
    path("log/<slug:slug>/handovers", log_page.handovers, name="log-handovers"),
    path("log/<slug:slug>/consistency/<int:old>/<int:size>", log_page.consistency, name="log-consistency"),
    path("log/<slug:slug>/tile/<int:level>/<path:place>", log_page.tile, name="log-tile"),
    path("styleguide", styleguide, name="styleguide"),
    path("styleguide/<slug:page>", sample, name="styleguide-sample"),
]
