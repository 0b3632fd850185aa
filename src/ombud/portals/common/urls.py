"""Addresses that belong to no single portal: signing in, help, the rules, files, drafts, and the style guide."""

from django.urls import path

from . import covers, custody, drafts, evidence, guide, guide_pages, help_page, service, shop_record, signin, uploads
from .announcements import pages as announcements
from .chat import pages as chat
from .kept import one as kept
from .language import set_language
from .styleguide import sample, styleguide

urlpatterns = [
    path("sign-in", signin.sign_in, name="sign-in"),
    path("sign-out", signin.sign_out, name="sign-out"),
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
    path("styleguide", styleguide, name="styleguide"),
    path("styleguide/<slug:page>", sample, name="styleguide-sample"),
]
