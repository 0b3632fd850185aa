"""An announcement as pages show it: in the reader's language, or in the one it is written in, marked as such."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ombud.accounts.models import Person
from ombud.core.announcement.events import Said
from ombud.core.announcement.state import Version
from ombud.core.people import Actor
from ombud.portals.common import display
from ombud.portals.common.guide import query
from ombud.reads.announcements import Text, Told
from ombud.vault.access import NotFound as NoSuchFile
from ombud.vault.access import access_evidence, signed_picture_url

Row = dict[str, Any]


def reader(request: HttpRequest) -> Actor | None:
    """Who reads; None is a stranger."""
    return request.user.actor() if isinstance(request.user, Person) else None


def category_words(code: str) -> str:
    """What a kind of announcement is called."""
    return {
        "news": pgettext("announcement", "News"),
        "rules": pgettext("announcement", "Rules"),
        "service": pgettext("announcement", "Service"),
        "safety": pgettext("announcement", "Safety"),
        "holiday": pgettext("announcement", "Holidays"),
    }.get(code, code)


def audience_words(code: str) -> str:
    """Whom it is for."""
    return {
        "everybody": pgettext("audience", "Everybody"),
        "merchants": pgettext("audience", "Merchants"),
        "consumers": pgettext("audience", "Consumers"),
    }.get(code, code)


def written_in(lang: str) -> str:
    """A language by its own name: 简体中文."""
    return display.LANGUAGE_NAMES.get(lang.lower(), lang)


def address(request: HttpRequest, number: str, name: str = "announcement", *more: object) -> str:
    """Where it stays for good; a stranger stays on the platform they chose."""
    return reverse(name, args=[number, *more]) + query(request)


def lasting(request: HttpRequest, number: str, platform: str) -> str:
    """The whole address, which leads everybody to the same page whoever reads it and wherever it is passed on."""
    return request.build_absolute_uri(f"{reverse('announcement', args=[number])}?platform={platform}")


def row(request: HttpRequest, one: Told) -> Row:
    """One line of a list."""
    announcement = one.announcement
    text = one.text(announcement.latest.said, display.html_lang())
    return {
        "url": address(request, announcement.number),
        "title": text.title,
        "lang": text.lang,
        "first_at": announcement.shows_at,
        "revised_at": announcement.revised_at,
        "category": category_words(announcement.latest.said.category),
        **marked(text),
    }


def whole(one: Told, version: Version, lang: str, platform: int) -> Row:
    """All of one version, in a language or in the nearest there is."""
    said = version.said
    text = one.text(said, lang)
    return {
        "title": text.title,
        "body": text.body,
        "lang": text.lang,
        "own_name": written_in(text.lang),
        "tags": text.tags,
        "author": one.line(said.author),
        "source": one.line(said.source),
        "copyright": one.line(said.copyright),
        "category": category_words(said.category),
        "pictures": _pictures(said, text, platform),
        "original": written_in(said.texts[0].lang) if text.lang != said.texts[0].lang else "",
        **marked(text, lang),
    }


def marked(text: Text, lang: str = "") -> Row:
    """That it isn't written in the reader's language, where it isn't."""
    if text.lang == (lang or display.html_lang()):
        return {"mark": "", "mark_short": ""}
    name = written_in(text.lang)
    long = _("There is no text in your language. This is the one in {language}.").format(language=name)
    return {"mark": long, "mark_short": name}


def _pictures(said: Said, text: Text, platform: int) -> list[Row]:
    found = []
    for place, file in enumerate(said.files):
        try:
            kept = access_evidence(platform, file.file)
            url = signed_picture_url(kept, "page-1", "")
        except NoSuchFile:
            continue
        size = kept.pictures["page-1"]
        told = text.pictures[place] if place < len(text.pictures) else ""
        found.append({"url": url, "alt": told, "width": size["width"], "height": size["height"]})
    return found
